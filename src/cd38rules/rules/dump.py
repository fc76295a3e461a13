"""A rule book back to the text of its files, in the key order of docs/rule-language.md.

What the loader reads from these texts equals what they were written from. Comments, line breaks inside a text and the
layout of a table aren't kept: the rows of a table come back as files of their own.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from ..facts import VOCABULARY
from .book import RuleBook
from .condition import All, Any, AnyRule, Condition, FactLeaf, Not, VerdictLeaf
from .model import Concept, Cover, CoverageItem, EvidenceUse, Rule, SeverityChoice, Text
from .read_book import BOOK_FILE, COVERAGE_FILE


@dataclass(frozen=True, slots=True)
class _Word:
    """A scalar that is written as it is: a verdict, a boolean, a number with its unit."""

    word: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A list or mapping that is written on one line, in brackets."""

    value: Sequence[_Node] | Mapping[str, _Node]


_Node = str | _Word | _Line | Sequence["_Node"] | Mapping[str, "_Node"]


def dump_rule(rule: Rule) -> str:
    """The file of a rule. An expanded `any_rule` is written as the selection that it was expanded from.

    Raises ValueError for a text that no YAML file can hold (half of a surrogate pair).
    """
    keys: dict[str, _Node] = {"id": rule.id, "title": rule.title, "kind": rule.kind}
    keys["severity"] = _severity(rule.severity)
    keys["claim"] = rule.claim
    if rule.applies_when is not None:
        keys["applies_when"] = _condition(rule.applies_when)
    if rule.unless:
        keys["unless"] = _Line(rule.unless)
    if rule.covers:
        plain = all(cover.when is None for cover in rule.covers)
        keys["covers"] = _Line([cover.rule for cover in rule.covers]) if plain else [*map(_cover, rule.covers)]
    if rule.never:
        keys["never"] = {truth.value: reason for truth, reason in rule.never}
    keys["advice"] = {"summary": _texts(rule.summary)} | ({"detail": _texts(rule.detail)} if rule.detail else {})
    if rule.evidence:
        keys["evidence"] = [_evidence(use) for use in rule.evidence]
    if rule.caveats:
        keys["caveats"] = [_text(text) for text in rule.caveats]
    names = {
        "asks": rule.asks,
        "audience": rule.audience,
        "override_reasons": rule.override_reasons,
        "hazards": rule.hazards,
    }
    keys |= {key: _Line(words) for key, words in names.items() if words}
    review: dict[str, _Node] = {"version": rule.review.version, "status": rule.review.status}
    review["reviewed_by"] = _Line(rule.review.reviewed_by)
    if rule.review.last_review:
        review["last_review"] = rule.review.last_review
    review["next_review"] = rule.review.next_review
    keys["review"] = _Line(review)
    if rule.allow:
        keys["allow"] = [{"check": check, "reason": reason} for check, reason in rule.allow]
    return _document(keys)


def dump_concept(concept: Concept) -> str:
    """The file of a concept."""
    return _document(
        {
            "concept": concept.id,
            "title": concept.title,
            "definition": concept.definition,
            "source": concept.source,
            "when": _condition(concept.condition),
        }
    )


def dump_condition(condition: Condition) -> str:
    """A condition as it stands in a file, without a key before it."""
    return _document(_condition(condition))


