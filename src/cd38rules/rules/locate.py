"""Where the rule book that comes with this package is.

A wheel carries it inside the package; in a source checkout, an unpacked sdist and an editable install of either,
it is the folder `rules/` at the top.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from ..diagnostics import Cd38RulesError, Diagnostic

_PACKAGE = Path(__file__).resolve().parent.parent


class ShippedRuleBookMissing(Cd38RulesError):
    """This installation has no rule book of its own."""


def shipped_rulebook() -> Path:
    """The folder of the shipped rule book.

    Raises ShippedRuleBookMissing if it is in neither place.

    >>> shipped_rulebook().is_dir()
    True
    """
    inside = _PACKAGE / "_rulebook"
    if inside.is_dir():
        return inside
    checkout = _PACKAGE.parent.parent
    beside = checkout / "rules"
    # Without pyproject.toml beside it, a folder called rules may be anybody's.
    if beside.is_dir() and (checkout / "pyproject.toml").is_file():
        return beside
    raise ShippedRuleBookMissing(
        f"this installation of cd38rules has no rule book: neither {inside} nor {beside} is one "
        "(reinstall the package, or name the folder of a rule book yourself)"
    )


def path_in(folder: Path, path: str) -> str:
    """A file of the book in a folder as seen from the current folder; where it isn't below that, the folder as given.

    The files of a folder of additions stand beside those of the shipped book: what isn't there is a file of that one.
    """
    if path == str(folder) or PurePosixPath(path).is_absolute():
        return Path(path).as_posix()
    home, name = folder, path
    if (folder / "addition.yaml").exists() and not (folder / path).exists():
        shipped, of_shipped = shipped_rulebook(), path.removeprefix("shipped/")
        if (shipped / of_shipped).exists():
            home, name = shipped, of_shipped
    whole, here = home.resolve() / name, Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else (home / name).as_posix()


def placed_in(folder: Path, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults of the book in a folder, with files that can be found from the current one."""
    return [fault.with_paths(lambda path: path_in(folder, path)) for fault in faults]
