"""The small parts of a mapping file: words, value maps, units, forms of dates, conditions on rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, cast

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..profile import PartialDate, any_drug
from ..rules.fields import Fields
from ..rules.located import Located, shown, shown_word
from .cells import stored
from .dates import FARTHEST, clash, format_fault
from .model import ISO_ONLY, Condition, Read, TableSpec, UnitSpec, Value
from .targets import FROM_DAY_ZERO, UNITS, Leaf

FAMILY = "mapping"
NOT_RECORDED = "not recorded"
FLAG_WORDS: dict[str, Value] = {
    stored(word, any_case=True): value
    for word, value in (("true", True), ("false", False), ("yes", True), ("no", False))
}
OTHERS = ("refuse", "ignore", "other_drug")
ROUNDS = ("down", "nearest")


@dataclass(slots=True)
class Context:
    """What all parts of one mapping file share while it is read."""

    faults: list[Diagnostic]
    tables: dict[str, TableSpec] = field(default_factory=dict)
    value_maps: dict[str, Located] = field(default_factory=dict)
    not_recorded: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ISO_ONLY
    has_day_zero: bool = False
    any_case: bool = False

    def fields(self, located: Located, what: str) -> Fields:
        """A reader of the keys of one mapping."""
        return Fields(located, what, self.faults, FAMILY)

    def fault(self, code: str, message: str, place: Place, hint: str = "", *also: Place) -> None:
        """Adds a diagnostic."""
        self.faults.append(Diagnostic(f"{FAMILY}-{code}", message, (place, *also), hint))


def flag(fields: Fields, key: str) -> bool:
    """An optional true or false; false if missing."""
    value = fields.value(key, required=False)
    if value is None:
        return False
    if not isinstance(value.value, bool):
        fields.fault("type", f"`{key}` must be true or false", value.place, "write true or false")
        return False
    return value.value


def words_in(context: Context, located: Located | None, key: str) -> tuple[str, ...]:
    """A word or a list of words; whole numbers, true and false count as the words that they are written as."""
    if located is None:
        return ()
    found = []
    for item in located.entries() if located.is_list else (located,):
        if isinstance(item.value, (bool, int, str)):
            found.append(shown(item) if not isinstance(item.value, str) else item.value)
        else:
            context.fault("type", f"`{key}` must hold words", item.place, "put it in quotes")
    return tuple(found)


def stored_words(context: Context, fields: Fields, key: str, required: bool = False) -> frozenset[str]:
    """A set of words, as they are stored for comparison."""
    return frozenset(stored(word, context.any_case) for word in words_in(context, fields.value(key, required), key))


def unknown_words(context: Context, fields: Fields, key: str) -> frozenset[str]:
    """Words that leave something unknown, in any case: to take one more for it can't do harm."""
    return frozenset(stored(word, any_case=True) for word in words_in(context, fields.value(key, required=False), key))


def conditions(context: Context, fields: Fields) -> tuple[Condition, ...]:
    """The `where` of some rows: all of its conditions must hold."""
    found = []
    for item in fields.mappings("where", required=False):
        inner = context.fields(item, "a condition")
        column = inner.text("column")
        tests = [key for key in ("is", "is_not", "starts_with") if inner.has(key)]
        if len(tests) != 1:
            inner.fault("condition", "a condition needs one of `is`, `is_not`, `starts_with`", item.place)
        for key in tests:
            words = stored_words(context, inner, key)
            if not words:
                inner.fault("condition", f"`{key}` has no words", inner.place(key), "write them in brackets")
            found.append(Condition(column, cast('Literal["is", "is_not", "starts_with"]', key), words))
        inner.done()
    return tuple(found)


def value_map(context: Context, located: Located | None, leaf: Leaf) -> dict[str, Value]:
    """Stored word → value, checked against what the field takes. `located` is a map, or the name of a shared one."""
    if located is None:
        return {}
    place = located.place
    if isinstance(located.value, str):
        shared = context.value_maps.get(located.value)
        if shared is None:
            hint = did_you_mean(located.value, context.value_maps, "add it under `value_maps:`")
            context.fault("value-map", f"there is no value map `{shown_word(located.value)}`", place, hint)
            return {}
        located = shared
    if not located.is_mapping:
        context.fault("type", "`values` must be a mapping of words, or the name of one", place, "write `word: value`")
        return {}
    found: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for word, key_place, entry in located.items():
        value = _fitting(context, entry, leaf)
        key = stored(word, context.any_case)
        if key in found and found[key] != value:
            message = f"the word `{shown_word(word)}` stands twice and means different things"
            context.fault(
                "value-map", message, key_place, "spaces don't matter, with `ignore_case` nor does case", places[key]
            )
        found[key], places[key] = value, key_place
    return found


def _fitting(context: Context, entry: Located, leaf: Leaf) -> Value:
    value = entry.value
    if value == NOT_RECORDED:
        return None
    fits, hint = False, ""
    if leaf.kind == "flag":
        fits, hint = isinstance(value, bool), f"write true, false or `{NOT_RECORDED}`"
    elif leaf.kind in ("whole", "number"):
        fits = isinstance(value, (int, float)) and not isinstance(value, bool)
        hint = f"write a number or `{NOT_RECORDED}`"
    elif leaf.kind in ("choice", "words"):
        fits = value in leaf.choices
        hint = did_you_mean(shown(entry), leaf.choices, f"one of: {', '.join(leaf.choices)}, {NOT_RECORDED}")
    elif leaf.kind == "drugs":
        fits, hint = isinstance(value, str) and is_drug(value), "write a drug of the vocabulary, or other_drug"
    elif leaf.kind in ("date", "day"):
        fits, hint = isinstance(value, str) and is_date(value), "write YYYY-MM-DD, YYYY-MM or YYYY, in quotes"
    else:
        fits, hint = isinstance(value, str), f"write words, or `{NOT_RECORDED}`"
    if not fits:
        context.fault("value-map", f"`{shown(entry)}` is no value of this field", entry.place, hint)
        return None
    return value if isinstance(value, (str, int, float)) else None


