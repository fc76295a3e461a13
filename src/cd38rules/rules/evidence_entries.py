"""Reading one figure, statement or gap, and the locations that these and the errata share.

References and errata are resolved here; what an entry claims about the source's text is left to `checks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, did_you_mean
from .evidence_model import (
    DESIGNS,
    KINDS,
    SIDEDNESS,
    Again,
    Comparator,
    Erratum,
    Evidence,
    Interval,
    Location,
    Occurrence,
    PrintedNumber,
    PValue,
    Reference,
    Source,
    Trial,
    first,
)
from .evidence_text import stands_in
from .fields import Fields
from .located import Located

MAX_PRINTED_WORDS = 12

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LEVEL = re.compile(r"\d{2}(\.\d+)? %\Z")
_NOTES = ("caveat", "abbreviations", "caption")
_ANCHORS = ("section", "sections", "table", "figure", "reference", "article")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What entries of one source may name."""

    source: Source
    references: Mapping[int, Reference]
    errata: Mapping[str, Erratum]
    trials: Mapping[str, Trial] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(section.heading for section in self.source.sections)


def read_location(located: Located, headings: tuple[str, ...], faults: list[Diagnostic]) -> Location:
    """A location; exactly one of section, sections, table, figure, reference, article."""
    fields = Fields(located, "a location", faults)
    anchors = [key for key in _ANCHORS if fields.has(key)]
    if located.is_mapping and len(anchors) != 1:
        fields.fault("location", "a location names one place", hint=f"use one of: {', '.join(_ANCHORS)}")
    section = fields.text("section", False)
    sections = fields.texts("sections", False)
    location = Location(
        section=section,
        paragraph=fields.integer("paragraph", required=bool(section)),
        table=fields.integer("table", False),
        row=fields.text("row", False),
        column=fields.text("column", False),
        part=fields.text("part", False),
        footnote=fields.text("footnote", False),
        note=fields.text("note", False, _NOTES),
        figure=fields.integer("figure", False),
        reference=fields.integer("reference", False),
        sections=sections,
        article=fields.text("article", False, ("whole",)),
        place=located.place,
    )
    for heading in filter(None, (section, *sections)):
        if heading not in headings:
            hint = did_you_mean(heading, headings, "use a heading of source.yaml")
            key = "section" if section else "sections"
            fields.fault("location", f"`{heading}` is no section of the source", fields.place(key), hint)
    in_table = ("row", "column", "part", "footnote", "note")
    if location.table is None and any(fields.has(key) for key in in_table):
        fields.fault("location", "a row, column or note needs a table", hint="add `table:`")
    if location.part and not (location.row and location.column):
        fields.fault("location", "a part needs a row and a column", fields.place("part"), "add them")
    fields.done()
    return location


def read_entry(located: Located, shelf: Shelf, faults: list[Diagnostic]) -> Evidence | None:
    """An entry, or None if it has no usable id or kind."""
    fields = Fields(located, "an entry", faults)
    own_id = fields.text("id")
    if own_id:
        fields.what = f"`{own_id}`"
        if not _ID.match(own_id):
            fields.fault("id", f"`{own_id}` is no id", fields.place("id"), "lower-case words joined by `-`")
    word = fields.text("kind", one_of=KINDS, code="kind")
    kind = first(known for known in KINDS if known == word)
    if not own_id or kind is None:
        return None
    figure, gap = kind == "figure", kind == "gap"
    where = fields.value("location")
    n = None if gap else fields.integer("n", required=figure, word="not given")
    entry = Evidence(
        id=f"{shelf.source.id}/{own_id}",
        source=shelf.source,
        kind=kind,
        says=fields.text("says"),
        location=read_location(where, shelf.headings, faults) if where else Location(),
        design=fields.text("design", one_of=DESIGNS, code="design"),
        references=_references(fields, shelf),
        errata=_errata(fields, shelf),
        printed=() if gap else fields.texts("printed"),
        occurs=_occurrences(fields) if gap else (),
        value=fields.text("value") if figure else "",
        unit=fields.text("unit") if figure else "",
        measure=fields.text("measure") if figure else "",
        arm=fields.text("arm", required=figure),
        arm_printed=fields.text("arm_printed", False) if figure else "",
        comparator=_comparator(fields) if figure else None,
        interval=_interval(fields) if figure else None,
        p=_p_value(fields) if figure else None,
        n=n,
        population=fields.text("population", required=figure),
        data_cut=fields.text("data_cut", False),
        place=located.place,
        trial=_trial(fields, shelf),
        means=fields.text("means", False) if figure else "",
        also=_again(fields, shelf) if figure else (),
        n_printed=None if gap else _printed_number(fields, n, shelf),
    )
    fields.done()
    _check_printed(entry, fields)
    if figure:
        _check_figure(entry, fields)
    return entry


