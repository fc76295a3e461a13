"""From FHIR resources to a profile, by the reader of the room `fhir`: what the routes know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from ..diagnostics import Diagnostic
from ..profile import PatientProfile

Resource = Mapping[str, Any]
Pointing = Callable[[Iterable[Resource]], bool]
OrderKind = Literal["anti-cd38", "red-cells", "crossmatch"]

# The fields of a profile that orders other than those of an antibody stand in.
_ORDERED: Mapping[str, OrderKind] = {
    "transfusion.red_cells": "red-cells",
    "transfusion.compatibility_test_planned": "crossmatch",
}


class Provenance(Protocol):
    """Where a value of the profile comes from: its JSON path, and the reference of the resource."""

    @property
    def path(self) -> str: ...
    @property
    def resource(self) -> str: ...


class Question(Protocol):
    """Something that the resources leave open."""

    @property
    def text(self) -> str: ...


class Order(Protocol):
    """An order of an anti-CD38 antibody among the resources, by its reference (`MedicationRequest/7`)."""

    @property
    def resource(self) -> str: ...


class Reading(Protocol):
    """What was read of one patient."""

    @property
    def profile(self) -> PatientProfile: ...
    @property
    def provenance(self) -> tuple[Provenance, ...]: ...
    @property
    def issues(self) -> tuple[Diagnostic, ...]: ...
    @property
    def questions(self) -> tuple[Question, ...]: ...
    @property
    def orders(self) -> tuple[Order, ...]: ...


class Reader(Protocol):
    """`cd38rules.fhir.read_fhir` with the codes that it reads by. Raises a DiagnosedError if no profile can be made."""

    def __call__(self, resources: Iterable[Resource], *, as_of: date, patient: str | None = None) -> Reading:
        """The reading of one patient's resources."""


@dataclass(frozen=True)
class Reads:
    """How the resources of one request are read: `points` says whether they point to myeloma or to an antibody at all,
    `names_antibody` whether the drug or the code of an order is an antibody by a code of any status, or by a word.

    All go by the same codes.
    """

    read: Reader
    points: Pointing
    names_antibody: Callable[[Resource], bool]


def orders_in(reading: Reading) -> dict[str, OrderKind]:
    """The orders that a reading knows, by reference: of an antibody, of red cells, of a compatibility test."""
    found: dict[str, OrderKind] = {}
    for provenance in reading.provenance:
        kind = _ORDERED.get(provenance.path.removeprefix("$."))
        if kind is not None:
            found[provenance.resource] = kind
    return found | {order.resource: "anti-cd38" for order in reading.orders}
