"""The evidence catalogue: every source folder read at once, cross-checked, with all faults of all files together.

A folder holds `source.yaml`, `references.yaml`, `errata.yaml`, `trials.yaml` and any number of lists of figures,
statements and gaps, or tables of figures; its name is the source's id. No file is opened here: the caller hands over
the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from ..diagnostics import Diagnostic, Place, in_order
from .evidence_entries import Shelf, read_entry, read_location
from .evidence_model import (
    DESIGNS,
    KINDS,
    SIDEDNESS,
    Comparator,
    Erratum,
    Evidence,
    EvidenceCatalogue,
    Interval,
    Kind,
    Location,
    Occurrence,
    PValue,
    Reference,
    Section,
    Sidedness,
    Source,
    Trial,
)
from .evidence_table import figures_of_table
from .evidence_trials import check_trials, read_trials
from .fields import Fields
from .located import Located, read_yaml

__all__ = [
    "DESIGNS",
    "KINDS",
    "SIDEDNESS",
    "Comparator",
    "Erratum",
    "Evidence",
    "EvidenceCatalogue",
    "Interval",
    "Kind",
    "Location",
    "Occurrence",
    "PValue",
    "Reference",
    "Section",
    "Sidedness",
    "Source",
    "Trial",
    "read_evidence",
]

_SOURCE, _REFERENCES, _ERRATA, _TRIALS = "source.yaml", "references.yaml", "errata.yaml", "trials.yaml"


def read_evidence(files: Mapping[str, str]) -> tuple[EvidenceCatalogue, list[Diagnostic]]:
    """The catalogue of all evidence files, and every fault found, in order of place.

    `files` maps a relative posix path (`rules/evidence/leleu-2022/lungs.yaml`) to its text; the path is used as it is
    in diagnostics. With faults the catalogue holds what could be read, for editors; no rule book may be built on it.
    """
    faults: list[Diagnostic] = []
    folders: dict[str, dict[str, Located]] = defaultdict(dict)
    for path in sorted(files):
        document, found = read_yaml(files[path], path)
        faults += found
        folder = str(PurePosixPath(path).parent)
        folders[folder].update({path: document} if document else {})
    sources: list[Source] = []
    references: list[Reference] = []
    errata: list[Erratum] = []
    trials: list[Trial] = []
    entries: list[Evidence] = []
    for folder in sorted(folders):
        shelf, found_entries = _read_folder(folder, folders[folder], faults)
        if shelf is not None:
            sources.append(shelf.source)
            references += shelf.references.values()
            errata += shelf.errata.values()
            trials += shelf.trials.values()
            entries += found_entries
    catalogue = EvidenceCatalogue(tuple(sources), tuple(entries), tuple(references), tuple(errata), tuple(trials))
    return catalogue, in_order(faults)


def _read_folder(
    folder: str, documents: Mapping[str, Located], faults: list[Diagnostic]
) -> tuple[Shelf | None, list[Evidence]]:
    by_name = {PurePosixPath(path).name: document for path, document in documents.items()}
    if _SOURCE not in by_name:
        place = Place(f"{folder}/{_SOURCE}")
        faults.append(Diagnostic("evidence-source", "the folder has no readable source.yaml", (place,), "add it"))
        return None, []
    source = _read_source(by_name[_SOURCE], PurePosixPath(folder).name, faults)
    others = (_SOURCE, _REFERENCES, _ERRATA, _TRIALS)
    of_entries = [document for name, document in by_name.items() if name not in others]
    lists = [item for document in of_entries for item in _listed(document, faults)]
    references = _read_references(by_name.get(_REFERENCES), source.id, faults)
    errata = _read_errata(by_name.get(_ERRATA), source, _affected(lists, source.id), faults)
    trials = read_trials(_items(by_name.get(_TRIALS), "trials", faults), source.id, references, faults)
    shelf = Shelf(source, references, errata, trials)
    entries: dict[str, Evidence] = {}
    for item in lists:
        entry = read_entry(item, shelf, faults)
        if entry is None:
            continue
        if entry.id in entries:
            _duplicate(f"the id `{entry.id}`", item, entries[entry.id].place, faults)
        else:
            entries[entry.id] = entry
    _check_comparators(list(entries.values()), faults)
    check_trials(trials, entries, faults)
    return shelf, list(entries.values())


def _listed(document: Located, faults: list[Diagnostic]) -> Iterable[Located]:
    """The entries of a file: written one by one, or as a table of figures."""
    is_table = document.get("table") is not None
    return figures_of_table(document, faults) if is_table else _items(document, "entries", faults)


def _items(document: Located | None, what: str, faults: list[Diagnostic]) -> tuple[Located, ...]:
    if document is None:
        return ()
    if not document.is_list:
        hint = "start each one with `- `"
        faults.append(Diagnostic("evidence-type", f"the file must be a list of {what}", (document.place,), hint))
    return document.entries()


def _duplicate(what: str, item: Located, earlier: Place, faults: list[Diagnostic]) -> None:
    faults.append(Diagnostic("evidence-duplicate-id", f"{what} stands twice", (item.place, earlier), "rename one"))


def _read_source(located: Located, folder: str, faults: list[Diagnostic]) -> Source:
    fields = Fields(located, "source.yaml", faults)
    sections: list[Section] = []
    for item in fields.mappings("sections"):
        inner = Fields(item, "a section", faults)
        run_in = inner.value("run_in", required=False)
        is_run_in = run_in is not None and run_in.value is True
        sections.append(Section(inner.text("heading"), inner.text("under", False), is_run_in))
        inner.done()
    source = Source(
        id=fields.text("id"),
        short_name=fields.text("short_name"),
        kind=fields.text("kind", one_of=("review",)),
        authors=fields.texts("authors"),
        title=fields.text("title"),
        journal=fields.text("journal"),
        year=fields.integer("year") or 0,
        doi=fields.text("doi"),
        pmcid=fields.text("pmcid"),
        licence=fields.text("licence"),
        received=fields.day("received"),
        accepted=fields.day("accepted"),
        published=fields.day("published"),
        evidence_as_of=fields.day("evidence_as_of"),
        funding=fields.text("funding"),
        interests=fields.texts("interests"),
        no_interests_declared_by=fields.texts("no_interests_declared_by"),
        sections=tuple(sections),
        furniture=fields.texts("furniture", False),
        place=located.place,
    )
    if source.id and source.id != folder:
        fields.fault("source", "the id isn't the folder's name", fields.place("id"), "make them the same")
    fields.done()
    return source


def _read_references(document: Located | None, source: str, faults: list[Diagnostic]) -> dict[int, Reference]:
    found: dict[int, Reference] = {}
    for item in _items(document, "references", faults):
        fields = Fields(item, "a reference", faults)
        number = fields.integer("number")
        reference = Reference(
            source=source,
            number=number or 0,
            authors=fields.text("authors", False),
            year=fields.integer("year", word="not given"),
            title=fields.text("title"),
            where=fields.text("where", False),
            pages=fields.text("pages", False),
            url=fields.text("url", False),
            identifier=fields.text("identifier", False),
            accessed=fields.text("accessed", False),
            role=fields.text("role", False),
            place=item.place,
        )
        fields.done()
        if number in found:
            _duplicate(f"reference {number}", item, found[number].place, faults)
        elif number:
            found[number] = reference
    for missing in sorted(set(range(1, max(found, default=0))) - set(found)):
        place = document.place if document else Place("")
        message = f"reference {missing} is missing"
        faults.append(Diagnostic("evidence-reference", message, (place,), "add it in its place"))
    return found


def _affected(items: list[Located], source: str) -> dict[str, tuple[str, ...]]:
    """Erratum id -> full ids of the entries that name it: written once, at the entry."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        own_id, errata = item.get("id"), item.get("errata")
        for erratum in errata.entries() if own_id and errata else ():
            found[str(erratum.value)].append(f"{source}/{own_id.value if own_id else ''}")
    return {erratum: tuple(ids) for erratum, ids in found.items()}


