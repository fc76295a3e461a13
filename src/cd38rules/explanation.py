"""The explanation of one rule for one patient, as text: the trace in plain words with the patient's facts.

A line of the trace holds the truth of a part of the condition, its words with the patient's value, and its place in the
file. Where a part is another rule or a concept, that one's own condition follows, with places in its own file.
"""

from __future__ import annotations

import textwrap

from .evaluation import evaluator_for
from .explain import Explainer, TraceLine
from .facts import ROLE_WORDS, ROLES, Facts, definition_of, derive, label_of
from .flip import MOST_CHANGES, FlipSearch
from .profile import PatientProfile
from .rules.book import RuleBook
from .rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf
from .rules.plan import RAW
from .truth import NO, UNKNOWN, YES, Truth
from .wording import fact_of_leaf, shown_value

WIDTH = 80
VERDICT_WORDS = {YES: "applies", NO: "does not apply", UNKNOWN: "can't be decided"}
TRUTH_WIDTH = 9  # "unknown" and two spaces
WORDS_WIDTH = 47
DEEPEST = 15  # levels that are indented: deeper ones would leave no room for words


def explanation(profile: PatientProfile, book: RuleBook, rule_id: str, only_role: str = "") -> str:
    """The text of an explanation, for the patient or for each of their regimens; no line is longer than WIDTH.

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
        lines = [*_wrapped(f"{rule.id} {rule.review.version} ({rule.review.status})"), *_wrapped(rule.title)]
        if rule.scope == "patient":
            if only_role:
                about = "This rule is about the patient as a whole: it is the same for every regimen."
                lines += ["", *_wrapped(about)]
            return [*lines, "", *self._of_role("")]
        roles = [role for role in ROLES if self.facts.roles[role] is not NO and only_role in ("", role)]
        if not roles:
            regimens = f"There is no {ROLE_WORDS[only_role]} regimen" if only_role else "There is no regimen"
            lines += ["", *_wrapped(f"{regimens}: the rule is about regimens, and does not apply.")]
            lines += self._turned_round(only_role or "planned", NO)
        for role in roles:
            lines += ["", *self._of_role(role)]
        return lines

    def _of_role(self, role: str) -> list[str]:
        state = self.facts.roles[role] if role else YES
        if state is UNKNOWN:
            regimen = f"{ROLE_WORDS[role]} regimen"
            head = f"The verdict can't be decided for the {regimen}: it isn't recorded whether there is one."
            return [*_wrapped(head), *self._turned_round(role, UNKNOWN)]
        verdict = self.outcome.truths[self.rule.id, role]
        lines = [*self._verdict_lines(verdict, role), ""]
        for line in self.explainer.trace(self.rule.id, role):
            lines += self._trace_lines(line)
        if verdict is UNKNOWN:
            lines += ["", "To record:"]
            for name, inexact in self.explainer.missing(self.rule.id, role):
                lines += _wrapped(_missing_words(name, inexact), "  ")
        return lines + self._turned_round(role, verdict)

    def _verdict_lines(self, verdict: Truth, role: str) -> list[str]:
        """The verdict; of a silenced rule also what silences it."""
        regimen = f"{ROLE_WORDS[role]} regimen" if role else ""
        raw = self.rule.id + RAW
        if verdict is NO and raw in self.book.plan.decisions and self.outcome.truths[raw, role] is YES:
            lines = _wrapped(
                f"The condition holds{f' for the {regimen}' if regimen else ''}, but the rule is silenced:"
            )
            for name in self.rule.unless:
                if self._is_yes(name, role):
                    lines += _wrapped(f"“{self.presenter.title(name)}” ({name}) applies", "  ")
            return lines
        where = f" {'for' if verdict is UNKNOWN else 'to'} the {regimen}" if regimen else ""
        return _wrapped(f"The rule {VERDICT_WORDS[verdict]}{where}.")

    def _is_yes(self, name: str, role: str) -> bool:
        decision = self.book.plan.decisions[name]
        return self.outcome.of(name, decision.scope, role if decision.scope == "regimen" else "") is YES

    def _trace_lines(self, line: TraceLine) -> list[str]:
        """Truth, words and place side by side; words that don't fit go on below."""
        words = self._part_words(line.condition)
        if isinstance(line.condition, FactLeaf):
            shown, unit = shown_value(self.facts, fact_of_leaf(line.condition, line.role))
            words += f" [patient: {shown}{' ' + unit if unit else ''}]"
        indent = "  " * min(line.depth, DEEPEST)
        first, *rest = textwrap.wrap(words, WORDS_WIDTH - len(indent), break_on_hyphens=False)
        place = _place(line.address)
        head = f"{line.truth.value:<{TRUTH_WIDTH}}{indent + first:<{WORDS_WIDTH}}  "
        if len(head + place) > WIDTH:
            rest, place = [*rest, *textwrap.wrap(place, WORDS_WIDTH - len(indent))], ""
        return [(head + place).rstrip(), *(f"{'':<{TRUTH_WIDTH}}{indent}{more}" for more in rest)]

    def _part_words(self, condition: Condition) -> str:
        if isinstance(condition, All):
            return "all of these:"
        if isinstance(condition, Not):
            return "not this:"
        if isinstance(condition, Any) and not condition.selection:
            return "at least one of these:"
        words = self.presenter.words(condition)
        return f"{words} ({condition.target.removeprefix('concept:')})" if isinstance(condition, VerdictLeaf) else words

    def _turned_round(self, role: str, verdict: Truth) -> list[str]:
        """The smallest change for each of the verdicts yes and no that it isn't."""
        wanted = tuple(truth for truth in (YES, NO) if truth is not verdict)
        search = FlipSearch(self.profile, self.book, self.rule.id, role)
        lines = []
        for truth, changes in search.smallest_changes(wanted).items():
            if changes is None:
                none = f"No change of up to {MOST_CHANGES} facts was found with which it {VERDICT_WORDS[truth]}."
                lines += _wrapped(none)
            else:
                lines.append(f"It would {'apply' if truth is YES else 'not apply'} with:")
                for change in changes:
                    lines += _wrapped(str(change), "  ")
                if codes := search.contradictions(changes):
                    lines += _wrapped(f"That would contradict something else on record: {', '.join(codes)}.", "  ")
        return ["", *lines]


def _place(address: str) -> str:
    """The place of a part in the file that it stands in: `applies_when` of a rule, `when` of a concept."""
    _, arrow, last = address.rpartition("→")
    if not arrow:
        return last
    name, dot, rest = last.partition(".")
    key = "when" if name.startswith("concept:") else "applies_when"
    return f"{key}{dot}{rest}"


def _missing_words(name: str, inexact: bool) -> str:
    question = definition_of(name).question
    words = label_of(name) + (" (recorded, but not exact enough)" if inexact else "")
    return f"{words}: {question}" if question else words


def _wrapped(text: str, indent: str = "") -> list[str]:
    rest = indent + "  " if indent else ""
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)
