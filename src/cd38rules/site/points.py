"""Decision points and hazards: small tables beside the rule book, read from the package's data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ..rules.book import RuleBook
from ..rules.model import Rule


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """A moment at which a clinician asks what there is to consider."""

    id: str
    title: str
    says: str
    topics: tuple[str, ...]
    rules: tuple[str, ...]
    without: tuple[str, ...] = ()

    def holds(self, rule: Rule) -> bool:
        """Whether the rule stands at this point."""
        return (rule.topic in self.topics and rule.id not in self.without) or rule.id in self.rules


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that could harm a patient, and what is done against it."""

    id: str
    hazard: str
    control: str


@cache
def decision_points() -> tuple[DecisionPoint, ...]:
    """The decision points in the order in which a treatment meets them."""
    return tuple(
        DecisionPoint(
            id=item["id"],
            title=item["title"],
            says=item["says"],
            topics=tuple(item.get("topics", ())),
            rules=tuple(item.get("rules", ())),
            without=tuple(item.get("without", ())),
        )
        for item in yaml.safe_load(_data("decision-points.yaml"))
    )


@cache
def hazards() -> Mapping[str, Hazard]:
    """The hazards by id."""
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(_data("hazards.yaml"))
    return {name: Hazard(name, entry["hazard"], entry["control"]) for name, entry in found.items()}


def points_of(rule: Rule) -> tuple[DecisionPoint, ...]:
    """The decision points at which a rule stands."""
    return tuple(point for point in decision_points() if point.holds(rule))


def rules_at(point: DecisionPoint, book: RuleBook) -> list[tuple[str, list[Rule]]]:
    """The rules of a point under the titles of their topics, in the order of the book."""
    groups = []
    for topic in book.topics:
        own = [rule for rule in book.rules.values() if rule.topic == topic.id and point.holds(rule)]
        if own:
            groups.append((topic.title, own))
    return groups


def _data(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")
