"""Bulk exports of FHIR R4: many NDJSON files, or Bundles, gathered patient by patient. Memory doesn't depend on their
length: resources wait in a temporary database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..diagnostics import DiagnosedError, Diagnostic, Place, in_order
from ..fhir import CodeBook, load_codes, read_fhir
from ..fhir.files import line_of, not_json
from ..fhir.json_text import RepeatedKeys
from ..fhir.notes import Notes
from ..fhir.patients import READ, Subjects
from ..fhir.unfold import Resource, split_reference, unfolded
from ..fhir.walk import part, text
from .errors import table_error
from .item import Item, Source
from .tables import bare_name
from .tables.bytes import ByteSource
from .temporary import TemporaryDatabase, told_as_os_error

LINES = (".ndjson", ".jsonl")
BUNDLES = (".json",)
LARGEST_BUNDLE = 256 << 20
_ROWS_AT_ONCE = 5_000
_SCRIPT = """
CREATE TABLE resources (patient TEXT, content TEXT);
CREATE TABLE medications (name TEXT, content TEXT, PRIMARY KEY (name, content)) WITHOUT ROWID;
CREATE TABLE remarks (patient TEXT, content TEXT);
CREATE TABLE patients (patient TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_TYPE_NAMES = re.compile(rf"[\d.\-_]*({'|'.join(sorted({*READ, 'Bundle', 'Medication', 'Patient'}))})[\d.\-_]*")

Row = tuple[str, str]


class FhirFolder(Source):
    """The patients of a bulk export, in the order of their ids: each is one item, with its reading."""

    def __init__(self, paths: Sequence[Path], as_of: date, codes: CodeBook | None = None) -> None:
        """Reads all files. Folders stand for the NDJSON files and Bundles in them. Raises TableError and OSError."""
        files = sorted({file for path in paths for file in _files_in(path)})
        if not files:
            hint = f"files end in {', '.join((*LINES, *BUNDLES))}; they may be compressed"
            raise table_error("table-missing", "there are no FHIR files", "fhir", hint=hint)
        names = _names_of(files)
        super().__init__({name: file for file, name in names.items()})
        self.as_of, self.has_readings = as_of, True
        self._codes = codes or load_codes()
        self.codes_sha256 = self._codes.sha256
        self._strays: list[Diagnostic] = []
        self._subjectless: dict[str, int] = {}
        self._position = 0
        self._database = TemporaryDatabase(_SCRIPT)
        try:
            with told_as_os_error():
                self._fill(names)
        except BaseException:
            self._database.close()
            raise

    def _fill(self, names: dict[Path, str]) -> None:
        run = self._database.connection
        run.execute("BEGIN")
        batch: list[Row] = []
        for file, name in names.items():
            for number, document in self._documents(file, name):
                batch += self._rows(document, Place(name, number, 1))
                if len(batch) >= _ROWS_AT_ONCE:
                    run.executemany("INSERT INTO resources VALUES (?, ?)", batch)
                    batch.clear()
        run.executemany("INSERT INTO resources VALUES (?, ?)", batch)
        run.execute("CREATE INDEX by_patient ON resources (patient)")
        run.execute("CREATE INDEX remarks_by_patient ON remarks (patient)")
        run.execute("INSERT INTO patients SELECT DISTINCT patient FROM resources")
        run.execute("COMMIT")

    def _documents(self, file: Path, name: str) -> Iterator[tuple[int, Any]]:
        """The resources and Bundles of a file with their lines; what isn't JSON is a fault with its line."""
        with ByteSource(file, name) as source:
            if bare_name(file)[1] in BUNDLES:
                data = source.stream.read(LARGEST_BUNDLE + 1)
                whole = line_of(data) if len(data) <= LARGEST_BUNDLE else None
                if isinstance(whole, dict | list):
                    yield 1, whole
                    return
                if whole is not None or len(data) > LARGEST_BUNDLE:
                    self._strays.append(not_json(name, 1))
                    return
                lines: Iterator[bytes] = iter(data.split(b"\n"))
            else:
                lines = iter(source.stream)
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                found = line_of(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
                if isinstance(found, dict):
                    yield number, found
                else:
                    self._strays.append(not_json(name, number))

    def _rows(self, document: dict[str, Any] | list[Any], place: Place) -> Iterator[Row]:
        notes = Notes()
        resources = unfolded(document if isinstance(document, list) else [document], notes)
        subjects = Subjects(resources)
        self._remark(notes.issues(), subjects, place)
        for resource in resources:
            content = _wrapped(resource)
            if resource.kind == "Medication":
                for reference in {split_reference(name)[1] for name in resource.names}:
                    row = (_storable(reference), content)
                    self._database.connection.execute("INSERT OR IGNORE INTO medications VALUES (?, ?)", row)
                continue
            own = next((ref for ref, one in subjects.resources.items() if one is resource), "")
            patient = own or subjects.subject(resource)
            if patient:
                yield _storable(patient), content if resource.kind in (*READ, "Patient") else _stub(resource)
            elif resource.kind in READ:
                self._subjectless[resource.kind] = self._subjectless.get(resource.kind, 0) + 1

    def _remark(self, issues: Sequence[Diagnostic], subjects: Subjects, place: Place) -> None:
        """Keeps what is wrong with a whole Bundle for each patient in it; without any, it is a fault of its own."""
        if not subjects.all:
            self._strays += [replace(one, places=(place,)) for one in issues]
        rows = [
            (_storable(patient), json.dumps([one.code, one.message, one.places[0].path, one.hint, one.severity]))
            for patient in subjects.all
            for one in issues
        ]
        self._database.connection.executemany("INSERT INTO remarks VALUES (?, ?)", rows)

    def items(self, skip: int = 0) -> Iterator[Item]:
        """The patients; their numbers count from 1."""
        run = self._database.connection
        with told_as_os_error():
            patients = run.execute("SELECT patient FROM patients ORDER BY patient LIMIT -1 OFFSET ?", (skip,))
            for number, (patient,) in enumerate(patients, start=skip + 1):
                found = run.execute("SELECT content FROM resources WHERE patient = ?", (patient,)).fetchall()
                self._position = number
                yield self._item(number, patient, [line_of(content.encode()) for (content,) in found])

    def _item(self, number: int, patient: str, resources: list[Any]) -> Item:
        assert self.as_of is not None
        try:
            reading = read_fhir(
                [*resources, *self._medications(resources)], as_of=self.as_of, patient=patient, codes=self._codes
            )
        except DiagnosedError as error:
            return Item(number, None, error.diagnostics)
        reading = replace(reading, issues=tuple(in_order({*reading.issues, *self._remarks(patient)})))
        profile = reading.profile.model_dump_json(exclude_none=True)
        return Item(number, profile.encode(), reading=reading)

    def _remarks(self, patient: str) -> Iterator[Diagnostic]:
        found = self._database.connection.execute(
            "SELECT content FROM remarks WHERE patient = ?", (patient,)
        ).fetchall()
        for (content,) in found:
            code, message, path, hint, severity = json.loads(content)
            yield Diagnostic(code, message, (Place(path),), hint, severity)

    def _medications(self, resources: list[Any]) -> Iterator[Any]:
        """The Medications that resources can refer to and that stand elsewhere: of whatever server, in all versions."""
        wanted = {
            split_reference(reference)[1]
            for one in resources
            for inside in _resources_in(one)
            if (reference := text(part(inside, "medicationReference"), "reference"))
        }
        for reference in sorted(wanted):
            query = "SELECT content FROM medications WHERE name = ?"
            for (content,) in self._database.connection.execute(query, (_storable(reference),)):
                yield line_of(content.encode())

    @property
    def position(self) -> int:
        """Patients read so far."""
        return self._position

    def size(self) -> int | None:
        """How many patients there are."""
        return int(self._database.connection.execute("SELECT count(*) FROM patients").fetchone()[0])

    def close(self) -> None:
        """Removes the temporary database."""
        self._database.close()

    def leftovers(self) -> Iterator[Diagnostic]:
        """Lines that aren't JSON, and what is wrong with a whole Bundle."""
        return iter(self._strays)

    def rows_of_nobody(self) -> dict[str, int]:
        """How many resources of each type don't say whose they are."""
        return dict(self._subjectless)


def _files_in(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in path.rglob("*"):
        if file.is_file() and not file.name.startswith((".", "_")) and bare_name(file)[1] in (*LINES, *BUNDLES):
            yield file


def _names_of(files: list[Path]) -> dict[Path, str]:
    """How files are told: by name only if that is one of a type of resource, for others can name a patient."""
    names: dict[Path, str] = {}
    for number, file in enumerate(files, start=1):
        stem = bare_name(file)[0]
        name = stem if _TYPE_NAMES.fullmatch(stem) else f"file {number}"
        names[file] = name if name not in names.values() else f"{name} (file {number})"
    return names


def _storable(name: str) -> str:
    """A reference as a database can hold it: half a character isn't UTF-8."""
    return name.encode("utf-8", "replace").decode()


def _wrapped(resource: Resource) -> str:
    """The resource as JSON, in a Bundle if it stood in one: that keeps the references that mean it."""
    own = f"{resource.kind}/{text(resource.data, 'id')}"
    url = next((name for name in resource.names if name != own), "")
    content = json.dumps(resource.data, ensure_ascii=True)
    if isinstance(resource.data, RepeatedKeys):
        # Its type is written twice, so that it is marked again when it is read.
        content = f'{{"resourceType": {json.dumps(resource.kind)}, {content[1:]}'
    if not resource.is_entry:
        return content
    entry = f'"resource": {content}' if not url else f'"fullUrl": {json.dumps(url)}, "resource": {content}'
    return f'{{"resourceType": "Bundle", "entry": [{{{entry}}}]}}'


def _stub(resource: Resource) -> str:
    """What is kept of a resource that isn't read, so that it is counted."""
    return json.dumps({"resourceType": resource.kind, "id": text(resource.data, "id")}, ensure_ascii=True)


def _resources_in(document: Any) -> Iterator[Any]:
    if "entry" in document:
        yield from (entry["resource"] for entry in document["entry"])
    else:
        yield document
