"""The rules of the peer benchmark say what the rule book says. Needs none of the peers."""

from __future__ import annotations

import operator
from collections.abc import Callable

import pytest
from benchmarks.peers.by_hand import ByHand, ByHandOverFacts
from benchmarks.peers.clips_rules import production
from benchmarks.peers.expressions import _conditions
from benchmarks.peers.logic import Compare, Holds, Logic, reading_of
from benchmarks.peers.ours import Columnar, Durable, Reference
from benchmarks.peers.peer import Peer, as_choice, as_text, differences, expected
from benchmarks.peers.prepared import Prepared, Row, prepare, read_profiles
from benchmarks.peers.results import Cell, Measured, Run
from benchmarks.peers.rules import CHOSEN, chosen_rules, grown_rules, shipped_book
from tests.corpus.generated import patients

from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import FactLeaf, walk

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return shipped_book()


@pytest.fixture(scope="module")
def prepared(book: RuleBook) -> Prepared:
    return prepare(chosen_rules(book), read_profiles(patients(2_000, seed=5)))


def holds(logic: Logic, row: Row) -> bool:
    if isinstance(logic, Holds):
        return row[logic.field] is logic.value
    if isinstance(logic, Compare):
        return COMPARISONS[logic.comparison](row[logic.field], logic.limit)
    return (all if logic.kind == "and" else any)(holds(part, row) for part in logic.parts)


def assert_logic_equals_reference(prepared: Prepared) -> None:
    for table in prepared.tables.values():
        for row, verdicts in zip(table.rows, table.verdicts, strict=True):
            for rule, verdict in zip(table.rules, verdicts, strict=True):
                found = (2 if holds(rule.surely, row) else 1) if holds(rule.possibly, row) else 0
                assert found == verdict, f"{rule.name}: got {found}, expected {verdict}"


def test_there_are_24_rules_of_every_kind_of_test(book: RuleBook) -> None:
    rules = chosen_rules(book)
    leaves = [part for name in rules.names for part in walk(rules.decisions[name].condition)]
    operators = {leaf.operator for leaf in leaves if isinstance(leaf, FactLeaf)}
    assert len(set(CHOSEN)) == 24
    assert {"is", "is_not", "one_of", "none_of", "below", "at_least", "above", "between", "recorded"} <= operators


def test_every_rule_of_the_24_is_yes_no_and_unknown_or_the_book_forbids_it(prepared: Prepared) -> None:
    never_unknown = {"missing-isotype", "transfusion-pretreatment-typing"}
    for table in prepared.tables.values():
        for place, rule in enumerate(table.rules):
            seen = {verdicts[place] for verdicts in table.verdicts}
            assert seen == ({0, 2} if rule.name in never_unknown else {0, 1, 2}), rule.name


def test_the_readings_that_peers_get_equal_the_reference_engine(prepared: Prepared) -> None:
    assert_logic_equals_reference(prepared)


def test_so_do_those_of_the_rest_of_the_book_and_of_copies(book: RuleBook) -> None:
    assert_logic_equals_reference(prepare(grown_rules(200, book), read_profiles(patients(200, seed=6))))


def test_grown_sets_start_with_the_24_and_no_two_copies_are_alike(book: RuleBook) -> None:
    grown = grown_rules(1_000, book)
    assert grown.names[:24] == CHOSEN
    assert len(set(grown.names)) == 1_000
    copies = [name for name in grown.names if "@" in name]
    assert len({grown.decisions[name].condition for name in copies}) == len(copies)


@pytest.mark.parametrize("engine", [Reference, Durable, ByHand, ByHandOverFacts, Columnar], ids=lambda e: e.name)
def test_engines_of_the_project_and_polars_by_hand_equal_the_reference_engine(
    engine: type[Peer], prepared: Prepared
) -> None:
    if engine in (ByHandOverFacts, Columnar):
        pytest.importorskip("cd38rules.facts.columns", reason="columns of facts aren't in this tree")
    if engine is Columnar:
        pytest.importorskip("cd38rules.engines.columnar", reason="the columnar engine isn't in this tree")
    peer = engine(prepared, 2)
    assert differences(peer.blobs(peer.decide()), expected(prepared, 2), prepared) == {}


def test_a_wrong_verdict_is_found_and_its_rule_named(prepared: Prepared) -> None:
    right = expected(prepared, 1)
    wrong = {**right, "patient": bytes([2 - right["patient"][0]]) + right["patient"][1:]}
    first = prepared.tables["patient"].rules[0].name
    assert differences(wrong, right, prepared) == ({first: 1} if right["patient"][0] != 1 else {})


def test_a_rule_in_the_syntax_of_each_peer(book: RuleBook) -> None:
    rules = chosen_rules(book)
    rule = reading_of(rules.decisions["transfusion-dara-tail-6mo"], rules.decisions)
    assert as_text(rule.surely, "&&", "||", "!") == (
        "(exposure_ended_daratumumab_s && !exposure_current_daratumumab_s && exposure_since_daratumumab_lo <= 6.0)"
    )
    assert as_choice(rule, lambda logic: as_text(logic, "and", "or", "not ")).endswith("_lo <= 6.0) ? 2 : 1) : 0")
    assert _conditions(rule.surely) == {
        "all": [
            {"name": "exposure_ended_daratumumab_s", "operator": "is_true", "value": True},
            {"name": "exposure_current_daratumumab_s", "operator": "is_false", "value": True},
            {"name": "exposure_since_daratumumab_lo", "operator": "less_than_or_equal_to", "value": 6.0},
        ]
    }


def test_a_rule_of_clips_binds_what_its_groups_test(prepared: Prepared) -> None:
    table = prepared.tables["patient"]
    rule = next(rule for rule in table.rules if rule.name == "transfusion-typing-missed")
    assert production("s2", rule.surely, table, "(note ?row 2 2)") == (
        "(defrule s2 (case (row ?row) (exposure_ended_daratumumab_s ?exposure_ended_daratumumab_s) "
        "(exposure_current_daratumumab_s ?exposure_current_daratumumab_s) "
        "(exposure_ended_isatuximab_s ?exposure_ended_isatuximab_s) "
        "(exposure_current_isatuximab_s ?exposure_current_isatuximab_s) (transfusion_typing_in_time_p FALSE) "
        "(exposure_since_daratumumab_lo ?exposure_since_daratumumab_lo) "
        "(exposure_since_isatuximab_lo ?exposure_since_isatuximab_lo)) "
        "(test (or (eq ?exposure_current_daratumumab_s TRUE) (and (eq ?exposure_ended_daratumumab_s TRUE) "
        "(<= ?exposure_since_daratumumab_lo 6.0)) (eq ?exposure_current_isatuximab_s TRUE) "
        "(and (eq ?exposure_ended_isatuximab_s TRUE) (<= ?exposure_since_isatuximab_lo 6.0)))) => (note ?row 2 2))"
    )


def test_what_takes_too_long_is_judged_by_the_nearest_smaller_cell() -> None:
    small, wide, long = Cell(24, 10), Cell(200, 10), Cell(24, 100)
    run = Run(cells=(small, wide, long), most_seconds=1, most_rounds=1)
    assert run.nearest("x", small) is None
    run.measured["x", small] = Measured(seconds=[2.0, 1.0, 5.0])
    assert run.rate("x", small) == 5.0
    assert run.nearest("x", wide) == run.nearest("x", long) == small
    run.measured["x", wide] = Measured(seconds=[3.0])
    assert run.nearest("x", long) == small
    assert run.nearest("x", Cell(1000, 10)) == wide
