"""The example patients as the page at `/` offers them: each with its story from the examples' README."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "patients"
FILE = ROOT / "src" / "cd38rules" / "service" / "static" / "examples.json"


def examples_text() -> str:
    """The file as it should be: one example a line."""
    readme = (ROOT / "examples" / "README.md").read_text("utf-8")
    stories = dict(re.findall(r"^\| `([\w-]+)` \| (.+?) \|", readme, re.MULTILINE))
    lines = [
        json.dumps(
            {
                "title": f"{path.stem[:2]}: {stories[path.stem].split(';')[0].rstrip('.')}",
                "story": stories[path.stem],
                "profile": json.loads(path.read_text("utf-8")),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for path in sorted(FOLDER.glob("*.json"))
    ]
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(examples_text(), encoding="utf-8")
