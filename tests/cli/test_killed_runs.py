"""Runs that are killed and taken up again, however often, end with the bytes of one that ran through."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.corpus.generated import patients
from tests.properties.counting import NIGHTLY

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20 if NIGHTLY else 3
PATIENTS, AT_ONCE = 4_000, 160

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process is killed by a POSIX signal")


def started(source: Path, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "cd38rules", "batch", str(source), "-o", str(folder), "--at-once", str(AT_ONCE)]
    return subprocess.Popen(
        [*command, "--errors", "operation-outcome", *options],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list with a bad line here and there."""
    path = tmp_path_factory.mktemp("list") / "patients.ndjson"
    lines = [json.dumps(patient) for patient in patients(PATIENTS, seed=11)]
    lines[5::97] = ['{"patient_id": 5}'] * len(lines[5::97])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def chunks_done(folder: Path) -> int:
    journal = folder / ".unfinished" / "journal.ndjson"
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


@pytest.mark.parametrize("form", ["parquet", "csv"] if NIGHTLY else ["parquet"])
def test_a_run_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    form: str, source: Path, tmp_path: Path
) -> None:
    through = started(source, tmp_path / "through", "--verdicts", form, "--quiet")
    assert through.wait(timeout=120) == 4
    out, chance = tmp_path / "killed", random.Random(38)
    done = 0
    for kill in range(KILLS):
        process = started(source, out, "--verdicts", form, "--resume", "--jobs", "2" if kill % 2 else "1")
        until = done + 1 + chance.randrange(max(1, (PATIENTS // AT_ONCE - done) // (KILLS - kill + 1)))
        deadline = time.monotonic() + 60
        while chunks_done(out) < until and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        process.kill()
        _, _said = process.communicate(timeout=60)
        assert not (out / "manifest.json").exists(), "the run had ended before it was killed"
        assert chunks_done(out) >= until
        done = chunks_done(out)
    last = started(source, out, "--verdicts", form, "--resume")
    _, said = last.communicate(timeout=120)
    assert last.returncode == 4
    first = json.loads(said.splitlines()[0])["progress"]["lines"]
    assert first == min(PATIENTS, (done + 1) * AT_ONCE), "the last run began where the journal ended"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "through").iterdir()
    }
