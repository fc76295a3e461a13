"""The engines, which share no evaluation code, decide alike on generated rule books and facts."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.properties.book_strategies import FACTS, facts_for, rulebooks
from tests.properties.counting import count_verdicts

from cd38rules.engines import reference
from cd38rules.engines.durable import DurableEngine
from cd38rules.facts import Facts
from cd38rules.rules.book import RuleBook

FEW = FACTS[:12] + tuple(fact for fact in FACTS if fact.name in ("regimen.washout", "exposure.since_daratumumab"))


@given(rulebooks(most_rules=8), st.lists(facts_for(), min_size=1, max_size=4))
def test_durable_and_reference_agree_on_any_rule_book_and_patient(book: RuleBook, patients: list[Facts]) -> None:
    engine = DurableEngine(book.plan)
    for facts in patients:
        expected = reference.decide(book.plan, facts)
        assert engine.decide(facts).truths == expected.truths
        count_verdicts(expected)


@given(rulebooks(most_rules=12, facts=FEW), st.lists(facts_for(FEW), min_size=1, max_size=12))
@settings(max_examples=settings().max_examples * 2 // 3)
def test_they_agree_where_many_rules_share_few_facts(book: RuleBook, patients: list[Facts]) -> None:
    engine = DurableEngine(book.plan)
    for facts in patients:
        expected = reference.decide(book.plan, facts)
        assert engine.decide(facts).truths == expected.truths
        count_verdicts(expected)
        event(f"{len(set(expected.truths.values()))} different verdicts")
