"""The command line, called inside this process: what it printed and how it ended."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cd38rules.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "patients"


@dataclass(frozen=True)
class Ended:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Ended]


@pytest.fixture
def cd38rules(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls a command with the project's folder as the current one; `stdin` is what it reads for `-`."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.chdir(ROOT)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return call


@pytest.fixture
def example() -> Callable[[str], Path]:
    """The file of an example patient by the number that its name begins with."""

    def found(number: str) -> Path:
        (path,) = EXAMPLES.glob(f"{number}-*.json")
        return path

    return found


@pytest.fixture
def rules_copy(tmp_path: Path) -> Path:
    """A copy of the rule book, to be broken."""
    return Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
