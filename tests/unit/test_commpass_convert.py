"""The CoMMpass converter, on small tables made here: days to dates, rows to courses, and what stays unknown."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cd38rules.profile import read_profile

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "commpass" / "convert.py"


@pytest.fixture(scope="module")
def convert() -> ModuleType:
    spec = importlib.util.spec_from_file_location("commpass_convert", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def treatment(drug: str, start: object = "", end: object = "", line: str = "First", **cells: str) -> dict[str, str]:
    return {
        "submitter_id_case": "A",
        "therapeutic_agents": drug,
        "regimen_or_line_of_therapy": f"{line} line of therapy" if line else "",
        "days_to_treatment_start": str(start),
        "days_to_treatment_end": str(end),
        "treatment_or_therapy": "yes",
        **cells,
    }


def patient(name: str = "A", age: object = 21915, follow_up: object = "400.0", **cells: str) -> dict[str, str]:
    return {
        "bcr_patient_barcode": name,
        "age_at_diagnosis": str(age),
        "days_to_birth": "",
        "days_to_last_follow_up": str(follow_up),
        **cells,
    }


class Converter:
    """Runs the converter over tables made of rows; `notes` is what the last run wrote on standard error."""

    def __init__(self, module: ModuleType, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.module, self.folder, self.capfd = module, folder, capfd
        self.notes = ""

    def __call__(
        self, treatments: list[dict[str, str]], patients: list[dict[str, str]] | None = None, *options: str
    ) -> list[dict[str, Any]]:
        tables = (
            self._table("patients.csv", patients or [patient()], self.module.PATIENT_COLUMNS),
            self._table("treatments.csv", treatments, self.module.TREATMENT_COLUMNS),
        )
        assert self.module.main([*tables, *options]) == 0
        lines, self.notes = self.capfd.readouterr()
        for line in lines.splitlines():
            read_profile(line)
        return [json.loads(line) for line in lines.splitlines()]

    def _table(self, name: str, rows: list[dict[str, str]], columns: tuple[str, ...]) -> str:
        with (self.folder / name).open("w", newline="", encoding="utf-8-sig") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(rows)
        return str(self.folder / name)


@pytest.fixture
def converted(convert: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Converter:
    return Converter(convert, tmp_path, capfd)


def test_days_are_counted_from_the_nominal_date_of_diagnosis(converted: Converter) -> None:
    rows = [treatment("Daratumumab", 31, 59)]
    (profile,) = converted(rows)
    assert profile["as_of"] == "2016-02-05"
    assert profile["therapy"]["prior"] == [
        {"agent": "daratumumab", "first_dose_date": "2015-02-01", "last_dose_date": "2015-03-01"}
    ]
    (other,) = converted(rows, None, "--diagnosis-date", "2012-01-01")
    assert other["as_of"] == "2013-02-04"


@pytest.mark.parametrize(
    ("start", "end", "as_of"), [(10, 20, "2016-02-05"), (10, 401, "2016-02-06"), (402, "", "2016-02-07")]
)
def test_the_assessment_is_on_the_last_day_of_follow_up_or_treatment(
    start: object, end: object, as_of: str, converted: Converter
) -> None:
    assert converted([treatment("Lenalidomide", start, end)])[0]["as_of"] == as_of


def test_a_course_without_an_end_has_no_last_dose(converted: Converter) -> None:
    (course,) = converted([treatment("Daratumumab", 31)])[0]["therapy"]["prior"]
    assert course == {"agent": "daratumumab", "first_dose_date": "2015-02-01"}


def test_rows_of_one_line_are_one_course_from_the_first_start_to_the_last_end(converted: Converter) -> None:
    (course,) = converted([treatment("Daratumumab", 40, 50), treatment("Daratumumab", 31, 59)])[0]["therapy"]["prior"]
    assert (course["first_dose_date"], course["last_dose_date"]) == ("2015-02-01", "2015-03-01")


@pytest.mark.parametrize(
    ("second", "known"),
    [(treatment("Daratumumab", 40), {"first_dose_date"}), (treatment("Daratumumab", "", 59), {"last_dose_date"})],
)
def test_one_row_without_a_day_leaves_that_day_of_the_course_unknown(
    second: dict[str, str], known: set[str], converted: Converter
) -> None:
    (course,) = converted([treatment("Daratumumab", 31, 35), second])[0]["therapy"]["prior"]
    assert set(course) == {"agent"} | known


def test_each_line_with_the_antibody_is_a_course_of_its_own(converted: Converter) -> None:
    rows = [treatment("Daratumumab", 300, 310, "Third"), treatment("Daratumumab", 31, 59)]
    courses = converted(rows)[0]["therapy"]["prior"]
    assert [course["first_dose_date"] for course in courses] == ["2015-02-01", "2015-10-28"]


def test_partners_are_the_drugs_of_the_same_line_by_the_vocabulary(converted: Converter) -> None:
    rows = [
        treatment("Lenalidomide", 1, 9, "First"),
        *(treatment(drug, 31, 59, "Second") for drug in ("Daratumumab", "Pomalidomide", "Dexamethasone", "BCNU", "")),
    ]
    (course,) = converted(rows)[0]["therapy"]["prior"]
    assert course["partner_drugs"] == ["dexamethasone", "other_drug", "pomalidomide"]
    assert "1  BCNU" in converted.notes


def test_an_antibody_alone_in_its_line_is_not_called_monotherapy(converted: Converter) -> None:
    assert "partner_drugs" not in converted([treatment("Daratumumab", 31, 59)])[0]["therapy"]["prior"][0]


def test_a_row_without_a_line_is_a_course_without_partners_and_leaves_the_lines_unknown(converted: Converter) -> None:
    (profile,) = converted([treatment("Daratumumab", 31, 59, ""), treatment("Dexamethasone", 31, 59, "")])
    assert profile["therapy"]["prior"][0].keys() == {"agent", "first_dose_date", "last_dose_date"}
    assert "disease" not in profile
    assert "2  treatment row: line of therapy not understood" in converted.notes


def test_the_lines_are_those_begun_by_the_highest_number_named(converted: Converter) -> None:
    rows = [treatment("Lenalidomide", line="First"), treatment("Pomalidomide", line="Fourth")]
    assert converted(rows)[0]["disease"] == {"prior_lines": 4}


@pytest.mark.parametrize(
    ("drugs", "prior"),
    [
        (["Lenalidomide", "Dexamethasone"], []),
        (["Vincristine"], []),
        (["Lenalidomide", ""], None),
        (["Lenalidomide", "Other"], None),
        ([], None),
    ],
)
def test_no_earlier_antibody_is_known_only_if_every_row_names_another_drug(
    drugs: list[str], prior: list[Any] | None, converted: Converter
) -> None:
    (profile,) = converted([treatment(drug) for drug in drugs])
    assert profile.get("therapy", {}).get("prior") == prior


def test_what_the_tables_do_not_hold_stays_unknown(converted: Converter) -> None:
    (profile,) = converted([treatment("Daratumumab", 31, 59)])
    assert set(profile) == {"schema_version", "patient_id", "as_of", "person", "disease", "therapy"}
    assert set(profile["therapy"]) == {"prior"}
    assert set(profile["disease"]) == {"prior_lines"}


@pytest.mark.parametrize(
    ("age", "birth", "follow_up", "years"),
    [
        (21915, "", 0, 60),
        (21914, "", 0, 59),
        (21914, "", 1, 60),
        ("", "-21915", 0, 60),
        ("", "", 0, None),
        ("sixty", "", 0, None),
    ],
)
def test_the_age_is_in_completed_years_on_the_day_of_assessment(
    age: object, birth: str, follow_up: int, years: int | None, converted: Converter
) -> None:
    (profile,) = converted([], [patient(age=age, follow_up=follow_up, days_to_birth=birth)])
    assert profile.get("person", {}).get("age_years") == years


def test_rows_that_cannot_be_used_are_counted_with_their_reason_and_without_the_patient(converted: Converter) -> None:
    patients = [patient(), patient(""), patient("Zaphod-4711", follow_up="Zaphod-4711")]
    rows = [
        treatment("Daratumumab", "Zaphod-4711", 1e99),
        treatment("Daratumumab", treatment_or_therapy="no"),
        treatment("Daratumumab", 5, submitter_id_case="Zaphod-4712"),
    ]
    assert [profile["patient_id"] for profile in converted(rows, patients)] == ["A"]
    notes = converted.notes
    for reason in (
        "1  days_to_treatment_start: not a whole number",
        "1  days_to_treatment_end: not a whole number",
        "1  days_to_last_follow_up: not a whole number",
        "1  patient row left out: no usable identifier",
        "1  patient row left out: no day of follow-up or treatment",
        "1  treatment row: says that the treatment wasn't given",
        "1  treatment row: its patient isn't in the patient table",
    ):
        assert reason in notes
    assert "Zaphod" not in notes


def test_a_table_that_lacks_a_column_is_refused_by_the_name_of_the_column(
    convert: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("submitter_id_case\nZaphod-4711\n")
    assert convert.main([str(tmp_path / "t.csv"), str(tmp_path / "t.csv")]) == 4
    told = capfd.readouterr().err
    assert "lacks the column days_to_treatment_end" in told
    assert "Zaphod" not in told


def test_a_table_that_is_not_text_and_one_that_is_not_there_are_told_apart(
    convert: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_bytes(b"\xff\xfe\x00")
    assert convert.main([str(tmp_path / "t.csv"), str(tmp_path / "t.csv")]) == 4
    assert convert.main([str(tmp_path / "none.csv"), str(tmp_path / "none.csv")]) == 6
    assert "none.csv" in capfd.readouterr().err
