"""The services that are offered, as data, and the discovery of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ... import __version__


@dataclass(frozen=True, slots=True)
class Offered:
    """One service of CDS Hooks. Its prefetch keys are those of all services."""

    id: str
    hook: str
    title: str
    description: str


def data(name: str) -> Any:
    """The content of a data file of this package."""
    return yaml.safe_load((files(__package__) / "data" / name).read_text(encoding="utf-8"))


@cache
def offered() -> Mapping[str, Mapping[str, Offered]]:
    """The services by id, and of each id by hook: a client takes those of one id for the same, at several moments."""
    found: dict[str, dict[str, Offered]] = {}
    for item in data("services.yaml")["services"]:
        found.setdefault(item["id"], {})[item["hook"]] = Offered(**item)
    return found


@cache
def templates() -> Mapping[str, str]:
    """The query of each prefetch key."""
    found: Mapping[str, str] = data("services.yaml")["prefetch"]
    return found


@cache
def telling() -> frozenset[str]:
    """The prefetch keys that could tell of myeloma or of an anti-CD38 antibody."""
    return frozenset(templates()) - frozenset(data("services.yaml")["everyday"])


def discovery() -> dict[str, Any]:
    """The answer to `GET /cds-services`."""
    requirements = data("services.yaml")["usage_requirements"]
    return {
        "services": [
            {
                "id": service.id,
                "hook": service.hook,
                "title": service.title,
                "description": service.description,
                "prefetch": dict(templates()),
                "usageRequirements": requirements,
                "version": __version__,
            }
            for services in offered().values()
            for service in services.values()
        ]
    }
