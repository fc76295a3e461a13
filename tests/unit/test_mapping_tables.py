"""Tables as they come: encodings, signs, quotes, damage. A faulty row is a fault of that row, and reading goes on."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.mapped_lists import ONE_TABLE, items_of, mapping_in, profile_in, where

from cd38rules.mapping import Item, MappingError, TableError, open_source
from cd38rules.mapping.model import FormatSpec
from cd38rules.mapping.tables import open_table
from cd38rules.mapping.tables.delimited import MAX_LINES
from cd38rules.mapping.tables.table import MAX_CELL, MAX_RECORD

MAPPING = ONE_TABLE + "  person.weight_kg: w\n"
HEADER = "id,day,w\n"


def rows_of(
    content: bytes, folder: Path, name: str = "t.csv", **spec: str
) -> list[tuple[int, list[object], list[str]]]:
    """(number, cells, codes of faults) of every row."""
    path = folder / name
    path.write_bytes(content)
    table = open_table(path, "t", FormatSpec(**spec))
    try:
        return [(row.number, list(row.cells.values()), [one.code for one in row.faults]) for row in table.rows(None)]
    finally:
        table.close()


def codes_of(items: list[Item]) -> list[tuple[int, str]]:
    """(number, "" or the code of the first fault) of each item."""
    return [(item.number, item.faults[0].code if item.faults else "") for item in items]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-8-sig", "utf-8"),
        ("latin-1", "latin-1"),
        ("cp1252", "cp1252"),
    ],
)
def test_text_is_read_in_its_encoding(encoding: str, declared: str, tmp_path: Path) -> None:
    content = "id,day\nMüller-Ä,2024-03-15\n".encode(encoding)
    assert rows_of(content, tmp_path, encoding=declared) == [(2, ["Müller-Ä", "2024-03-15"], [])]


def test_a_byte_that_the_encoding_does_not_have_is_a_fault_of_its_row(tmp_path: Path) -> None:
    content = b"id,day\nA,x\n" + "Müller,x\n".encode("latin-1") + "Müller,x\n".encode()
    found = rows_of(content, tmp_path)
    assert [(number, codes) for number, _, codes in found] == [(2, []), (3, ["table-encoding"]), (4, [])]
    utf16 = "id,day\nA,x\n".encode("utf-16") + b"\x00\xd8,\x00x\x00\n\x00" + "B,x\n".encode("utf-16-le")
    assert [codes for _, _, codes in rows_of(utf16, tmp_path)] == [[], ["table-encoding"], []]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header_outside_quotes(delimiter: str, tmp_path: Path) -> None:
    header = delimiter.join(["id", '"a,b;c|d,;,;,;||"', "x", "y"])
    content = f"{header}\nA{delimiter}1{delimiter}2{delimiter}3\n".encode()
    assert rows_of(content, tmp_path) == [(2, ["A", "1", "2", "3"], [])]


def test_a_delimiter_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"t:1:1: table-delimiter .* \(declare `delimiter`\)"):
        rows_of(b"id,day;w\nA,2;3\n", tmp_path)
    assert rows_of(b"id,day;w\nA,2;3\n", tmp_path, delimiter=";") == [(2, ["A,2", "3"], [])]
    assert rows_of(b"id,;a\tb\nx,y\tz\n", tmp_path, "t.tsv") == [(2, ["x,y", "z"], [])]


def test_a_line_above_the_header_that_names_the_separator_is_heeded(tmp_path: Path) -> None:
    assert rows_of(b"sep=;\r\nid,x;w\r\nA;2\r\n", tmp_path) == [(3, ["A", "2"], [])]


def test_quotes_may_mean_nothing(tmp_path: Path) -> None:
    text = MAPPING.replace("role: main", "role: main, quote: none")
    items = items_of(tmp_path, text, {"patients": 'id,day,w\n"A,2024-03-15,70\nB,2024-03-15,"70"\n'})
    assert profile_in(items[0])["patient_id"] == '"A'
    assert codes_of(items) == [(2, ""), (3, "mapping-number")]


def test_semicolons_with_a_decimal_comma_and_a_point_for_thousands(tmp_path: Path) -> None:
    text = MAPPING.replace("role: main", "role: main, decimal: ',', thousands: .")
    (item,) = items_of(tmp_path, text, {"patients": "id;day;w\nA;2024-03-15;0.070,5\n"})
    assert profile_in(item)["person"] == {"weight_kg": 70.5}


def test_line_breaks_and_delimiters_and_quotes_in_quotes(tmp_path: Path) -> None:
    content = b'id,note,w\r\nA,"one\r\ntwo, ""three""",1\r\nB,"",2\r\n"C"\r\n'
    found = rows_of(content, tmp_path)
    assert found[0][:2] == (2, ["A", 'one\ntwo, "three"', "1"])
    assert found[1][:2] == (4, ["B", "", "2"])
    assert found[2][2] == ["table-ragged"]


