"""A figure enters a text by its id, so that its number is written once and proved once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import VOCABULARY
from ..rules.book import RuleBook
from ..rules.condition import Any, Condition, FactLeaf, VerdictLeaf, walk
from ..rules.link import SMALL_N
from ..rules.model import Rule
from ..rules.plan import choosing_conditions
from .check import Found
from .parts import parts_of

_KNOWN_NAMES = re.compile(
    r"(?<![\w.])(?:(?:anti-)?CD\d+\w*|FEV1|(?:gain|amp)\(1q(?:21)?\)|1q21|1q|del\(17p1?3?\)|17p|[td]\(\d+;\d+\)|IgG[1-4]"
    r"|MDRD|CKD-EPI(?: (?:2009|2021))?|mL/min/1\.73 m²|C1q|M1|M2|H2|G-CSF|COVID-19"
    r"|Table \d|Fig\. \d|cycle \d|[Gg]rades? [1-5])"
)
# The 1 of a ratio: no difference between the arms.
_ONE = re.compile(
    r"\b(?:includes?|excludes?|crosses|contains?|spans?|touches|reaches|ends? at|ending at|below|above) 1"
    r"(?!\w|[.,]\d|%)"
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
_WHOLE_NUMBER = re.compile(r"(?<![\w.,–-])\d+(?![\w–-]|[.,]\d|\s*%)")


def typed_figure(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """No digit stands in a text, but for the figures that are shown by their ids.

    Allowed are names (CD38, FEV1, gain(1q21), t(4;14), mL/min/1.73 m², cycle 1, grade 3), the limits of the rule's own
    conditions and of the concepts, rules and facts that these name, whole numbers in the printed words of a statement
    that the rule cites ("at least 2 prior lines"), and the 1 that a ratio's interval includes. Titles and validations,
    whose limits are those of the profile, are excepted.
    """
    if rule.kind == "validation":
        return
    own: set[str] | None = None
    for part in parts_of(rule, title=False):
        left = _ONE.sub(" ", _KNOWN_NAMES.sub(" ", part.text))
        for number in dict.fromkeys(hit[0] for hit in _NUMBER.finditer(left)):
            own = _own_numbers(rule, book) if own is None else own
            if number not in own:
                message = f"the number {number} is typed"
                yield Found(message, part.place, "show the figure by its id: {source/figure}")


def _own_numbers(rule: Rule, book: RuleBook) -> set[str]:
    """Every number that a condition of the rule compares with, or that a statement cited by it is printed with."""
    found: set[str] = set()
    for condition in _conditions(rule):
        found |= _numbers_of(condition, book)
    cited = (book.catalogue.get(use.evidence) for use in rule.evidence)
    statements = (entry for entry in cited if entry is not None and entry.kind == "statement")
    printed = "; ".join(words for entry in statements for words in entry.printed)
    return found | set(_WHOLE_NUMBER.findall(printed))


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from () if rule.applies_when is None else (rule.applies_when,)
    yield from choosing_conditions(rule)


def _numbers_of(condition: Condition, book: RuleBook, deeper: bool = True) -> set[str]:
    found: set[str] = set()
    for part in walk(condition):
        if isinstance(part, FactLeaf):
            found |= _numbers_of_fact(part)
        elif isinstance(part, VerdictLeaf) and part.target.startswith("concept:"):
            concept = book.concepts.get(part.target.removeprefix("concept:"))
            found |= _numbers_of(concept.condition, book) if concept is not None else set()
        elif isinstance(part, VerdictLeaf) and deeper:
            named = book.rules[part.target].applies_when if part.target in book.rules else None
            found |= _numbers_of(named, book, deeper=False) if named is not None else set()
        elif isinstance(part, Any) and dict(part.selection).get("cites") == "small-n":
            found.add(str(SMALL_N))
    return found


def _numbers_of_fact(leaf: FactLeaf) -> set[str]:
    fact = VOCABULARY[leaf.fact]
    words = " ".join((fact.label, *fact.choices.values()))
    found = set(_NUMBER.findall(_KNOWN_NAMES.sub(" ", words)))
    for literal in leaf.literals if fact.type == "number" else ():
        # "under 65" is said where the condition says at most 64, and "more than 2" where it says at least 3.
        beside = (-1, 0, 1) if fact.integer else (0,)
        found |= {f"{float(literal) + step:g}" for step in beside}
    return found
