"""The rules that every engine decides: a fixed set of 24 of the book, and grown sets for the series.

A rule may build on concepts and other rules of its own scope. Rules of the patient that build on rules about regimens
are left out: they need a verdict taken over several rows, which most peers can't say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cd38rules.facts import VOCABULARY
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import All, Condition, FactLeaf, VerdictLeaf, replace_leaves, walk
from cd38rules.rules.load import load_rulebook
from cd38rules.rules.model import Scope
from cd38rules.rules.plan import Decision, Plan
from cd38rules.truth import YES

ROOT = Path(__file__).resolve().parents[2]

CHOSEN = (
    # lungs: flags, a number, severity or control, a rule that silences another, a fact that isn't recorded
    "copd-dara-bronchodilator",
    "copd-dara-prophylaxis-stop",
    "copd-dara-fev1-lt50",
    "asthma-dara-trial-exclusion",
    "missing-fev1",
    # dosing, premedication and labels: choices, "is not", "none of", unknown taken as yes
    "dose-dara-sc",
    "ir-premedication",
    "label-isa-kd-us",
    "label-isa-not-described",
    # kidneys, age, lines, cytogenetics: numeric limits over a concept, ranges, nested or
    "renal-isa-kd-egfr-lt60",
    "renal-below-range",
    "age-isa-pd-65to74",
    "lines-isa-pd-gt3",
    "cyto-isa-pd-high",
    # lists, and a rule about another rule that is unknown
    "ife-igg-kappa-interference",
    "missing-isotype",
    "seq-dara-combo-after-isa",
    "seq-washout-other-direction-no-data",
    # transfusion and scope: nested groups, months since a partial date, rules of the patient
    "transfusion-pretreatment-typing",
    "transfusion-dara-tail-6mo",
    "transfusion-isa-tail-unknown",
    "transfusion-typing-missed",
    "missing-typing",
    "meta-out-of-scope",
)
MOST_LEAVES = 40  # a longer rule, with what it builds on, is no rule that one would write in a peer
SIZES = (len(CHOSEN), 200, 1000)


@dataclass(frozen=True)
class RuleSet:
    """`names` are the rules to decide; `decisions` holds them and what they build on, in dependency order."""

    names: tuple[str, ...]
    decisions: Mapping[str, Decision]

    @cached_property
    def plan(self) -> Plan:
        """The set as our engines take it."""
        return Plan(self.decisions, {}, {name: targets_of(d.condition) for name, d in self.decisions.items()})

    def of(self, scope: Scope) -> tuple[Decision, ...]:
        """The rules of one scope, in the order of the set."""
        return tuple(d for d in map(self.decisions.__getitem__, self.names) if d.scope == scope)


def chosen_rules(book: RuleBook | None = None) -> RuleSet:
    """The fixed 24."""
    return _rule_set(CHOSEN, (book or shipped_book()).plan.decisions)


def grown_rules(count: int, book: RuleBook | None = None) -> RuleSet:
    """`count` rules: the 24, then all others that peers can say, then copies of all of them with shifted limits."""
    decisions = dict((book or shipped_book()).plan.decisions)
    names = list(CHOSEN) + [name for name in _sayable(decisions) if name not in CHOSEN]
    originals = tuple(names)
    shift = 0
    while len(names) < count:
        shift += 1
        for place, name in enumerate(originals[: count - len(names)]):
            copy = f"{name}@{shift}"
            # Some rules of the book have the same condition; their copies must not.
            shifted = _shifted(decisions[name].condition, shift / 4 + place / 1000)
            decisions[copy] = replace(decisions[name], id=copy, condition=shifted)
            names.append(copy)
    return _rule_set(tuple(names[:count]), decisions)


def shipped_book() -> RuleBook:
    """The rule book of this repository."""
    return load_rulebook(ROOT / "rules")


def targets_of(condition: Condition) -> tuple[str, ...]:
    """The decisions that a condition builds on directly."""
    return tuple(dict.fromkeys(part.target for part in walk(condition) if isinstance(part, VerdictLeaf)))


def _rule_set(names: tuple[str, ...], decisions: Mapping[str, Decision]) -> RuleSet:
    needed = dict.fromkeys(name for wanted in names for name in (*_below(wanted, decisions), wanted))
    return RuleSet(names, {name: decisions[name] for name in needed})


def _below(name: str, decisions: Mapping[str, Decision]) -> Iterator[str]:
    """Everything that a decision builds on, each after what it builds on itself."""
    for target in targets_of(decisions[name].condition):
        yield from _below(target, decisions)
        yield target


def _sayable(decisions: Mapping[str, Decision]) -> Iterator[str]:
    """The rules of the book (no concepts, no parts of rules) that stay small and within one scope when written out."""
    for name, decision in decisions.items():
        if name.startswith(("concept:", "when:")) or "~" in name:
            continue
        below = list(_below(name, decisions))
        crosses = decision.scope == "patient" and any(decisions[part].scope == "regimen" for part in below)
        if not crosses and _leaves(name, decisions) <= MOST_LEAVES:
            yield name


def _leaves(name: str, decisions: Mapping[str, Decision]) -> int:
    found = 0
    for part in walk(decisions[name].condition):
        if isinstance(part, FactLeaf):
            found += 1
        elif isinstance(part, VerdictLeaf):
            found += _leaves(part.target, decisions)
    return found


def _shifted(condition: Condition, shift: float) -> Condition:
    """The same rule with each limit moved a little; one without a limit gets one on age, so that no two are alike."""
    moved = False

    def move(part: Condition) -> Condition:
        nonlocal moved
        if isinstance(part, FactLeaf) and VOCABULARY[part.fact].type == "number" and part.operator != "recorded":
            moved = True
            return replace(part, literals=tuple(float(literal) + shift for literal in part.literals))
        return part

    found = replace_leaves(condition, move)
    if moved:
        return found
    return All((found, FactLeaf("person.age", "at_least", (40 + shift,), if_unknown=YES)))
