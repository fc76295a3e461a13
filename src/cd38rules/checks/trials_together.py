"""The pivotal trials are never laid side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ..diagnostics import Place
from ..rules.book import RuleBook
from ..rules.condition import All, Condition, FactLeaf, Leaf, VerdictLeaf
from ..rules.evidence_model import Evidence, Trial
from ..rules.model import Rule
from ..truth import YES
from .check import Found
from .parts import parts_of

# Evidence on who was studied, or on what isn't said, lays no results side by side.
_NO_RESULT = ("trial eligibility", "silence")


@dataclass(frozen=True, slots=True)
class _Shown:
    """A trial that is shown at a place while `holds` do and `not_holds` don't."""

    trial: Trial
    place: Place
    holds: frozenset[Leaf]
    not_holds: frozenset[Leaf] = frozenset()


def pivotal_trials_together(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """No rule shows figures or names of two of the trials of `trials.yaml` together: that invites a comparison.

    Who was admitted to a trial and what isn't said of it doesn't count: evidence of the designs "trial eligibility" and
    "silence" explains the name of its trial, and what a trial was (its arms, route, follow-up) is no result of it. Nor
    do texts and figures that no patient sees together, because their conditions exclude each other. Rules of the topic
    meta, which say just this, are excepted.
    """
    if rule.topic == "meta":
        return
    shown = [*_figures(rule, book), *_names_in_texts(rule, book)]
    for one, other in combinations(sorted(shown, key=lambda item: (item.place, item.trial.id)), 2):
        if one.trial != other.trial and not _exclude_each_other(one, other):
            message = f"the rule lays {one.trial.name} and {other.trial.name} side by side"
            hint = "write a rule for each trial, or allow this check with a reason"
            yield Found(message, one.place, hint, (other.place,) if other.place != one.place else ())
            return


def _figures(rule: Rule, book: RuleBook) -> Iterator[_Shown]:
    told = {name for trial in book.catalogue.trials for word, name in trial.entries if word != "result"}
    for use in rule.evidence:
        entry = book.catalogue.get(use.evidence)
        if entry is None or entry.kind != "figure" or entry.design in _NO_RESULT or entry.id in told:
            continue
        for trial in _trials_of(entry, book):
            yield _Shown(trial, use.place, _leaves(use.when, rule, book))


def _names_in_texts(rule: Rule, book: RuleBook) -> Iterator[_Shown]:
    cited = [entry for use in rule.evidence if (entry := book.catalogue.get(use.evidence)) is not None]
    explained = {trial.id for entry in cited if entry.design in _NO_RESULT for trial in _trials_of(entry, book)}
    of_earlier: frozenset[Leaf] = frozenset()
    for part in parts_of(rule):
        holds = _leaves(part.when, rule, book)
        for trial in book.catalogue.trials:
            if trial.id not in explained and _names(part.text, trial):
                yield _Shown(trial, part.place, holds, of_earlier if part.name == "summary" else frozenset())
        # Of the summary one text is shown: a later one only where the condition of an earlier one doesn't hold.
        if part.name == "summary" and isinstance(part.when, (FactLeaf, VerdictLeaf)):
            of_earlier |= {part.when}


def _exclude_each_other(one: _Shown, other: _Shown) -> bool:
    if one.holds & other.not_holds or other.holds & one.not_holds:
        return True
    facts = [(a, b) for a in one.holds for b in other.holds if isinstance(a, FactLeaf) and isinstance(b, FactLeaf)]
    return any(a.fact == b.fact and a.literals != b.literals for a, b in facts)


def _leaves(when: Condition | None, rule: Rule, book: RuleBook) -> frozenset[Leaf]:
    """The leaves "fact is value" and "concept is yes" that surely hold where a condition does.

    A concept's own leaves are among them if the rule is decided for each regimen; for the patient as a whole two
    concepts may hold for different regimens.
    """
    found: set[Leaf] = set()
    for part in when.parts if isinstance(when, All) else (when,):
        if isinstance(part, FactLeaf) and part.operator == "is" and part.if_unknown is None:
            found.add(part)
        elif isinstance(part, VerdictLeaf) and part.equals is YES and part.if_unknown is None:
            found.add(part)
            concept = book.concepts.get(part.target.removeprefix("concept:"))
            if concept is not None and rule.scope == "regimen":
                found |= _leaves(concept.condition, rule, book)
    return frozenset(found)


def _trials_of(entry: Evidence, book: RuleBook) -> list[Trial]:
    if entry.trial is not None:
        return [entry.trial]
    return [trial for trial in book.catalogue.trials if _names(f"{entry.says} {entry.arm}", trial)]


def _names(text: str, trial: Trial) -> bool:
    return re.search(rf"(?<!\w){re.escape(trial.name)}(?!\w)", text) is not None
