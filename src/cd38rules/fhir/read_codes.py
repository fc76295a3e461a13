"""Files of codes, read with a place for every fault. A later file's codes, concepts and sets of units win over those
before it, and also for what stands there; its addresses of a system come to the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import isfinite
from typing import Any, cast, get_args

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..profile import ANTI_CD38, DRUGS
from ..profile.disease import Setting
from ..profile.patient import PatientProfile
from ..profile.shape import records_in
from ..rules.fields import Fields
from ..rules.located import Located, read_yaml, shown_word
from . import concepts as kinds
from .codes import CodeBook, Entry, Status, folded
from .concepts import Choice, Concept
from .measure import EGFR, fits
from .model import CodesError

FAMILY = "codes"
STATUSES = ("V", "W", "N")
NONE = "none"
ORDERS = ("transfusion.compatibility_test_planned", "transfusion.red_cells")
"""What orders other than those of a drug are read for."""
_AGENTS = (*ANTI_CD38, "other_anti_cd38")
_ROUTES = ("intravenous", "subcutaneous")
LONGEST_DAYS = 36_525
"""The longest span of days in a file: a hundred years. Beyond them a slip is sure, and the calendar may end."""
_FIRST_DATE, _LAST_DATE = date(2000, 1, 1), date(2099, 12, 31)
"""When a code can have been taken from its source; fixed, for what a file means must not depend on a clock."""
_NOT_TO_BE_READ = ("schema_version", "patient_id", "as_of")
_NUMBERS = (0, 1, 2, 10, 50, 100, 1000, 0.5)
"""Numbers of which a field that holds numbers can hold at least one."""


@dataclass
class _Book:
    """What the files give so far."""

    systems: dict[str, list[str]] = field(default_factory=dict)
    owners: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """The system that each address stands for, and where that is said."""
    sources: set[str] = field(default_factory=set)
    units: dict[str, dict[str, float]] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    """The set of units of each concept that names one: a later file may give the set anew."""
    concepts: dict[str, Concept] = field(default_factory=dict)
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    words: list[tuple[str, Place]] = field(default_factory=list)
    """The words of answers for fields with a choice, which may come before or after these."""


def book_of(texts: Iterable[tuple[bytes, str]], include_unverified: bool) -> CodeBook:
    """The book of several files, each given with its path. Raises CodesError with every fault."""
    book = _Book()
    digest = hashlib.sha256(b"with unverified codes" if include_unverified else b"")
    for content, path in texts:
        _read(book, content, path)
        digest.update(hashlib.sha256(content).digest())
    _settle(book)
    choices = [concept for concept in book.concepts.values() if isinstance(concept, Choice)]
    for word, place in book.words:
        if not any(fits(choice.field, word) for choice in choices):
            hint = "give present, absent, or a word that the field of a concept of kind choice can hold"
            book.faults.append(Diagnostic("codes-value", "no field can hold this answer", (place,), hint))
    if book.faults:
        raise CodesError(book.faults)
    addresses = {address: name for address, (name, _) in book.owners.items()}
    return CodeBook(book.entries, addresses, include_unverified, book.concepts, digest.hexdigest())


def _settle(book: _Book) -> None:
    """Gives each concept the last set of units of that name, and each code the last concept of that name."""
    for name, units in book.sets.items():
        concept = book.concepts[name]
        if isinstance(concept, kinds.Number):
            book.concepts[name] = replace(concept, units=book.units.get(units, {}))
    for key, entry in book.entries.items():
        book.entries[key] = replace(entry, concept=book.concepts[entry.name])


def _read(book: _Book, content: bytes, path: str) -> None:
    try:
        located, faults = read_yaml(content.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        fault = Diagnostic("codes-encoding", "the file isn't UTF-8", (Place(path, 1, 1),), "save it as UTF-8")
        book.faults.append(fault)
        return
    book.faults += faults
    if located is None:
        return
    fields = Fields(located, "the file of codes", book.faults, FAMILY)
    for name, place, entry in _items(fields, "systems"):
        _system(book, name, entry, place)
    book.sources |= {name for name, _, _ in _items(fields, "sources")}
    for name, _, entry in _items(fields, "unit_sets"):
        book.units[name] = _units(book, entry)
    for name, place, entry in _items(fields, "concepts"):
        found = _concept(book, Fields(entry, f"concept `{shown_word(name)}`", book.faults, FAMILY), place)
        if found is not None:
            book.concepts[name] = found
            units = entry.get("units")
            if units is not None and isinstance(units.value, str):
                book.sets[name] = units.value
            else:
                book.sets.pop(name, None)
    seen: dict[tuple[str, str], Place] = {}
    for located_entry in fields.mappings("codes", required=False):
        _entries(book, Fields(located_entry, "a code", book.faults, FAMILY), seen)
    fields.done()


def _system(book: _Book, name: str, located: Located, place: Place) -> None:
    """Adds the addresses of a system to those that it has. One address stands for one system."""
    found = book.systems.setdefault(name, [])
    items = located.entries() if located.is_list else (located,)
    for item in items:
        address = item.value.strip() if isinstance(item.value, str) else ""
        if not address:
            fault = Diagnostic("codes-type", "an address of a system must be text", (item.place,), "put it in quotes")
            book.faults.append(fault)
            continue
        owner, where = book.owners.setdefault(address, (name, item.place))
        if owner != name:
            message = f"this address stands for the system `{shown_word(owner)}` already"
            hint = f"list the codes under `system: {shown_word(owner)}`"
            book.faults.append(Diagnostic("codes-system", message, (item.place, where), hint))
        elif address not in found:
            found.append(address)
    if not items:
        book.faults.append(Diagnostic("codes-type", "the system has no address", (place,), "give one, or leave it out"))


def _items(fields: Fields, key: str) -> list[tuple[str, Place, Located]]:
    located = fields.value(key, required=False)
    if located is not None and not located.is_mapping:
        fields.fault("type", f"`{key}` must be a mapping", located.place, "write `name: ...` lines")
    return list(located.items()) if located is not None else []


def _entries(book: _Book, fields: Fields, seen: dict[tuple[str, str], Place]) -> None:
    name = fields.text("concept")
    system = fields.text("system", one_of=sorted(book.systems))
    codes = fields.texts("code")
    status = fields.text("status", required=name != NONE, one_of=STATUSES)
    source = fields.text("source", required=name != NONE, one_of=sorted(book.sources))
    day = fields.day("date") if name != NONE or fields.has("date") else None
    if day is not None and day != date.min and not _FIRST_DATE <= day <= _LAST_DATE:
        hint = "give the day on which it was taken from its source"
        fields.fault("value", "no code was taken from its source on this day", fields.place("date"), hint)
    fields.done()
    concept = book.concepts.get(name)
    if name and name != NONE and concept is None:
        hint = did_you_mean(name, book.concepts, "add it under `concepts`")
        fields.fault("concept", f"there is no concept `{shown_word(name)}`", fields.place("concept"), hint)
        return
    for code in codes if system else ():
        key = (system, folded(code))
        if key in seen:
            fields.fault("duplicate", f"the code `{shown_word(code)}` stands twice", None, "keep one", seen[key])
        seen[key] = fields.located.place
        if name == NONE:
            book.entries.pop(key, None)
        elif concept is not None and day is not None:
            uri = book.systems[system][0]
            book.entries[key] = Entry(system, uri, code.strip(), name, concept, cast(Status, status), source, day)


def _concept(book: _Book, fields: Fields, place: Place) -> Concept | None:
    kind = fields.text("kind", one_of=sorted(_READERS))
    if not kind:
        return None
    before = len(book.faults)
    found = _READERS[kind](book, fields)
    fields.done()
    return found if len(book.faults) == before else None


def _drug(_: _Book, fields: Fields) -> Concept:
    return kinds.Drug(
        fields.text("drug", one_of=sorted({*_AGENTS, *DRUGS})), fields.text("route", required=False, one_of=_ROUTES)
    )


def _condition(_: _Book, fields: Fields) -> Concept:
    narrower = fields.value("narrower", required=False)
    path = _field(fields, "a yes or no", True)
    return kinds.Condition(path, fields.text("label"), bool(narrower and narrower.value is True))


def _treatment(_: _Book, fields: Fields) -> Concept:
    path = _field(fields, "a yes or no", True)
    return kinds.Treatment(path, fields.text("label"), _days(fields, "within_days") or 0)


def _result(_: _Book, fields: Fields) -> Concept:
    path, outcomes = _path(fields, "field"), [fields.text("present"), fields.text("absent")]
    for name, outcome in zip(("present", "absent"), outcomes, strict=True):
        if path and outcome and not fits(path, outcome):
            fields.fault(
                "value", f"the field can't hold what stands for `{name}`", fields.place(name), "see the schema"
            )
    return kinds.Result(path, fields.text("label"), *outcomes)


def _finding(_: _Book, fields: Fields) -> Concept:
    abnormality = fields.text("abnormality")
    if abnormality and not fits("cytogenetics.findings", [{"abnormality": abnormality, "present": True}]):
        hint = "one of the schema of the profile"
        fields.fault("value", "the profile has no such abnormality", fields.place("abnormality"), hint)
    return kinds.Finding(abnormality, fields.text("label"))


def _answer(book: _Book, fields: Fields) -> Concept:
    value = fields.text("value")
    if value and value not in ("present", "absent"):
        book.words.append((value, fields.place("value")))
    return kinds.Given(value)


def _field(fields: Fields, what: str, content: Any) -> str:
    """The path under `field`; a fault if the profile can't hold `content` there, which is told as `what`."""
    path = _path(fields, "field")
    if path and not fits(path, content):
        fields.fault("field", f"the field doesn't hold {what}", fields.place("field"), "see the schema of the profile")
    return path


