"""The windows of time by which doses and orders are taken together, from policy.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..diagnostics import Diagnostic
from ..rules.fields import Fields
from ..rules.located import read_yaml
from .model import CodesError

POLICY = Path(__file__).with_name("policy.yaml")


@dataclass(frozen=True, slots=True)
class Windows:
    """Days; what each is for stands in policy.yaml."""

    current_within_days: int
    gap_days: int
    plan_valid_days: int
    blood_order_valid_days: int
    split_dose_days: int


@cache
def windows() -> Windows:
    """The windows of the policy. Raises CodesError if the file has faults."""
    faults: list[Diagnostic] = []
    located, found = read_yaml(POLICY.read_text(encoding="utf-8"), POLICY.name)
    days: dict[str, int] = {}
    if located is not None:
        fields = Fields(located, "the policy", faults, "codes")
        for entry in fields.mappings("windows"):
            window = Fields(entry, "a window", faults, "codes")
            days[window.text("name")] = window.integer("days") or 0
            window.text("because")
            window.done()
        fields.done()
    if found or faults:
        raise CodesError([*found, *faults])
    return Windows(**days)
