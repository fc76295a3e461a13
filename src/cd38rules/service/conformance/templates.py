"""Prefetch templates held against what CDS Hooks 2.0.1 lets a service ask a client for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .faults import PREFETCH, Fault

# The fields of a hook's context that a template may name; of another hook any field at the root.
_FIELDS: Mapping[str, frozenset[str]] = {
    "patient-view": frozenset({"userId", "patientId", "encounterId"}),
    "order-select": frozenset({"userId", "patientId", "encounterId"}),
    "order-sign": frozenset({"userId", "patientId", "encounterId"}),
    "order-dispatch": frozenset({"patientId"}),
    "appointment-book": frozenset({"userId", "patientId", "encounterId"}),
    "encounter-start": frozenset({"userId", "patientId", "encounterId"}),
    "encounter-discharge": frozenset({"userId", "patientId", "encounterId"}),
}
_OF_THE_USER = frozenset({"userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId"})
_TOKEN = re.compile(r"\{\{(.*?)\}\}")
_READ = re.compile(r"[A-Z][A-Za-z]+/[^/?$]+")
_TYPE = re.compile(r"[A-Z][A-Za-z]+")
_SORT = re.compile(r"-?[a-z][\w-]*(,-?[a-z][\w-]*)*")
_RESULTS = ("_count", "_maxresults")
_PLAIN_NAMES = frozenset({"_id", "_lastUpdated", "_tag", "_profile", "_security"})
_COMPARED = re.compile(r"(ne|sa|eb|ap)\d{4}")


def template_faults(template: str, hook: str, path: str) -> Iterator[Fault]:
    """What one template of a service for a hook breaks."""
    for message in (*_tokens(template, hook), *_query(_TOKEN.sub("x", template))):
        yield Fault(path, message, PREFETCH)


def resource_type_of(template: str) -> str:
    """The type of the resources that a template asks for; empty for what isn't a read or a search."""
    found = _TYPE.match(template)
    return found.group() if found else ""


def _tokens(template: str, hook: str) -> Iterator[str]:
    for token in _TOKEN.findall(template):
        home, _, field = token.strip().partition(".")
        if home == "context" and field:
            if not re.fullmatch(r"\w+", field):
                yield "has a token that is no field at the root of the context"
            elif field not in _FIELDS.get(hook, {field}):
                yield f"has a token of a field that templates may not name in {hook}"
        elif token.strip() not in _OF_THE_USER:
            yield "has a token that isn't context.… or one of the user; 2.0.1 has no others"
    if "{{" in _TOKEN.sub("", template) or "}}" in _TOKEN.sub("", template):
        yield "has braces that don't close"


def _query(plain: str) -> Iterator[str]:
    home, asks, query = plain.partition("?")
    if not asks:
        if not _READ.fullmatch(home):
            yield "is neither the read of one resource nor a search by type"
        return
    if not _TYPE.fullmatch(home):
        yield "is no search by type: nothing but a type stands before the question mark"
    for part in query.split("&"):
        yield from _parameter(*part.partition("=")[::2])


def _parameter(name: str, value: str) -> Iterator[str]:
    bare, _, modifier = name.partition(":")
    if not value:
        yield "has a parameter without a value"
    if modifier and (modifier != "in" or bare == "sort"):
        yield "has a modifier; only :in is allowed"
    if bare == "_sort":
        if not _SORT.fullmatch(value):
            yield "sorts in another form than `_sort=-date`"
    elif bare == "sort":
        yield "sorts by `sort`; FHIR R4 has `_sort=-date`"
    elif bare in _RESULTS:
        if not value.isdecimal():
            yield f"has a {bare} that is no number"
    elif "." in bare or (bare.startswith("_") and bare not in _PLAIN_NAMES):
        yield "has a parameter that templates may not use: no chains, no includes, only _count and _sort"
    elif _COMPARED.match(value):
        yield "compares a date by something else than eq, lt, gt, ge or le"
