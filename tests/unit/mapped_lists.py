"""Small lists for the tests of mappings: a mapping as text, tables as text, and the rows that come out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from cd38rules.diagnostics import Diagnostic
from cd38rules.mapping import Item, MappingError, load_mapping, open_source
from cd38rules.mapping import Mapping as MappingFile
from cd38rules.profile import read_profile

ONE_TABLE = "mapping: test\ntitle: Test\ntables: {patients: {role: main}}\nas_of: day\nfields:\n  patient_id: id\n"
TWO_TABLES = (
    "mapping: test\ntitle: Test\n"
    "tables:\n  patients: {role: main, key: id}\n  rows: {role: joined, key: id}\n"
    "as_of: day\n"
)


def mapping_in(folder: Path, text: str) -> MappingFile:
    """The mapping with this text."""
    path = folder / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def faults_of(folder: Path, text: str) -> list[str]:
    """The faults of a mapping, each as `line:column: CODE message (hint)`."""
    try:
        mapping_in(folder, text)
    except MappingError as error:
        start = f"{folder / 'mapping.yaml'}:"
        return [str(fault).removeprefix(start).replace(start, "") for fault in error.diagnostics]
    return []


def items_of(
    folder: Path, mapping: str | MappingFile | None, tables: Mapping[str, str | bytes], as_of: date | None = None
) -> list[Item]:
    """The items of tables given as CSV text, by their names."""
    paths = {}
    for name, content in tables.items():
        paths[name] = folder / f"{name}.csv"
        paths[name].write_bytes(content if isinstance(content, bytes) else content.encode())
    known = mapping_in(folder, mapping) if isinstance(mapping, str) else mapping
    with open_source(paths if known else next(iter(paths.values())), known, as_of=as_of) as source:
        return list(source.items())


def profile_in(item: Item) -> dict[str, Any]:
    """The data of an item's profile, without the version of its schema; it is one that can be read."""
    assert item.text is not None, [str(fault) for fault in item.faults]
    read_profile(item.text)
    data: dict[str, Any] = json.loads(item.text)
    assert data.pop("schema_version", "1") == "1"
    return data


def one_value(folder: Path, field: str, source: str, cell: str, table: str = "", top: str = "") -> Any:
    """What a field becomes from one cell of column `x`, or its only fault; None if it isn't recorded."""
    text = f"mapping: t\ntitle: T\ntables: {{patients: {{role: main{table}, delimiter: tab}}}}\nas_of: day\n{top}"
    text += f"fields:\n  patient_id: id\n  {field}: {source}\n"
    (item,) = items_of(folder, text, {"patients": f"id\tday\tx\nA\t2024-03-15\t{cell}\n"})
    if item.text is None:
        (fault,) = item.faults
        return fault
    found: Any = json.loads(item.text)
    for step in field.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found


def where(fault: Diagnostic) -> tuple[str, ...]:
    """The code of a fault and its places."""
    return (fault.code, *map(str, fault.places))
