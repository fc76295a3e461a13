"""cd38rules spark: a list in, a table out; a mistake gets a plain line, without a value and without a traceback."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.generated import patients

from cd38rules.cli.main import main
from cd38rules.spark.files import _told

LINES = [*(json.dumps(record) for record in patients(40, seed=3)), "", '{"patient_id": "Zaphod"}']


def ended(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cd38rules", "spark", *map(str, arguments), "--master", "local[2]"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "patients.ndjson"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


@pytest.mark.usefixtures("installed")
def test_a_list_becomes_a_table_of_verdicts(lines: Path, tmp_path: Path) -> None:
    import polars as pl

    from cd38rules.batch.in_columns import SCHEMA

    call = ended(lines, "-o", tmp_path / "verdicts")
    found = pl.read_parquet(tmp_path / "verdicts" / "*.parquet")
    words = f"41 patients, 1 of them refused; {found.height} verdicts"
    assert (call.returncode, call.stdout, call.stderr.splitlines()) == (4, "", [words])
    assert found.columns == ["key", *list(SCHEMA)[1:]]
    refused = found.filter(pl.col("verdict") == "refused").select("key", "rule", "places").rows()
    assert refused == [(42, "profile-missing-field", "$.as_of")]


@pytest.mark.usefixtures("installed")
def test_a_table_that_breaks_off_under_way_is_told_in_a_line_and_leaves_nothing(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "Zaphod.parquet"
    pq.write_table(pa.table({"patient_id": [f"Zaphod-{number}" for number in range(10_000)]}), path)
    damaged = bytearray(path.read_bytes())
    damaged[10:60] = b"Zaphod" * 8 + b"!!"
    path.write_bytes(damaged)
    call = ended(path, "-o", tmp_path / "verdicts")
    assert (call.returncode, call.stdout) == (6, "")
    assert "input or output failed: Spark can't read the list" in call.stderr
    assert len(call.stderr.splitlines()) == 1
    assert "Zaphod" not in call.stderr
    assert not (tmp_path / "verdicts").exists()


@pytest.mark.usefixtures("installed")
def test_a_file_that_is_no_table_is_told_before_spark_is_started(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Zaphod.parquet").write_bytes(b"PAR1 Zaphod PAR1")
    assert main(["spark", str(tmp_path / "Zaphod.parquet"), "-o", str(tmp_path / "verdicts")]) == 6
    expected = "cd38rules: input or output failed: the file isn't whole Parquet: write it again\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "[CAST_INVALID_INPUT] The value 'Zaphod' of the type [READ_ZAPHOD] can't be cast",
            "Spark failed (CAST_INVALID_INPUT)",
        ),
        (
            "An error occurred while calling o1.x.\n: org.apache.SparkException: [FAILED_READ_FILE.NO_HINT] Zaphod",
            f"[Errno {errno.EIO}] Spark can't read the list or write the verdicts (FAILED_READ_FILE.NO_HINT)",
        ),
        (
            "Zaphod said [CAST_INVALID_INPUT]",
            "Spark failed (RuntimeError); what it says isn't shown, for it may hold values",
        ),
        (
            "[PY]\ncd38rules.spark.errors.WorkerError: the evaluation failed with KeyError\n\nZaphod",
            "the evaluation failed with KeyError",
        ),
    ],
)
def test_of_an_error_of_sparks_the_name_is_told_and_nothing_else(said: str, told: str) -> None:
    assert str(_told(RuntimeError(said))) == told


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("home", ["", "nowhere"])
def test_without_java_it_says_what_to_install(
    home: str, lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", home and str(tmp_path / home))
    assert main(["spark", str(lines), "-o", str(tmp_path / "verdicts")]) == 5
    assert capsys.readouterr().err == (
        "cd38rules: Spark needs Java 17 or newer, and there is none "
        "(on Debian and Ubuntu: apt install default-jre-headless)\n"
    )


@pytest.mark.usefixtures("installed")
def test_a_java_that_does_not_start_spark_is_told(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho UnsupportedClassVersionError >&2\nexit 1\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert main(["spark", str(lines), "-o", str(tmp_path / "verdicts")]) == 5
    assert capsys.readouterr().err.startswith("cd38rules: Java didn't start Spark: it needs Java 17 or newer")


def test_without_pyspark_it_says_what_to_install(
    lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if importlib.util.find_spec("pyspark") is not None:
        pytest.skip("pyspark is installed here: what is said without it is tested where it isn't")
    assert main(["spark", str(lines), "-o", str(tmp_path / "verdicts")]) == 5
    assert capsys.readouterr().err == "cd38rules: Spark isn't installed (pip install 'cd38rules[spark]')\n"


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("patients.csv", [], "a .parquet or .ndjson file"),
        ("parts", [], "name a column that identifies them"),
        ("patients.ndjson", ["--key", "Zaphod"], "the key of a line is its number"),
        ("patients.ndjson", ["-o", "."], "is there already"),
        ("patients.ndjson", ["-o", "out*"], "for a pattern"),
        ("patients.ndjson", ["--master", "spark://Zaphod:7077"], "local, local[N] or local[*]"),
    ],
)
def test_a_wrong_call_is_refused_before_spark_is_started(
    name: str,
    options: list[str],
    told: str,
    lines: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "parts").mkdir()
    called: list[Any] = ["spark", str(lines.with_name(name)), "-o", "verdicts", *options]
    assert main(called) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "Zaphod" not in error


@pytest.mark.usefixtures("installed")
def test_a_list_that_is_not_there_is_told_as_the_system_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["spark", str(tmp_path / "Zaphod.ndjson"), "-o", str(tmp_path / "verdicts")]) == 6
    assert capsys.readouterr().err == f"cd38rules: input or output failed: {os.strerror(2)}\n"
