"""The self-test of a rule book: for each rule that can fire, the smallest patient for whom it must.

A rule that has stopped firing is the hardest fault to notice. The cases are part of the book (`must-fire.yaml`); the
book that this package was released with has passed them, any other one is tested before it is used.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .diagnostics import Cd38RulesError, Diagnostic, Place, ProfileError, RuleBookError, did_you_mean, in_order
from .rules.addition import MUST_FIRE_FILE
from .rules.book import RuleBook
from .rules.fields import Fields
from .rules.load import inspect_rulebook, read_files, sha256_of
from .rules.load import load_rulebook as load_untested
from .rules.locate import shipped_rulebook
from .rules.located import Located, read_yaml

if TYPE_CHECKING:
    from .evaluation import Evaluator

MOST_KEPT = 4  # books; each holds a few MiB that durable-rules doesn't give back when a book goes
_KEPT: OrderedDict[str, RuleBook] = OrderedDict()
_KEPT_LOCK = threading.Lock()
_REMEDY = "correct the rule, or the case in must-fire.yaml"


@dataclass(frozen=True, slots=True)
class Case:
    """One patient for whom a rule must fire; a validation must refuse or flag the patient instead."""

    rule: str
    profile: dict[str, Any]
    place: Place


def load_rulebook(folder: str | Path | None = None) -> RuleBook:
    """The rule book of a folder; the one that comes with the package if none is named.

    A book that isn't the one that this version of the package was released with is tested first. The files are read
    on each call; while they haven't changed, it is the same book that comes back (decision 0015). Raises RuleBookError
    with every fault of every file or of the self-test, and OSError where a file can't be read.
    """
    home = Path(folder) if folder is not None else shipped_rulebook()
    try:
        files = read_files(home)
    except RuleBookError:
        return load_untested(home)  # raises too, with the faults of all other files besides
    with _KEPT_LOCK:
        kept = _KEPT.get(digest := sha256_of(files))
        if kept is None:
            kept = _tested(files)
        _KEPT[digest] = kept
        _KEPT.move_to_end(digest)
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return kept


def _tested(files: Mapping[str, str]) -> RuleBook:
    book, faults = inspect_rulebook(files)
    if book is None:
        raise RuleBookError(faults)
    if book.locally_modified and (faults := self_test(book)):
        raise RuleBookError(faults)
    return book


def self_test(book: RuleBook) -> list[Diagnostic]:
    """What is wrong: rules without a case, cases of unknown rules, and cases in which the rule doesn't fire.

    Raises EngineError if the book can't be compiled; an engine that fails in a case is a fault of that case.
    """
    from .evaluation import evaluator_for

    cases, faults = read_cases(book)
    evaluator = evaluator_for(book)
    for case in cases:
        if case.rule not in book.rules:
            hint = did_you_mean(case.rule, book.rules, "remove the case")
            faults.append(Diagnostic("must-fire-unknown-rule", "the case names no rule", (case.place,), hint))
        elif (reason := _reason_not_to_fire(evaluator, case)) is not None:
            places = (case.place, book.rules[case.rule].place)
            message = f"`{case.rule}` doesn't fire for the patient for whom it must: {reason}"
            faults.append(Diagnostic("must-fire-silent", message, places, _REMEDY))
    have = {case.rule for case in cases}
    for rule_id in rules_that_can_fire(book):
        if rule_id not in have:
            message = f"`{rule_id}` has no case in {MUST_FIRE_FILE}"
            hint = "add the smallest patient for whom it fires"
            faults.append(Diagnostic("must-fire-missing", message, (book.rules[rule_id].place,), hint))
    return in_order(faults)


def rules_that_can_fire(book: RuleBook) -> Iterator[str]:
    """The ids of the rules that need a case: those in force, but for reference pages and what is never yes."""
    for rule in book.rules.values():
        never_yes = any(truth.value == "yes" for truth, _ in rule.never)
        if rule.kind != "reference" and rule.review.status != "retired" and not never_yes:
            yield rule.id


def read_cases(book: RuleBook) -> tuple[list[Case], list[Diagnostic]]:
    """The cases of a book, and the faults of the files that hold them."""
    if not book.must_fire:
        place = Place(MUST_FIRE_FILE, 1, 1)
        hint = "it holds, for each rule, the smallest patient for whom it fires"
        return [], [Diagnostic("must-fire-missing", f"there is no {MUST_FIRE_FILE}", (place,), hint)]
    cases: list[Case] = []
    faults: list[Diagnostic] = []
    for path, text in book.must_fire.items():
        document, found = read_yaml(text, path)
        faults += found
        for item in () if document is None else document.entries():
            fields = Fields(item, "a case", faults, "must-fire")
            rule, profile = fields.text("rule"), fields.value("profile")
            fields.done()
            if profile is not None and profile.is_mapping:
                cases.append(Case(rule, _plain(profile), item.place))
    return cases, faults


def _plain(profile: Located) -> dict[str, Any]:
    plain = profile.plain()
    assert isinstance(plain, dict)
    return plain


def fires(evaluator: Evaluator, rule_id: str, profile: dict[str, Any]) -> bool:
    """Whether a rule fires for a profile as plain data; a validation fires by refusing or flagging it."""
    return _reason_not_to_fire(evaluator, Case(rule_id, profile, Place(""))) is None


def _reason_not_to_fire(evaluator: Evaluator, case: Case) -> str | None:
    from .profile import PatientProfile

    kind = evaluator.book.rules[case.rule].kind
    try:
        profile = PatientProfile.model_validate_json(json.dumps(case.profile))
    except ProfileError as error:
        codes = {diagnostic.code for diagnostic in error.diagnostics}
        return None if kind == "validation" and case.rule in codes else "the patient is refused"
    try:
        report = evaluator.evaluate(profile)
    except Cd38RulesError as error:
        return f"the evaluation fails ({type(error).__name__})"
    if kind == "validation":
        return None if case.rule in {issue.code for issue in report.input_issues} else "the patient is not flagged"
    return None if case.rule in {advisory.rule for advisory in report.applying()} else "it doesn't apply"
