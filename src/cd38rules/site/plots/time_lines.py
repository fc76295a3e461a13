"""Time lines after the last dose: how long an antibody may interfere, and the bands of the washout."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes

from ...facts import VOCABULARY
from ...rules.book import RuleBook
from ...rules.condition import FactLeaf, walk
from ...rules.evidence_model import Evidence
from .canvas import ACCENT, ANTIBODY, CONTROL, GRID, INK, MUTED, Plot, drawing, svg_of
from .numbers import months_in

_WINDOWS = (("daratumumab", "exposure.since_daratumumab"), ("isatuximab", "exposure.since_isatuximab"))
_DURATION = "how long interference lasts after stopping"
_WASHOUT = "regimen.washout"
_BANDS = {"below_3": (0, 3), "3_to_6": (3, 6), "reached_6": (6, 9)}


def interference_plots(book: RuleBook) -> Iterator[Plot]:
    """The windows in which the book reckons with interference, read from its concepts."""
    windows = [(agent, months) for agent, fact in _WINDOWS if (months := _window(book, fact))]
    if not windows:
        return
    plot_id = "interference-window"
    given = {agent: _duration(book, agent) for agent, _ in windows}
    with drawing(8.2, 0.62 * len(windows) + 1.1) as (figure, axes):
        for place, (agent, months) in enumerate(windows):
            entry = given[agent]
            colour = ANTIBODY if entry else CONTROL
            axes.barh(place, months, height=0.5, color=colour, hatch=None if entry else "///", edgecolor="white")
            says = f"{entry.value} (source)" if entry else f"{months} months taken; duration not given in the source"
            axes.text(months + 0.15, place, says, va="center", fontsize=8.5)
        axes.axvline(0, color=INK, linewidth=1)
        axes.set_yticks(range(len(windows)), [f"after {agent}" for agent, _ in windows])
        _months_axis(axes, len(windows), 12)
        axes.set_xlabel("Calendar months since the last dose", loc="left")
        svg = svg_of(figure, plot_id)
    yield Plot(
        id=plot_id,
        title="Window of interference with compatibility tests",
        alternative="Bars from the last dose to the end of the window, in months. The table below says the same.",
        svg=svg,
        head=("After", "Window of the rules", "What the source gives"),
        rows=tuple(
            (agent, f"up to and including {months} months", entry.value if (entry := given[agent]) else "no duration")
            for agent, months in windows
        ),
        evidence=tuple(entry.id for entry in given.values() if entry),
        note="The end of the window counts as inside. Hatched: the source gives no duration, and the rules take a "
        "cautious one; that is a policy of this rule book.",
        facts=tuple(fact for _, fact in _WINDOWS),
    )


def washout_plots(book: RuleBook) -> Iterator[Plot]:
    """The bands of the washout between two antibodies, with their edges."""
    washout = VOCABULARY.get(_WASHOUT)
    if washout is None or not any(leaf.fact == _WASHOUT for leaf in _fact_leaves(book)):
        return
    plot_id = "washout-bands"
    found = {band: words for band, words in washout.choices.items() if band in _BANDS}
    with drawing(8.2, 1.5) as (figure, axes):
        colours = (CONTROL, ACCENT, ANTIBODY)
        for (band, words), colour in zip(found.items(), colours, strict=True):
            low, high = _BANDS[band]
            axes.barh(0, high - low, left=low, height=0.6, color=colour, edgecolor="white", linewidth=2)
            ink = INK if colour == CONTROL else "white"
            axes.text((low + high) / 2, 0, words, ha="center", va="center", fontsize=8.5, color=ink)
        axes.annotate("", (9.5, 0), (9, 0), arrowprops={"arrowstyle": "->", "color": MUTED})
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        _months_axis(axes, 1, 9)
        axes.set_xlim(0, 9.6)
        axes.set_xlabel("Calendar months from the last dose of the other antibody to the start of this one", loc="left")
        svg = svg_of(figure, plot_id)
    yield Plot(
        id=plot_id,
        title="Bands of the washout",
        alternative="A line of months with three bands. The table below says the same.",
        svg=svg,
        head=("Band", "From", "To"),
        rows=tuple((words, f"{_BANDS[band][0]} months, included", _end(band)) for band, words in found.items()),
        evidence=tuple(
            entry.id for entry in book.catalogue.entries if entry.measure == "disease control rate by washout"
        ),
        note="A month is reached on the same day of the month, or on the last day of a shorter one. A count or partial "
        "date that allows two bands is ambiguous and gets neither figure.",
        facts=(_WASHOUT,),
    )


def _end(band: str) -> str:
    return "open" if band == "reached_6" else f"{_BANDS[band][1]} months, not included"


def _months_axis(axes: Axes, rows: int, months: int) -> None:
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_xlim(0, months)
    axes.set_xticks(range(months + 1))
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)


def _window(book: RuleBook, fact: str) -> int | None:
    """The months up to which a concept of the book counts interference after the last dose."""
    for concept in book.concepts.values():
        for part in walk(concept.condition):
            if isinstance(part, FactLeaf) and part.fact == fact and part.operator == "at_most":
                return int(float(part.literals[0]))
    return None


def _duration(book: RuleBook, agent: str) -> Evidence | None:
    for entry in book.catalogue.entries:
        if entry.measure == _DURATION and entry.arm == agent and months_in(entry.value):
            return entry
    return None


def _fact_leaves(book: RuleBook) -> Iterator[FactLeaf]:
    for rule in book.rules.values():
        if rule.applies_when is not None:
            yield from (part for part in walk(rule.applies_when) if isinstance(part, FactLeaf))