def _check_printed(entry: Evidence, fields: Fields) -> None:
    for fragment in entry.printed:
        if len(fragment.split()) > MAX_PRINTED_WORDS:
            message = f"a printed fragment has more than {MAX_PRINTED_WORDS} words"
            fields.fault("printed", message, fields.place("printed"), "keep what ties value and arm together")
    location = entry.location
    silent = bool(location.sections or location.article)
    if silent and entry.kind != "gap":
        fields.fault("location", "only a gap may name several sections", location.place, "name a paragraph")


def _check_figure(entry: Evidence, fields: Fields) -> None:
    location = entry.location
    if len(entry.printed) > 1:
        hint = "a figure is tied down by one fragment"
        fields.fault("printed", f"`{entry.printed[1]}` is one too many", fields.place("printed"), hint)
    if entry.value and entry.printed and not stands_in(entry.value, entry.printed[0]):
        hint = "copy value and fragment from the source; a part of a longer number doesn't count"
        message = f"the value `{entry.value}` doesn't stand in `printed`"
        fields.fault("value", message, fields.place("value"), hint, fields.place("printed"))
    if entry.value and entry.says and not stands_in(entry.value, entry.says):
        message = f"`says` doesn't hold the value `{entry.value}`"
        hint = "write the value as printed"
        fields.fault("says", message, fields.place("says"), hint, fields.place("value"))
    in_text = bool(entry.arm_printed and entry.printed) and location.table is None
    if in_text and not stands_in(entry.arm_printed, entry.printed[0]):
        message = f"`arm_printed` `{entry.arm_printed}` doesn't stand in `printed`"
        hint = "the fragment must show which arm the value belongs to"
        fields.fault("arm", message, fields.place("arm_printed"), hint, fields.place("printed"))
    in_cell = bool(location.row and location.column)
    if location.table is not None and not (in_cell or location.footnote or location.note):
        fields.fault("location", "a figure in a table needs its row and column", location.place, "add both")


def _again(fields: Fields, shelf: Shelf) -> tuple[Again, ...]:
    """The other places of a figure: a location with what is printed there, and `as` where the value reads otherwise."""
    found: list[Again] = []
    for item in fields.mappings("also", required=False):
        inner = Fields(item, "an item of `also`", fields.faults)
        printed, value = inner.text("printed"), inner.text("as", False) or fields.text("value")
        where = {key: node for key, _, node in item.items() if key not in ("printed", "as")}
        location = read_location(Located(where, item.place, item.key_places), shelf.headings, fields.faults)
        if printed and value and not stands_in(value, printed):
            hint = "write as: with the value as it is printed there"
            inner.fault("value", f"the value `{value}` doesn't stand in `printed`", inner.place("printed"), hint)
        found.append(Again(location, printed, value))
    return tuple(found)