def test_lines_may_end_as_on_old_machines(tmp_path: Path) -> None:
    assert [row[0] for row in rows_of(b"id,w\rA,1\rB,2", tmp_path)] == [2, 3]


def test_header_names_are_trimmed_and_blank_lines_are_no_rows(tmp_path: Path) -> None:
    items = items_of(tmp_path, MAPPING, {"patients": "\n id ,day\t, w\n\nA,2024-03-15,70\n\n   \nB,2024-03-15,71\n"})
    assert codes_of(items) == [(4, ""), (7, "")]


def test_a_row_with_more_or_fewer_cells_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    table = HEADER + "A,2024-03-15,70\nB,2024-03-15\nC,2024-03-15,70,5\nD,2024-03-15,70\n"
    items = items_of(tmp_path, MAPPING, {"patients": table})
    assert codes_of(items) == [(2, ""), (3, "table-ragged"), (4, "table-ragged"), (5, "")]
    assert where(items[1].faults[0]) == ("table-ragged", "$", "patients:3:1")


def test_a_nul_character_is_a_fault_of_its_row(tmp_path: Path) -> None:
    items = items_of(tmp_path, MAPPING, {"patients": HEADER + "A,2024-03-15,7\0\nB,2024-03-15,70\n"})
    assert codes_of(items) == [(2, "table-nul"), (3, "")]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [f"P{n},2024-03-15,70" for n in range(2 * MAX_LINES)]
    rows[3] = 'P3,"2024-03-15,70'
    items = items_of(tmp_path, MAPPING, {"patients": HEADER + "\n".join(rows)})
    assert len(items) == 2 * MAX_LINES
    assert [item.number for item in items if item.faults] == [5]
    assert codes_of(items)[3] == (5, "table-quote")


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(tmp_path: Path) -> None:
    rows = ['A,2024-03-15,"70', "B,2024-03-15,70", "C,2024-03-15,70", 'D,2024-03-15,"70', "E,2024-03-15,70"]
    items = items_of(tmp_path, MAPPING, {"patients": HEADER + "\n".join(rows)})
    assert codes_of(items) == [(2, "table-quote"), (3, ""), (4, ""), (5, "table-quote"), (6, "")]


def test_a_quote_inside_a_cell_without_quotes_is_a_sign_like_others_or_a_fault_never_a_loss(tmp_path: Path) -> None:
    table = 'id,day,w,note\nA,2024-03-15,70,5" pipe\nB,2024-03-15,70,"5" pipe"\nC,2024-03-15,70,x\n'
    items = items_of(tmp_path, MAPPING, {"patients": table})
    assert codes_of(items) == [(2, ""), (3, "table-quote"), (4, "")]


def test_a_huge_cell_and_an_endless_line_are_faults_of_their_rows(tmp_path: Path) -> None:
    huge, endless = "7" * (MAX_CELL + 1), "7" * (2 * MAX_RECORD + 5)
    rows = ["A,2024-03-15," + huge, "B,2024-03-15," + endless, f'C,2024-03-15,"{huge}7"', "D,2024-03-15,70"]
    items = items_of(tmp_path, MAPPING, {"patients": HEADER + "\n".join(rows) + "\n"})
    assert codes_of(items) == [(2, "table-too-long"), (3, "table-too-long"), (4, "table-too-long"), (5, "")]


def test_an_empty_table_is_refused_and_a_header_alone_is_a_list_of_nobody(tmp_path: Path) -> None:
    for content in ("", "\n\n", "\ufeff"):
        with pytest.raises(TableError, match=r"patients: table-empty"):
            items_of(tmp_path, MAPPING, {"patients": content})
    assert items_of(tmp_path, MAPPING, {"patients": HEADER}) == []


def test_a_missing_column_and_one_that_stands_twice_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as told:
        items_of(tmp_path, MAPPING, {"patients": "Zaphod-4711,day,x,day\nA,2024-03-15,70,\n"})
    assert [fault.code for fault in told.value.diagnostics] == [
        "table-missing-column",
        "table-missing-column",
        "table-duplicate-column",
    ]
    assert "`w`" in str(told.value)
    assert "Zaphod" not in str(told.value)


