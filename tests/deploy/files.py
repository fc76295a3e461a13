"""The files of a deployment as data: the Dockerfile by instruction, and compose.yaml with its defaults."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "compose.yaml"


def instructions() -> list[tuple[str, str]]:
    """(name, rest) of each instruction of the Dockerfile, its lines joined and without comments."""
    lines = [line for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def the(name: str) -> str:
    """What the last instruction of a name says."""
    return [rest for found, rest in instructions() if found == name][-1]


def copied() -> list[str]:
    """The files and folders that the Dockerfile copies from the repository."""
    words = [shlex.split(rest) for name, rest in instructions() if name == "COPY" and not rest.startswith("--from")]
    return [source for line in words for source in line[:-1]]


def compose(**variables: str) -> dict[str, Any]:
    """compose.yaml; a variable that isn't given has its default."""

    def value(found: re.Match[str]) -> str:
        name, _, default = found[1].partition(":-")
        return variables.get(re.split(r":\?", name)[0], default)

    text = re.sub(r"\$\{([^}]*)\}", value, COMPOSE.read_text(encoding="utf-8"))
    data: dict[str, Any] = yaml.safe_load(text)
    return data
