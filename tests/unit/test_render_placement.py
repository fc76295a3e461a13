"""Where each applying rule is shown: once, and never nowhere."""

from __future__ import annotations

from tests.unit.test_render_sample import bare, report

from cd38rules.render.placement import Placement
from cd38rules.report import Advisory


def placed(*advisories: Advisory) -> dict[str, list[str]]:
    """The rules that stand alone with the rules shown under each."""
    shown = report(
        advisories=tuple(entry for entry in advisories if entry.kind == "advisory"),
        questions=tuple(entry for entry in advisories if entry.kind == "question"),
    )
    placement = Placement(shown)
    standing = placement.standing("advisory") + placement.standing("question")
    return {entry.rule: [covered.rule for covered in under] for entry, under in standing}


def test_a_covered_rule_stands_under_its_cover_across_kinds() -> None:
    cover = bare("typing", covers=("ask-typing",))
    assert placed(cover, bare("ask-typing", kind="question", covered_by=("typing",))) == {"typing": ["ask-typing"]}


def test_a_chain_of_covers_stands_under_its_first() -> None:
    assert placed(
        bare("c", covered_by=("b",)),
        bare("b", covers=("c",), covered_by=("a",)),
        bare("a", covers=("b",)),
    ) == {"a": ["c", "b"]}


def test_a_rule_with_two_covers_is_shown_under_the_first_only() -> None:
    assert placed(bare("a", covers=("x",)), bare("b", covers=("x",)), bare("x", covered_by=("a", "b"))) == {
        "a": ["x"],
        "b": [],
    }


def test_between_regimens_the_cover_of_the_same_role_is_taken() -> None:
    current = bare("cover", covers=("x",), roles=("current",), agents=("daratumumab",), summary="For current.")
    planned = bare("cover", covers=("x",), roles=("planned",), agents=("isatuximab",), summary="For planned.")
    covered = bare("x", covered_by=("cover",), roles=("planned",), agents=("isatuximab",))
    standing = Placement(report(advisories=(current, planned, covered))).standing("advisory")
    assert [(entry.summary, len(under)) for entry, under in standing] == [("For current.", 0), ("For planned.", 1)]


def test_a_rule_whose_cover_is_not_in_the_report_stands_alone_with_what_it_covers() -> None:
    assert placed(
        bare("below", covered_by=("orphan",)), bare("orphan", covers=("below",), covered_by=("elsewhere",))
    ) == {"orphan": ["below"]}


def test_rules_that_cover_each_other_in_a_circle_are_not_lost() -> None:
    assert placed(bare("a", covers=("b",), covered_by=("b",)), bare("b", covers=("a",), covered_by=("a",))) == {
        "a": ["b"]
    }
