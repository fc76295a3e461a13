"""All plots of a book, in a fixed order."""

from __future__ import annotations

from ...rules.book import RuleBook
from .bars import disease_control_plots, response_plots
from .calendars import calendar_plots
from .canvas import Plot
from .forest import forest_plots
from .time_lines import interference_plots, washout_plots


def gallery(book: RuleBook) -> tuple[Plot, ...]:
    """Every plot that the book's evidence allows; none where it doesn't."""
    makers = (
        interference_plots,
        washout_plots,
        disease_control_plots,
        response_plots,
        forest_plots,
        calendar_plots,
    )
    return tuple(plot for make in makers for plot in make(book))
