"""Whole sessions, word by word. After a change that is meant, CD38RULES_WRITE_TRANSCRIPTS=1 writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest
from tests.cli.conftest import Call, Ended

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
PROMPT = "$ cd38rules "


def calls_of(transcript: str) -> list[str]:
    return [line.removeprefix(PROMPT) for line in transcript.splitlines() if line.startswith(PROMPT)]


def as_text(call: str, ended: Ended) -> str:
    """A call with what it printed; standard error is marked, and so is an exit code that isn't 0.

    The usage is left out: each version of Python wraps it in its own way.
    """
    lines = [PROMPT + call, *ended.out.splitlines()]
    lines += [f"! {line}" for line in re.sub(r"(?m)^usage: .*\n(?:  +.*\n)*", "", ended.err).splitlines()]
    if ended.code:
        lines.append(f"[exit code {int(ended.code)}]")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_session_runs_as_it_is_written_down(path: Path, cd38rules: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    written = path.read_text(encoding="utf-8")
    found = "\n".join(as_text(call, cd38rules(*shlex.split(call))) for call in calls_of(written))
    if os.environ.get("CD38RULES_WRITE_TRANSCRIPTS"):
        path.write_text(found, encoding="utf-8")
    else:
        assert found == written


def test_no_session_shows_a_traceback() -> None:
    assert TRANSCRIPTS
    assert [path.name for path in TRANSCRIPTS if "Traceback" in path.read_text(encoding="utf-8")] == []
