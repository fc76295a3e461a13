"""A source: what passes without a mapping, going on after a stop, what it tells of itself, what it leaves behind."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import sys
import tempfile
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from tests.unit.mapped_lists import ONE_TABLE, TWO_TABLES, mapping_in, profile_in

from cd38rules.batch.inputs import fingerprints
from cd38rules.mapping import TableError, load_mapping, open_source, shipped_mappings
from cd38rules.mapping.joined import JoinedTables
from cd38rules.mapping.passing import with_as_of
from cd38rules.mapping.tables import open_table
from cd38rules.profile import MAX_BYTES, PatientProfile

PROFILES = (
    b'\xef\xbb\xbf{"patient_id":"A","as_of":"2024-03-15"}\r\n\n  \n{"patient_id":"B"}\n[]\nno json\n'
    b'{"patient_id":"C","as_of":null}\n{}\n'
)


def test_profiles_on_lines_pass_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "p.ndjson").write_bytes(PROFILES)
    (tmp_path / "q.jsonl.gz").write_bytes(gzip.compress(PROFILES))
    for name in ("p.ndjson", "q.jsonl.gz"):
        with open_source(tmp_path / name, None) as source:
            items = list(source.items())
        assert [(item.number, item.text) for item in items] == [
            (1, b'{"patient_id":"A","as_of":"2024-03-15"}'),
            (4, b'{"patient_id":"B"}'),
            (5, b"[]"),
            (6, b"no json"),
            (7, b'{"patient_id":"C","as_of":null}'),
            (8, b"{}"),
        ]


def test_a_day_is_added_only_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "p.ndjson").write_bytes(PROFILES)
    with open_source(tmp_path / "p.ndjson", None, as_of=date(2025, 1, 2)) as source:
        texts = [item.text for item in source.items()]
    assert texts == [
        b'{"patient_id":"A","as_of":"2024-03-15"}',
        b'{"as_of":"2025-01-02","patient_id":"B"}',
        b"[]",
        b"no json",
        b'{"patient_id":"C","as_of":"2025-01-02"}',
        b'{"as_of":"2025-01-02"}',
    ]
    assert with_as_of(b' {"x":"{"}', date(2025, 1, 2)) == b' {"as_of":"2025-01-02","x":"{"}'


def test_a_line_that_is_too_long_is_a_fault_and_no_more_of_it_is_kept(tmp_path: Path) -> None:
    (tmp_path / "p.ndjson").write_bytes(b'{"x":"' + b"7" * (3 * MAX_BYTES) + b'"}\n{}\n')
    with open_source(tmp_path / "p.ndjson", None) as source:
        first, second = source.items()
    assert (first.number, first.text, first.faults[0].code) == (1, None, "profile-too-large")
    assert (second.number, second.text) == (2, b"{}")


@pytest.mark.parametrize("ending", ["parquet", "arrow", "arrows"])
def test_columns_of_the_profile_s_own_shape_are_profiles(ending: str, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    profiles = [
        {
            "patient_id": "A",
            "as_of": "2024-03-15",
            "lungs": {"copd": True},
            "therapy": {"prior": [], "planned": {"agent": "daratumumab", "partner_drugs": ["lenalidomide"]}},
        },
        {"patient_id": "B", "as_of": "2024-03-15", "therapy": {"prior": [{"agent": "isatuximab"}, {}]}},
        {"patient_id": "C", "as_of": "2024-03-15"},
    ]
    table = pa.Table.from_pylist(profiles)
    table = table.set_column(1, "as_of", table["as_of"].cast(pa.date32()))
    path = tmp_path / f"p.{ending}"
    if ending == "parquet":
        pq.write_table(table, path)
    else:
        with (pa.ipc.new_file if ending == "arrow" else pa.ipc.new_stream)(str(path), table.schema) as sink:
            sink.write_table(table)
    with open_source(path, None) as source:
        found = [json.loads(item.text or b"") for item in source.items()]
    assert found == profiles
    with open_source(path, None) as source:
        assert [item.number for item in source.items(skip=2)] == [3]
    for profile in found:
        PatientProfile.model_validate(profile)


def test_flat_columns_without_a_mapping_are_read_by_the_flat_layout(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"patient_id": ["A"], "as_of": ["2024-03-15"], "copd": [True]}), tmp_path / "p.parquet")
    with open_source(tmp_path / "p.parquet", None) as source:
        assert [profile_in(item)["lungs"] for item in source.items()] == [{"copd": True}]


def test_a_folder_of_parquet_parts_is_one_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra `lists` isn't installed")
    import pyarrow.parquet as pq

    folder = tmp_path / "lake" / "patients"
    (folder / "year=2024").mkdir(parents=True)
    for number, part in enumerate(("part-0.parquet", "year=2024/part-1.parquet", "_temporary.parquet")):
        ids = [f"P{number}-{index}" for index in range(3)]
        pq.write_table(pa.table({"patient_id": ids, "as_of": ["2024-03-15"] * 3}), folder / part)
    (folder / "_SUCCESS").touch()
    expected = ["P0-0", "P0-1", "P0-2", "P1-0", "P1-1", "P1-2"]
    for path, mapping in ((folder, None), (folder, load_mapping("flat")), (tmp_path / "lake", load_mapping("flat"))):
        with open_source(path, mapping) as source:
            assert source.size() == 6
            before = fingerprints(source)
            items = list(source.items())
        assert [json.loads(item.text or b"")["patient_id"] for item in items] == expected
        assert [item.number for item in items] == [1, 2, 3, 4, 5, 6]
    pq.write_table(pa.table({"patient_id": ["x"], "other": ["y"]}), folder / "part-2.parquet")
    with pytest.raises(TableError, match="table-parts"):
        open_source(folder, None)
    (folder / "part-2.parquet").unlink()
    pq.write_table(pa.table({"patient_id": ["x"], "as_of": ["y"]}), folder / "part-0.parquet")
    with open_source(folder, None) as source:
        assert fingerprints(source) != before
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(TableError, match="table-format the folder holds no Parquet files"):
        open_source(empty, None)


def many(folder: Path, count: int) -> None:
    (folder / "patients.csv").write_text("id,day\n" + "".join(f"P{n},2024-03-15\n" for n in range(count)))
    rows = "".join(f"P{n},{n % 100 + 10},2024-03-{n % 10 + 1:02d}\n" for n in range(count) for _ in range(3))
    (folder / "rows.csv").write_text("id,value,at\n" + rows)


JOINED = TWO_TABLES + "fields:\n  patient_id: id\n  lungs.fev1_percent: {latest_in: rows, column: value, date: at}\n"


@pytest.mark.parametrize("skip", [0, 1, 49, 50, 99])
def test_a_source_goes_on_behind_the_rows_that_are_skipped(skip: int, tmp_path: Path) -> None:
    many(tmp_path, 50)
    (tmp_path / "p.ndjson").write_bytes(b"{}\n\n" * 50)
    for path, mapping in ((tmp_path, mapping_in(tmp_path, JOINED)), (tmp_path / "p.ndjson", None)):
        with open_source(path, mapping) as source:
            whole = list(source.items())
        with open_source(path, mapping) as source:
            assert list(source.items(skip)) == whole[skip:]
            assert list(source.leftovers()) == []


def test_the_hash_of_one_file_is_its_own_and_that_of_several_changes_with_each(tmp_path: Path) -> None:
    many(tmp_path, 3)
    mapping = mapping_in(tmp_path, JOINED)
    hashes = set()
    for name in ("patients", "rows"):
        with (tmp_path / f"{name}.csv").open("a") as file:
            file.write("\n")
        with open_source(tmp_path, mapping) as source:
            hashes.add(str(fingerprints(source)))
    assert len(hashes) == 2
    own = hashlib.sha256((tmp_path / "patients.csv").read_bytes()).hexdigest()
    with open_source({"patients": tmp_path / "patients.csv"}, mapping_in(tmp_path, ONE_TABLE)) as source:
        assert (fingerprints(source) or {})["patients"].sha256 == own
        assert source.size() == (tmp_path / "patients.csv").stat().st_size
        list(source.items())
        assert source.position == source.size()


def test_standard_input_needs_its_format_and_has_neither_hash_nor_size(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_input(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    with_input(PROFILES)
    with pytest.raises(TableError, match="table-format the format of standard input must be told"):
        open_source("-", None)
    with open_source("-", None, file_format="ndjson") as source:
        assert (fingerprints(source), source.size()) == (None, None)
        assert len(list(source.items())) == 6
    with_input(gzip.compress(b"patient_id;as_of\nA;2024-03-15\n"))
    with open_source("-", load_mapping("flat"), file_format="csv") as source:
        assert [profile_in(item)["patient_id"] for item in source.items()] == ["A"]
    for file_format in ("excel", "parquet"):
        with pytest.raises(TableError, match=r"can't be read from standard input"):
            open_source("-", None, file_format=file_format)


def test_what_is_not_there_or_cannot_be_told_apart_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    many(tmp_path, 1)
    mapping = mapping_in(tmp_path, JOINED)
    with pytest.raises(FileNotFoundError):
        open_source(tmp_path / "none.csv", None)
    with pytest.raises(TableError, match=r"rows: table-missing"):
        open_source(tmp_path / "patients.csv", mapping)
    with pytest.raises(TableError, match=r"lines: table-unknown .* \(tables of the mapping: patients, rows\)"):
        open_source({"lines": tmp_path / "rows.csv"}, mapping)
    (tmp_path / "rows.tsv").write_text("id\tvalue\tat\n")
    with pytest.raises(TableError, match=r"rows: table-several-files"):
        open_source(tmp_path, mapping)
    (tmp_path / "list.doc").touch()
    with pytest.raises(TableError, match=r"table-format the file's name doesn't tell its format"):
        open_source(tmp_path / "list.doc", None)


def test_joined_rows_leave_nothing_behind_and_are_open_to_their_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    made: list[int] = []
    real = tempfile.mkdtemp

    def watched(**options: str) -> str:
        folder = real(**options)
        made.append(os.stat(folder).st_mode & 0o777)
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", watched)
    many(tmp_path, 5)
    mapping = mapping_in(tmp_path, JOINED)
    with open_source(tmp_path, mapping) as source:
        next(iter(source.items()))
        if sys.platform == "linux":
            # Gone by name while it is in use: a kill can't leave it behind.
            assert list(temporary.iterdir()) == []
    (tmp_path / "rows.csv").write_text('id,value,at\nA,"\0')
    with pytest.raises(RuntimeError), open_source(tmp_path, mapping):
        raise RuntimeError
    (tmp_path / "rows.csv").write_text("")
    with pytest.raises(TableError):
        open_source(tmp_path, mapping)
    assert list(temporary.iterdir()) == []
    assert set(made) == {0o700}


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    many(tmp_path, 2_000)
    specs = dict(mapping_in(tmp_path, JOINED).tables)
    table = open_table(tmp_path / "rows.csv", "rows", specs["rows"].format)
    joined = JoinedTables(specs)
    try:
        joined._database.execute("PRAGMA max_page_count=5")  # what SQLite meets on a full disk
        with pytest.raises(OSError, match="No space left on device") as told:
            joined.fill(table, ["id", "value", "at"])
        assert told.value.errno == errno.ENOSPC
    finally:
        joined.close()
        table.close()


def peak(folder: Path, count: int) -> int:
    many(folder, count)
    mapping = mapping_in(folder, JOINED)
    tracemalloc.start()
    try:
        with open_source(folder, mapping) as source:
            assert sum(1 for _ in source.items()) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.whole_book  # many seconds, and alike on every Python
def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    peak(tmp_path, 10)  # what is imported and cached once
    small, large = peak(tmp_path, 5_000), peak(tmp_path, 12_000)
    assert large < 1.1 * small


def test_the_shipped_mappings_are_files_of_the_package() -> None:
    assert {"flat", "commpass-gdc"} <= set(shipped_mappings())
    assert all(path.is_file() for path in shipped_mappings().values())
