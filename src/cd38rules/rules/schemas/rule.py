"""The schemas of rule files and concepts. The loader checks more: names, units, places in the whole book."""

from __future__ import annotations

from ...facts import VOCABULARY
from ..model import CLAIMS, KINDS, SEVERITIES, STATUSES
from ..read_condition import OPERATORS, SELECTIONS, SELECTORS
from ..read_rule import SUPPORTS
from .common import CODE, DAY, NAMES, ONE_OR_MORE, TEXT, VERSION, Schema, described, listed, mapping

_WORDS = {
    "id": "The code of the rule, and the name of its file. It never changes and is never used again.",
    "title": "What the rule is about, in a few words.",
    "kind": "advisory and question alert; evidence and background are shown beside them; validation checks the input.",
    "severity": "One severity, or for each the condition under which it is that one, and `otherwise`.",
    "claim": "What the advice rests on; the words of the texts must fit it.",
    "applies_when": "When the rule applies: a tree of tests of facts, concepts and other rules.",
    "unless": "Rules that silence this one where they apply.",
    "covers": "Rules that are shown under this one where both apply.",
    "never": "Verdicts that the rule can't have, each with the reason.",
    "advice": "What the reader sees. A figure stands in a text by its id, {source/figure}.",
    "evidence": "What the texts rest on: figures, statements and gaps of the evidence files, by id.",
    "caveats": "What limits the evidence, or this reading of it.",
    "asks": "For a question: the facts that it asks for.",
    "audience": "Whom the advice is for.",
    "override_reasons": "Reasons for not following it, codes of HL7's non-adherence reasons.",
    "hazards": "The hazards of docs/hazards.md that the rule guards against.",
    "review": "Version, state and dates. The names of reviewers come from the records in reviews/.",
    "allow": "Checks of docs/checks.md that this rule is let off, each with the reason.",
}


def rule_schema() -> Schema:
    """The schema of one rule file, with every fact, choice and operator of the vocabulary."""
    schema = mapping(rule_properties(), "id", "title", "kind", "severity", "claim", "advice", "review", "audience")
    return schema | {"title": "cd38rules rule file", "$defs": {"condition": condition()}}


def concept_schema() -> Schema:
    """The schema of a concept: a named condition that several rules use."""
    words = {
        "concept": "The name of the concept, and of its file.",
        "title": "The concept in a few words.",
        "definition": "What it means, in words that a clinician can check against the condition.",
        "source": "Where the definition comes from: a place in the article, or policy.",
        "when": "The condition. It tests facts and other concepts, never a rule.",
    }
    properties = {"concept": CODE, "title": TEXT, "definition": TEXT, "source": TEXT, "when": CONDITION}
    schema = mapping(described(properties, words), *properties)
    return schema | {"title": "cd38rules concept", "$defs": {"condition": condition()}}


def rule_properties() -> Schema:
    """The keys of a rule; a table's rows have most of them, too."""
    texts: Schema = {"anyOf": [TEXT, listed({"anyOf": [TEXT, _CHOSEN_TEXT]})]}
    severity = {"enum": [*SEVERITIES, "error"]}
    properties: Schema = {
        "id": CODE,
        "title": TEXT,
        "kind": {"enum": list(KINDS)},
        "severity": {"anyOf": [severity, _severity_by_facts()]},
        "claim": {"enum": list(CLAIMS)},
        "applies_when": CONDITION,
        "unless": NAMES,
        "covers": {"type": "array", "items": {"anyOf": [TEXT, mapping({"rule": TEXT, "when": CONDITION}, "rule")]}},
        "never": {"type": "object", "propertyNames": {"enum": ["yes", "no", "unknown"]}, "additionalProperties": TEXT},
        "advice": mapping({"summary": texts, "detail": texts}, "summary"),
        "evidence": {"type": "array", "items": _evidence()},
        "caveats": texts,
        "asks": {"type": "array", "items": {"enum": list(VOCABULARY)}},
        "audience": ONE_OR_MORE,
        "override_reasons": ONE_OR_MORE,
        "hazards": ONE_OR_MORE,
        "review": _review(),
        "allow": {"type": "array", "items": mapping({"check": TEXT, "reason": TEXT}, "check", "reason")},
    }
    return described(properties, _WORDS)


CONDITION: Schema = {"$ref": "#/$defs/condition"}
_CHOSEN_TEXT = mapping({"text": TEXT, "when": CONDITION}, "text", "when")


def _severity_by_facts() -> Schema:
    cases: Schema = dict.fromkeys(SEVERITIES, CONDITION)
    return mapping(cases | {"otherwise": {"enum": list(SEVERITIES)}}, "otherwise")


def _evidence() -> Schema:
    rest: Schema = {"supports": {"enum": list(SUPPORTS)}, "when": CONDITION}
    return {"oneOf": [mapping({kind: TEXT} | rest, kind, "supports") for kind in ("figure", "statement", "gap")]}


def _review() -> Schema:
    properties: Schema = {
        "version": VERSION,
        "status": {"enum": list(STATUSES)},
        "reviewed_by": {"type": "array", "items": TEXT},
        "last_review": DAY,
        "next_review": DAY,
    }
    return mapping(properties, "version", "status", "reviewed_by", "next_review")


def condition() -> Schema:
    group: Schema = {"type": "array", "minItems": 1, "items": CONDITION}
    settled: Schema = {"if_unknown": {"enum": ["yes", "no"]}}
    truth: Schema = {"is": {"enum": ["yes", "no", "unknown"]}}
    selection = mapping({key: {"enum": list(SELECTIONS[key])} if key in SELECTIONS else TEXT for key in SELECTORS})
    selection["minProperties"] = 1
    return {
        "oneOf": [
            mapping({"all": group}, "all"),
            mapping({"any": group}, "any"),
            mapping({"not": CONDITION}, "not"),
            mapping({"rule": TEXT} | truth | settled, "rule", "is"),
            mapping({"concept": TEXT} | truth | settled, "concept", "is"),
            mapping({"any_rule": selection, "is": {"const": "yes"}}, "any_rule", "is"),
            *(leaf for fact in VOCABULARY for leaf in _leaves(fact, settled)),
        ]
    }


def _leaves(name: str, settled: Schema) -> list[Schema]:
    fact = VOCABULARY[name]
    operators = [op for op in OPERATORS[fact.type] if op != "recorded" or not fact.is_derived]
    return [
        mapping(
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
