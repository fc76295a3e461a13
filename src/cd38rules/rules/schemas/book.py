"""The schemas of what stands beside the rules: the book, its coverage, what is declared of it, cases and reviews."""

from __future__ import annotations

from ...facts import ROLES, VOCABULARY
from ..about import ATTRIBUTES, NOT_RELEASED
from ..reviews import DECISIONS
from .common import CODE, DAY, ONE_OR_MORE, TEXT, VERSION, Schema, described, listed, mapping
from .rule import CONDITION, condition

_VERDICT: Schema = {"enum": ["yes", "no", "unknown"]}
_PROFILE: Schema = {"type": "object", "description": "A profile, as `cd38rules evaluate` takes it."}


def book_schema() -> Schema:
    """The schema of `rulebook.yaml`."""
    topic = mapping({"id": CODE, "letter": TEXT, "title": TEXT}, "id", "letter", "title")
    attributes = {attribute: {**TEXT, "description": title} for attribute, title in ATTRIBUTES.items()}
    properties: Schema = {
        **dict.fromkeys(("name", "title", "intended_use", "population", "developer"), TEXT),
        "version": VERSION,
        "intended_users": ONE_OR_MORE,
        "not_for": ONE_OR_MORE,
        "known_limits": ONE_OR_MORE,
        "released": {"anyOf": [DAY, {"const": NOT_RELEASED}]},
        "revised": DAY,
        "source_attributes": mapping(attributes, *attributes),
        "topics": listed(topic),
    }
    return mapping(properties, *properties) | {"title": "cd38rules rule book"}


def addition_schema() -> Schema:
    """The schema of `addition.yaml`."""
    topic = {"id": CODE, "letter": TEXT, "title": TEXT, "text": TEXT}
    properties = described(
        {
            "addition": CODE,
            "title": TEXT,
            "version": VERSION,
            "developer": TEXT,
            "topics": listed(mapping(topic, *topic)),
        },
        {
            "addition": "The name of these rules; every report tells it with the version of the book.",
            "title": "What these rules are.",
            "version": "The version of these rules.",
            "developer": "Who answers for them.",
            "topics": "Topics of their own, each with the words by which the report lists it as covered.",
        },
    )
    return mapping(properties, "addition", "title", "version", "developer") | {"title": "cd38rules addition"}


def coverage_schema() -> Schema:
    """The schema of `coverage.yaml`."""
    item: Schema = {"id": TEXT, "text": TEXT, "also": ONE_OR_MORE}
    properties: Schema = {
        "covered": listed(mapping(item, "id", "text")),
        "not_covered": listed(mapping({**item, "gap": TEXT}, "id", "text")),
    }
    return mapping(properties, *properties) | {"title": "cd38rules coverage"}


def expectations_schema() -> Schema:
    """The schema of `exclusive.yaml`, `families.yaml` and `monotone.yaml`."""
    exclusion: Schema = {
        **dict.fromkeys(("id", "because"), TEXT),
        **dict.fromkeys(("one", "other", "among"), ONE_OR_MORE),
        "even_covered": {"type": "boolean"},
        "except_when": CONDITION,
    }
    together: Schema = {"id": TEXT, "because": TEXT, "rules": ONE_OR_MORE}
    family: Schema = {"id": TEXT, "title": TEXT, "when": CONDITION, "members": ONE_OR_MORE}
    ordered = [name for name, fact in VOCABULARY.items() if fact.type in ("number", "choice", "flag")]
    monotone: Schema = {"fact": {"enum": ordered}, "worsens": ONE_OR_MORE, "rules": ONE_OR_MORE, "because": TEXT}
    properties: Schema = {
        "opposed": listed(mapping(exclusion, "id", "because")),
        "never_together": listed(mapping(exclusion, "id", "because")),
        "always_together": listed(mapping(together, *together)),
        "families": listed(mapping(family, *family)),
        "monotone": listed(mapping(monotone, *monotone)),
    }
    return mapping(properties) | {"title": "cd38rules declarations", "$defs": {"condition": condition()}}


def reviews_schema() -> Schema:
    """The schema of a file in `reviews/`."""
    words = {
        "rule": "The code of the rule that was reviewed.",
        "content": "The hash of the content that was reviewed, as `cd38rules rules show` prints it.",
        "reviewer": "Who reviewed it.",
        "role": "As what: haematologist, pharmacist, ...",
        "date": "When.",
        "decision": "What was decided.",
        "comment": "Anything to add.",
    }
    properties: Schema = {
        "rule": CODE,
        "content": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        **dict.fromkeys(("reviewer", "role"), TEXT),
        "date": DAY,
        "decision": {"enum": list(DECISIONS)},
        "comment": TEXT,
    }
    required = [key for key in properties if key != "comment"]
    return {"title": "cd38rules reviews", "type": "array", "items": mapping(described(properties, words), *required)}


def cases_schema() -> Schema:
    """The schema of the cases that `cd38rules rules test` runs."""
    by_role = mapping(dict.fromkeys(ROLES, _VERDICT))
    words = {
        "case": "What the case shows, in words.",
        "profile": "The patient.",
        "expect": "For each code the verdict, or the verdict for each regimen.",
        "flagged": "Conflicts that the profile must be flagged with.",
        "refused": "The code with which the profile must be refused.",
    }
    properties: Schema = {
        "case": TEXT,
        "profile": _PROFILE,
        "expect": {"type": "object", "additionalProperties": {"anyOf": [_VERDICT, by_role]}},
        "flagged": ONE_OR_MORE,
        "refused": TEXT,
    }
    return {
        "title": "cd38rules cases",
        "type": "array",
        "items": mapping(described(properties, words), "case", "profile"),
    }


def must_fire_schema() -> Schema:
    """The schema of `must-fire.yaml`."""
    item = mapping({"rule": CODE, "profile": _PROFILE}, "rule", "profile")
    return {"title": "cd38rules self-test", "type": "array", "items": item}


def boundaries_schema() -> Schema:
    """The schema of `boundaries.yaml`, which `make boundaries` writes."""
    texts = ("rule", "fact", "limit", "value", "role", "note")
    properties: Schema = {
        **dict.fromkeys(texts, TEXT),
        "side": {"enum": ["below", "at", "above"]},
        "verdict": _VERDICT,
        "profile": _PROFILE,
    }
    required = [key for key in properties if key not in ("role", "note")]
    return {"title": "cd38rules boundaries", "type": "array", "items": mapping(properties, *required)}