def _number(book: _Book, fields: Fields) -> Concept:
    units = fields.value("units")
    found: Mapping[str, float] = {}
    if units is not None and isinstance(units.value, str):
        found = book.units.get(units.value, {})
        if not found:
            fields.fault("units", "there is no such set of units", units.place, "add it under `unit_sets`")
    elif units is not None:
        found = _units(book, units)
    path = _path(fields, "field")
    if path and not any(fits(path, {"value": size} if path == EGFR else size) for size in _NUMBERS):
        fields.fault("field", "the field doesn't hold a number", fields.place("field"), "see the schema of the profile")
    equations = ("MDRD", "CKD-EPI_2009", "CKD-EPI_2021", "other")
    return kinds.Number(
        path,
        fields.text("label"),
        found,
        fields.text("equation", required=False, one_of=equations),
        _days(fields, "ask_after_days", required=False),
    )


def _days(fields: Fields, key: str, required: bool = True) -> int | None:
    days = fields.integer(key, required)
    if days is not None and days > LONGEST_DAYS:
        hint = f"give at most {LONGEST_DAYS}"
        fields.fault("value", f"`{key}` is longer than a hundred years", fields.place(key), hint)
    return days


def _units(book: _Book, located: Located) -> dict[str, float]:
    found = {}
    if not any(True for _ in located.items()):
        hint = 'write `{"%": 1}`: each unit with its size'
        book.faults.append(Diagnostic("codes-units", "a number needs at least one unit", (located.place,), hint))
    for name, _, size in located.items():
        if isinstance(size.value, int | float) and not isinstance(size.value, bool) and _is_size(size.value):
            found[name] = float(size.value)
        else:
            book.faults.append(
                Diagnostic("codes-type", "a unit needs its size as a number", (size.place,), "1 for the same unit")
            )
    return found


