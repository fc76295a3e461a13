"""Where the rule book that comes with this package is.

A wheel carries it inside the package; in a source checkout, an unpacked sdist and an editable install of either,
it is the folder `rules/` at the top.
"""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import Cd38RulesError

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
