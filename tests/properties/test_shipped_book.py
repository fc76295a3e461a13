"""What the shipped rule book promises, on generated patients."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.properties.counting import count_verdicts
from tests.properties.profile_strategies import profiles

from cd38rules.engines import reference
from cd38rules.evaluation import Evaluator
from cd38rules.facts import ROLES, derive
from cd38rules.profile import PatientProfile, conflicts
from cd38rules.rules.load import load_rulebook
from cd38rules.rules.revisable import reasons_by_decision
from cd38rules.truth import NO, UNKNOWN, YES, Truth

BOOK = load_rulebook(ROOT / "rules")
EVALUATOR = Evaluator(BOOK)
REVISABLE = reasons_by_decision(BOOK.plan)

# The rules whose decided verdict is never turned round when more is recorded. Every other rule takes something for
# granted: `if_unknown`, `unless`, `recorded`, `is: unknown`, or a fact that does (rules/revisable.py says which).
STEADY = frozenset(
    {
        "age-dara-kd-gt65",
        "age-dara-kd-le65",
        "age-dara-pd-ge65",
        "age-dara-pd-lt65",
        "asthma-dara-prophylaxis-not-addressed",
        "asthma-dara-trial-exclusion",
        "copd-dara-fev1-lt50",
        "copd-dara-prophylaxis-stop",
        "copd-isa-no-prophylaxis",
        "cyto-dara-kd-high",
        "cyto-dara-kd-standard",
        "cyto-dara-pd-high",
        "cyto-dara-pd-standard",
        "dose-dara-iv-kd",
        "dose-dara-iv-pd",
        "dose-dara-sc",
        "dose-isa-iv",
        "dose-isa-sc-investigational",
        "eff-dara-kd-candor",
        "eff-dara-kd-candor-update",
        "eff-dara-pd-apollo",
        "eff-ndmm-benefit-mention",
        "gain1q21-dara-no-data",
        "ife-dira-dara",
        "ife-hydrashift-isa",
        "ife-igg-kappa-interference",
        "ife-mass-spec",
        "ife-mass-spec-cr-caveat",
        "ir-dara-post-steroid",
        "ir-dara-sc-rate",
        "ir-isa-no-post-steroid",
        "ir-isa-short-infusion",
        "ir-timing-grade",
        "label-dara-al",
        "label-dara-ndmm",
        "label-dara-rrmm-imid",
        "label-dara-rrmm-mono",
        "label-dara-rrmm-pi",
        "label-isa-kd-eu-wider-than-trial",
        "label-isa-kd-us-lines-above-3",
        "label-isa-not-described",
        "lines-dara-kd-1",
        "lines-dara-kd-ge2",
        "lines-dara-pd-1",
        "lines-dara-pd-2to3",
        "lines-dara-pd-gt3",
        "lung-function-prognosis",
        "mrd-apollo",
        "mrd-candor",
        "prognosis-plasmacytoma-1q21",
        "pulm-isa-trial-inclusion",
        "resist-cd55-cd59",
        "resist-immune-effector",
        "safety-discontinuation-dara-kd",
        "safety-discontinuation-dara-pd",
        "safety-neutropenia-dara-pd",
        "safety-teae3-dara-kd",
        "transfusion-iat-dara",
        "transfusion-iat-isa",
        "transfusion-iat-mechanism",
    }
)


def verdicts(profile: PatientProfile) -> dict[tuple[str, str], Truth]:
    """Every verdict of the shipped rules, also for regimens that aren't recorded."""
    facts = derive(profile)
    outcome = EVALUATOR.decide(facts)
    count_verdicts(outcome)
    found = {}
    for name in BOOK.plan_rules:
        rule = BOOK.rules[name]
        for role in ROLES if rule.scope == "regimen" else ("",):
            found[name, role] = outcome.of(name, rule.scope, role)
    return found


@given(profiles())
def test_no_valid_profile_makes_any_rule_raise_and_the_engines_agree(profile: PatientProfile) -> None:
    report = EVALUATOR.evaluate(profile)
    assert type(report).model_validate_json(report.model_dump_json()) == report


def without(profile: dict[str, Any], path: list[str | int]) -> dict[str, Any]:
    """A copy of the profile in which one field isn't recorded."""
    edited = copy.deepcopy(profile)
    inside: Any = edited
    for key in path[:-1]:
        inside = inside[key]
    del inside[path[-1]]
    return edited