def _is_size(value: float) -> bool:
    try:
        return value > 0 and isfinite(float(value))
    except OverflowError:
        return False


def _noted(_: _Book, fields: Fields) -> Concept:
    ask = fields.text("ask", required=False)
    return kinds.Noted(_path(fields, "path", required=bool(ask)), ask)


def _path(fields: Fields, key: str, required: bool = True) -> str:
    """A path of the profile without the leading `$.`; a fault if there is no such field."""
    path = fields.text(key, required)
    model: type | None = PatientProfile
    if path in _NOT_TO_BE_READ:
        hint = "it is the patient's and the day of assessment, which no code tells"
        fields.fault("path", "no code can stand for this field", fields.place(key), hint)
        return ""
    for step in path.split(".") if path else ():
        known = records_in(model) if model is not None else {}
        if step not in known:
            hint = did_you_mean(step, known, f"known: {', '.join(known)}")
            fields.fault("path", "the profile has no such field", fields.place(key), hint)
            return ""
        model = known[step]
    return path


_Reader = Callable[[_Book, Fields], Concept]
_READERS: dict[str, _Reader] = {
    "drug": _drug,
    "route": lambda _, fields: kinds.Route(fields.text("value", one_of=_ROUTES)),
    "condition": _condition,
    "treatment": _treatment,
    "disease": lambda _, fields: kinds.Disease(
        fields.text("disease"), fields.text("setting", required=False, one_of=get_args(Setting))
    ),
    "number": _number,
    "finding": _finding,
    "result": _result,
    "choice": lambda _, fields: kinds.Choice(_path(fields, "field"), fields.text("label")),
    "done": lambda _, fields: kinds.Done(_field(fields, "a test", {"done": True}), fields.text("label")),
    "noted": _noted,
    "look_alike": lambda _, fields: kinds.LookAlike(fields.text("is"), fields.text("isnt")),
    "order": lambda _, fields: kinds.Ordered(fields.text("field", one_of=ORDERS)),
    "answer": _answer,
    "known_none": lambda _, fields: kinds.KnownNone(_field(fields, "a list", []), fields.text("label")),
}
