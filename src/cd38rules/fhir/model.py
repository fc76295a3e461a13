"""What a reading of FHIR resources gives: a profile, where each fact is from, and what a human must look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..diagnostics import DiagnosedError, Diagnostic
from ..profile import PatientProfile

Role = Literal["planned", "planned_alternative", "current"]


class FhirError(DiagnosedError):
    """No profile can be made of the resources: there is no patient, or several. It never holds a value."""


class CodesError(DiagnosedError):
    """A file of codes can't be used: every fault in one go."""


@dataclass(frozen=True, slots=True, order=True)
class Provenance:
    """Where one field of the profile is from. What doesn't apply is empty.

    `element` is the FHIRPath in the resource, `status` that of the code: V, W or N.
    """

    path: str
    resource: str
    element: str = ""
    system: str = ""
    code: str = ""
    unit: str = ""
    date: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """What a human must settle: the field of the profile, the question, and the resources that raise it."""

    path: str
    text: str
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """An order of an anti-CD38 antibody that is a draft or in force, and the regimen that it was taken for.

    `role` is None where that isn't sure; a question says so then. An order of the agent that is being given is one of
    the current regimen.
    """

    resource: str
    role: Role | None
    agent: str
    route: str | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One patient's resources as a profile. Everything but the profile is in a fixed order.

    `issues` say what wasn't used and why, by resource and FHIRPath, never by a value.
    """

    profile: PatientProfile
    provenance: tuple[Provenance, ...] = ()
    issues: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    orders: tuple[Order, ...] = ()
