"""Files of codes, read with a place for every fault. A later file's codes and concepts win over those before it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
from .measure import fits
from .model import CodesError

FAMILY = "codes"
STATUSES = ("V", "W", "N")
NONE = "none"
ORDERS = ("transfusion.compatibility_test_planned", "transfusion.red_cells")
"""What orders other than those of a drug are read for."""
_AGENTS = (*ANTI_CD38, "other_anti_cd38")
_ROUTES = ("intravenous", "subcutaneous")


@dataclass
class _Book:
    """What the files give so far."""

    systems: dict[str, list[str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    units: dict[str, dict[str, float]] = field(default_factory=dict)
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
    choices = [concept for concept in book.concepts.values() if isinstance(concept, Choice)]
    for word, place in book.words:
        if not any(fits(choice.field, word) for choice in choices):
            hint = "give present, absent, or a word that the field of a concept of kind choice can hold"
            book.faults.append(Diagnostic("codes-value", "no field can hold this answer", (place,), hint))
    if book.faults:
        raise CodesError(book.faults)
    addresses = {address: name for name, found in book.systems.items() for address in found}
    return CodeBook(book.entries, addresses, include_unverified, book.concepts, digest.hexdigest())


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
    for name, _, entry in _items(fields, "systems"):
        book.systems[name] = [str(item.value) for item in entry.entries()] or [str(entry.value)]
    book.sources |= {name for name, _, _ in _items(fields, "sources")}
    for name, _, entry in _items(fields, "unit_sets"):
        book.units[name] = _units(book, entry)
    for name, place, entry in _items(fields, "concepts"):
        found = _concept(book, Fields(entry, f"concept `{shown_word(name)}`", book.faults, FAMILY), place)
        if found is not None:
            book.concepts[name] = found
    seen: dict[tuple[str, str], Place] = {}
    for located_entry in fields.mappings("codes", required=False):
        _entries(book, Fields(located_entry, "a code", book.faults, FAMILY), seen)
    fields.done()


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
    return kinds.Treatment(path, fields.text("label"), fields.integer("within_days") or 0)


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
    equations = ("MDRD", "CKD-EPI_2009", "CKD-EPI_2021", "other")
    return kinds.Number(
        _path(fields, "field"),
        fields.text("label"),
        found,
        fields.text("equation", required=False, one_of=equations),
        fields.integer("ask_after_days", required=False),
    )


def _units(book: _Book, located: Located) -> dict[str, float]:
    found = {}
    for name, _, size in located.items():
        if isinstance(size.value, int | float) and not isinstance(size.value, bool) and size.value > 0:
            found[name] = float(size.value)
        else:
            book.faults.append(
                Diagnostic("codes-type", "a unit needs its size as a number", (size.place,), "1 for the same unit")
            )
    return found


def _noted(_: _Book, fields: Fields) -> Concept:
    ask = fields.text("ask", required=False)
    return kinds.Noted(_path(fields, "path", required=bool(ask)), ask)


def _path(fields: Fields, key: str, required: bool = True) -> str:
    """A path of the profile without the leading `$.`; a fault if there is no such field."""
    path = fields.text(key, required)
    model: type | None = PatientProfile
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
