"""The parts of the summary page: bars as a picture, and tables."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..render.elements import Html, element, joined

LINE_WIDTH = 46
"""Characters of a bar's label and its number together: what fits on a line on a phone."""
_LINE, _BAR, _GAP, _TOP = 17, 12, 9, 2
"""Heights in a picture, in pixels: a line of text, a bar, the gap behind it, and the space above the first line."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar; `parts` stand end to end, in the order of the legend. `kind` colours it: a severity, or ""."""

    label: str
    parts: tuple[int, ...]
    kind: str = ""


def number(count: int) -> str:
    """A count with commas.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "patient"), counted(0, "patient")
    ('1 patient', '0 patients')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def share(count: int, of: int) -> str:
    """A share in per cent: what is there is never 0 %, and what is missing of the whole never 100 %.

    >>> [share(*pair).replace("\N{NO-BREAK SPACE}", " ") for pair in ((1, 1000), (999, 1000), (1, 2), (0, 0))]
    ['<1 %', '>99 %', '50 %', '']
    """
    if not of:
        return ""
    percent = (200 * count + of) // (2 * of)
    if percent == 0 and count:
        return "<1\N{NO-BREAK SPACE}%"
    return (">99" if percent == 100 and count != of else str(percent)) + "\N{NO-BREAK SPACE}%"


def picture(name: str, title: str, bars: Sequence[Bar], legend: Sequence[str] = ()) -> Html:
    """A figure of horizontal bars, drawn to one scale. `name` makes ids; `legend` names the parts of a bar.

    Places across are in per cent and those down in pixels, so that the text has one size on every screen.
    """
    longest = max(sum(bar.parts) for bar in bars) or 1
    drawn: list[Html] = []
    top = _TOP
    for bar in bars:
        told = " + ".join(map(number, bar.parts))
        lines = textwrap.wrap(bar.label, LINE_WIDTH - len(told)) or [bar.label]
        for index, line in enumerate(lines):
            drawn.append(element("text", line, x="0", y=str(top + _LINE * (index + 1) - 4)))
        end = str(top + _LINE * len(lines) - 4)
        drawn.append(element("text", told, x="100%", y=end, text_anchor="end", class_="count"))
        top += _LINE * len(lines)
        begin = 0
        for index, part in enumerate(bar.parts):
            if part:
                kinds = f"part{index} {bar.kind}".strip()
                places = {"x": _percent(begin, longest), "width": _percent(part, longest)}
                drawn.append(element("rect", y=str(top), height=str(_BAR), class_=kinds, **places))
            begin += part
        top += _BAR + _GAP
    heads = (
        element("title", title, id=f"{name}-title"),
        element("desc", _described(bars, legend), id=f"{name}-desc"),
    )
    named = f"{name}-title {name}-desc"
    svg = element("svg", *heads, *drawn, role="img", aria_labelledby=named, width="100%", height=str(top))
    keys = [
        element("span", element("span", class_=f"key part{index}", aria_hidden="true"), word)
        for index, word in enumerate(legend)
    ]
    under = element("p", joined(keys, " ")) if keys else Html("")
    return element("figure", element("figcaption", element("strong", title), under), svg)


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A table that scrolls in itself: the first cell of a row heads it, the others are numbers or short words."""
    head = element("tr", *(element("th", word, scope="col") for word in heads))
    body = [element("tr", element("th", first, scope="row"), *map(_cell, others)) for first, *others in rows]
    whole = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    return element("div", whole, class_="wide", tabindex="0", role="region", aria_label=caption)


def section(name: str, heading: str, *content: str) -> Html:
    """A part of the page under a heading of the second level."""
    head = element("h2", heading, id=name)
    return element("section", head, *content, aria_labelledby=name)


def folded(heading: str, *content: str) -> Html:
    """What is shown on demand, and printed only if it is open."""
    return element("details", element("summary", heading), *content)


def _cell(content: str) -> Html:
    return element("td", content) if content[:1].isalpha() else element("td", content, class_="count")


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.3f}%"


def _described(bars: Sequence[Bar], legend: Sequence[str]) -> str:
    """The longest three bars in words; the table holds all of them."""
    by_length = sorted(bars, key=lambda bar: -sum(bar.parts))[:3]
    parts = f" Parts: {', '.join(legend)}." if legend else ""
    told = "; ".join(f"{bar.label}: {' + '.join(map(number, bar.parts))}" for bar in by_length)
    return f"Horizontal bars.{parts} Longest: {told}."
