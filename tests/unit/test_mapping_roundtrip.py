"""Any profile written into the flat layout is read back equal: as CSV in three manners, JSON lines, Parquet, Excel."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.profile_strategies import profile_data

from cd38rules.mapping import Mapping, load_mapping, open_source
from cd38rules.mapping.load import SHIPPED
from cd38rules.mapping.model import FromColumn
from cd38rules.mapping.read_mapping import mapping_of
from cd38rules.mapping.targets import all_fields
from cd38rules.profile import PatientProfile

FLAT = load_mapping("flat")
ORDER = {name: at for at, name in enumerate(all_fields()["cytogenetics.findings[].abnormality"].choices)}
LISTS = {("disease", "m_protein"): 3, ("therapy", "prior"): 5}


def at(data: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def pruned(data: Any) -> Any:
    """Without groups of which nothing is known, which leave no trace in columns, and findings in the layout's order."""
    if isinstance(data, list):
        return (
            sorted(map(pruned, data), key=lambda item: ORDER.get(dict(item).get("abnormality", ""), 0))
            if any(isinstance(item, dict) for item in data)
            else data
        )
    if isinstance(data, dict):
        found = {key: pruned(value) for key, value in data.items()}
        return {key: value for key, value in found.items() if value is not None and value != {}}
    # A workbook keeps fifteen digits.
    return round(data, 12) if isinstance(data, float) else data


def flat_row(data: Any) -> dict[str, Any] | None:
    """The profile's data in the columns of the flat layout; None if they can't hold it."""
    row: dict[str, Any] = {"as_of": data["as_of"]}
    for steps, most in LISTS.items():
        items = at(data, steps)
        # A course or protein of which nothing is known leaves no trace in columns.
        if items is not None and (len(items) > most or not all(map(bool, items))):
            return None
    for empty in FLAT.empty_when:
        if at(data, empty.target.steps) == []:
            row[empty.column] = "none"
    if at(data, ("cytogenetics", "findings")) == []:
        return None
    for field in FLAT.fields:
        (source,) = field.sources
        assert isinstance(source, FromColumn)
        value = at(data, field.target.steps)
        if field.target.item:
            found = [item for item in value or () if item.get("abnormality") == field.target.item]
            if field.target.item.isdigit() and len(value or ()) >= int(field.target.item):
                found = [value[int(field.target.item) - 1]]
            value = at(found[0], field.target.inside) if found else None
        if value is not None:
            row[source.column] = ("+".join(value) or "none") if isinstance(value, list) else value
    return row


def told(value: Any, decimal: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value).replace(".", decimal) if isinstance(value, float) else str(value)


def with_settings(settings: str) -> Mapping:
    text = (SHIPPED / "flat.yaml").read_text(encoding="utf-8")
    return mapping_of(text.replace("role: main", f"role: main, {settings}").encode(), "flat.yaml")


MANNERS = {
    "a table with commas": (",", ".", "utf-8", FLAT),
    "a European table": (";", ",", "utf-8-sig", with_settings("decimal: ','")),
    "tabs in UTF-16": ("\t", ".", "utf-16", FLAT),
}


@pytest.mark.parametrize("manner", MANNERS)
@given(many=st.lists(profile_data(), min_size=1, max_size=4))
def test_a_profile_in_the_flat_layout_is_read_back_equal(
    manner: str, many: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    delimiter, decimal, encoding, mapping = MANNERS[manner]
    rows = [(data, row) for data in many if (row := flat_row(pruned(data))) is not None]
    columns = list(dict.fromkeys(name for _, row in rows for name in row)) or ["patient_id", "as_of"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter)
    writer.writeheader()
    for _, row in rows:
        writer.writerow({name: told(value, decimal) for name, value in row.items()})
    path = tmp_path_factory.mktemp("flat") / "list.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    assert_equal(path, mapping, [data for data, _ in rows])


@given(many=st.lists(profile_data(), min_size=1, max_size=4))
def test_typed_tables_in_the_flat_layout_are_read_back_equal(
    many: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    openpyxl = pytest.importorskip("openpyxl", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    rows = [(data, row) for data in many if (row := flat_row(pruned(data))) is not None]
    if not rows:
        return
    folder = tmp_path_factory.mktemp("flat")
    columns = list(dict.fromkeys(name for _, row in rows for name in row))
    pq.write_table(pa.table({name: [row.get(name) for _, row in rows] for name in columns}), folder / "list.parquet")
    book = openpyxl.Workbook()
    book.active.append(columns)
    for _, row in rows:
        book.active.append([row.get(name) for name in columns])
    book.save(folder / "list.xlsx")
    (folder / "list.ndjson").write_text("".join(json.dumps(row) + "\n" for _, row in rows))
    for name in ("list.parquet", "list.xlsx", "list.ndjson"):
        assert_equal(folder / name, FLAT, [data for data, _ in rows])


def assert_equal(path: Path, mapping: Mapping, expected: list[dict[str, Any]]) -> None:
    with open_source(path, mapping) as source:
        items = list(source.items())
    assert [[str(fault) for fault in item.faults] for item in items] == [[] for _ in expected]
    for item, data in zip(items, expected, strict=True):
        assert PatientProfile.model_validate_json(item.text or b"") == PatientProfile.model_validate(pruned(data))