def dump_book(book: RuleBook, other_files: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every file of a rule book by relative posix path, in the order of the paths.

    `other_files` are taken over as they are, and win over what is written here: the evidence, which the catalogue
    can't give back.
    """
    coverage: dict[str, _Node] = {
        key: [_covered(item) for item in book.coverage if item.covered is covered]
        for key, covered in (("covered", True), ("not_covered", False))
    }
    files = {BOOK_FILE: _document(_head(book)), COVERAGE_FILE: _document(coverage)}
    files |= {f"concepts/{concept.id}.yaml": dump_concept(concept) for concept in book.concepts.values()}
    files |= {f"{rule.topic}/{rule.id}.yaml": dump_rule(rule) for rule in book.rules.values()}
    files |= other_files or {}
    return dict(sorted(files.items()))


def _head(book: RuleBook) -> dict[str, _Node]:
    about = book.about
    return {
        "name": book.name,
        "version": book.version,
        "title": book.title,
        "intended_use": book.intended_use,
        "intended_users": about.intended_users,
        "population": about.population,
        "not_for": about.not_for,
        "known_limits": about.known_limits,
        "developer": about.developer,
        "released": about.released,
        "revised": about.revised,
        "source_attributes": {attribute.id: attribute.answer for attribute in about.attributes},
        "topics": [_Line({"id": topic.id, "letter": topic.letter, "title": topic.title}) for topic in book.topics],
    }


def _covered(item: CoverageItem) -> _Node:
    entry: dict[str, _Node] = {"id": item.id, "text": item.text}
    if item.also:
        entry["also"] = _Line(item.also)
    return _Line(entry | ({"gap": item.gap} if item.gap else {}))


def _severity(severity: SeverityChoice) -> _Node:
    if not severity.cases:
        return severity.otherwise
    cases: dict[str, _Node] = {case.severity: _condition(case.when) for case in severity.cases}
    return cases | {"otherwise": severity.otherwise}


def _texts(texts: Sequence[Text]) -> _Node:
    return texts[0].text if len(texts) == 1 and texts[0].when is None else [_text(text) for text in texts]


def _text(text: Text) -> _Node:
    return text.text if text.when is None else {"text": text.text, "when": _condition(text.when)}


def _cover(cover: Cover) -> _Node:
    return cover.rule if cover.when is None else {"rule": cover.rule, "when": _condition(cover.when)}


def _evidence(use: EvidenceUse) -> _Node:
    entry: dict[str, _Node] = {use.cited_as: use.evidence, "supports": use.supports}
    return _Line(entry) if use.when is None else entry | {"when": _condition(use.when)}


def _condition(condition: Condition) -> _Node:
    match condition:
        case FactLeaf():
            literals = _literals(condition)
            leaf: dict[str, _Node] = {"fact": condition.fact, condition.operator: literals}
        case VerdictLeaf():
            concept = condition.target.startswith("concept:")
            target = condition.target.removeprefix("concept:")
            leaf = {"concept" if concept else "rule": target, "is": _Word(condition.equals.value)}
        case AnyRule():
            return _selection(condition.selection)
        case All():
            return {"all": [_condition(part) for part in condition.parts]}
        case Any():
            if condition.selection:
                return _selection(condition.selection)
            return {"any": [_condition(part) for part in condition.parts]}
        case Not():
            return {"not": _condition(condition.part)}
        case _:
            assert_never(condition)
    if condition.if_unknown is not None:
        leaf["if_unknown"] = _Word(condition.if_unknown.value)
    return _Line(leaf)


def _selection(selection: Iterable[tuple[str, str]]) -> _Node:
    return _Line({"any_rule": _Line(dict(selection)), "is": _Word("yes")})


def _literals(leaf: FactLeaf) -> _Node:
    unit = VOCABULARY[leaf.fact].unit
    words: list[_Node] = [_literal(value, unit) for value in leaf.literals]
    return _Line(words) if leaf.operator in ("one_of", "none_of", "between") else words[0]


def _literal(value: str | float | bool, unit: str) -> _Node:
    if isinstance(value, bool):
        return _Word("true" if value else "false")
    if isinstance(value, str):
        return value
    digits = format(Decimal(repr(value)), "f")
    return _Word(f"{digits.removesuffix('.0')} {unit}")


# What may stand without quotes: it starts with a letter, and holds no sign that means something to YAML where it is.
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\"\\]|:(?=\S))*(?<![\s:])\Z")
_PLAIN_IN_BRACKETS = re.compile(r"[^\W\d_][^:#\"\\,\[\]{}]*(?<!\s)\Z")
# Words that another YAML reader, an editor's for one, takes for a boolean or for nothing.
_NOT_TEXT = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|none)\Z", re.IGNORECASE)
_DAY_OR_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}\Z|\d+\.\d+\.\d+\Z", re.ASCII)


WIDTH = 110


def _scalar(text: str, plain: re.Pattern[str] = _PLAIN_IN_BRACKETS) -> str:
    """The text, quoted where YAML would read something else; days and versions stay bare, as rule files write them."""
    if _DAY_OR_VERSION.match(text):
        return text
    if text.isprintable() and plain.match(text) and not _NOT_TEXT.match(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    if letter.isprintable():
        return letter
    code = ord(letter)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("half of a surrogate pair can't be written into a YAML file")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _document(node: _Node) -> str:
    return "\n".join(_block(node)) + "\n"


def _block(node: _Node) -> Iterator[str]:
    """The lines of a node that starts on a line of its own."""
    if isinstance(node, str):
        yield from _folded(node) if _may_fold(node) else (_scalar(node, _PLAIN),)
    elif isinstance(node, (_Word, _Line)) or not node:
        yield _on_one_line(node)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            first, *rest = _block(value)
            if isinstance(value, (str, _Word, _Line)) or not value:
                yield f"{_scalar(key)}: {first}"
                yield from ("  " + line if line else line for line in rest)
            else:
                yield f"{_scalar(key)}:"
                yield from ("  " + line for line in (first, *rest))
    else:
        for item in node:
            for index, line in enumerate(_block(item)):
                yield ("  " if index else "- ") + line


def _may_fold(text: str) -> bool:
    return len(text) > WIDTH and text.isprintable() and text == " ".join(text.split())


def _folded(text: str) -> Iterator[str]:
    yield ">-"
    yield from textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _on_one_line(node: _Node) -> str:
    if isinstance(node, _Word):
        return node.word
    if isinstance(node, str):
        return _scalar(node)
    value = node.value if isinstance(node, _Line) else node
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_on_one_line(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(_on_one_line, value)) + "]"
