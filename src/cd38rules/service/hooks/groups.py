"""What of a report is shown at a moment: the entries that stand alone, a group a topic, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...render.placement import Placement
from ...report import Advisory, NotEvaluable, Report
from ...rules.model import SEVERITY_RANK
from .moments import Moment


@dataclass(frozen=True)
class Shown:
    """An entry that stands alone, with those shown under it."""

    entry: Advisory
    under: tuple[Advisory, ...]

    @property
    def all(self) -> tuple[Advisory, ...]:
        """The entry and those under it."""
        return (self.entry, *self.under)


@dataclass(frozen=True)
class Group:
    """The advisories and questions of one topic."""

    topic: str
    title: str
    shown: tuple[Shown, ...]

    @property
    def lead(self) -> Advisory:
        """The most urgent entry; an advisory before a question."""
        return self.shown[0].entry

    @property
    def entries(self) -> tuple[Advisory, ...]:
        """Everything in it."""
        return tuple(entry for shown in self.shown for entry in shown.all)


@dataclass(frozen=True)
class Selection:
    """What of a report belongs on cards. `unchecked` counts rules whose regimen isn't recorded."""

    groups: tuple[Group, ...]
    context: tuple[Shown, ...]
    undecided: tuple[NotEvaluable, ...]
    unchecked: int


def selection(report: Report, moments: Sequence[Moment] | None) -> Selection:
    """Everything of a report, or what belongs to one of the moments. An entry is kept if one under it belongs there."""
    placement = Placement(report)

    def belongs(entry: Advisory | NotEvaluable) -> bool:
        return moments is None or any(moment.holds(entry) for moment in moments)

    def standing(*kinds: str) -> list[Shown]:
        found = [Shown(entry, tuple(under)) for kind in kinds for entry, under in placement.standing(kind)]
        return [shown for shown in found if any(belongs(entry) for entry in shown.all)]

    by_topic: dict[str, list[Shown]] = {}
    for shown in standing("advisory", "question"):
        by_topic.setdefault(shown.entry.topic, []).append(shown)
    groups = []
    for topic, listed in by_topic.items():
        listed.sort(key=lambda shown: SEVERITY_RANK[shown.entry.severity])
        groups.append(Group(topic, listed[0].entry.topic_title, tuple(listed)))
    groups.sort(key=lambda group: SEVERITY_RANK[group.lead.severity])
    coverage = report.coverage
    return Selection(
        groups=tuple(groups),
        context=tuple(standing("evidence", "background")),
        undecided=tuple(entry for entry in report.not_evaluable if belongs(entry)),
        unchecked=coverage.rules_in_force - coverage.rules_checked,
    )
