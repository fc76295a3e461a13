"""Kleene's strong logic, over every pair and triple of truths."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from cd38rules.truth import NO, UNKNOWN, YES, Truth, all_of, any_of, negate, of

TRUTHS = (NO, UNKNOWN, YES)  # in the order of how true they are: "and" is the least, "or" the greatest
TRIPLES = [pytest.param(triple, id="-".join(t.value for t in triple)) for triple in product(TRUTHS, repeat=3)]

# Written out, as the laws below would hold of other logics too.
AND_OR = {
    (YES, YES): (YES, YES),
    (YES, NO): (NO, YES),
    (YES, UNKNOWN): (UNKNOWN, YES),
    (NO, YES): (NO, YES),
    (NO, NO): (NO, NO),
    (NO, UNKNOWN): (NO, UNKNOWN),
    (UNKNOWN, YES): (UNKNOWN, YES),
    (UNKNOWN, NO): (NO, UNKNOWN),
    (UNKNOWN, UNKNOWN): (UNKNOWN, UNKNOWN),
}
NEGATED = {YES: NO, NO: YES, UNKNOWN: UNKNOWN}


@pytest.mark.parametrize("pair", [pytest.param(pair, id="-".join(t.value for t in pair)) for pair in AND_OR])
def test_and_and_or_of_two_are_as_in_the_table(pair: tuple[Truth, Truth]) -> None:
    assert (all_of(pair), any_of(pair)) == AND_OR[pair]


@pytest.mark.parametrize("triple", TRIPLES)
def test_all_of_three_is_the_least_true_of_them(triple: tuple[Truth, ...]) -> None:
    assert all_of(triple) is TRUTHS[min(map(TRUTHS.index, triple))]


@pytest.mark.parametrize("triple", TRIPLES)
def test_any_of_three_is_the_truest_of_them(triple: tuple[Truth, ...]) -> None:
    assert any_of(triple) is TRUTHS[max(map(TRUTHS.index, triple))]


@pytest.mark.parametrize("triple", TRIPLES)
def test_order_grouping_and_repetition_never_matter(triple: tuple[Truth, ...]) -> None:
    first, *rest = triple
    for join in (all_of, any_of):
        together = join(triple)
        assert {join(other) for other in permutations(triple)} == {together}
        assert join([first, join(rest)]) is together
        assert join([*triple, *triple]) is together


@pytest.mark.parametrize("triple", TRIPLES)
def test_a_negated_all_is_any_of_the_negated(triple: tuple[Truth, ...]) -> None:
    assert negate(all_of(triple)) is any_of(map(negate, triple))
    assert negate(any_of(triple)) is all_of(map(negate, triple))


@pytest.mark.parametrize("triple", TRIPLES)
def test_settling_an_unknown_never_turns_a_decided_result_around(triple: tuple[Truth, ...]) -> None:
    ways = [(YES, NO) if truth is UNKNOWN else (truth,) for truth in triple]
    for join in (all_of, any_of):
        settled = {join(way) for way in product(*ways)}
        assert settled == {join(triple)} or (join(triple) is UNKNOWN and settled == {YES, NO})


def test_none_at_all_is_yes_for_all_and_no_for_any() -> None:
    assert (all_of([]), any_of([])) == (YES, NO)


@pytest.mark.parametrize("truth", TRUTHS)
def test_negation_swaps_yes_and_no_and_leaves_unknown(truth: Truth) -> None:
    assert negate(truth) is NEGATED[truth]
    assert negate(negate(truth)) is truth


def test_what_is_not_recorded_is_unknown_never_no() -> None:
    assert (of(True), of(False), of(None)) == (YES, NO, UNKNOWN)


@pytest.mark.parametrize("truth", TRUTHS)
def test_a_truth_cannot_be_used_as_a_condition(truth: Truth) -> None:
    for use in (lambda: bool(truth), lambda: not truth, lambda: truth and YES, lambda: 1 if truth else 0):
        with pytest.raises(TypeError, match="compare it with `is`"):
            use()
