"""One way of drawing for all plots: an SVG that is the same byte by byte, without an address and with texts as texts.

matplotlib is imported here only; its figures are made without pyplot, so that nothing is shared between them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, MUTED, GRID = "#1b2733", "#5b6875", "#d5dbe1"
ANTIBODY, CONTROL, ACCENT = "#0b5c8a", "#9fb0bf", "#b3541e"

# Typed as Any: matplotlib's stubs want the literal names of its settings.
_SETTINGS: Any = {
    "svg.hashsalt": "cd38rules",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9.5,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "path.simplify": False,
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture with its words: `head` and `rows` are the table that stands beside it.

    `evidence` holds the ids of what it is drawn from; `trial` is the id of the trial that it is of, or ""; `facts` are
    those of the vocabulary that it explains.
    """

    id: str
    title: str
    alternative: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...]
    note: str = ""
    trial: str = ""
    facts: tuple[str, ...] = ()


@contextmanager
def drawing(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of this size in inches, with one axes without top and right edge."""
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        yield figure, axes


def svg_of(figure: Figure, plot_id: str) -> str:
    """The figure as an SVG element for a page: ids are this plot's own, size is left to the page."""
    target = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with mpl.rc_context(_SETTINGS):
        figure.savefig(target, format="svg", transparent=True, metadata=nothing)
    return _for_page(target.getvalue(), plot_id)


def _for_page(svg: str, plot_id: str) -> str:
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' xmlns(?::\w+)?="[^"]*"', "", svg)
    svg = re.sub(r"\bxlink:href=", "href=", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{plot_id}.\1"', svg)
    svg = re.sub(r'href="#([^"]+)"', rf'href="#{plot_id}.\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{plot_id}.\1)", svg)
    svg = svg.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif")
    head = re.match(r"<svg[^>]*>", svg)
    assert head is not None
    box = re.search(r'viewBox="[^"]*"', head[0])
    assert box is not None
    opening = f'<svg {box[0]} role="img" aria-labelledby="{plot_id}-title {plot_id}-says">'
    return opening + "\n".join(line.rstrip() for line in svg[head.end() :].splitlines())
