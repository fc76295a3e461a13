"""Bars with their number of patients: responses of one trial, and disease control with isatuximab alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes

from ...rules.book import RuleBook
from ...rules.evidence_model import Evidence, Trial
from .canvas import ACCENT, ANTIBODY, CONTROL, GRID, Plot, drawing, svg_of
from .numbers import number

_RESPONSES = (
    ("overall response rate", "Overall response (ORR)"),
    ("very good partial response or better", "Very good partial response\nor better (≥ VGPR)"),
    ("complete or stringent complete response", "Complete response\n(CR or stringent CR)"),
    ("complete response", "Complete response (CR)"),
    ("MRD negativity", "MRD negativity"),
)
_DISEASE_CONTROL = "disease control rate"


def response_plots(book: RuleBook) -> Iterator[Plot]:
    """One plot for each trial that has response rates in both arms."""
    for trial in book.catalogue.trials:
        pairs = [
            (words, found[0], found[1])
            for measure, words in _RESPONSES
            if len(found := _of_both_arms(book, trial, measure)) == 2
        ]
        if pairs:
            yield _responses(trial, pairs)


def _of_both_arms(book: RuleBook, trial: Trial, measure: str) -> list[Evidence]:
    found = [
        entry
        for entry in book.catalogue.entries
        if entry.trial is not None
        and (entry.trial.source, entry.trial.id) == (trial.source, trial.id)
        and entry.measure == measure
        and entry.design == "phase III randomised trial"
        and number(entry.value) is not None
    ]
    return sorted(found, key=lambda entry: entry.arm != trial.regimen)


def _responses(trial: Trial, pairs: Sequence[tuple[str, Evidence, Evidence]]) -> Plot:
    plot_id = f"responses-{trial.id}"
    entries = [entry for _, *both in pairs for entry in both]
    with drawing(8.2, 0.74 * len(pairs) + 0.95) as (figure, axes):
        for place, (_, *both) in enumerate(pairs):
            for side, entry in enumerate(both):
                at = place + (-0.19 if side == 0 else 0.19)
                value = number(entry.value) or 0.0
                colour = ANTIBODY if side == 0 else CONTROL
                axes.barh(at, value, height=0.34, color=colour, gid=f"bar-{entry.id}")
                axes.text(
                    value + 1, at, f"{_percent(entry)}  {entry.arm}, {entry.n_as_text}", va="center", fontsize=8.5
                )
        _per_cent_axis(axes, [words for words, *_ in pairs], 140)
        svg = svg_of(figure, plot_id)
    return Plot(
        id=plot_id,
        title=f"{trial.name}: responses in both arms",
        alternative=f"Bars of the response rates of {trial.name} in per cent. The table below says the same.",
        svg=svg,
        head=("Response", "Arm", "Per cent", "n", "Place in the article"),
        rows=tuple(
            (words.replace("\n", " "), entry.arm, _percent(entry), _n(entry), str(entry.location))
            for words, *both in pairs
            for entry in both
        ),
        evidence=tuple(entry.id for entry in entries),
        note="Both arms are of one trial.",
        trial=trial.id,
    )


def disease_control_plots(book: RuleBook) -> Iterator[Plot]:
    """Disease control with isatuximab alone after daratumumab: overall, and by the washout between them."""
    found = [
        entry
        for entry in book.catalogue.entries
        if entry.measure.startswith(_DISEASE_CONTROL) and number(entry.value) is not None
    ]
    if not found:
        return
    plot_id = "disease-control"
    with drawing(8.2, 0.5 * len(found) + 0.95) as (figure, axes):
        for place, entry in enumerate(found):
            value = number(entry.value) or 0.0
            colour = ANTIBODY if entry.n is not None else ACCENT
            axes.barh(place, value, height=0.55, color=colour, alpha=1 if entry.n else 0.75, gid=f"bar-{entry.id}")
            axes.text(value + 1, place, f"{_percent(entry)}, {entry.n_as_text}", va="center", fontsize=8.5)
        _per_cent_axis(axes, [_broken(entry.arm) for entry in found], 100)
        svg = svg_of(figure, plot_id)
    yield Plot(
        id=plot_id,
        title="Disease control with isatuximab alone after daratumumab",
        alternative="Bars of the rates, overall and by the time since daratumumab. The table below says the same.",
        svg=svg,
        head=("Patients", "Disease control", "n", "Design", "Place in the article"),
        rows=tuple((e.arm, _percent(e), _n(e), e.design, str(e.location)) for e in found),
        evidence=tuple(entry.id for entry in found),
        note="Disease control is a minimal response or better, or stable disease for a time; it isn't the response "
        "rate. Bars in the second colour are of groups whose number of patients the source doesn't give. Nobody was "
        "randomised to a washout.",
    )


def _per_cent_axis(axes: Axes, labels: list[str], room: float) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.45, -0.55)
    axes.set_xlim(0, room)
    axes.set_xticks(range(0, 101, 20))
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("Per cent of patients", loc="left")
    axes.spines["bottom"].set_bounds(0, 100)


def _percent(entry: Evidence) -> str:
    return entry.shown_value if "%" in entry.shown_value else f"{entry.shown_value} %"


def _n(entry: Evidence) -> str:
    return "not given" if entry.n is None else str(entry.n)


def _broken(words: str) -> str:
    head, comma, rest = words.partition(", ")
    return f"{head},\n{rest}" if comma else words
