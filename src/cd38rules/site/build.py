"""Writes a site into a folder: made if absent, an earlier site replaced, a folder with anything else refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

MANIFEST = "files.txt"


class NotASite(ValueError):
    """The folder holds something that this program didn't write."""


def write_site(pages: Mapping[str, str], folder: Path) -> None:
    """Writes every page, after taking away what an earlier site left. Raises NotASite, and OSError where it can't."""
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
    manifest = "".join(f"{path}\n" for path in sorted(pages))
    (folder / MANIFEST).write_bytes(manifest.encode("utf-8"))


def _clear(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise NotASite("the folder holds something else than a site")
    for line in manifest.read_text(encoding="utf-8").splitlines():
        path = PurePosixPath(line)
        if line and not path.is_absolute() and ".." not in path.parts:
            (folder / path).unlink(missing_ok=True)
