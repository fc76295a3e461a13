"""The tables that derived facts are tested with, as JSON for the review site: case, what is recorded, value in words.

python -m tests.corpus.fact_cases > cases.json
"""

from __future__ import annotations

import json
from typing import Any

from cd38rules.facts import derive
from cd38rules.profile import PatientProfile
from cd38rules.wording import shown_value
from tests.semantics import test_blood_predicates as blood
from tests.semantics import test_exposure_predicates as exposure
from tests.semantics import test_regimen_predicates as regimen

OPEN = "open: not decided by what is recorded"
Case = dict[str, Any]


def tables() -> dict[str, list[Case]]:
    """The cases of each derived fact, in the order of its table."""
    found: dict[str, list[Case]] = {}
    for module in (blood, exposure):
        for fact, cases in module.TABLE.items():
            found[fact] = [case_of(fact, name, module.AS_OF, groups, "") for name, (groups, _) in cases.items()]
    for fact, cases in regimen.TABLE.items():
        found[fact] = [
            case_of(fact, name, regimen.AS_OF, {"therapy": therapy}, role) for name, (role, therapy, _) in cases.items()
        ]
    return dict(sorted(found.items()))


def case_of(fact: str, name: str, as_of: str, groups: Case, role: str) -> Case:
    """One case with the value that is derived for it; that it is the expected one is what the tests show."""
    profile = {"patient_id": "case", "as_of": as_of, **groups}
    facts = derive(PatientProfile.model_validate(profile))
    instance = role + fact.removeprefix("regimen") if role else fact
    words, unit = shown_value(facts, instance)
    value = f"{words} {unit}".strip() if instance in facts.values else OPEN
    return {"case": name, "patient": json.loads(json.dumps({"as_of": as_of, **groups})), "value": value, "role": role}


if __name__ == "__main__":
    print(json.dumps(tables(), ensure_ascii=False, indent=1))