def _printed_number(fields: Fields, n: int | None, shelf: Shelf) -> PrintedNumber | None:
    """The words that print n, `Pd alone (n=153)`; with their location, as `printed`, where they stand elsewhere."""
    node = fields.value("n_printed", required=False)
    if node is None:
        return None
    if node.is_mapping:
        inner = Fields(node, "`n_printed`", fields.faults)
        printed = inner.text("printed")
        where = {key: value for key, _, value in node.items() if key != "printed"}
        found = PrintedNumber(
            printed, read_location(Located(where, node.place, node.key_places), shelf.headings, fields.faults)
        )
    else:
        found = PrintedNumber(fields.text("n_printed"))
    if found.printed and (n is None or not stands_in(str(n), found.printed)):
        hint = "copy the words that print the number from the source"
        fields.fault("n", f"`n_printed` doesn't hold n, `{'not given' if n is None else n}`", node.place, hint)
    return found


def _trial(fields: Fields, shelf: Shelf) -> Trial | None:
    name = fields.text("trial", False)
    if name and name not in shelf.trials:
        hint = did_you_mean(name, shelf.trials, "add it to trials.yaml")
        fields.fault("trial", f"there is no trial `{name}`", fields.place("trial"), hint)
    return shelf.trials.get(name)


def _references(fields: Fields, shelf: Shelf) -> tuple[Reference, ...]:
    found: list[Reference] = []
    for number, place in fields.integers("references"):
        reference = shelf.references.get(number)
        if reference is None:
            hint = f"references.yaml holds 1 to {max(shelf.references, default=0)}"
            fields.fault("reference", f"there is no reference {number}", place, hint)
        elif reference in found:
            fields.fault("reference", f"reference {number} stands twice", place, "keep one")
        else:
            found.append(reference)
    return tuple(found)


def _errata(fields: Fields, shelf: Shelf) -> tuple[Erratum, ...]:
    found: list[Erratum] = []
    value = fields.value("errata", required=False)
    if value is not None and not value.is_list:
        fields.fault("type", "`errata` must be a list", value.place, "write [X1, X2]")
    for item in value.entries() if value else ():
        erratum = shelf.errata.get(str(item.value))
        if erratum is None:
            hint = did_you_mean(str(item.value), shelf.errata, "add it to errata.yaml")
            fields.fault("erratum", f"there is no erratum `{item.value}`", item.place, hint)
        else:
            found.append(erratum)
    return tuple(found)


def _occurrences(fields: Fields) -> tuple[Occurrence, ...]:
    found = [Occurrence(term, 0) for term in fields.texts("absent", False)]
    for item in fields.mappings("occurs", False):
        inner = Fields(item, "an item of `occurs`", fields.faults)
        found.append(Occurrence(inner.text("term"), inner.integer("times") or 0))
        inner.done()
    if not found:
        fields.fault("gap", f"{fields.what} checks nothing", hint="add `absent:` or `occurs:`")
    return tuple(found)


def _comparator(fields: Fields) -> Comparator | None:
    value = fields.value("comparator", required=False)
    if value is None:
        return None
    inner = Fields(value, "`comparator`", fields.faults)
    comparator = Comparator(inner.text("arm"), inner.text("value"))
    inner.done()
    return comparator


def _interval(fields: Fields) -> Interval | None:
    value = fields.value("interval", required=False)
    if value is None:
        return None
    inner = Fields(value, "`interval`", fields.faults)
    interval = Interval(inner.text("low"), inner.text("high"), inner.text("level"))
    if interval.level and not _LEVEL.match(interval.level):
        inner.fault("interval", "the level must read like 95 %", inner.place("level"), "write `level: 95 %`")
    inner.done()
    return interval


def _p_value(fields: Fields) -> PValue | None:
    value = fields.value("p", required=False)
    if value is None:
        return None
    inner = Fields(value, "`p`", fields.faults)
    printed = inner.text("value")
    sided = inner.text("sided", one_of=SIDEDNESS)
    inner.done()
    return PValue(printed, first(known for known in SIDEDNESS if known == sided) or "not stated")
