"""One profile and one rule book to one report. Two engines decide; if they differ, no advice is given."""

from __future__ import annotations

import hashlib

from . import __version__
from .compose import Composer, facts_to_record
from .covering import with_covers
from .engines import reference
from .engines.durable import DurableEngine
from .engines.outcome import EngineDisagreement, Outcome
from .facts import Facts, derive
from .present import Presenter
from .profile import PatientProfile, conflicts
from .report import Advisory, CoverageBlock, InputIssue, Receipt, Report
from .rules.book import RuleBook

ENGINES = ("durable", "reference")
STATEMENT = (
    "An empty list means that no checked rule applies, not that there is no concern: see what could not be checked "
    "and what is not covered."
)


class Evaluator:
    """Evaluates profiles against one rule book. Compiles it once; may be shared between threads.

    Raises EngineError if the rule book can't be compiled.
    """

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.presenter = Presenter(book)
        self.durable = DurableEngine(book.plan)
        self._unsigned = sum(not rule.review.reviewed_by for rule in book.rules.values())
        self._covered = tuple(item.text for item in book.coverage if item.covered)
        self._not_covered = tuple(item.text for item in book.coverage if not item.covered)
        self._as_of = tuple(f"{s.short_name}: {s.evidence_as_of.isoformat()}" for s in book.catalogue.sources)

    def decide(self, facts: Facts) -> Outcome:
        """What both engines decide. Raises EngineDisagreement naming the rules if they differ."""
        decided = reference.decide(self.book.plan, facts)
        other = self.durable.decide(facts)
        if decided.truths != other.truths:
            keys = {*decided.truths, *other.truths}
            differing = (key for key in keys if decided.truths.get(key) is not other.truths.get(key))
            raise EngineDisagreement((rule, role) for name, role in differing for rule in self.book.deciding(name))
        return decided

    def evaluate(self, profile: PatientProfile, *, changes: bool = False) -> Report:
        """The report of one patient; with `changes`, also what would turn each entry round, which takes seconds.

        Raises EngineError or EngineDisagreement, and gives no advice then; TypeError for anything but a profile.
        """
        if not isinstance(profile, PatientProfile):
            raise TypeError(
                f"a PatientProfile is evaluated, not {_kind(profile)}: "
                "read it with PatientProfile.model_validate_json(text) or PatientProfile.model_validate(data)"
            )
        facts = derive(profile)
        composer = Composer(self.presenter, profile, facts, self.decide(facts))
        applying = with_covers(self.book, composer.applying(), composer.holds)
        undecided = composer.not_evaluable()
        report = Report(
            schema_version="1",
            patient_id=profile.patient_id,
            as_of=profile.as_of.isoformat(),
            advisories=_of_kind(applying, "advisory"),
            questions=_of_kind(applying, "question"),
            evidence=_of_kind(applying, "evidence"),
            background=_of_kind(applying, "background"),
            not_evaluable=tuple(undecided),
            not_checked=tuple(composer.not_checked()),
            facts_to_record=tuple(facts_to_record(undecided)),
            suppressed=tuple(composer.suppressed()),
            input_issues=self._input_issues(profile),
            coverage=CoverageBlock(
                rules_checked=sum(
                    bool(facts.active_roles) or self.book.rules[name].scope == "patient"
                    for name in self.book.plan_rules
                ),
                rules_in_force=len(self.book.plan_rules),
                rules_not_evaluable=len({entry.rule for entry in undecided}),
                topics_checked=self.book.topics_with_rules,
                covered=self._covered,
                not_covered=self._not_covered,
                evidence_as_of=self._as_of,
                statement=STATEMENT,
            ),
            receipt=self._receipt(profile),
        )
        if not changes:
            return report
        from .flip import with_changes

        return with_changes(report, profile, self.book)

    def _input_issues(self, profile: PatientProfile) -> tuple[InputIssue, ...]:
        return tuple(
            InputIssue(
                code=issue.code,
                severity=issue.severity,
                message=issue.message,
                places=tuple(str(place) for place in issue.places),
                hint=issue.hint,
            )
            for issue in conflicts(profile)
        )

    def _receipt(self, profile: PatientProfile) -> Receipt:
        canonical = profile.model_dump_json(exclude_none=True).encode("utf-8")
        return Receipt(
            package_version=__version__,
            engines=ENGINES,
            rulebook=self.book.name,
            rulebook_version=self.book.version,
            rulebook_sha256=self.book.sha256,
            locally_modified=self.book.locally_modified,
            as_of=profile.as_of.isoformat(),
            input_sha256=hashlib.sha256(canonical).hexdigest(),
            unsigned_rules=self._unsigned,
        )


def evaluator_for(book: RuleBook) -> Evaluator:
    """The evaluator of a rule book: compiled on the first call, kept as long as the book lives.

    Raises TypeError for anything but a rule book.
    """
    if not isinstance(book, RuleBook):
        raise TypeError(f"a RuleBook decides, not {_kind(book)}: load one with load_rulebook()")
    evaluator = book.compiled.get("evaluator")
    if not isinstance(evaluator, Evaluator):
        evaluator = book.compiled.setdefault("evaluator", Evaluator(book))
        assert isinstance(evaluator, Evaluator)
    return evaluator


def evaluate(profile: PatientProfile, book: RuleBook, *, changes: bool = False) -> Report:
    """The report of one patient under a rule book; with `changes`, also what would turn each entry round.

    Raises EngineError if an engine fails, EngineDisagreement if the two differ, and TypeError for anything but a
    profile and a rule book.
    """
    return evaluator_for(book).evaluate(profile, changes=changes)


def _kind(value: object) -> str:
    """The type of a value, which is all of it that a message may tell."""
    return "None" if value is None else f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")


def _of_kind(applying: list[Advisory], kind: str) -> tuple[Advisory, ...]:
    return tuple(advisory for advisory in applying if advisory.kind == kind)
