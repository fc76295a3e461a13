"""A smallest change is made by hand, from nothing but its printed words: the verdict turns round.

The reader here shares no code with the search: it knows the labels of the vocabulary and the fields of the profile.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cd38rules.changes import changed, possible_changes
from cd38rules.engines import reference
from cd38rules.explanation import explanation
from cd38rules.facts import VOCABULARY, derive
from cd38rules.facts.definition import ROLE_WORDS
from cd38rules.flip import FlipSearch, verdict
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.truth import NO, YES, Truth

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

Json = dict[str, Any]
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "patients").glob("*.json"))
MOST_EXAMPLES = 4
MOST_TRIALS = 150  # all single changes and some pairs
AS_OF = "2024-03-15"
COURSE_FIELDS = {
    "prior.last_dose": "last_dose_date",
    "prior.first_dose": "first_dose_date",
    "prior.refractory": "refractory",
    "prior.stop_reason": "stop_reason",
    "prior.partner_drugs": "partner_drugs",
}
FINDINGS = {"another cytogenetic abnormality": "other_abnormality"}


@cache
def facts_by_label() -> dict[str, tuple[str, str]]:
    """Printed label → (fact, field of the therapy that holds its regimen)."""
    found: dict[str, tuple[str, str]] = {}
    fields = {"current": "current", "planned": "planned", "alternative": "planned_alternative"}
    for name, fact in VOCABULARY.items():
        if fact.is_derived or not fact.path:
            continue
        if fact.is_of_regimen:
            for role, words in ROLE_WORDS.items():
                found[f"{fact.label} ({words} regimen)"] = name, fields[role]
        else:
            found[fact.label] = name, ""
    return found


def made_as_printed(profile: Json, printed: str) -> Json:
    """The profile after one printed line `label: value`. Raises ValueError for words that say too little."""
    label, _, words = printed.partition(": ")
    name, field = facts_by_label()[label]
    fact, after = VOCABULARY[name], copy.deepcopy(profile)
    words, instead = re.fullmatch(r"(.*?)(?: \(in place of (the .*)\))?", words).groups()  # type: ignore[union-attr]  # the pattern fits any line
    therapy = after.setdefault("therapy", {}) if name.startswith(("regimen.", "prior.")) else {}
    if name == "regimen.agent" and words == "none":
        therapy[field] = {"agent": "none"}
    elif field:
        therapy.setdefault(field, {})[fact.path] = value_of(name, words)
    elif name == "prior.agents":
        make_prior(therapy, words)
    elif name in COURSE_FIELDS:
        value, each = re.fullmatch(r"(.*?)( \(in each recorded course\))?", words).groups()  # type: ignore[union-attr]  # the pattern fits any line
        assert bool(each) is (len(therapy["prior"]) > 1), "words must say that several courses change"
        for course in therapy["prior"]:
            course[COURSE_FIELDS[name]] = value_of(name, value)
            if instead == "the count":
                course.pop("days_since_last_dose", None)
                course.pop("months_since_last_dose", None)
    elif name.endswith(("_clone", "_isolated")):
        told = re.sub("^clone with | isolated$", "", label)
        (finding,) = [f for f in after["cytogenetics"]["findings"] if f["abnormality"] == told]
        finding["clone_percent" if name.endswith("_clone") else "isolated"] = value_of(name, words)
    elif fact.path == "$.cytogenetics.findings":
        findings = after.setdefault("cytogenetics", {}).setdefault("findings", [])
        spelt = FINDINGS.get(label, label)
        (finding,) = [f for f in findings if f["abnormality"] == spelt] or [{"abnormality": spelt}]
        finding["present"] = {"present": True, "absent": False}[words]
        findings[:] = [f for f in findings if f["abnormality"] != spelt] + [finding]
    else:
        *groups, last = fact.path.removeprefix("$.").split(".")
        if fact.name in ("transfusion.kell_timing", "transfusion.typing_timing"):
            groups, last = [*groups, last], "before_first_anti_cd38"
        inside = after
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = value_of(name, words)
        if instead == "the date":
            del inside["date"]
        if instead == "the date of birth":
            del inside["birth_date"]
    return after


def make_prior(therapy: Json, words: str) -> None:
    agent, _, how = words.partition(" (")
    if words == "none":
        therapy["prior"] = []
    elif how in ("one course, without dates)", "one more course, without dates)"):
        assert ("more" in how) is bool(therapy.get("prior"))
        therapy["prior"] = [*therapy.get("prior", ()), {"agent": agent}]
    elif how in ("in the recorded course)", "in each recorded course)"):
        assert ("each" in how) is (len(therapy["prior"]) > 1)
        for course in therapy["prior"]:
            course["agent"] = agent
    else:
        raise ValueError(words)


def value_of(name: str, words: str) -> Any:
    fact = VOCABULARY[name]
    if name.endswith("_timing"):
        return {"before the first anti-CD38 dose": True, "not before the first anti-CD38 dose": False}[words]
    if name == "prior.stop_reason":
        return words
    if name == "disease.m_protein":
        heavy, light, alone = words.split()
        assert alone == "alone", "words must say that no other M-protein stays"
        return [{"heavy_chain": heavy, "light_chain": light}]
    if fact.type == "flag" or name == "prior.refractory":
        return {"yes": True, "no": False}[words]
    if fact.type == "number":
        number, _, unit = words.partition(" ")
        assert unit == fact.unit
        return int(number) if fact.integer else float(number)
    if fact.type == "choice":
        return {shown: choice for choice, shown in fact.choices.items()}[words]
    if fact.type == "members" or name == "prior.partner_drugs":
        return [] if words == "none" else words.split(" and ")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", words)
    return words


def truth_after(profile: Json, book: RuleBook, rule: str, role: str) -> Truth:
    outcome = reference.decide(book.plan, derive(PatientProfile.model_validate(profile)))
    return verdict(outcome, book.plan.decisions[rule], role)


def searches(book: RuleBook) -> Iterator[tuple[FlipSearch, tuple[Truth, ...], str]]:
    """Every rule with some of the examples, for each regimen that they have."""
    for number, rule in enumerate(book.plan_rules):
        for step in range(MOST_EXAMPLES):
            path = EXAMPLES[(number + step) % len(EXAMPLES)]
            profile = PatientProfile.model_validate_json(path.read_bytes())
            facts = derive(profile)
            for role in ("",) if book.rules[rule].scope == "patient" else facts.active_roles:
                before = truth_after(profile.model_dump(mode="json", exclude_none=True), book, rule, role)
                wanted = tuple(truth for truth in (YES, NO) if truth is not before)
                yield FlipSearch(profile, book, rule, role), wanted, f"{rule} {role} of {path.stem}"


def test_a_smallest_change_made_exactly_as_printed_turns_the_verdict_round(book: RuleBook) -> None:
    tried = 0
    for search, wanted, where in searches(book):
        before = search.profile.model_dump(mode="json", exclude_none=True)
        for truth, changes in search.smallest_changes(wanted, MOST_TRIALS).items():
            if changes is None:
                continue
            after = before
            for change in changes:
                after = made_as_printed(after, str(change))
            printed = "; ".join(map(str, changes))
            assert truth_after(after, book, search.rule, search.role) is truth, f"{where}: {printed}"
            tried += 1
    assert tried > 100


def test_a_trial_leaves_nothing_behind_for_the_next_one(book: RuleBook) -> None:
    profile = patient(therapy={"prior": [{"agent": "daratumumab", "last_dose_date": "2023-05-01"}]})
    before = profile.model_dump(mode="json", exclude_none=True)
    *_, course = possible_changes("prior.agents", profile, book)
    refractory = next(possible_changes("prior.refractory", profile, book))
    alone = changed(before, (course,))
    changed(before, (course, refractory))
    assert changed(before, (course,)) == alone


def patient(**fields: object) -> PatientProfile:
    return PatientProfile.model_validate({"patient_id": "p", "as_of": AS_OF, **fields})


def printed(profile: PatientProfile, book: RuleBook, rule: str, wanted: Truth, role: str = "planned") -> list[str]:
    return [str(change) for change in FlipSearch(profile, book, rule, role).smallest_change(wanted) or ()]


def test_a_dated_history_is_never_replaced_by_an_undated_one_under_the_same_words(book: RuleBook) -> None:
    prior = [{"agent": "daratumumab", "last_dose_date": "2022-01-10"}]
    profile = patient(therapy={"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": prior})
    assert printed(profile, book, "transfusion-dara-tail-6mo", YES) == [
        "earlier anti-CD38 antibodies: daratumumab (one more course, without dates)"
    ]


def test_a_count_that_a_date_replaces_is_named(book: RuleBook) -> None:
    prior = [{"agent": "daratumumab", "days_since_last_dose": 182}]
    profile = patient(therapy={"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": prior})
    first, *_ = possible_changes("prior.last_dose", profile, book)
    assert str(first) == "last dose of each earlier anti-CD38 antibody: 2024-02-15 (in place of the count)"


def test_a_change_that_contradicts_nothing_is_preferred(book: RuleBook) -> None:
    """With a date after the first dose, stating "before" would be a contradiction: the date goes with it."""
    kell = {"status": "positive", "date": "2024-02-01"}
    prior = [{"agent": "daratumumab", "first_dose_date": "2024-01-01", "last_dose_date": "2024-02-01"}]
    therapy = {"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": prior}
    profile = patient(therapy=therapy, transfusion={"red_cells": "planned", "kell": kell})
    search = FlipSearch(profile, book, "transfusion-dtt-kell-positive-exception", "")
    changes = search.smallest_change(YES)
    assert changes is not None
    assert search.contradictions(changes) == ()
    assert [str(change) for change in changes] == [
        "time of the Kell determination: before the first anti-CD38 dose (in place of the date)"
    ]


def test_where_only_a_contradiction_turns_a_verdict_round_it_is_called_one(book: RuleBook) -> None:
    profile = patient(lungs={"copd": True, "fev1_percent": 45, "asthma": {"present": False}})
    search = FlipSearch(profile, book, "lung-function-prognosis", "")
    changes = search.smallest_change(NO)
    assert changes is not None
    assert search.contradictions(changes) == ("conflict-fev1-without-copd",)
    told = " ".join(explanation(profile, book, "lung-function-prognosis").split())
    assert "history of COPD: no That would contradict something else on record: conflict-fev1-without-copd." in told
