"""What differs between two conditions, in plain words: thresholds, values, conditions more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from ..facts import VOCABULARY
from ..rules.condition import All, Any, AnyRule, Condition, FactLeaf, Leaf, Not, VerdictLeaf, walk
from ..wording import words_of

Titles = Callable[[str], str]
Meaning = tuple[object, ...]


def meaning(condition: Condition) -> Meaning:
    """A condition without what doesn't matter: the order of parts, parts written twice, groups of one, places."""
    if isinstance(condition, Not):
        inner = meaning(condition.part)
        return (*inner[1:],) if inner[0] == "not" else ("not", *inner)
    if isinstance(condition, (All, Any)):
        word = "all" if isinstance(condition, All) else "any"
        parts: set[Meaning] = set()
        for part in condition.parts:
            inner = meaning(part)
            parts |= set(inner[1]) if inner[0] == word and isinstance(inner[1], frozenset) else {inner}
        return next(iter(parts)) if len(parts) == 1 else (word, frozenset(parts))
    return ("leaf", replace(condition))


def differences(old: Condition | None, new: Condition | None, titles: Titles) -> list[str]:
    """What is different, one line each; nothing if both mean the same."""
    if old is None or new is None:
        return [] if old is new else ["a condition is added" if old is None else "the condition is taken away"]
    if meaning(old) == meaning(new):
        return []
    before, after = Counter(_leaves(old)), Counter(_leaves(new))
    gone, come = list((before - after).elements()), list((after - before).elements())
    lines: list[str] = []
    for leaf in list(gone):
        twin = next((other for other in come if _is_like(leaf, other)), None)
        if twin is not None:
            gone.remove(leaf)
            come.remove(twin)
            lines.append(f"{_said(leaf, titles)} → {_said(twin, titles)}")
    lines += [f"one condition less: {_said(leaf, titles)}" for leaf in gone]
    lines += [f"one condition more: {_said(leaf, titles)}" for leaf in come]
    return lines or ["the same conditions are combined otherwise"]


def _leaves(condition: Condition) -> list[Leaf]:
    return [part for part in walk(condition) if isinstance(part, (FactLeaf, VerdictLeaf))]


def _is_like(leaf: Leaf, other: Leaf) -> bool:
    """Two leaves that ask the same fact or the same rule, so that one may have become the other."""
    if isinstance(leaf, FactLeaf) and isinstance(other, FactLeaf):
        return leaf.fact == other.fact
    return isinstance(leaf, VerdictLeaf) and isinstance(other, VerdictLeaf) and leaf.target == other.target


def _said(leaf: Leaf, titles: Titles) -> str:
    if isinstance(leaf, FactLeaf) and leaf.fact not in VOCABULARY:
        return leaf.fact
    return words_of(leaf, titles)


def reads(condition: Condition) -> set[str]:
    """The facts, rules and concepts (`concept:name`) that a condition names."""
    found: set[str] = set()
    for part in walk(condition):
        if isinstance(part, FactLeaf):
            found.add(part.fact)
        elif isinstance(part, VerdictLeaf):
            found.add(part.target)
        elif isinstance(part, AnyRule):
            found |= {f"any rule with {key} {value}" for key, value in part.selection}
    return found
