"""A profile's data as FHIR resources, by the shipped codes and those of the example of a site's file: for tests only.

It writes what a record can tell, in the simplest way; what the reader does with doubtful records is for the cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.fhir.written import resource_of

AS_OF = date(2024, 3, 15)
DAY = "2024-03-01"
YES, NO = "loinc LA9633-4", "loinc LA9634-2"
ANTIBODIES = {"daratumumab": "rxnorm 1721947", "isatuximab": "atc L01FC02", "other_anti_cd38": "local TRIAL-CD38"}
PARTNERS = {
    "bortezomib": "rxnorm 358258",
    "carfilzomib": "rxnorm 1302966",
    "dexamethasone": "atc H02AB02",
    "elotuzumab": "rxnorm 1726104",
    "ixazomib": "rxnorm 1723735",
    "lenalidomide": "rxnorm 342369",
    "pomalidomide": "atc L04AX06",
    "thalidomide": "rxnorm 10432",
}
ROUTES = {"intravenous": "snomed 47625008", "subcutaneous": "snomed 34206005"}
SETTINGS = {
    "relapsed_mm": "icd10 C90.02",
    "relapsed_refractory_mm": "local MM-RR",
    "newly_diagnosed_mm": "local MM-NEW",
    "al_amyloidosis": "local AL",
}
# The yes or no fields that an Observation answers, and those that a Condition states.
ANSWERED = {
    "lungs.copd": "snomed 13645005",
    "lungs.asthma.present": "snomed 195967001",
    "lungs.asthma.persistent": "local ASTHMA-PERS",
    "lungs.asthma.controlled": "local ASTHMA-CTRL",
    "kidneys.dialysis": "local ON-DIALYSIS",
    "reactions.major_infusion_reaction": "local IRR-MAJOR",
    "disease.soft_tissue_plasmacytoma": "local STP",
    "transfusion.laboratory.dtt": "local LAB-DTT",
    "transfusion.laboratory.modified_dtt": "local LAB-MDTT",
    "transfusion.laboratory.trypsin": "local LAB-TRYPSIN",
}
WORDS = {
    "lungs.asthma.severity": ("local ASTHMA-SEV", {"mild": "MILD", "moderate": "MODERATE", "severe": "SEVERE"}),
    "response_assessment.method": ("local RESP-METHOD", {"mass_spectrometry": "MS", "immunofixation": "IFE"}),
    "region": ("local REGION", {"EU": "EU"}),
}
NUMBERS = {
    "person.weight_kg": ("loinc 29463-7", "kg"),
    "lungs.fev1_percent": ("loinc 20152-5", "%"),
    "kidneys.creatinine_clearance_ml_min": ("local CRCL", "mL/min"),
}
EQUATIONS = {
    "MDRD": "33914-3",
    "CKD-EPI_2009": "62238-1",
    "CKD-EPI_2021": "98979-8",
    "other": "50210-4",
    None: "69405-9",
}
FINDINGS = {
    "del(17p)": "loinc 81746-0",
    "t(4;14)": "loinc 72726-3",
    "t(14;16)": "loinc 77033-9",
    "gain(1q21)": "local FISH-1Q21",
    "amp(1q)": "local FISH-AMP1Q",
}


def at(data: Any, path: str) -> Any:
    """What stands at a path; None if nothing does."""
    for step in path.split("."):
        data = data.get(step) if isinstance(data, dict) else None
    return data


def written(profile: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources of Patient/p that say what the profile says."""
    patient = {"Patient": "p"} | ({"birthDate": born} if (born := at(profile, "person.birth_date")) else {})
    shorts = [*_results(profile), *_blood(profile), *_therapy(profile.get("therapy", {}))]
    numbered = [{kind: f"{kind[0].lower()}{number}"} | rest for number, (kind, rest) in enumerate(map(_split, shorts))]
    return [resource_of(patient), *map(resource_of, numbered)]


