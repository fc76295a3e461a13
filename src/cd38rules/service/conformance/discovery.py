"""Checks of discovery: its fields, and its prefetch templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..hooks.offered import offered
from . import faults, held
from .checks import Checks, Outcome
from .faults import Fault
from .invariants import objects
from .target import Answer
from .templates import template_faults


def discovery_checks(checks: Checks, answer: Answer) -> Iterator[Outcome]:
    """What is offered, and how."""
    rule = faults.DISCOVERY
    found = held.message(answer, "discovery", rule)
    listed = objects(answer.json.get("services")) if isinstance(answer.json, dict) else []
    pairs = Counter((item.get("id"), item.get("hook")) for item in listed if isinstance(item.get("id"), str))
    if any(count > 1 for count in pairs.values()):
        found.append(Fault("$.services", "has one service twice for the same hook", rule))
    missing = sorted({(name, hook) for name, hooks in offered().items() for hook in hooks} - set(pairs))
    found += [Fault("$.services", f"lacks {name} for {hook}", faults.OWN) for name, hook in missing]
    yield checks.told("discovery: the services with their fields", rule, found)
    for index, item in enumerate(listed):
        templates = item.get("prefetch")
        if isinstance(templates, dict):
            name = f"discovery: the prefetch templates of {item.get('hook')}"
            hook = str(item.get("hook"))
            path = f"$.services[{index}].prefetch"
            told = (
                fault
                for key, template in templates.items()
                if isinstance(template, str)
                for fault in template_faults(template, hook, f"{path}.{key}")
            )
            yield checks.told(name, faults.PREFETCH, told)
