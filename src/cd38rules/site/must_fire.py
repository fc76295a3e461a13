"""The patients for whom rules must fire, decided anew while the site is built, with what the report then says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Cd38RulesError, ProfileError
from ..evaluation import Evaluator, evaluator_for
from ..profile import PatientProfile
from ..rules.book import RuleBook
from ..self_test import read_cases


@dataclass(frozen=True, slots=True)
class MustFire:
    """`patient` as rows of (field, value); `says` is the report's summary, or the reason why the patient is refused."""

    patient: tuple[tuple[str, str], ...]
    fires: bool
    says: str


def must_fire_cases(book: RuleBook) -> Mapping[str, MustFire]:
    """The case of each rule that has one; of several the first."""
    cases, _ = read_cases(book)
    evaluator = evaluator_for(book)
    found: dict[str, MustFire] = {}
    for case in cases:
        if case.rule in book.rules and case.rule not in found:
            fires, says = _outcome(evaluator, case.rule, case.profile)
            found[case.rule] = MustFire(patient_rows(case.profile), fires, says)
    return found


def patient_rows(profile: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """A profile as rows: `therapy › current › agent`, daratumumab. The patient's id says nothing and is left out."""
    rows: list[tuple[str, str]] = []

    def put(path: tuple[str, ...], value: object) -> None:
        if isinstance(value, Mapping) and value:
            for key, item in value.items():
                put((*path, str(key).replace("_", " ")), item)
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], Mapping):
            for number, item in enumerate(value, start=1):
                put((*path, f"({number})"), item if item else "recorded, without details")
        else:
            rows.append((" › ".join(path), _value_words(value)))

    for key, value in profile.items():
        if key not in ("patient_id", "schema_version"):
            put((key.replace("_", " "),), value)
    return tuple(rows)


def _value_words(value: object) -> str:
    if value is None:
        return "not recorded"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, Mapping)):
        return ", ".join(_value_words(item) for item in value) if value else "none"
    return str(value).replace("_", " ")


def _outcome(evaluator: Evaluator, rule_id: str, profile: Mapping[str, Any]) -> tuple[bool, str]:
    try:
        report = evaluator.evaluate(PatientProfile.model_validate_json(json.dumps(profile)))
    except ProfileError as error:
        named = [fault for fault in error.diagnostics if fault.code == rule_id]
        return bool(named), f"The input is refused: {named[0].message}" if named else "The input is refused."
    except Cd38RulesError as error:
        return False, f"The evaluation fails ({type(error).__name__})."
    shown = [advisory for advisory in report.applying() if advisory.rule == rule_id]
    if shown:
        return True, shown[0].summary
    flagged = [issue for issue in report.input_issues if issue.code == rule_id]
    return bool(flagged), f"The input is flagged: {flagged[0].message}" if flagged else "The rule doesn’t apply."
