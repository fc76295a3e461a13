"""The description of the service in OpenAPI 3.1, from the routes and the models themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .. import __version__
from ..profile import PatientProfile
from ..report import Report
from .hooks.preview import moments_to_choose
from .problems import HOOKS_PATH

_REF = "#/components/schemas/{model}"
_QUERY: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "/evaluate": (("changes", ("false", "true")),),
    "/explain": (("rule", ()), ("role", ("current", "planned", "alternative"))),
    "/note": (("format", ("html", "text")),),
    "/cards": (("moment", moments_to_choose()),),
    "/rules": (("topic", ()),),
}
_TEXT = {"/explain": "text/plain", "/note": "text/html", "/metrics": "text/plain"}
_BODIES = dict.fromkeys(("/evaluate", "/explain", "/note", "/cards"), "PatientProfile")
_ANSWERS = {"/evaluate": "Report"}
_PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "severity", "message", "places", "hint"],
                "properties": {
                    "code": {"type": "string"},
                    "severity": {"type": "string"},
                    "message": {"type": "string"},
                    "places": {"type": "array", "items": {"type": "object"}},
                    "hint": {"type": "string"},
                },
            },
        },
    },
}


def openapi(routes: Iterable[tuple[str, str, Callable[..., object]]], guarded: Iterable[str]) -> dict[str, Any]:
    """The document for routes (method, path, handler); the guarded ones ask for a token."""
    closed = frozenset(guarded)
    schemas: dict[str, Any] = {"Problem": dict(_PROBLEM)}
    for name, schema in (
        ("PatientProfile", PatientProfile.model_json_schema(ref_template=_REF)),
        ("Report", Report.model_json_schema(mode="serialization", ref_template=_REF)),
    ):
        schemas |= schema.pop("$defs", {})
        schemas[name] = schema
    paths: dict[str, Any] = {}
    for method, path, handler in routes:
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, handler, path in closed)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cd38rules",
            "version": __version__,
            "description": "Decision support for anti-CD38 antibody therapy in multiple myeloma. For health "
            "professionals; it supports a decision and never makes one.",
        },
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(method: str, path: str, handler: Callable[..., object], guarded: bool) -> dict[str, Any]:
    is_hook = path.startswith(HOOKS_PATH)
    ok: dict[str, Any] = {_TEXT.get(path, "application/json"): {"schema": _schema(_ANSWERS.get(path), path in _TEXT)}}
    fault = "application/fhir+json" if is_hook else "application/problem+json"
    problem = {"type": "object"} if is_hook else _reference("Problem")
    parameters = [
        *({"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in _names_in(path)),
        *(_query(path, name, choices) for name, choices in _QUERY.get(path, ())),
    ]
    body = {"required": True, "content": {"application/json": {"schema": _schema(_BODIES.get(path), False)}}}
    return {
        "summary": inspect.getdoc(handler) or "",
        "operationId": getattr(handler, "__qualname__", path),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if method == "POST" else {}),
        **({"security": [{"token": []}]} if guarded else {}),
        "responses": {
            "200": {"description": "Done", "content": ok},
            "default": {"description": "Not done, and why", "content": {fault: {"schema": problem}}},
        },
    }


def _query(path: str, name: str, choices: tuple[str, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"enum": list(choices)} if choices else {})
    return {"name": name, "in": "query", "required": (path, name) == ("/explain", "rule"), "schema": schema}


def _names_in(path: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", path)


def _schema(model: str | None, is_text: bool) -> dict[str, Any]:
    return _reference(model) if model else {"type": "string" if is_text else "object"}


def _reference(model: str) -> dict[str, Any]:
    return {"$ref": _REF.format(model=model)}
