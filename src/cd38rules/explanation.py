"""The explanation of one rule for one patient, as text: the trace in plain words with the patient's facts."""

from __future__ import annotations

from .evaluation import evaluator_for
from .explain import Explainer, TraceLine
from .facts import ROLE_WORDS, ROLES, Facts, derive, label_of
from .flip import FlipSearch
from .profile import PatientProfile
from .rules.book import RuleBook
from .rules.condition import Condition, FactLeaf, VerdictLeaf
from .rules.plan import RAW
from .truth import NO, UNKNOWN, YES, Truth
from .wording import fact_of_leaf, shown_value

VERDICT_WORDS = {YES: "applies", NO: "does not apply", UNKNOWN: "can't be decided"}
MARKS = {YES: "yes    ", NO: "no     ", UNKNOWN: "unknown"}


def explanation(profile: PatientProfile, book: RuleBook, rule_id: str, only_role: str = "") -> str:
    """The text of an explanation, for the patient or for each of their regimens.

    Raises EngineError if the engines fail or disagree, KeyError if the rule isn't decided for patients.
    """
    return "".join(f"{line}\n" for line in _Explanation(profile, book, rule_id).lines(only_role))


class _Explanation:
    def __init__(self, profile: PatientProfile, book: RuleBook, rule_id: str) -> None:
        evaluator = evaluator_for(book)
        self.profile = profile
        self.book = book
        self.rule = book.rules[rule_id]
        self.presenter = evaluator.presenter
        self.facts: Facts = derive(profile)
        self.outcome = evaluator.decide(self.facts)
        self.explainer = Explainer(book.plan, self.facts, self.outcome)

    def lines(self, only_role: str) -> list[str]:
        rule = self.rule
        lines = [f"{rule.id} {rule.review.version} ({rule.review.status}): {rule.title}"]
        roles = [""] if rule.scope == "patient" else [r for r in ROLES if self.facts.roles[r] is not NO]
        if only_role and rule.scope == "regimen":
            roles = [role for role in roles if role == only_role]
        if not roles:
            lines += ["", "There is no such regimen: the rule is about regimens, and it does not apply."]
            lines += self._turned_round(only_role or "planned", NO)
        for role in roles:
            lines += ["", *self._of_role(role)]
        return lines

    def _of_role(self, role: str) -> list[str]:
        of_whom = f" to the {ROLE_WORDS[role]} regimen" if role else ""
        state = self.facts.roles[role] if role else YES
        if state is UNKNOWN:
            head = f"Can't be decided for the {ROLE_WORDS[role]} regimen: it isn't recorded whether there is one."
            return [head, *self._turned_round(role, UNKNOWN)]
        verdict = self.outcome.truths[self.rule.id, role]
        lines = [f"Verdict: {VERDICT_WORDS[verdict]}{of_whom}"]
        raw = self.rule.id + RAW
        if raw in self.book.plan.decisions and self.outcome.truths[raw, role] is YES and verdict is NO:
            lines = [f"Verdict: its condition holds{of_whom}, but it is silenced:"]
            lines += [f"  “{self.presenter.title(name)}” ({name}) applies" for name in self.rule.unless if self._is_yes(name, role)]
        lines.append("")
        lines += [self._trace_line(line) for line in self.explainer.trace(self.rule.id, role)]
        if verdict is UNKNOWN:
            lines += ["", "To record:"]
            lines += [self._missing_line(name, inexact) for name, inexact in self.explainer.missing(self.rule.id, role)]
        return lines + self._turned_round(role, verdict)

    def _is_yes(self, name: str, role: str) -> bool:
        decision = self.book.plan.decisions[name]
        return self.outcome.of(name, decision.scope, role if decision.scope == "regimen" else "") is YES

    def _trace_line(self, line: TraceLine) -> str:
        words = self._part_words(line.condition)
        value = ""
        if isinstance(line.condition, FactLeaf):
            shown, unit = shown_value(self.facts, fact_of_leaf(line.condition, line.role))
            value = f"   [this patient: {shown}{' ' + unit if unit else ''}]"
        return f"  {MARKS[line.truth]} {'  ' * line.depth}{words}{value}   <{line.address}>"

    def _part_words(self, condition: Condition) -> str:
        if isinstance(condition, (FactLeaf, VerdictLeaf)):
            return self.presenter.words(condition)
        return {"All": "all of these", "Any": "at least one of these", "Not": "not this"}[type(condition).__name__]

    @staticmethod
    def _missing_line(name: str, inexact: bool) -> str:
        return f"  {label_of(name)}{' (recorded, but not exact enough)' if inexact else ''}"

    def _turned_round(self, role: str, verdict: Truth) -> list[str]:
        search = FlipSearch(self.profile, self.book, self.rule.id, role)
        lines = []
        for wanted in (YES, NO):
            if wanted is verdict:
                continue
            changes = search.smallest_change(wanted)
            if changes is None:
                lines.append(f"No change of up to three facts was found after which it {VERDICT_WORDS[wanted]}.")
            else:
                lines.append(f"It {VERDICT_WORDS[wanted]} if: {'; '.join(str(change) for change in changes)}")
        return ["", *lines]
