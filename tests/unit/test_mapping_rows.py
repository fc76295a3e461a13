"""Long tables: latest value, presence of a code, highest number, courses and lines, day of assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.mapped_lists import TWO_TABLES, faults_of, items_of, mapping_in, profile_in, where

from cd38rules.mapping import Item, MappingError, open_source

PATIENT = "id,day\nA,2024-03-15\n"


def mapped(folder: Path, fields: str, rows: str, patients: str = PATIENT, top: str = "") -> list[Item]:
    """The items of patients and a joined table `rows`."""
    text = f"{TWO_TABLES}{top}fields:\n  patient_id: id\n{fields}"
    return items_of(folder, text, {"patients": patients, "rows": rows})


def profile_of(folder: Path, fields: str, rows: str, **more: str) -> dict[str, Any]:
    """The profile of the only patient."""
    (item,) = mapped(folder, fields, rows, **more)
    return profile_in(item)


# The latest value

FEV1 = (
    "  lungs.fev1_percent: {latest_in: rows, where: [{column: code, is: FEV1}], column: value, date: {column: at}, "
    "within_days: 365%s}\n"
)
HEAD = "id,code,value,at\n"


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ("A,FEV1,70,2023-06-01\nA,FEV1 ,65,2024-03-15\nA,FEV1,60,2023-12-01\n", 65),
        ("A,FEV1,70,2024-03-16\nA,FEV1,60,2023-12-01\n", 60),  # one lies after the assessment
        ("A,FEV1,70,2023-03-16\n", 70),  # 365 days before
        ("A,FEV1,70,2023-03-15\n", None),  # 366
        ("A,FVC,70,2024-03-01\n", None),
        ("B,FEV1,70,2024-03-01\n", None),
        ("A,FEV1,,2024-03-01\nA,FEV1,60,2023-12-01\n", 60),  # a row without a value is none
        ("A,FEV1,70,\nA,FEV1,60,2023-12-01\n", 60),  # and one without a day can't be the latest
        ("A,FEV1,70,2024-03\nA,FEV1,60,2024-02\n", 60),  # March may lie after the assessment, February can't
        ("A,FEV1,70,2024-03-01\nA,FEV1,70.0,2024-03-01\n", 70),
        ("", None),
    ],
)
def test_the_latest_value_before_the_assessment_counts(rows: str, value: object, tmp_path: Path) -> None:
    assert profile_of(tmp_path, FEV1 % "", HEAD + rows).get("lungs", {}).get("fev1_percent") == value


@pytest.mark.parametrize(("ties", "value"), [("lowest", 60), ("highest", 80), ("last_row", 70)])
def test_several_values_on_the_latest_day_are_refused_unless_one_is_chosen(
    ties: str, value: int, tmp_path: Path
) -> None:
    rows = HEAD + "A,FEV1,80,2024-03-01\nA,FEV1,60,2024-03-01\nA,FEV1,70,2024-03-01\nA,FEV1,5,2024-02-01\n"
    (item,) = mapped(tmp_path, FEV1 % "", rows)
    assert where(item.faults[0]) == ("mapping-several-latest", "$.lungs.fev1_percent", "rows:4:3")
    assert profile_of(tmp_path, FEV1 % f", ties: {ties}", rows)["lungs"]["fev1_percent"] == value


def test_a_group_of_fields_comes_from_the_same_row(tmp_path: Path) -> None:
    fields = (
        "  kidneys.egfr:\n    latest_in: rows\n    where: [{column: code, starts_with: [eGFR]}]\n"
        "    date: at\n    fields:\n"
        "      value: {column: value, unit: {column: unit, values: {mL/min: mL/min/1.73m2}}}\n"
        "      equation: {column: code, values: {eGFR-2009: CKD-EPI_2009, eGFR-x: not recorded}}\n"
    )
    rows = "id,code,value,unit,at\nA,eGFR-2009,50,mL/min,2024-01-01\nA,eGFR-2009,48,mL/min,2024-02-01\n"
    assert profile_of(tmp_path, fields, rows)["kidneys"] == {"egfr": {"value": 48, "equation": "CKD-EPI_2009"}}
    assert profile_of(tmp_path, fields, rows + "A,eGFR-x,47,mL/min,2024-03-01\n")["kidneys"] == {"egfr": {"value": 47}}
    (item,) = mapped(tmp_path, fields, rows + "A,eGFR-x,0.8,mL/s,2024-03-01\n")
    assert where(item.faults[0]) == ("mapping-unmapped-unit", "$.kidneys.egfr.value", "rows:4:3")
    assert item.columns["$.kidneys.egfr.value"] == "rows.value"


# Presence

COPD = "  lungs.copd: {present_in: rows, where: [{column: code, starts_with: [J44, '13645005']}], date: at%s}\n"


@pytest.mark.parametrize(
    ("rows", "more", "value"),
    [
        ("A,J44.9,2020-01-01\n", "", True),
        ("A,J44,2024-03-15\n", "", True),
        ("A,j44,2024-03-15\n", "", None),
        ("A,J45,2020-01-01\n", "", None),
        ("A,J45,2020-01-01\n", ", otherwise: false", False),
        ("A,J44,2024-03-16\n", ", otherwise: false", False),
        ("A,J44,2024-03\n", ", otherwise: false", None),  # before or after the assessment
        ("A,J44,\n", ", otherwise: false", None),
        ("A,J44,\nA,J44,2020\n", ", otherwise: false", True),
        ("", "", None),
        ("", ", otherwise: false", False),
    ],
)
def test_a_code_counts_from_its_day_on_and_its_absence_only_if_declared(
    rows: str, more: str, value: object, tmp_path: Path
) -> None:
    assert profile_of(tmp_path, COPD % more, "id,code,at\n" + rows).get("lungs", {}).get("copd") is value


def test_presence_may_stand_for_a_choice(tmp_path: Path) -> None:
    fields = "  transfusion.kell.status: {present_in: rows, where: [{column: code, is: K+}], then: positive}\n"
    assert profile_of(tmp_path, fields, "id,code\nA,K+\n")["transfusion"] == {"kell": {"status": "positive"}}


def test_an_optional_table_that_is_not_given_says_nothing(tmp_path: Path) -> None:
    text = TWO_TABLES.replace("role: joined,", "role: joined, optional: true,")
    text += "fields:\n  patient_id: id\n" + COPD % ", otherwise: false"
    (item,) = items_of(tmp_path, text, {"patients": PATIENT})
    assert "lungs" not in profile_in(item)


def test_the_highest_number_counts_if_all_are_known(tmp_path: Path) -> None:
    fields = "  disease.prior_lines: {highest_in: rows, column: line, date: at}\n"
    head = "id,line,at\nA,2,2022-01-01\nA,3,2023-01-01\nA,4,2024-04-01\n"
    assert profile_of(tmp_path, fields, head)["disease"] == {"prior_lines": 3}
    assert "disease" not in profile_of(tmp_path, fields, head + "A,,2023-02-01\n")
    assert "disease" not in profile_of(tmp_path, fields, head + "A,5,\n")


# One row of another table


def test_one_row_of_a_joined_table_gives_a_field_and_two_that_differ_are_refused(tmp_path: Path) -> None:
    fields = "  region: {table: rows, column: country, values: {USA: US}}\n"
    assert profile_of(tmp_path, fields, "id,country\nB,x\nA,USA\nA,USA\n")["region"] == "US"
    (item,) = mapped(tmp_path, fields, "id,country\nA,USA\nA,EU\n")
    assert where(item.faults[0]) == ("mapping-several-rows", "$.region", "rows:3:2")


def test_a_row_without_the_key_is_refused_for_its_joined_rows_cannot_be_found(tmp_path: Path) -> None:
    fields = "fields:\n  patient_id: name\n  lungs.copd: {present_in: rows, where: [{column: code, is: COPD}]}\n"
    tables = {
        "patients": "id,name,day\n,Canary,2024-03-15\nB,b,2024-03-15\n",
        "rows": "id,code\n,COPD\nB,COPD\n",
    }
    without, other = items_of(tmp_path, TWO_TABLES + fields, tables)
    assert where(without.faults[0]) == ("mapping-row-without-key", "$", "patients:2:1")
    assert "Canary" not in str(without.faults[0])
    assert profile_in(other)["lungs"] == {"copd": True}


def test_a_code_that_is_no_text_makes_its_row_faulty_and_no_other(tmp_path: Path) -> None:
    text = (
        "mapping: t\ntitle: T\nas_of: day\ntables:\n"
        "  patients: {role: main, key: id, format: ndjson, lookups: {c: {column: country, in: codes}}}\n"
        "  rows: {role: joined, key: id, format: ndjson, lookups: {code: {column: concept, in: codes}}}\n"
        "  codes: {role: lookup, key: number, format: ndjson}\n"
        "fields:\n  patient_id: id\n  region: c.name\n"
        "  lungs.copd: {present_in: rows, where: [{column: code.name, is: COPD}]}\n"
    )
    tables = {
        "patients": '{"id":"A","day":"2024-03-15","country":[1]}\n{"id":"B","day":"2024-03-15","country":1}\n'
        '{"id":"C","day":"2024-03-15","country":1}\n',
        "rows": '{"id":"B","concept":[2]}\n{"id":"C","concept":2}\n',
        "codes": '{"number":1,"name":"EU"}\n{"number":2,"name":"COPD"}\n',
    }
    first, second, third = items_of(tmp_path, text, tables)
    assert first.faults
    assert second.faults
    assert profile_in(third)["lungs"] == {"copd": True}


def test_a_table_with_lookups_only_needs_no_key(tmp_path: Path) -> None:
    text = (
        "mapping: t\ntitle: T\nas_of: day\ntables:\n"
        "  patients: {role: main, lookups: {c: {column: country, in: codes}}}\n"
        "  codes: {role: lookup, key: number}\n"
        "fields:\n  patient_id: id\n  region: c.name\n"
    )
    tables = {"patients": "id,day,country\nA,2024-03-15,1\n", "codes": "number,name\n1,EU\n"}
    (item,) = items_of(tmp_path, text, tables)
    assert profile_in(item)["region"] == "EU"


def test_a_lookup_table_explains_the_codes_of_others(tmp_path: Path) -> None:
    text = (
        "mapping: t\ntitle: T\nas_of: day\ntables:\n"
        "  patients: {role: main, key: id, lookups: {c: {column: country, in: codes}}}\n"
        "  rows: {role: joined, key: id, lookups: {code: {column: concept, in: codes}}}\n"
        "  codes: {role: lookup, key: number}\n"
        "fields:\n  patient_id: id\n  region: c.name\n"
        "  lungs.copd: {present_in: rows, where: [{column: code.name, is: COPD}]}\n"
    )
    tables = {
        "patients": "id,day,country\nA,2024-03-15,1\nB,2024-03-15,9\nC,2024-03-15,3\n",
        "rows": "id,concept\nA,2\nB,3\n",
        "codes": "number,name\n1,EU\n2,COPD\n3,Zaphod,\n",
    }
    first, second, third = items_of(tmp_path, text, tables)
    assert profile_in(first) == {"patient_id": "A", "as_of": "2024-03-15", "region": "EU", "lungs": {"copd": True}}
    for item in (second, third):  # the row of the code is damaged
        assert item.faults[0].code == "table-ragged"
        assert "Zaphod" not in str(item.faults[0])


def test_a_lookup_table_that_is_not_given_says_nothing_and_never_no(tmp_path: Path) -> None:
    text = (
        "mapping: t\ntitle: T\nas_of: day\ntables:\n  patients: {role: main, key: id}\n"
        "  rows: {role: joined, key: id, lookups: {code: {column: concept, in: codes}}}\n"
        "  codes: {role: lookup, key: number, optional: true}\n"
        "fields:\n  patient_id: id\n"
        "  lungs.copd: {present_in: rows, where: [{column: code.name, is: COPD}], otherwise: false}\n"
    )
    (item,) = items_of(tmp_path, text, {"patients": PATIENT, "rows": "id,concept\nA,2\n"})
    assert "lungs" not in profile_in(item)


def test_the_faults_of_one_patient_are_told_up_to_a_hundred(tmp_path: Path) -> None:
    rows = EXPOSURES + "A,Zaphodumab,1,,\n" * 500
    (item,) = mapped(tmp_path, "", rows, top=COURSES % ("refuse", "highest"))
    assert len(item.faults) == 100


# Courses

COURSES = (
    "courses:\n  table: rows\n  drug: {column: drug, unnamed: [other], others: %s}\n  line: line\n"
    "  start: start\n  end: end\n  partner_drugs: same_line\n  none_if_every_row_names_another_drug: true\n"
    "  prior_lines: %s\n"
)
EXPOSURES = "id,drug,line,start,end\n"


def courses_of(folder: Path, rows: str, others: str = "other_drug", lines: str = "highest") -> dict[str, Any]:
    return profile_of(folder, "", EXPOSURES + rows, top=COURSES % (others, lines))


def test_rows_of_one_line_are_one_course_with_its_partners(tmp_path: Path) -> None:
    rows = (
        "A,Daratumumab,2,2022-02-01,2022-05-01\nA,Len,2,2022-02-01,2022-05-01\nA,daratumumab,2,2022-01-01,2022-06-01\n"
        "A,Bortezomib,1,2020,2021\nA,Other,2,2022-01-01,2022-02-01\nA,daratumumab,3,2023-01-01,2023-02-01\n"
    )
    profile = courses_of(tmp_path, rows)
    assert profile["therapy"]["prior"] == [
        {
            "agent": "daratumumab",
            "partner_drugs": ["lenalidomide", "other_drug"],
            "first_dose_date": "2022-01-01",
            "last_dose_date": "2022-06-01",
        },
        {"agent": "daratumumab", "first_dose_date": "2023-01-01", "last_dose_date": "2023-02-01"},
    ]
    assert profile["disease"] == {"prior_lines": 3}
    assert courses_of(tmp_path, rows.replace("d,3,", "d,7,"), lines="count")["disease"] == {"prior_lines": 3}


@pytest.mark.parametrize(
    ("rows", "course"),
    [
        ("A,isatuximab,1,2022-01-01,\nA,isatuximab,1,2022-02-01,2022-03-01\n", {"first_dose_date": "2022-01-01"}),
        ("A,isatuximab,1,,2022-03-01\nA,isatuximab,1,2022-02-01,2022-02-01\n", {"last_dose_date": "2022-03-01"}),
        # What goes on beyond the assessment has no last dose yet, and what begins behind it isn't there yet.
        ("A,isatuximab,1,2022-01-01,2024-05-01\n", {"first_dose_date": "2022-01-01"}),
        (
            "A,isatuximab,1,2022-01-01,2022-02-01\nA,isatuximab,1,2024-05-01,2024-06-01\n",
            {"first_dose_date": "2022-01-01", "last_dose_date": "2022-02-01"},
        ),
    ],
)
def test_a_day_of_a_course_is_known_only_if_every_row_has_it(rows: str, course: dict[str, str], tmp_path: Path) -> None:
    assert courses_of(tmp_path, rows)["therapy"]["prior"] == [{"agent": "isatuximab"} | course]


@pytest.mark.parametrize(
    ("rows", "others", "prior"),
    [
        ("A,Lenalidomide,1,,\nA,Melphalan,1,,\n", "refuse", []),
        ("A,Lenalidomide,1,,\nA,Vincristine,1,,\n", "other_drug", []),
        ("A,Lenalidomide,1,,\nA,Aspirin,1,,\n", "ignore", []),
        ("A,Lenalidomide,1,,\nA,,1,,\n", "other_drug", None),
        ("A,Lenalidomide,1,,\nA,OTHER,1,,\n", "other_drug", None),
        ("", "other_drug", None),
    ],
)
def test_none_before_is_known_only_if_every_row_names_another_drug(
    rows: str, others: str, prior: object, tmp_path: Path
) -> None:
    assert courses_of(tmp_path, rows, others).get("therapy", {}).get("prior") == prior


def test_a_drug_that_nobody_declared_and_a_line_that_is_no_number_are_refused(tmp_path: Path) -> None:
    rows = EXPOSURES + "A,Zaphodumab,1,,\nA,Lenalidomide,first,,\n"
    (item,) = mapped(tmp_path, "", rows, top=COURSES % ("refuse", "highest"))
    assert [where(fault) for fault in item.faults] == [
        ("mapping-unmapped-value", "$.therapy.prior", "rows:2:2"),
        ("mapping-number", "$.disease.prior_lines", "rows:3:3"),
    ]
    assert "Zaphod" not in str(item.faults)


def test_without_lines_a_long_pause_begins_a_new_course_and_a_near_last_dose_is_the_current_one(tmp_path: Path) -> None:
    top = (
        "courses:\n  table: rows\n  drug: {column: drug, others: ignore}\n  start: start\n  end: end\n  gap_days: 90\n"
        "  current_within_days: 60\n  fields: {route: {column: route, values: {sc: subcutaneous, iv: intravenous}}}\n"
    )
    rows = (
        "id,drug,start,end,route\nA,daratumumab,2021-01-01,2021-02-01,iv\nA,daratumumab,2021-03-01,2021-04-01,sc\n"
        "A,daratumumab,2024-01-10,2024-01-10,sc\nA,daratumumab,2024-02-10,2024-02-10,sc\nA,aspirin,2020-01-01,,\n"
    )
    therapy = profile_of(tmp_path, "", rows, top=top)["therapy"]
    assert therapy["prior"] == [
        {"agent": "daratumumab", "first_dose_date": "2021-01-01", "last_dose_date": "2021-04-01"}
    ]
    assert therapy["current"] == {
        "agent": "daratumumab",
        "route": "subcutaneous",
        "start_date": "2024-01-10",
        "last_dose_date": "2024-02-10",
    }


def test_courses_and_fields_of_prior_courses_exclude_each_other(tmp_path: Path) -> None:
    text = TWO_TABLES + COURSES % ("refuse", "highest") + "fields:\n  patient_id: id\n  therapy.prior[1].agent: x\n"
    assert "comes from `courses` as well" in faults_of(tmp_path, text)[0]


# The day of assessment


def test_the_day_may_be_the_latest_of_several_and_rows_of_one_patient_are_several_assessments(tmp_path: Path) -> None:
    latest = TWO_TABLES.replace("as_of: day", "as_of: {latest_of: [{column: day}, {table: rows, column: at}]}")
    text = latest + "fields:\n  patient_id: id\n"
    tables = {"patients": "id,day\nA,2024-03-15\nA,2024-06-15\nB,\n", "rows": "id,at\nA,2024-04-01\nA,\nC,2024-01-01\n"}
    items = items_of(tmp_path, text, tables)
    assert [profile_in(item)["as_of"] for item in items[:2]] == ["2024-04-01", "2024-06-15"]
    assert items[2].text == b'{"schema_version":"1","patient_id":"B"}'  # the profile's own fault: it needs a day
    (given,) = [item for item in items_of(tmp_path, text, tables, as_of=date(2025, 1, 1)) if item.number == 4]
    assert profile_in(given)["as_of"] == "2025-01-01"


def test_a_list_that_does_not_tell_its_day_needs_one(tmp_path: Path) -> None:
    mapping = mapping_in(
        tmp_path, "mapping: t\ntitle: T\ntables: {p: {role: main}}\nas_of: given\nfields: {patient_id: id}\n"
    )
    (tmp_path / "p.csv").write_text("id\nA\n")
    with pytest.raises(MappingError, match="mapping-no-as-of"):
        open_source(tmp_path / "p.csv", mapping)
    with open_source(tmp_path / "p.csv", mapping, as_of=date(2024, 3, 15)) as source:
        assert [profile_in(item)["as_of"] for item in source.items()] == ["2024-03-15"]


# Damage


def test_a_damaged_joined_row_is_a_fault_of_its_patient_and_of_nobody_else(tmp_path: Path) -> None:
    patients = "id,day\nA,2024-03-15\nB,2024-03-15\nC,2024-03-15\n"
    rows = HEAD + "A,FEV1,70,2024-03-01\nB,FEV1,70\nC,FEV1,70,2024-03-01\n,FEV1,70,2024-03-01\nX,FEV1,70\nY,FEV1,7,\n"
    text = f"{TWO_TABLES}fields:\n  patient_id: id\n{FEV1 % ''}"
    (tmp_path / "patients.csv").write_text(patients)
    (tmp_path / "rows.csv").write_text(rows)
    with open_source(tmp_path, mapping_in(tmp_path, text)) as source:
        items = list(source.items())
        left = [where(fault) for fault in source.leftovers()]
        nobody = source.rows_of_nobody()
    assert [bool(item.faults) for item in items] == [False, True, False]
    assert where(items[1].faults[0]) == ("table-ragged", "$", "rows:3:1")
    assert left == [("mapping-row-without-key", "$", "rows:5:1"), ("table-ragged", "$", "rows:6:1")]
    assert nobody == {"rows": 3}
