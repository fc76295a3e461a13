"""Condition trees and values in plain English. Nothing here decides anything; nothing is worded by hand twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .facts import FactDefinition, Facts, Members, Range, Value, definition_of, instance_name, split_instance
from .rules.condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from .truth import UNKNOWN, YES

COMPARISONS = {
    "below": "below",
    "at_most": "at most",
    "at_least": "at least",
    "above": "above",
    "is": "exactly",
    "is_not": "other than",
}

NameOf = Callable[[str], str]
NOT_DECIDED = "not decided by what is recorded"


def words_of(condition: Condition, title_of: NameOf = lambda name: name) -> str:
    """The condition as one phrase. `title_of` turns the id of a rule or concept into its title.

    >>> words_of(FactLeaf("lungs.fev1", "below", (50,)))
    'FEV1 below 50 %'
    """
    match condition:
        case FactLeaf():
            return _fact_words(condition) + _doubt_words(condition)
        case VerdictLeaf():
            return _verdict_words(condition, title_of) + _doubt_words(condition)
        case AnyRule(selection):
            return "a rule applies with " + ", ".join(f"{key} {value}" for key, value in selection)
        case Any(_, _, selection) if selection:
            return "a rule applies with " + ", ".join(f"{key} {value}" for key, value in selection)
        case All(parts):
            return " AND ".join(_joined_parts(parts, title_of))
        case Any(parts):
            return " OR ".join(_inner(part, title_of, Any) for part in parts)
        case Not(part):
            return f"NOT ({words_of(part, title_of)})"


def _joined_parts(parts: tuple[Condition, ...], title_of: NameOf) -> Iterator[str]:
    """The parts of an `all`. Two opposites that are both also true of what is unknown are told as what they mean."""
    told: set[int] = set()
    for index, part in enumerate(parts):
        if index in told:
            continue
        other = next((i for i in range(index + 1, len(parts)) if are_only_open_together(part, parts[i])), None)
        if other is None:
            yield _inner(part, title_of, All)
        else:
            told.add(other)
            assert isinstance(part, FactLeaf)
            yield f"{definition_of(part.fact).label}: {NOT_DECIDED}"


def are_only_open_together(first: Condition, second: Condition) -> bool:
    """Whether two tests of one flag, each also true of what is unknown, are opposites: only the unknown passes both."""
    if not isinstance(first, FactLeaf) or not isinstance(second, FactLeaf) or first.fact != second.fact:
        return False
    if first.if_unknown is not YES or second.if_unknown is not YES or definition_of(first.fact).type != "flag":
        return False
    return _asks_yes(first) is not _asks_yes(second)


def _asks_yes(leaf: FactLeaf) -> bool:
    return (leaf.literals[0] is True) == (leaf.operator == "is")


def outline(condition: Condition, title_of: NameOf = lambda name: name, depth: int = 0) -> Iterator[tuple[int, str]]:
    """The condition as indented lines: (depth, words)."""
    if isinstance(condition, Any) and condition.selection:
        yield depth, words_of(condition, title_of)
    elif isinstance(condition, (All, Any)):
        yield depth, "all of these" if isinstance(condition, All) else "at least one of these"
        for part in condition.parts:
            yield from outline(part, title_of, depth + 1)
    elif isinstance(condition, Not):
        yield depth, "not this"
        yield from outline(condition.part, title_of, depth + 1)
    else:
        yield depth, words_of(condition, title_of)


def value_words(fact: FactDefinition, value: Value) -> str:
    """A value in plain words, without its unit.

    >>> value_words(definition_of("lungs.copd"), True)
    'yes'
    """
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "recorded" if fact.type == "record" else "yes" if value else "no"
    if isinstance(value, Range):
        ends = [months_words(end) if fact.unit == "months" else f"{end:.4g}" for end in (value.low, value.high)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    if isinstance(value, Members):
        surely = ", ".join(_choice_words(fact, name) for name in sorted(value.surely))
        perhaps = " or ".join(_choice_words(fact, name) for name in sorted(value.possibly - value.surely))
        return " and ".join(filter(None, (surely, perhaps and f"perhaps {perhaps}"))) or "none"
    return " or ".join(_choice_words(fact, name) for name in sorted(value))


def months_words(months: float) -> str:
    """Calendar months as months and days.

    >>> months_words(6 + 1 / 31), months_words(3.0)
    ('6 months and 1 day', '3 months')
    """
    whole, days = divmod(round(months * 31), 31)
    of_months = f"{whole} month{'' if whole == 1 else 's'}"
    of_days = f"{days} day{'' if days == 1 else 's'}"
    return of_months if not days else of_days if not whole else f"{of_months} and {of_days}"


def agent_words(facts: Facts, role: str) -> str:
    """The antibody of a regimen, for a sentence."""
    value = facts.values.get(f"{role}.agent")
    if not isinstance(value, frozenset) or len(value) != 1:
        return "daratumumab or isatuximab"  # an undecided plan is one of the two
    agent = next(iter(value))
    return "another anti-CD38 antibody" if agent == "other_anti_cd38" else str(agent)


def route_words(facts: Facts, role: str) -> str:
    """The route of a regimen, for a sentence."""
    value = facts.values.get(f"{role}.route")
    return next(iter(value)) if isinstance(value, frozenset) and len(value) == 1 else "route not recorded"


def shown_value(facts: Facts, name: str) -> tuple[str, str]:
    """(value in words, unit) of a fact by its instance name."""
    fact = definition_of(name)
    value = facts.values.get(name)
    return value_words(fact, value), fact.unit if isinstance(value, Range) and fact.unit != "months" else ""


def figure_words(value: str, unit: str, measure: str = "") -> str:
    """A figure as printed with its unit, which isn't repeated where the value or the measure holds it.

    >>> figure_words("10%", "per cent of patients"), figure_words("30.8", "per cent of patients")
    ('10% of patients', '30.8% of patients')
    >>> figure_words("1 patient", "patients"), figure_words("8 patients (53%)", "patients (per cent)")
    ('1 patient', '8 patients (53%)')
    >>> figure_words("2.2 months", "months, median"), figure_words("0.53", "hazard ratio")
    ('2.2 months, median', 'hazard ratio 0.53')
    """
    what, comma, note = unit.partition(",")
    if what.startswith("as printed"):
        what, comma, note = "", ",", f" {unit}"
    if what.startswith("per cent"):
        what = what.removeprefix("per cent").lstrip()
        value += "%" if value[-1:].isdigit() else ""
    share = re.fullmatch(r"(\d+) (\(.*%\))", value) if what.endswith(" (per cent)") else None
    what = what.removesuffix(" (per cent)")
    if share:
        value, what = f"{share[1]} {_counted(what, share[1])} {share[2]}", ""
    elif what in ("hazard ratio", "P value"):
        named = value.lower().startswith("p") or (what == "P value" and measure.startswith("P "))
        value, what = value if named else f"{what} {value}", ""
    elif _is_told(what, f"{value} {measure if what == 'route' else ''}") or not re.search(r"\d|^[A-Z]?[a-z]+$", value):
        what = ""
    return f"{value} {_counted(what, value)}".rstrip() + comma + note


def _is_told(what: str, words: str) -> bool:
    """Whether words hold a unit already, in the singular or the plural."""
    return bool(what) and re.search(rf"\b{re.escape(what.removesuffix('s'))}s?\b", words) is not None


def _counted(what: str, value: str) -> str:
    """A unit in the number that its value asks for."""
    return what.removesuffix("s") if value.lower() in ("1", "one") else what


def fact_of_leaf(leaf: FactLeaf, role: str) -> str:
    """The instance name of the fact that a leaf reads, as one role sees it."""
    return instance_name(leaf.fact, role)


def _inner(part: Condition, title_of: NameOf, inside: type) -> str:
    words = words_of(part, title_of)
    is_group = isinstance(part, (All, Any)) and not (isinstance(part, Any) and part.selection)
    return f"({words})" if is_group and not isinstance(part, inside) else words


def _fact_words(leaf: FactLeaf) -> str:
    fact = definition_of(split_instance(leaf.fact)[0])
    if leaf.operator == "recorded":
        return f"{fact.label} {'recorded' if leaf.literals[0] else 'not recorded'}"
    if fact.type == "flag":
        return f"{fact.label}: {'yes' if (leaf.literals[0] is True) == (leaf.operator == 'is') else 'no'}"
    if fact.type == "number":
        unit = f" {fact.unit}" if fact.unit else ""
        if leaf.operator == "between":
            return f"{fact.label} from {leaf.literals[0]:g} to {leaf.literals[1]:g}{unit}"
        return f"{fact.label} {COMPARISONS[leaf.operator]} {leaf.literals[0]:g}{unit}"
    words = " or ".join(_choice_words(fact, str(literal)) for literal in leaf.literals)
    if fact.type == "members":
        return f"{fact.label}: {'without' if leaf.operator == 'none_of' else 'with'} {words}"
    return f"{fact.label}: {'not ' if leaf.operator in ('is_not', 'none_of') else ''}{words}"


def _verdict_words(leaf: VerdictLeaf, title_of: NameOf) -> str:
    name = title_of(leaf.target)
    if leaf.target.startswith("concept:"):
        return name if leaf.equals is YES else f"{'unknown whether' if leaf.equals is UNKNOWN else 'not:'} {name}"
    verb = {"yes": "applies", "no": "doesn't apply", "unknown": "can't be decided"}[leaf.equals.value]
    return f"“{name}” {verb}"


def _doubt_words(leaf: FactLeaf | VerdictLeaf) -> str:
    if leaf.if_unknown is None:
        return ""
    return " (or not recorded)" if leaf.if_unknown is YES else " (and this is known)"


def _choice_words(fact: FactDefinition, name: str) -> str:
    return fact.choices.get(name, name)
