"""Conditions and texts as a reader of the site sees them: outlines with every concept written out, the cells of a
decision table, and texts with their figures filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts import VOCABULARY, definition_of
from ..present import Presenter
from ..rules.condition import All, Any, Condition, FactLeaf, Not, VerdictLeaf
from ..rules.evidence_model import EvidenceCatalogue
from ..rules.model import Text
from ..rules.texts import FILLINGS, PLACEHOLDER, STAND_INS, filled
from ..truth import YES
from .alternatives import Alternatives, RowTest

OPEN = "not decided by what is recorded"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outline: `target` is the page it links to (`facts/…`, `rules/…`, `concepts/…`), or ""."""

    words: str
    target: str = ""
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `evidence` is the id of the figure that it shows, or ""."""

    words: str
    evidence: str = ""
    is_placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a rule, and in words when it is shown ("" is always)."""

    pieces: tuple[Piece, ...]
    when: str

    @property
    def words(self) -> str:
        """The text without its links."""
        return "".join(piece.words for piece in self.pieces)


def outlined(condition: Condition, presenter: Presenter) -> Line:
    """A condition as nested lines; below a concept stands its own condition."""
    match condition:
        case Any(_, _, selection) if selection:
            return Line(presenter.words(condition))
        case All(parts) | Any(parts):
            head = "all of these" if isinstance(condition, All) else "at least one of these"
            return Line(head, "", tuple(outlined(part, presenter) for part in parts))
        case Not(part):
            return Line("not this", "", (outlined(part, presenter),))
        case VerdictLeaf(target) if target.startswith("concept:"):
            name = target.removeprefix("concept:")
            inside = outlined(presenter.book.concepts[name].condition, presenter)
            return Line(presenter.words(condition), f"concepts/{name}", (inside,))
        case VerdictLeaf(target):
            return Line(presenter.words(condition), f"rules/{target}")
        case FactLeaf(fact):
            return Line(presenter.words(condition), f"facts/{fact}")
    return Line(presenter.words(condition))


def input_words(name: str, presenter: Presenter) -> str:
    """What a column of a decision table looks at."""
    if name in presenter.titles:
        is_concept = name.startswith("concept:")
        return presenter.title(name) if is_concept else f"“{presenter.title(name)}”"
    return name if name.startswith("any rule: ") else _label(name)


def input_page(name: str) -> str:
    """The page of what a column looks at."""
    if name.startswith("any rule: "):
        return ""
    if name.startswith("concept:"):
        return f"concepts/{name.removeprefix('concept:')}"
    return f"facts/{name}" if name in VOCABULARY else f"rules/{name}"


def cell_words(tests: list[RowTest], presenter: Presenter) -> str:
    """The tests of one input in one row, in words, without the name of the input."""
    if _asks_whether_open(tests):
        return OPEN
    return " and ".join(_test_words(test, presenter) for test in tests)


def row_words(row: tuple[RowTest, ...], presenter: Presenter) -> list[str]:
    """A row as phrases, one for each input."""
    by_input: dict[str, list[RowTest]] = {}
    for test in row:
        by_input.setdefault(test.input, []).append(test)
    phrases = []
    for name, tests in by_input.items():
        if len(tests) == 1 or not _asks_whether_open(tests):
            phrases += [presenter.words(test.condition) for test in tests]
        else:
            phrases.append(f"{input_words(name, presenter)}: {OPEN}")
    return phrases


def inputs_of(table: Alternatives) -> list[str]:
    """The inputs of a table in the order in which the rows name them."""
    return list(dict.fromkeys(test.input for row in table.rows for test in row))


def said(text: Text, presenter: Presenter) -> Said:
    """A text with its figures filled in."""
    when = "" if text.when is None else presenter.words(text.when)
    return Said(tuple(_pieces(text.text, presenter.book.catalogue)), when)


def _pieces(text: str, catalogue: EvidenceCatalogue) -> Iterator[Piece]:
    end = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > end:
            yield Piece(text[end : match.start()])
        name = match[1].partition("|")[0].strip()
        if name in FILLINGS:
            yield Piece(STAND_INS[name], is_placeholder=True)
        else:
            yield Piece(filled(match[0], {}, catalogue), name)
        end = match.end()
    if end < len(text):
        yield Piece(text[end:])


def _label(fact: str) -> str:
    return definition_of(fact).label


def _test_words(test: RowTest, presenter: Presenter) -> str:
    leaf = test.leaf
    if isinstance(leaf, FactLeaf):
        words = presenter.words(leaf).removeprefix(_label(leaf.fact)).lstrip(": ")
        return f"not: {words}" if test.negated else words
    if isinstance(leaf, VerdictLeaf):
        doubt = "" if leaf.if_unknown is None else " or undecided" if leaf.if_unknown is YES else ", and this is known"
        words = {"yes": "yes", "no": "no", "unknown": "can’t be decided"}[leaf.equals.value]
        return ("can be decided" if test.negated else words) + doubt
    return "no rule applies" if test.negated else "applies"


def _asks_whether_open(tests: list[RowTest]) -> bool:
    """Whether two tests, each also true of what is unknown, are opposites: then only the unknown passes both."""
    if len(tests) != 2 or any(test.negated or isinstance(test.leaf, Any) for test in tests):
        return False
    first, second = (test.leaf for test in tests)
    if isinstance(first, FactLeaf) and isinstance(second, FactLeaf):
        if first.if_unknown is not YES or second.if_unknown is not YES:
            return False
        flags = definition_of(first.fact).type == "flag"
        return flags and _asked(first) is not _asked(second)
    return False


def _asked(leaf: FactLeaf) -> bool:
    return (leaf.literals[0] is True) == (leaf.operator == "is")
