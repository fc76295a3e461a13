"""The JSON Schema of a rule file, for editors. The loader checks more: names, units, places in the whole book."""

from __future__ import annotations

from typing import Any

from ..facts import VOCABULARY
from .model import CLAIMS, KINDS, SEVERITIES, STATUSES
from .read_condition import OPERATORS, SELECTIONS, SELECTORS
from .read_rule import SUPPORTS

Schema = dict[str, Any]


def rule_schema() -> Schema:
    """The schema of one rule file, with every fact, choice and operator of the vocabulary."""
    texts: Schema = {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _CHOSEN_TEXT]}}]}
    severity = {"enum": [*SEVERITIES, "error"]}
    names: Schema = {"type": "array", "items": _TEXT}
    properties: Schema = {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
        "title": _TEXT,
        "kind": {"enum": list(KINDS)},
        "severity": {"anyOf": [severity, _severity_by_facts()]},
        "claim": {"enum": list(CLAIMS)},
        "applies_when": _CONDITION,
        "unless": names,
        "covers": {"type": "array", "items": {"anyOf": [_TEXT, _mapping({"rule": _TEXT, "when": _CONDITION}, "rule")]}},
        "never": {"type": "object", "propertyNames": {"enum": ["yes", "no", "unknown"]}, "additionalProperties": _TEXT},
        "advice": _mapping({"summary": texts, "detail": texts}, "summary"),
        "evidence": {"type": "array", "items": _evidence()},
        "caveats": texts,
        "asks": {"type": "array", "items": {"enum": list(VOCABULARY)}},
        "audience": {"anyOf": [_TEXT, names]},
        "override_reasons": {"anyOf": [_TEXT, names]},
        "hazards": {"anyOf": [_TEXT, names]},
        "review": _review(),
        "allow": {"type": "array", "items": _mapping({"check": _TEXT, "reason": _TEXT}, "check", "reason")},
    }
    schema = _mapping(properties, "id", "title", "kind", "severity", "claim", "advice", "review", "audience")
    return schema | {"title": "cd38rules rule file", "$defs": {"condition": _condition()}}


_TEXT: Schema = {"type": "string", "minLength": 1}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}


def _mapping(properties: Schema, *required: str) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


_CHOSEN_TEXT = _mapping({"text": _TEXT, "when": _CONDITION}, "text", "when")


def _severity_by_facts() -> Schema:
    cases: Schema = dict.fromkeys(SEVERITIES, _CONDITION)
    return _mapping(cases | {"otherwise": {"enum": list(SEVERITIES)}}, "otherwise")


def _evidence() -> Schema:
    rest: Schema = {"supports": {"enum": list(SUPPORTS)}, "when": _CONDITION}
    return {"oneOf": [_mapping({kind: _TEXT} | rest, kind, "supports") for kind in ("figure", "statement", "gap")]}


def _review() -> Schema:
    day: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    properties: Schema = {
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "status": {"enum": list(STATUSES)},
        "reviewed_by": {"type": "array", "items": _TEXT},
        "last_review": day,
        "next_review": day,
    }
    return _mapping(properties, "version", "status", "reviewed_by", "next_review")


def _condition() -> Schema:
    group: Schema = {"type": "array", "minItems": 1, "items": _CONDITION}
    settled: Schema = {"if_unknown": {"enum": ["yes", "no"]}}
    truth: Schema = {"is": {"enum": ["yes", "no", "unknown"]}}
    selection = _mapping({key: {"enum": list(SELECTIONS[key])} if key in SELECTIONS else _TEXT for key in SELECTORS})
    selection["minProperties"] = 1
    return {
        "oneOf": [
            _mapping({"all": group}, "all"),
            _mapping({"any": group}, "any"),
            _mapping({"not": _CONDITION}, "not"),
            _mapping({"rule": _TEXT} | truth | settled, "rule", "is"),
            _mapping({"concept": _TEXT} | truth | settled, "concept", "is"),
            _mapping({"any_rule": selection, "is": {"const": "yes"}}, "any_rule", "is"),
            *(leaf for fact in VOCABULARY for leaf in _leaves(fact, settled)),
        ]
    }


def _leaves(name: str, settled: Schema) -> list[Schema]:
    fact = VOCABULARY[name]
    operators = [op for op in OPERATORS[fact.type] if op != "recorded" or not fact.is_derived]
    return [
        _mapping(
            {"fact": {"const": name}, operator: _literal(name, operator)} | (settled if operator != "recorded" else {}),
            "fact",
            operator,
        )
        for operator in operators
    ]


def _literal(name: str, operator: str) -> Schema:
    fact = VOCABULARY[name]
    if operator == "recorded" or fact.type == "flag":
        return {"type": "boolean"}
    if fact.type == "number":
        quantity: Schema = {"type": ["string", "number"], "description": f"with its unit: 1 {fact.unit}"}
        return {"type": "array", "minItems": 2, "maxItems": 2, "items": quantity} if operator == "between" else quantity
    choice: Schema = {"enum": list(fact.choices)}
    return {"type": "array", "minItems": 1, "items": choice} if operator in ("one_of", "none_of") else choice
