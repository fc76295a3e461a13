"""Which plots stand on a rule's page, with the rule's own figures marked in them."""

from __future__ import annotations

import re
from dataclasses import replace

from .plots.canvas import Plot
from .rule_view import RuleView

MOST_PLOTS = 3


def plots_of(view: RuleView, plots: tuple[Plot, ...]) -> tuple[tuple[Plot, ...], tuple[Plot, ...]]:
    """The plots that show figures that the rule cites, or facts that it reads; and those for which there is no room."""
    cited = {row.id for row in view.evidence}
    read = {read.fact.name for read in view.facts}
    fitting = [plot for plot in plots if cited & set(plot.evidence) or read & set(plot.facts)]
    if view.rule.kind == "validation":
        fitting = []
    marked = tuple(replace(plot, svg=_marked(plot, cited)) for plot in fitting[:MOST_PLOTS])
    return marked, tuple(fitting[MOST_PLOTS:])


def _marked(plot: Plot, cited: set[str]) -> str:
    """The picture with the marks of the cited figures in a class of their own."""
    if cited >= set(plot.evidence):
        return plot.svg
    names = "|".join(re.escape(name) for name in sorted(cited & set(plot.evidence)))
    if not names:
        return plot.svg
    pattern = rf'<g id="({re.escape(plot.id)}\.(?:hr|ci|value|bar)-(?:{names}))"'
    return re.sub(pattern, r'<g class="own" id="\1"', plot.svg)