def test_columns_that_stand_twice_and_are_not_mapped_do_no_harm(tmp_path: Path) -> None:
    assert codes_of(items_of(tmp_path, MAPPING, {"patients": "id,day,w,x,x,,\nA,2024-03-15,70,1,2,,\n"})) == [(2, "")]


def test_a_column_that_the_flat_layout_does_not_know_is_refused_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as told:
        items_of(tmp_path, None, {"list": "patient_id,as_of,cpod,Zaphod-4711\nA,2024-03-15,yes,\n"})
    first, second = told.value.diagnostics
    assert str(first) == "patients:1:3: table-unknown-column the name of column 3 isn't known (did you mean copd?)"
    assert "Zaphod" not in str(second)


def test_a_column_that_a_mapping_does_not_name_is_listed(tmp_path: Path) -> None:
    mapping = mapping_in(tmp_path, MAPPING)
    path = tmp_path / "t.csv"
    path.write_text("id,day,w,extra\n")
    with open_source(path, mapping) as source:
        layout = source.layouts["patients"]
    assert (layout.mapped, layout.unmapped, layout.missing) == (("day", "id", "w"), ("extra",), ())


def compressed(content: bytes, ending: str) -> bytes:
    if ending == ".zst":
        zstandard = pytest.importorskip("zstandard", reason="the extra `lists` isn't installed")
        return bytes(zstandard.compress(content))
    return {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[ending](content)


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".xz", ".zst"])
def test_text_may_be_compressed_and_a_cut_file_is_an_error_after_the_rows_before(ending: str, tmp_path: Path) -> None:
    content = (HEADER + "".join(f"P{n * 7919},2024-03-15,{n}\n" for n in range(20_000))).encode()
    packed = compressed(content, ending)
    assert len(rows_of(packed, tmp_path, f"t.csv{ending}")) == 20_000
    with pytest.raises(TableError, match="table-damaged the compressed file is damaged or was cut off"):
        rows_of(packed[: len(packed) // 2] + b"\0" * 50, tmp_path, f"t.csv{ending}")


def test_json_lines_may_be_nested_and_a_line_that_is_none_is_a_fault_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    path.write_text(
        '{"id": 12345678901234567890, "visit": {"day": "2024-03-15"}, "w": 70.5, "drugs": ["len", "dex"]}\n\n'
        '{"id": "B", "visit": {"day": "2024-03-15"}, "w": "70,5"}\n[1]\n{"id": "C", \n{"id": "D", "id": "E"}\n'
        '{"id": "F", "w": NaN}\n{"id": "G\\u0000"}\n{"id": "\\ud800"}\n' + "[" * 100_000 + "\n"
        '{"id": "H", "visit": {"day": "2024-03-15"}, "drugs": []}\n'
    )
    text = ONE_TABLE.replace("as_of: day", "as_of: visit.day")
    text += "  person.weight_kg: w\n  disease.refractory_to: drugs\n"
    with open_source(path, mapping_in(tmp_path, text)) as source:
        items = list(source.items())
    assert profile_in(items[0]) == {
        "patient_id": "12345678901234567890",
        "as_of": "2024-03-15",
        "person": {"weight_kg": 70.5},
        "disease": {"refractory_to": ["lenalidomide", "dexamethasone"]},
    }
    assert codes_of(items)[1:] == [
        (3, "mapping-number"),
        (4, "table-json"),
        (5, "table-json"),
        (6, "table-json"),
        (7, "table-json"),
        (8, "table-nul"),
        (9, "table-encoding"),
        (10, "table-json"),
        (11, ""),
    ]
    assert profile_in(items[-1])["disease"] == {"refractory_to": []}


def test_a_workbook_gives_days_numbers_and_texts_as_they_are_shown(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the extra `lists` isn't installed")
    book = openpyxl.Workbook()
    book.active.append(["not this sheet"])
    sheet = book.create_sheet("Patients")
    sheet.append([])
    sheet.append([" id ", "day", "w", None])
    sheet.append(["007", datetime(2024, 3, 15, 8, 30), 70.5])
    sheet.append([7, date(2024, 3, 15), "=1+1"])
    sheet.append([])
    sheet.append([12345678901234567, "2024-03-15", 70])
    sheet.append(["D", "2024-03-15", 70, None, "beyond"])
    sheet.append(["E", "2024-03-15", "#N/A"])
    book.save(tmp_path / "t.xlsx")
    text = MAPPING.replace("role: main", "role: main, sheet: Patients")
    with open_source(tmp_path / "t.xlsx", mapping_in(tmp_path, text)) as source:
        items = list(source.items())
    assert profile_in(items[0]) == {"patient_id": "007", "as_of": "2024-03-15", "person": {"weight_kg": 70.5}}
    # A formula that no program has computed yet has no value.
    assert profile_in(items[1]) == {"patient_id": "7", "as_of": "2024-03-15"}
    assert codes_of(items)[2:] == [(6, "mapping-digits"), (7, "table-ragged"), (8, "table-cell-error")]
    with pytest.raises(TableError, match="table-sheet"):
        open_source(tmp_path / "t.xlsx", mapping_in(tmp_path, text.replace("Patients", "Patienten")))
    (tmp_path / "u.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(TableError, match="table-damaged"):
        open_source(tmp_path / "u.xlsx", mapping_in(tmp_path, text))


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows"])
def test_a_columnar_table_gives_what_its_types_say(ending: str, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": pa.array([9007199254740993, 2], pa.int64()),
            "day": pa.array([datetime(2024, 3, 15, 23), None], pa.timestamp("ns")),
            "w": pa.array(["70.5", None]).cast(pa.decimal128(5, 2)),
            "v": pa.array([{"copd": True}, None], pa.struct([("copd", pa.bool_())])),
            "drugs": pa.array([["len"], []]),
            "lines": pa.array([2.0, None]),
        }
    )
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        pq.write_table(table, path)
    else:
        with (pa.ipc.new_file if ending == "arrow" else pa.ipc.new_stream)(str(path), table.schema) as sink:
            sink.write_table(table)
    text = MAPPING + "  lungs.copd: v.copd\n  disease.refractory_to: drugs\n  disease.prior_lines: lines\n"
    with open_source(path, mapping_in(tmp_path, text)) as source:
        first, second = source.items()
        assert source.position == 2
    assert profile_in(first) == {
        "patient_id": "9007199254740993",
        "as_of": "2024-03-15",
        "person": {"weight_kg": 70.5},
        "lungs": {"copd": True},
        "disease": {"refractory_to": ["lenalidomide"], "prior_lines": 2},
    }
    assert second.text == b'{"schema_version":"1","patient_id":"2","disease":{"refractory_to":[]}}'
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(TableError, match="table-damaged"), open_source(path, mapping_in(tmp_path, text)) as source:
        list(source.items())


def test_a_time_that_python_cannot_hold_is_a_fault_of_its_row(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    days = pa.array([19_797, 2_000_000_000, 19_797], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"id": ["A", "B", "C"], "day": days, "w": [70, 70, 70]}), tmp_path / "t.parquet")
    with open_source(tmp_path / "t.parquet", mapping_in(tmp_path, MAPPING)) as source:
        assert codes_of(list(source.items())) == [(1, ""), (2, "table-range"), (3, "")]


def test_a_library_that_is_missing_is_named_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for library in ("pyarrow", "openpyxl", "zstandard"):
        monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "t.csv.zst").write_bytes(b"\x28\xb5\x2f\xfd....")
    (tmp_path / "t.xlsx").touch()
    (tmp_path / "t.parquet").touch()
    for name in ("t.csv.zst", "t.xlsx", "t.parquet"):
        with pytest.raises(TableError, match=r"table-library .* \(pip install 'cd38rules\[lists\]'\)"):
            open_source(tmp_path / name, None)


CELLS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\x1c\x1d\x1e\x85\u2028\u2029"), max_size=8
)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_a_csv_writer_writes_is_read_back(
    rows: list[list[str]], delimiter: str, quoting: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]  # a constant of csv
    writer.writerow(["a", "b"])
    writer.writerows(rows)
    found = rows_of(text.getvalue().encode(), tmp_path_factory.mktemp("csv"), delimiter=delimiter)
    assert [cells for _, cells, _ in found] == [row for row in rows if delimiter.join(row).strip()]
    assert [codes for _, _, codes in found if codes] == []


@given(noise=st.binary(max_size=300), at=st.integers(0, 5))
def test_whatever_bytes_a_table_holds_every_row_is_read_or_refused(
    noise: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [b"P%d,2024-03-15,70" % number for number in range(6)]
    rows[at] += noise.replace(b"\n", b"").replace(b"\r", b"").replace(b'"', b"")
    folder = tmp_path_factory.mktemp("noise")
    items = items_of(folder, MAPPING, {"patients": HEADER.encode() + b"\n".join(rows) + b"\n"})
    assert [item.number for item in items] == [2, 3, 4, 5, 6, 7]
    assert {item.number for item in items if item.faults} <= {at + 2}
