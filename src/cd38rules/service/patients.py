"""From FHIR resources to a profile, by the reader of the room `fhir`. The one place that knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast

from ..diagnostics import Diagnostic
from ..profile import PatientProfile

Resource = Mapping[str, Any]


class Provenance(Protocol):
    """Where a value of the profile comes from."""

    @property
    def path(self) -> str: ...
    @property
    def resource(self) -> str: ...
    @property
    def date(self) -> str | None: ...


class Question(Protocol):
    """Something that the resources leave open."""

    @property
    def path(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def resources(self) -> tuple[str, ...]: ...


class Order(Protocol):
    """An order among the resources: its reference (`MedicationRequest/7`), what it is for, and its antibody if any."""

    @property
    def resource(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def agent(self) -> str | None: ...


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
    """`cd38rules.fhir.read_fhir`. Raises a DiagnosedError if no profile can be made."""

    def __call__(self, resources: Iterable[Resource], *, as_of: date, patient: str | None = None) -> Reading: ...


def reader() -> Reader | None:
    """The reader of this installation; None where it has none."""
    home = f"{__package__.rpartition('.')[0]}.fhir"
    if find_spec(home) is None:
        return None
    return cast(Reader, import_module(home).read_fhir)