def _split(short: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The type of a short resource and the rest; an id of its own stays."""
    (kind, name), *rest = short.items()
    return kind, dict(rest) | ({"id": name} if name else {})


def _result(code: str, day: str = DAY, **value: Any) -> dict[str, Any]:
    return {"Observation": "", "status": "final", "code": code, "effectiveDateTime": day, **value}


def _results(profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, code in ANSWERED.items():
        if (known := at(profile, path)) is not None:
            yield _result(code, valueCodeableConcept=YES if known else NO)
    for path, (code, words) in WORDS.items():
        if (word := at(profile, path)) is not None:
            yield _result(code, valueCodeableConcept=f"local {words[word]}")
    for path, (code, unit) in NUMBERS.items():
        if (size := at(profile, path)) is not None:
            yield _result(code, valueQuantity=f"{size!r} {unit}")
    if (lines := at(profile, "disease.prior_lines")) is not None:
        yield _result("local LINES", valueInteger=lines)
    if (setting := at(profile, "disease.setting")) is not None:
        yield {"Condition": "", "code": SETTINGS[setting]}
    if (egfr := at(profile, "kidneys.egfr")) is not None:
        code = EQUATIONS[egfr.get("equation")]
        yield _result(f"loinc {code}", valueQuantity=f"{egfr['value']!r} mL/min/{{1.73_m2}}")
    for finding in at(profile, "cytogenetics.findings") or ():
        yield _result(FINDINGS[finding["abnormality"]], valueCodeableConcept=YES if finding["present"] else NO)
    if (fixation := at(profile, "response_assessment.immunofixation_result")) is not None:
        yield _result("loinc 25700-6", valueCodeableConcept=YES if fixation == "positive" else NO)


def _blood(profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    blood = profile.get("transfusion", {})
    if "kell" in blood:
        answer = YES if blood["kell"]["status"] == "positive" else NO
        yield _result("local K-AG", blood["kell"]["date"], valueCodeableConcept=answer)
    if "extended_typing" in blood:
        yield _result("local GENOTYPE", blood["extended_typing"]["date"])
    if blood.get("compatibility_test_planned"):
        yield {"ServiceRequest": "", "status": "draft", "code": "loinc 890-4", "authoredOn": "2024-03-14"}
    if blood.get("red_cells") == "planned":
        day = {"occurrenceDateTime": blood["red_cells_date"]} if "red_cells_date" in blood else {}
        yield {"ServiceRequest": "", "status": "active", "code": "snomed 116863004", "authoredOn": "2024-03-14", **day}
    elif "red_cells" in blood:
        yield _result("local RBC-NEED", valueCodeableConcept=f"local {blood['red_cells'].upper().replace('_', '-')}")


def _therapy(therapy: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if therapy.get("prior") == []:
        yield _result("local NO-CD38", valueCodeableConcept=YES)
    for number, course in enumerate(therapy.get("prior") or ()):
        yield from _course(
            f"prior{number}", course, _days(course["first_dose_date"], course["last_dose_date"]), "completed"
        )
    if current := therapy.get("current"):
        days = _days(current["start_date"], current["last_dose_date"], current["doses_given"])
        yield from _course("current", current, days, "active")
    if planned := therapy.get("planned"):
        yield from _orders("planned", planned, "draft", "2024-03-10", planned.get("start_date"))


def _course(name: str, regimen: dict[str, Any], days: Iterable[date], status: str) -> Iterator[dict[str, Any]]:
    days = list(days)
    yield from _orders(name, regimen, status, days[0].isoformat())
    for day in days:
        yield {
            "MedicationAdministration": "",
            "status": "completed",
            "medicationCodeableConcept": ANTIBODIES[regimen["agent"]],
            "effectiveDateTime": f"{day}T10:00:00+01:00",
            "request": f"MedicationRequest/{name}",
            "dosage": _route(regimen),
        }


def _days(first: str, last: str, count: int = 0) -> list[date]:
    """So many days from the first to the last; without a number, none so far from the next that a course would end."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    steps = count - 1 if count else -(-(end - begin).days // 60)
    return [begin, *(begin + (end - begin) * number // steps for number in range(1, steps + 1))]


def _orders(
    name: str, regimen: dict[str, Any], status: str, written_on: str, start: str | None = None
) -> Iterator[dict[str, Any]]:
    common = {"status": status, "intent": "order", "authoredOn": written_on, "groupIdentifier": {"value": name}}
    timing = {"timing": {"event": [start]}} if start else {}
    own = ANTIBODIES[regimen["agent"]]
    yield {
        "MedicationRequest": name,
        **common,
        "medicationCodeableConcept": own,
        "dosageInstruction": [_route(regimen) | timing],
    }
    for drug in regimen.get("partner_drugs") or ():
        yield {"MedicationRequest": "", **common, "medicationCodeableConcept": PARTNERS[drug]}


def _route(regimen: dict[str, Any]) -> dict[str, Any]:
    return {"route": ROUTES[regimen["route"]]} if "route" in regimen else {}


def days_before(count: int) -> str:
    """The day so many days before the assessment; after it for a negative number."""
    return (AS_OF - timedelta(count)).isoformat()