def fields(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all fields of a profile that may be left out, entries of lists aside."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("patient_id", "as_of", "schema_version", "present", "abnormality", "value", "alternative"):
                found.append((*path, key))
            found += fields(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += fields(inner, (*path, index))
    return found


@pytest.mark.hazard("H1")
@given(profiles(), st.data())
def test_filling_in_a_fact_never_turns_a_steady_verdict_round(profile: PatientProfile, data: st.DataObject) -> None:
    # An alternative plan that isn't recorded is none, by contract; contradictions have no right order of filling in.
    assume(profile.therapy is None or profile.therapy.planned_alternative is None)
    assume(not conflicts(profile))
    full = profile.model_dump(mode="json", exclude_none=True)
    possible = fields(full)
    assume(possible)
    less = full
    for path in data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=4, unique=True)):
        try:
            less = without(less, list(path))
        except (KeyError, IndexError):
            continue  # it went with a group that was taken out before
    before, after = verdicts(PatientProfile.model_validate(less)), verdicts(profile)
    for (name, role), truth in before.items():
        if name not in REVISABLE and truth is not UNKNOWN:
            assert after[name, role] is truth, f"{name} ({role}) was {truth} and became {after[name, role]}"


def test_the_list_of_rules_that_a_later_record_may_turn_round_is_pinned() -> None:
    steady = {name for name in BOOK.plan_rules if name not in REVISABLE}
    assert steady == STEADY


@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_keys_never_matters(profile: PatientProfile, chance: random.Random) -> None:
    shuffled = PatientProfile.model_validate(shuffle(profile.model_dump(mode="json", exclude_none=True), chance))
    assert verdicts(shuffled) == verdicts(profile)


def shuffle(value: Any, chance: random.Random) -> Any:
    """The same JSON with keys and list entries in another order."""
    if isinstance(value, dict):
        items = list(value.items())
        chance.shuffle(items)
        return {key: shuffle(inner, chance) for key, inner in items}
    if isinstance(value, list):
        items = [shuffle(inner, chance) for inner in value]
        chance.shuffle(items)
        return items
    return value


@given(profiles())
def test_a_verdict_that_a_rule_declares_never_to_have_doesnt_occur(profile: PatientProfile) -> None:
    facts = derive(profile)
    outcome = reference.decide(BOOK.plan, facts)
    for (name, role), truth in outcome.truths.items():
        rule = BOOK.rules.get(name)
        if rule is not None:
            assert truth not in [never for never, _ in rule.never], f"{name} ({role}) is {truth}"


# Section 2 of the codes: what is never shown together for one regimen, or for the patient.
NEVER_TOGETHER = (
    ("transfusion-dtt-kell", "transfusion-dtt-kell-positive-exception"),
    ("transfusion-no-dtt-lab", "transfusion-trypsin-alternative"),
    ("transfusion-no-dtt-lab", "missing-dtt-capability"),
    ("transfusion-no-dtt-lab", "transfusion-modified-dtt"),
    ("copd-dara-bronchodilator", "copd-dara-prophylaxis-stop"),
    ("missing-copd", "copd-dara-bronchodilator"),
    ("missing-copd", "copd-dara-prophylaxis-stop"),
    ("missing-copd", "copd-dara-fev1-lt50"),
    ("asthma-dara-prophylaxis-not-addressed", "copd-dara-bronchodilator"),
    ("seq-isa-mono-washout-lt3", "seq-isa-mono-washout-3to6"),
    ("seq-isa-mono-washout-lt3", "seq-isa-mono-washout-ge6"),
    ("seq-isa-mono-washout-lt3", "seq-washout-boundary"),
    ("seq-isa-mono-washout-3to6", "seq-isa-mono-washout-ge6"),
    ("seq-isa-mono-washout-3to6", "seq-washout-boundary"),
    ("seq-isa-mono-washout-ge6", "seq-washout-boundary"),
)


@given(profiles())
def test_exclusive_rules_never_apply_together(profile: PatientProfile) -> None:
    found = verdicts(profile)
    for first, second in NEVER_TOGETHER:
        for role in (*ROLES, ""):
            pair = (found.get((first, role), NO), found.get((second, role), NO))
            assert pair != (YES, YES), f"{first} and {second} ({role})"


@given(profiles())
def test_isatuximab_pd_after_daratumumab_shows_both_series_or_none(profile: PatientProfile) -> None:
    found = verdicts(profile)
    for role in ROLES:
        assert found["seq-isa-pd-after-dara-ph1b", role] is found["seq-isa-pd-after-dara-retro", role]
