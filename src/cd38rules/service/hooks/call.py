"""One call of a service, checked as far as the answer depends on it. What isn't known is ignored, as CDS Hooks asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from uuid import UUID

from ...diagnostics import Diagnostic, Place
from ..patients import Resource
from ..problems import Problem
from .bundles import Entry, walked
from .offered import Offered

ORDER_HOOKS = ("order-select", "order-sign")
_ID = re.compile(r"[^\s/?#&|,$\\%]{1,128}")


class _Fault(Protocol):
    """Takes a fault of the call: where, what, and what to do."""

    def __call__(self, path: str, message: str, hint: str = "") -> None: ...


@dataclass(frozen=True)
class Authorization:
    """What allows to fetch: one server and a token for it, which is nowhere printed."""

    server: str
    token: str = field(repr=False)


@dataclass(frozen=True)
class Call:
    """What a health record asks. `selected` are the orders to advise on; `drafts` everything that came with them."""

    service: Offered
    patient: str = field(repr=False)
    prefetch: Mapping[str, Any] = field(repr=False)
    drafts: tuple[Entry, ...] = field(default=(), repr=False)
    selected: frozenset[str] = field(default=frozenset(), repr=False)
    authorization: Authorization | None = None


def read_call(body: Mapping[str, Any], services: Mapping[str, Offered]) -> Call:
    """The call in a body, of the service for its hook. Raises Problem with every fault, and no value."""
    faults: list[Diagnostic] = []

    def fault(path: str, message: str, hint: str = "") -> None:
        faults.append(Diagnostic("hooks-request", message, (Place(path),), hint))

    hook = body.get("hook")
    service = services.get(hook) if isinstance(hook, str) else None
    if service is None:
        fault("$.hook", "isn't a hook of this service", f"it answers {', '.join(services)}")
        service = next(iter(services.values()))
    if not _is_uuid(body.get("hookInstance")):
        fault("$.hookInstance", "must be a UUID")
    context = body.get("context")
    if not isinstance(context, dict):
        fault("$.context", "must be an object")
        context = {}
    patient = context.get("patientId")
    if not isinstance(patient, str) or not _ID.fullmatch(patient):
        fault("$.context.patientId", "must be the id of a patient")
        patient = ""
    prefetch = body.get("prefetch")
    if prefetch is None:
        prefetch = {}
    if not isinstance(prefetch, dict):
        fault("$.prefetch", "must be an object")
        prefetch = {}
    drafts: tuple[Entry, ...] = ()
    selected: frozenset[str] = frozenset()
    if service.hook in ORDER_HOOKS:
        drafts = _drafts(context, fault)
        selected = frozenset(reference_of(draft.resource) for draft in drafts)
        if service.hook == "order-select":
            selected = _selections(context, selected, fault)
    authorization = _authorization(body, patient, fault)
    if faults:
        raise Problem(400, "wrong-call", "The request isn't one of CDS Hooks.", tuple(faults))
    return Call(service, patient, prefetch, drafts, selected, authorization)


def reference_of(resource: Resource) -> str:
    """`MedicationRequest/7`; empty for a resource without type or id."""
    kind, name = resource.get("resourceType"), resource.get("id")
    return f"{kind}/{name}" if isinstance(kind, str) and isinstance(name, str) and kind and name else ""


def _is_uuid(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _drafts(context: Mapping[str, Any], fault: _Fault) -> tuple[Entry, ...]:
    bundle = context.get("draftOrders")
    if not isinstance(bundle, dict) or bundle.get("resourceType", "Bundle") != "Bundle":
        fault("$.context.draftOrders", "must be a Bundle")
        return ()
    found = walked(bundle)
    if found.has_repeated_key:
        fault("$.context.draftOrders", "a key stands twice in an object", "give each key once")
    if found.has_junk:
        fault("$.context.draftOrders", "an entry holds no resource that can be read", "give a resource in each entry")
    # A draft may have no id yet, so that it isn't passed over.
    return tuple(
        draft
        if reference_of(draft.resource)
        else replace(draft, resource={**draft.resource, "id": f"draft-without-id-{number}"})
        for number, draft in enumerate(found.entries, start=1)
    )


def _selections(context: Mapping[str, Any], known: frozenset[str], fault: _Fault) -> frozenset[str]:
    chosen = context.get("selections")
    if not isinstance(chosen, list) or not all(isinstance(item, str) for item in chosen):
        fault("$.context.selections", "must be a list of references")
        return frozenset()
    if missing := sum(item not in known for item in chosen):
        fault("$.context.selections", f"{missing} of them are not among the draft orders", "give Type/id of each")
    return frozenset(chosen)


def _authorization(body: Mapping[str, Any], patient: str, fault: _Fault) -> Authorization | None:
    given = body.get("fhirAuthorization")
    if given is None:
        return None
    server = body.get("fhirServer")
    if not isinstance(server, str) or not server:
        fault("$.fhirServer", "is needed with fhirAuthorization")
    if not isinstance(given, dict):
        fault("$.fhirAuthorization", "must be an object")
        return None
    token = given.get("access_token")
    if not isinstance(token, str) or not re.fullmatch(r"[\x21-\x7e]+", token):
        fault("$.fhirAuthorization.access_token", "must be a token")
    if given.get("patient", patient) != patient:
        fault("$.fhirAuthorization.patient", "isn't the patient of the context")
    if str(given.get("token_type", "")).lower() != "bearer":
        fault("$.fhirAuthorization.token_type", "must be Bearer")
    return Authorization(server.rstrip("/"), token) if isinstance(server, str) and isinstance(token, str) else None