def _read_errata(
    document: Located | None, source: Source, affected: Mapping[str, tuple[str, ...]], faults: list[Diagnostic]
) -> dict[str, Erratum]:
    found: dict[str, Erratum] = {}
    headings = tuple(section.heading for section in source.sections)
    for item in _items(document, "errata", faults):
        fields = Fields(item, "an erratum", faults)
        own_id = fields.text("id")
        erratum = Erratum(
            source=source.id,
            id=own_id,
            problem=fields.text("problem"),
            consequence=fields.text("consequence"),
            where=tuple(read_location(where, headings, faults) for where in fields.mappings("where")),
            affects=affected.get(own_id, ()),
            place=item.place,
        )
        fields.done()
        if own_id in found:
            _duplicate(f"the erratum `{own_id}`", item, found[own_id].place, faults)
        elif own_id:
            found[own_id] = erratum
    return found


def _check_comparators(entries: list[Evidence], faults: list[Diagnostic]) -> None:
    """The other arm's figure must be an entry of its own, so that its number is written and verified once."""
    own = {(entry.measure, entry.arm): entry for entry in entries if entry.kind == "figure"}
    for entry in entries:
        if entry.comparator is None:
            continue
        other = own.get((entry.measure, entry.comparator.arm))
        if other is None:
            message = f"no figure of `{entry.measure}` has the comparator's arm `{entry.comparator.arm}`"
            faults.append(Diagnostic("evidence-comparator", message, (entry.place,), "add the comparator's own entry"))
        elif other.value != entry.comparator.value:
            message = f"the comparator's value `{entry.comparator.value}` isn't that of its own entry, `{other.value}`"
            places = (entry.place, other.place)
            faults.append(Diagnostic("evidence-comparator", message, places, "one of them is wrong"))