def is_drug(name: str) -> bool:
    """Whether the vocabulary has this drug, antibodies included."""
    try:
        any_drug(name)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether this is a partial date as the profile has them."""
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


def days_of(fields: Fields, key: str) -> int | None:
    """A number of days up to 200 years; None if missing."""
    found = fields.integer(key, required=False)
    if found is not None and found > FARTHEST:
        fields.fault("type", f"`{key}` is no sensible number of days", fields.place(key), f"at most {FARTHEST}")
    return found


def forms_of(context: Context, fields: Fields, key: str = "formats") -> tuple[str, ...]:
    """The forms of dates: those named, else those of the whole file."""
    value = fields.value(key, required=False)
    if value is None:
        return context.forms
    found = words_in(context, value, key)
    if not found:
        context.fault("date-format", f"`{key}` names no form of dates", value.place, "write ISO, or DD.MM.YYYY")
    for form in found:
        fault = format_fault(form)
        if fault:
            hint = "build it of YYYY, MM, MMM, DD, M, D, as in DD.MM.YYYY, or write ISO"
            context.fault("date-format", f"`{shown_word(form)}` is no form of dates: {fault}", value.place, hint)
    pair = clash(found)
    if pair:
        message = f"`{pair[0]}` and `{pair[1]}` would read the same text as different days"
        context.fault("date-format", message, value.place, "keep the one that the table uses")
    return found


def unit_of(context: Context, fields: Fields, leaf: Leaf) -> UnitSpec:
    """The unit of a column: one word, or the column that names it in each row with the words used there."""
    value = fields.value("unit", required=False)
    if value is None:
        return UnitSpec()
    known = tuple(leaf.units) if leaf.kind in ("whole", "number") else FROM_DAY_ZERO
    if not value.is_mapping:
        return UnitSpec(_known_unit(context, value, known))
    inner = context.fields(value, "`unit`")
    column = inner.text("column")
    words = inner.value("values")
    found = (
        {stored(word, context.any_case): _known_unit(context, entry, known) for word, _, entry in words.items()}
        if words
        else {}
    )
    inner.done()
    return UnitSpec("", column, MappingProxyType(found))


def _known_unit(context: Context, value: Located, known: Iterable[str]) -> str:
    if isinstance(value.value, str) and value.value in known:
        return value.value
    others = {unit for factors in UNITS.values() for unit in factors} - set(known)
    message = f"`{shown(value)}` is not a unit of this field"
    options = f"one of: {', '.join(known)}" if known else "this field has no unit"
    hint = options if str(value.value) in others else did_you_mean(shown(value), known, options)
    context.fault("unit", message, value.place, hint)
    return ""


def read_options(context: Context, fields: Fields, leaf: Leaf) -> Read:
    """How the cells of a column become values of a field; only the keys that make sense for it are asked for."""
    words = value_map(context, fields.value("values", required=False), leaf)
    blank = context.not_recorded | unknown_words(context, fields, "not_recorded")
    kind = leaf.kind
    options: dict[str, object] = {}
    if kind == "flag":
        words = FLAG_WORDS | words
    elif kind in ("choice", "words"):
        words = {**{stored(choice, any_case=True): choice for choice in leaf.choices}, **words}
    elif kind in ("whole", "number"):
        options["round"] = fields.text("round", required=False, one_of=ROUNDS)
        options["unit"] = (
            _unit_of_age(context, fields, leaf, options)
            if "years" in leaf.units and kind == "whole"
            else (unit_of(context, fields, leaf))
        )
    elif kind in ("date", "day"):
        options["forms"] = forms_of(context, fields)
        options["unit"] = unit_of(context, fields, leaf)
        _needs_day_zero(context, fields, bool(fields.has("unit")))
    if kind in ("drugs", "words"):
        options["split"] = words_in(context, fields.value("split", required=False), "split")
        options["none"] = stored_words(context, fields, "none")
    if kind == "drugs":
        options["others"] = fields.text("others", required=False, one_of=OTHERS) or "refuse"
    return Read(words=MappingProxyType(words), not_recorded=blank, **options)  # type: ignore[arg-type]  # checked above


def _unit_of_age(context: Context, fields: Fields, leaf: Leaf, options: dict[str, object]) -> UnitSpec:
    """An age can be given at day zero, in days, or by the day of birth: then it is that of the day of assessment."""
    means = fields.text("means", required=False, one_of=("age_at_day_zero", "birth"))
    options["means"] = means
    if not means:
        return unit_of(context, fields, leaf)
    counted = Leaf("date")
    unit = unit_of(context, fields, counted)
    options["forms"] = forms_of(context, fields) if means == "birth" else ISO_ONLY
    if means == "age_at_day_zero" and unit.fixed != "days":
        hint = "an age in years at day zero leaves two ages open"
        context.fault("unit", "an age at day zero must be in days", fields.place("unit"), hint)
    _needs_day_zero(context, fields, means == "age_at_day_zero" or fields.has("unit"))
    return unit


def _needs_day_zero(context: Context, fields: Fields, needed: bool) -> None:
    if needed and not context.has_day_zero:
        hint = "add `day_zero:` with a `date`, or with the column that holds it"
        context.fault("day-zero", "a count of days needs a day zero", fields.located.place, hint)
