"""What is written from a rule book reads back as the same rule book, and no text makes the loader fail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.book_strategies import conditions, rule, rulebooks

from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import Condition, FactLeaf, Not
from cd38rules.rules.dump import dump_book, dump_condition, dump_rule
from cd38rules.rules.load import inspect_rulebook, read_files
from cd38rules.rules.located import read_yaml
from cd38rules.rules.model import Cover, EvidenceUse, Review, Text
from cd38rules.rules.read_condition import ConditionReader
from cd38rules.rules.read_rule import RuleReader
from cd38rules.truth import UNKNOWN

ROOT = Path(__file__).resolve().parents[2]
FILES = read_files(ROOT / "rules")
EVIDENCE = {path: text for path, text in FILES.items() if path.startswith("evidence/")}
WRITTEN = sorted(set(FILES) - set(EVIDENCE))
BARE = {path: FILES[path] for path in ("rulebook.yaml", "coverage.yaml", "lungs/copd-dara-bronchodilator.yaml")}


def loaded(files: Mapping[str, str]) -> RuleBook:
    book, faults = inspect_rulebook(files)
    assert book is not None, [str(fault) for fault in faults]
    return book


def same(one: RuleBook, other: RuleBook) -> None:
    assert dict(other.rules) == dict(one.rules)
    assert dict(other.concepts) == dict(one.concepts)
    assert other.plan == one.plan
    assert (other.name, other.version, other.title, other.intended_use) == (
        one.name,
        one.version,
        one.title,
        one.intended_use,
    )
    assert (other.about, other.topics, other.coverage) == (one.about, one.topics, one.coverage)


@given(rulebooks())
def test_a_generated_book_reads_back_as_it_was(book: RuleBook) -> None:
    files = dump_book(book)
    once = loaded(files)
    same(book, once)
    assert dump_book(once) == files


def test_the_shipped_book_reads_back_as_it_was(book: RuleBook) -> None:
    once = loaded(dump_book(book, EVIDENCE))
    same(book, once)
    assert dump_book(once, EVIDENCE) == dump_book(book, EVIDENCE)


def test_files_that_are_handed_over_win_over_written_ones(book: RuleBook) -> None:
    assert dump_book(book, {"rulebook.yaml": FILES["rulebook.yaml"]})["rulebook.yaml"] == FILES["rulebook.yaml"]


@given(conditions(("some-rule", "concept:some-concept")))
def test_a_condition_reads_back_as_it_was(condition: Condition) -> None:
    node, faults = read_yaml(dump_condition(condition), "x.yaml")
    assert ConditionReader(faults).read(node) == condition
    assert faults == []


AWKWARD = [
    "yes",
    "no",
    "true",
    "null",
    "~",
    "1.0",
    "7",
    "007",
    "1e5",
    "2027-05-31",
    "1.0.0",
    "50 %",
    "- a",
    "? a",
    "a: b",
]
AWKWARD += [
    "a:",
    ":a",
    "# a",
    "a #b",
    "[a]",
    "{agent}",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "'a'",
    '"a"',
    "a\\n",
    "%",
    "@a",
    "`a`",
]
AWKWARD += [
    "<<",
    "=",
    "…",
    "FEV₁ < 50%",
    "é: ü",
    "\ufeffa",
    "a\u2028b",
    "a\x85b",
    "\x00",
    "\U0001f9ea",
    "---",
    "...",
    "a\tb",
]
WORDS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
WORDS = WORDS.filter(lambda word: bool(word.strip()))


@given(WORDS, WORDS, WORDS, conditions())
def test_a_text_reads_back_as_it_was_whatever_stands_in_it(title: str, said: str, name: str, when: Condition) -> None:
    text = " ".join(said.split())
    written = replace(
        rule("some-rule", when),
        title=title,
        summary=(Text(text, when), Text("Otherwise.")),
        detail=(Text(text * 9),),
        caveats=(Text(text), Text(text, when)),
        covers=(Cover("one"), Cover("two", when)),
        evidence=(EvidenceUse("a/b", "detail", when, cited_as="gap"), EvidenceUse("a/c", "summary", cited_as="figure")),
        audience=(name,),
        hazards=(name, said),
        never=((UNKNOWN, said),),
        review=Review("1.0.0", "retired", (name,), "2027-05-31", "2026-05-31"),
        allow=((name, said),),
    )
    node, faults = read_yaml(dump_rule(written), "generated/some-rule.yaml")
    assert node is not None, faults
    assert RuleReader("generated", faults).rule(node) == written
    assert faults == []


def test_half_of_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        dump_rule(replace(rule("some-rule", Not(FactLeaf("lungs.copd", "is", (True,)))), title="\ud800"))


@settings(max_examples=3 * settings().max_examples)
@given(
    st.sampled_from(
        [
            "rulebook.yaml",
            "exclusive.yaml",
            "families.yaml",
            "monotone.yaml",
            "coverage.yaml",
            "lungs/x.yaml",
            "concepts/x.yaml",
            "odd/x/y.yaml",
        ]
    ),
    st.data(),
)
def test_no_text_makes_the_loader_fail(path: str, data: st.DataObject) -> None:
    text = data.draw(st.one_of(YAML_LIKE, st.text(max_size=60)))
    _, faults = inspect_rulebook({**BARE, path: text})
    assert all("\n" not in str(fault) for fault in faults)


@settings(max_examples=4 * settings().max_examples)
@given(st.sampled_from(WRITTEN), st.data())
def test_no_damage_to_a_shipped_file_makes_the_loader_fail(path: str, data: st.DataObject) -> None:
    beside = {other: FILES[other] for other in WRITTEN if Path(other).parent in (Path(path).parent, Path())}
    _, faults = inspect_rulebook({**BARE, **beside, path: damaged(FILES[path], data)})
    assert all("\n" not in str(fault) for fault in faults)


@settings(max_examples=settings().max_examples // 6)
@given(st.sampled_from(WRITTEN), st.data())
def test_what_still_loads_after_damage_reads_back_as_it_was(path: str, data: st.DataObject) -> None:
    book, faults = inspect_rulebook({**FILES, path: damaged(FILES[path], data)})
    assert (book is None) == any(fault.severity == "error" for fault in faults)
    if book is not None:
        same(book, loaded(dump_book(book, EVIDENCE)))


def damaged(text: str, data: st.DataObject) -> str:
    """The text after one to three changes: a line lost, doubled, indented or moved, a value replaced or wrapped."""
    lines = text.splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        if not lines:
            break
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        match data.draw(st.integers(0, 7)):
            case 0:
                del lines[number]
            case 1:
                lines.insert(number, line)
            case 2:
                lines[number] = "  " + line
            case 3:
                lines[number] = line.removeprefix("  ")
            case 4:
                lines.append(lines.pop(number))
            case 5:
                lines[number] = VALUE.sub(lambda hit: f"{hit[1]} {data.draw(VALUES)}", line, count=1)
            case 6:
                words = WORD.findall(line) or ["x"]
                lines[number] = line.replace(data.draw(st.sampled_from(words)), data.draw(VALUES), 1)
            case _:
                lines[number] = VALUE.sub(lambda hit: f"{hit[1]} [{hit[2]}]", line, count=1)
    return "\n".join(lines) + "\n"


VALUE = re.compile(r"(\w+:)([^,}\]]*)")
WORD = re.compile(r"[\w.-]+")
VALUES = st.one_of(
    st.sampled_from(
        ["", "[]", "{}", "~", "true", "yes", "unknown", "7", "-1", "1e9", "9" * 400, "9" * 5000, "1.5", "50 %"]
    ),
    st.sampled_from(
        ["x", "[x]", "{a: b}", "[[x]]", "{fact: lungs.copd, is: true}", "'", "*a", "&a x", "!x y", "<<", "\ud800"]
    ),
    st.sampled_from(
        ["lungs.fev1", "regimen.agent", "copd-dara-fev1-lt50", "{rule: copd-dara-fev1-lt50, is: yes}", "\x00"]
    ),
    st.sampled_from(["9" * 400 + " %", "9" * 400 + " kg", "{any_rule: {topic: lungs}, is: yes}", "٥ %", "2027-02-30"]),
)
PIECES = st.one_of(
    VALUES, st.sampled_from(["a:", "- ", "\n", "  ", "{", "}", "[", "]", ": ", "? ", "when:", "id:", "table:", "rows:"])
)
YAML_LIKE = st.lists(PIECES, max_size=30).map("".join)
