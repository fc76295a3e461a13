"""What the schemas of all files share: small parts, and mappings whose keys are described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
NAMES: Schema = {"type": "array", "items": TEXT}
ONE_OR_MORE: Schema = {"anyOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}]}
CODE: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
VERSION: Schema = {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def mapping(properties: Schema, *required: str) -> Schema:
    """A mapping with these keys and no other."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(item: Schema) -> Schema:
    """A list of at least one."""
    return {"type": "array", "minItems": 1, "items": item}


def described(properties: Schema, words: Mapping[str, str]) -> Schema:
    """The properties with the words that an editor shows for each; a key without words is a KeyError."""
    return {key: {**schema, "description": words[key]} for key, schema in properties.items()}
