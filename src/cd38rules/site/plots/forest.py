"""Forest plots: the hazard ratios of one trial and of its subgroups, each with its own interval and level.

One plot is of one trial, always; two trials never share an axis.
"""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.ticker import FixedLocator, NullLocator, StrMethodFormatter

from ...rules.book import RuleBook
from ...rules.evidence_model import Evidence, Trial
from .canvas import ANTIBODY, GRID, INK, MUTED, Plot, drawing, svg_of
from .numbers import interval_ends, number

WHOLE = "all patients"
_MEASURE = "progression-free survival"
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5)


def forest_plots(book: RuleBook) -> Iterator[Plot]:
    """One plot for each trial that has subgroups with hazard ratios."""
    for trial in book.catalogue.trials:
        rows = list(_rows(book, trial))
        if sum(entry.design == "phase III subgroup" for entry in rows) > 1:
            yield _plot(trial, rows)


def _rows(book: RuleBook, trial: Trial) -> Iterator[Evidence]:
    """The hazard ratios for progression-free survival: of the whole trial as published first, then of subgroups."""
    own = [
        entry
        for entry in book.catalogue.entries
        if entry.trial is not None
        and (entry.trial.source, entry.trial.id) == (trial.source, trial.id)
        and entry.kind == "figure"
        and entry.measure.startswith(_MEASURE)
        and (entry.unit == "hazard ratio" or entry.design == "phase III subgroup")
    ]
    yield from (entry for entry in own if entry.design == "phase III randomised trial" and entry.measure == _MEASURE)
    yield from (entry for entry in own if entry.design == "phase III subgroup")


def label_of(entry: Evidence) -> str:
    """The group of patients that a ratio is of."""
    return entry.measure.removeprefix(_MEASURE).lstrip(", ") or WHOLE


def _plot(trial: Trial, rows: list[Evidence]) -> Plot:
    plot_id = f"forest-{trial.id}"
    with drawing(8.2, 0.31 * len(rows) + 1.0) as (figure, axes):
        ends = [1.0]
        for place, entry in enumerate(rows):
            axes.axhline(place, color=GRID, linewidth=0.5, zorder=0)
            middle, interval = number(entry.value), interval_ends(entry)
            words = f"{entry.value} ({entry.interval})" if entry.interval else entry.shown_value
            axes.annotate(
                words,
                (1.02, place),
                xycoords=("axes fraction", "data"),
                va="center",
                fontsize=8.5,
                gid=f"value-{entry.id}",
            )
            if middle is None or interval is None:
                continue
            ends += interval
            is_whole = label_of(entry) == WHOLE
            colour = INK if is_whole else ANTIBODY
            axes.plot(interval, (place, place), color=colour, linewidth=1.5, gid=f"ci-{entry.id}")
            axes.plot(
                [middle],
                [place],
                marker="D" if is_whole else "s",
                markersize=7 if is_whole else 6,
                color=colour,
                gid=f"hr-{entry.id}",
            )
        axes.axvline(1, color=MUTED, linewidth=1)
        axes.set_xscale("log")
        axes.set_xlim(min(ends) * 0.85, max(ends) * 1.18)
        axes.xaxis.set_major_locator(FixedLocator(_TICKS))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(range(len(rows)), [_sentence(label_of(entry)) for entry in rows])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        arms = f"{trial.regimen} against {trial.control}"
        axes.set_xlabel(f"Hazard ratio for progression-free survival, {arms} (log scale); below 1: fewer events")
        svg = svg_of(figure, plot_id)
    levels = sorted({entry.interval.level for entry in rows if entry.interval})
    return Plot(
        id=plot_id,
        title=f"{trial.name}: progression-free survival by subgroup",
        alternative=f"Hazard ratios of {trial.name}, {arms}, with their intervals ({', '.join(levels)} CI). The table "
        "below says the same.",
        svg=svg,
        head=("Patients", "Hazard ratio", "Interval", "n", "Place in the article"),
        rows=tuple(
            (
                _sentence(label_of(entry)),
                entry.shown_value,
                str(entry.interval) if entry.interval else "none printed",
                "not given" if entry.n is None else str(entry.n),
                str(entry.location),
            )
            for entry in rows
        ),
        evidence=tuple(entry.id for entry in rows),
        note="Each line shows the interval at its own level. Subgroups are of one trial; their numbers of patients are "
        "shown where the source gives them. An interval that includes 1 shows no difference statistically.",
        trial=trial.id,
    )


def _sentence(words: str) -> str:
    return words if words[:4] in ("eGFR", "gain") else words[:1].upper() + words[1:]
