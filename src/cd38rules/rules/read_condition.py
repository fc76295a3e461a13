"""Located YAML to condition trees, with every fact, choice, unit and operator checked against the vocabulary."""

from __future__ import annotations

import re
from typing import NoReturn

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..facts import VOCABULARY, FactDefinition
from ..truth import Truth
from .condition import All, Any, AnyRule, Condition, FactLeaf, Literals, Not, Operator, VerdictLeaf
from .located import Located, shown, shown_word
from .model import CLAIMS, KINDS

OPERATORS: dict[str, tuple[str, ...]] = {
    "flag": ("is", "is_not", "recorded"),
    "choice": ("is", "is_not", "one_of", "none_of", "recorded"),
    "number": ("is", "is_not", "below", "at_most", "at_least", "above", "between", "recorded"),
    "members": ("contains", "one_of", "none_of", "recorded"),
    "record": ("recorded",),
}
ALL_OPERATORS = (
    "is",
    "is_not",
    "one_of",
    "none_of",
    "below",
    "at_most",
    "at_least",
    "above",
    "between",
    "contains",
    "recorded",
)
TYPE_WORDS = {"members": "list of values"}
GROUPS = ("all", "any", "not")
SELECTORS = ("topic", "claim", "kind", "cites")
SELECTIONS: dict[str, tuple[str, ...]] = {"claim": CLAIMS, "kind": KINDS, "cites": ("small-n", "erratum")}
TRUTH_WORDS = {"yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}

_QUANTITY = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(?![0-9.]|[eE][-+]?[0-9])\s*(.*)\Z", re.S)


class _Useless(Exception):
    """A fault stands in the list, and nothing can be made of this condition; its neighbours are still read."""


class ConditionReader:
    """Reads the conditions of one file; faults are added to the list given."""

    def __init__(self, faults: list[Diagnostic]) -> None:
        self.faults = faults

    def read(self, node: Located | None) -> Condition | None:
        """The condition that `node` writes down, or None where a fault makes it useless."""
        try:
            return None if node is None else self._condition(node)
        except _Useless:
            return None

    def _condition(self, node: Located) -> Condition | None:
        if not node.is_mapping:
            self._refuse(
                "condition-shape",
                "a condition must be a mapping",
                node.place,
                "write {fact: ..., is: ...} or all:, any:, not:",
            )
        keys = [key for key, _, _ in node.items()]
        heads = [key for key in keys if key in (*GROUPS, "fact", "rule", "concept", "any_rule")]
        if len(heads) != 1:
            hint = "one of all, any, not, fact, rule, concept, any_rule; nest them to combine"
            self._refuse("condition-shape", "a condition has exactly one head", node.place, hint)
        head = heads[0]
        if head in GROUPS:
            return self._group(node, head)
        if head == "fact":
            return self._fact(node)
        if head == "any_rule":
            return self._any_rule(node)
        return self._verdict(node, head)

    def _group(self, node: Located, head: str) -> Condition | None:
        for key, place, _ in node.items():
            if key != head:
                message = f"`{shown_word(key)}` can't stand beside `{head}`"
                self._fault("condition-unknown-key", message, place, "nest it as a part of its own")
        body = node.get(head)
        assert body is not None
        if head == "not":
            part = self.read(body)
            return None if part is None else Not(part, node.place)
        if not body.is_list:
            self._refuse("condition-shape", f"`{head}` takes a list of conditions", body.place, "start each with `- `")
        if not body.entries():
            self._refuse(
                "condition-empty-group",
                f"an empty `{head}` decides nothing",
                body.place,
                "add a condition or remove the group",
            )
        parts = [self.read(item) for item in body.entries()]
        known = tuple(part for part in parts if part is not None)
        if len(known) < len(parts):
            return None
        return All(known, node.place) if head == "all" else Any(known, node.place)

    def _fact(self, node: Located) -> Condition | None:
        name_node = node.get("fact")
        assert name_node is not None
        name = name_node.value
        fact = VOCABULARY.get(name) if isinstance(name, str) else None
        if fact is None:
            word = shown(name_node)
            hint = did_you_mean(word, VOCABULARY, "see `cd38rules rules facts` for the vocabulary")
            self._refuse("unknown-fact", f"there is no fact `{word}`", name_node.place, hint)
        operators = [(key, place, value) for key, place, value in node.items() if key not in ("fact", "if_unknown")]
        if len(operators) != 1:
            self._refuse(
                "condition-shape",
                "a leaf has exactly one operator",
                node.place,
                f"for `{fact.name}`: {', '.join(OPERATORS[fact.type])}",
            )
        operator, place, value = operators[0]
        if operator not in ALL_OPERATORS:
            hint = did_you_mean(operator, ALL_OPERATORS, f"one of: {', '.join(ALL_OPERATORS)}")
            self._refuse("unknown-operator", f"there is no operator `{shown_word(operator)}`", place, hint)
        if operator not in OPERATORS[fact.type]:
            self._refuse(
                "wrong-operator",
                f"`{operator}` can't be asked of `{fact.name}`, a {TYPE_WORDS.get(fact.type, fact.type)}",
                place,
                f"one of: {', '.join(OPERATORS[fact.type])}",
            )
        if operator == "recorded" and fact.is_derived:
            self._refuse(
                "recorded-on-derived",
                f"`{fact.name}` is derived, it is never on record itself",
                place,
                f"ask for what it is derived from: {', '.join(fact.inputs)}",
            )
        literals = self._literals(fact, operator, value)
        if_unknown = self._if_unknown(node, operator)
        if literals is None:
            return None
        return FactLeaf(fact.name, _as_operator(operator), literals, if_unknown, node.place)

    def _literals(self, fact: FactDefinition, operator: str, value: Located) -> Literals | None:
        if operator == "recorded" or fact.type == "flag":
            if isinstance(value.value, bool):
                return (value.value,)
            self._refuse("wrong-type", f"`{operator}` takes true or false here", value.place, "write true or false")
        if fact.type == "number":
            return self._numbers(fact, operator, value)
        many = operator in ("one_of", "none_of")
        if many != value.is_list:
            self._refuse(
                "wrong-type",
                f"`{operator}` takes {'a list' if many else 'one value'}",
                value.place,
                "write [a, b]" if many else "write the value without brackets",
            )
        items = value.entries() if many else (value,)
        if not items:
            self._refuse(
                "condition-empty-group",
                f"an empty `{operator}` decides nothing",
                value.place,
                "name at least one value",
            )
        chosen = [self._choice(fact, item) for item in items]
        return None if None in chosen else tuple(sorted({str(item) for item in chosen}))

    def _choice(self, fact: FactDefinition, item: Located) -> str | None:
        if isinstance(item.value, str) and item.value in fact.choices:
            return item.value
        text = shown(item)
        hint = did_you_mean(text, fact.choices, f"one of: {', '.join(fact.choices)}")
        self._fault("unknown-choice", f"`{text}` is not a choice of `{fact.name}`", item.place, hint)
        return None

    def _numbers(self, fact: FactDefinition, operator: str, value: Located) -> Literals | None:
        if operator == "between":
            if len(value.entries()) != 2:
                self._refuse(
                    "wrong-type",
                    "`between` takes a list of two values",
                    value.place,
                    f"write [1 {fact.unit}, 2 {fact.unit}]",
                )
            ends = [self._quantity(fact, item) for item in value.entries()]
            if ends[0] is None or ends[1] is None:
                return None
            if ends[0] > ends[1]:
                self._refuse(
                    "wrong-range",
                    "`between` has its ends the wrong way round",
                    value.place,
                    "write the smaller one first",
                )
            return (ends[0], ends[1])
        quantity = self._quantity(fact, value)
        return None if quantity is None else (quantity,)

    def _quantity(self, fact: FactDefinition, item: Located) -> float | None:
        number: float | None = None
        unit = ""
        if isinstance(item.value, (int, float)) and not isinstance(item.value, bool):
            number = item.value
        elif isinstance(item.value, str) and (match := _QUANTITY.match(item.value)):
            number, unit = float(match[1]), match[2].strip()
        if number is None:
            self._fault(
                "wrong-type",
                f"`{fact.name}` takes a number with its unit",
                item.place,
                f"write for example: 1 {fact.unit}",
            )
            return None
        if unit != fact.unit and not (fact.unit.endswith("s") and unit == fact.unit[:-1]):
            said = f"the unit `{shown_word(unit)}`" if unit else "no unit"
            message = f"`{fact.name}` is measured in {fact.unit}, here stands {said}"
            # Never the number as it stands: 180 days aren't 180 months.
            hint = f"convert it to {fact.unit}" if unit else f"write {number:g} {fact.unit}"
            self._fault("wrong-unit", message, item.place, hint)
            return None
        if not fact.low <= number <= fact.high:
            self._fault(
                "out-of-domain",
                f"`{fact.name}` lies between {fact.low:g} and {fact.high:g} {fact.unit}",
                item.place,
                "a test outside of it decides nothing",
            )
            return None
        if (fact.integer or fact.unit == "months") and number != int(number):
            self._fault(
                "wrong-type",
                f"`{fact.name}` is compared with whole {fact.unit} only",
                item.place,
                "write a whole number",
            )
            return None
        return int(number) if number == int(number) else number

    def _verdict(self, node: Located, head: str) -> Condition | None:
        target = node.get(head)
        assert target is not None
        for key, place, _ in node.items():
            if key not in (head, "is", "if_unknown"):
                message = f"`{shown_word(key)}` can't stand beside `{head}`"
                self._fault("condition-unknown-key", message, place, "only `is` and `if_unknown` can")
        is_node = node.get("is")
        equals = TRUTH_WORDS.get(str(is_node.value)) if is_node is not None else None
        if not isinstance(target.value, str) or equals is None:
            self._refuse(
                "condition-shape",
                f"`{head}` takes a name, and `is` takes yes, no or unknown",
                node.place,
                f"write {{{head}: name, is: yes}}",
            )
        name = target.value if head == "rule" else f"concept:{target.value}"
        return VerdictLeaf(name, equals, self._if_unknown(node, "is"), target.place)

    def _any_rule(self, node: Located) -> Condition | None:
        selection = node.get("any_rule")
        assert selection is not None
        is_node = node.get("is")
        if not selection.is_mapping or is_node is None or is_node.value != "yes" or len(tuple(node.items())) != 2:
            self._refuse(
                "condition-shape",
                "`any_rule` is asked with `is: yes` only",
                node.place,
                "write {any_rule: {claim: label}, is: yes}",
            )
        chosen: list[tuple[str, str]] = []
        for key, place, value in selection.items():
            if key not in SELECTORS:
                hint = did_you_mean(key, SELECTORS, f"one of: {', '.join(SELECTORS)}")
                message = f"rules can't be selected by `{shown_word(key)}`"
                self._refuse("condition-unknown-key", message, place, hint)
            if not isinstance(value.value, str):
                self._refuse("wrong-type", f"`{key}` takes a name", value.place, f"write {key}: name")
            known = SELECTIONS.get(key, ())
            if known and value.value not in known:
                hint = did_you_mean(value.value, known, f"one of: {', '.join(known)}")
                self._refuse("unknown-choice", f"`{shown(value)}` is not a known `{key}`", value.place, hint)
            chosen.append((key, value.value))
        if not chosen:
            self._refuse(
                "condition-empty-group",
                "an empty selection decides nothing",
                selection.place,
                "select by topic, claim, kind or cites",
            )
        return AnyRule(tuple(sorted(chosen)), node.place)

    def _if_unknown(self, node: Located, operator: str) -> Truth | None:
        value = node.get("if_unknown")
        if value is None:
            return None
        if operator == "recorded":
            self._fault("condition-shape", "`recorded` is never unknown", value.place, "remove `if_unknown`")
        if value.value not in ("yes", "no"):
            self._fault("wrong-type", "`if_unknown` takes yes or no", value.place, "write if_unknown: yes")
            return None
        return TRUTH_WORDS[str(value.value)]

    def _fault(self, code: str, message: str, place: Place, hint: str) -> None:
        self.faults.append(Diagnostic(code, message, (place,), hint))

    def _refuse(self, code: str, message: str, place: Place, hint: str) -> NoReturn:
        self._fault(code, message, place, hint)
        raise _Useless


def _as_operator(word: str) -> Operator:
    assert word in ALL_OPERATORS
    return word  # type: ignore[return-value]  # checked against the closed set on the line above
