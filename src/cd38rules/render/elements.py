"""Elements of HTML whose text is always escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already. Any other text is escaped where it enters an element."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element. `class_` is written as class, and `aria_label` as aria-label.

    >>> print(element("p", "a < b", class_="x"))
    <p class="x">a &lt; b</p>
    """
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{written}>{joined(content)}</{name}>")


def joined(content: Iterable[str], between: str = "") -> Html:
    """Pieces one behind the other; those that aren't HTML are escaped."""
    return Html(escape(between).join(piece if isinstance(piece, Html) else escape(piece) for piece in content))
