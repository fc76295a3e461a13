"""A table file to rules: columns become conditions, shared keys are written once, rows may replace them."""

from __future__ import annotations

from cd38rules.rules.condition import All, Condition, FactLeaf, VerdictLeaf
from cd38rules.rules.located import read_yaml
from cd38rules.rules.model import Rule
from cd38rules.rules.read_rule import RuleReader
from cd38rules.rules.table import rows_as_rules
from cd38rules.truth import YES

COMMON = """
table: some-table
title: A table
columns:
  - {name: asthma, fact: lungs.asthma}
  - {name: fev1, fact: lungs.fev1}
common:
  kind: evidence
  severity: info
  claim: subgroup
  audience: [haematologist]
  review: {version: 1.0.0, status: draft, reviewed_by: [], next_review: 2027-05-31}
"""
SHARED = "  applies_when: {rule: other, is: yes}\n"
OTHER = VerdictLeaf("other", YES)
ASTHMA = FactLeaf("lungs.asthma", "is", (True,))


def rules(text: str) -> list[Rule]:
    node, faults = read_yaml(text, "lungs/some-table.yaml")
    assert node is not None
    reader = RuleReader("lungs", faults)
    found = [reader.rule(row.rule) for row in rows_as_rules(node, faults)]
    assert faults == []
    return [rule for rule in found if rule is not None]


def row(name: str, rest: str) -> str:
    return f"  - {{id: {name}, title: A row, advice: {{summary: Consider it.}}, {rest}}}\n"


def conditions(text: str) -> list[Condition | None]:
    return [rule.applies_when for rule in rules(text)]


def test_a_cell_is_a_value_or_one_operator() -> None:
    cells = row("one", "when: {asthma: true}") + row("two", "when: {fev1: {below: 50 %}}")
    assert conditions(COMMON + "rows:\n" + cells) == [ASTHMA, FactLeaf("lungs.fev1", "below", (50,))]


def test_a_cell_may_settle_its_doubt() -> None:
    cells = row("one", "when: {asthma: {is: true, if_unknown: yes}}")
    assert conditions(COMMON + "rows:\n" + cells) == [FactLeaf("lungs.asthma", "is", (True,), YES)]


def test_the_cells_of_a_row_and_the_shared_condition_must_all_hold() -> None:
    cells = row("one", "when: {asthma: true, fev1: {below: 50 %}}")
    assert conditions(COMMON + SHARED + "rows:\n" + cells) == [
        All((OTHER, ASTHMA, FactLeaf("lungs.fev1", "below", (50,))))
    ]


def test_a_row_without_cells_has_the_shared_condition() -> None:
    assert conditions(COMMON + SHARED + "rows:\n" + row("one", "hazards: [H1]")) == [OTHER]


def test_a_row_replaces_what_is_shared_its_condition_too() -> None:
    own = row("one", "claim: gap, applies_when: {fact: lungs.copd, is: true}, when: {asthma: true}")
    found, other = rules(COMMON + SHARED + "rows:\n" + own + row("two", "when: {asthma: true}"))
    assert (found.claim, found.applies_when) == ("gap", All((FactLeaf("lungs.copd", "is", (True,)), ASTHMA)))
    assert (other.claim, other.applies_when) == ("subgroup", All((OTHER, ASTHMA)))


def test_a_row_stands_where_it_is_written() -> None:
    found, other = rules(COMMON + "rows:\n" + row("one", "when: {asthma: true}") + row("two", "when: {asthma: false}"))
    assert [str(rule.place) for rule in (found, other)] == ["lungs/some-table.yaml:14:5", "lungs/some-table.yaml:15:5"]


SHOWN = COMMON.replace(
    "common:\n", "  - {name: share, shows: figure}\n  - {name: who, shows: words}\ncommon:\n"
).replace(
    "  audience:",
    "  advice: {summary: 'Seen in {<share>} of <who>.'}\n"
    "  evidence: [{figure: <share>, supports: summary}]\n  caveats: [Said of <who>.]\n  audience:",
)
SEEN = "  - {id: one, title: A row, when: {asthma: true}, cells: {share: small/share, who: adults}"


def test_a_cell_stands_where_the_common_texts_and_evidence_name_its_column() -> None:
    (found,) = rules(SHOWN + "rows:\n" + SEEN + "}\n")
    assert [text.text for text in (*found.summary, *found.caveats)] == [
        "Seen in {small/share} of adults.",
        "Said of adults.",
    ]
    assert [use.evidence for use in found.evidence] == ["small/share"]


def test_evidence_and_caveats_of_a_row_come_after_those_of_all_rows() -> None:
    own = "evidence: [{gap: small/none, supports: caveat}], caveats: [Of this row.]"
    (found,) = rules(SHOWN + "rows:\n" + SEEN + f", {own}}}\n")
    assert [use.evidence for use in found.evidence] == ["small/share", "small/none"]
    assert [text.text for text in found.caveats] == ["Said of adults.", "Of this row."]


def test_a_row_may_stand_in_a_topic_of_its_own() -> None:
    node, faults = read_yaml(COMMON + "rows:\n" + row("one", "topic: age, when: {asthma: true}"), "x.yaml")
    assert node is not None
    assert [found.topic for found in rows_as_rules(node, faults)] == ["age"]
    assert faults == []
