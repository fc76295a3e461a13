"""Cells to values: numbers, units, dates, words and lists; nothing is guessed, and no cell stands in a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.mapped_lists import ONE_TABLE, items_of, mapping_in, one_value, profile_in, where

from cd38rules.diagnostics import Diagnostic
from cd38rules.mapping import open_source
from cd38rules.mapping.cells import number_of
from cd38rules.mapping.dates import clash, date_of
from cd38rules.mapping.errors import CellFault

COMMA = ', decimal: ",", thousands: "."'
DAY_ZERO = 'day_zero: {date: "2024-01-31"}\n'


@pytest.mark.parametrize(
    ("cell", "table", "value"),
    [
        ("70", "", 70),
        ("70.50", "", 70.5),
        (" 7.05e1 ", "", 70.5),
        ("70,5", COMMA, 70.5),
        ("0.070,5", COMMA, 70.5),
        ("1 070,5", ', decimal: ",", thousands: space', 1070.5),
        ("1\u00a0070,5", ', decimal: ",", thousands: space', 1070.5),
        ("1'070.5", ', thousands: "\'"', 1070.5),
        ("1,070.5", ', thousands: ","', 1070.5),
        ("+70", "", 70),
        ("", "", None),
        ("\u00a0", "", None),
    ],
)
def test_a_number_is_read_with_the_declared_signs(cell: str, table: str, value: object, tmp_path: Path) -> None:
    assert one_value(tmp_path, "person.weight_kg", "x", cell, table) == value


@pytest.mark.parametrize(
    ("cell", "table"),
    [
        ("70,5", ""),
        ("1,070", ""),
        ("70.5", COMMA),
        ("1.07", COMMA),
        ("10.70.000", COMMA),
        (">70", ""),
        ("70 kg", ""),
        ("0x46", ""),
        ("nan", ""),
        ("inf", ""),
        ("1e400", ""),
        ("٧٠", ""),
        ("7" * 50, ""),
        ("-", ""),
        (".5", ""),
    ],
)
def test_what_is_not_a_number_by_the_declared_signs_is_refused(cell: str, table: str, tmp_path: Path) -> None:
    fault = one_value(tmp_path, "person.weight_kg", "x", cell, table)
    assert where(fault) == ("mapping-number", "$.person.weight_kg", "patients:2:3")
    assert len(cell) == 1 or cell not in str(fault)


def test_a_minus_of_unicode_is_a_minus(tmp_path: Path) -> None:
    source = "{column: x, unit: days}"
    assert one_value(tmp_path, "transfusion.kell.date", source, "\u221230", top=DAY_ZERO) == "2024-01-01"


@given(st.floats(-1e9, 1e9), st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "")]))
def test_any_number_printed_by_the_declared_signs_is_read_back(number: float, signs: tuple[str, str]) -> None:
    decimal, thousands = signs
    printed = f"{number:,.4f}".replace(",", "_").replace(".", decimal).replace("_", thousands)
    assert number_of(printed, decimal, thousands) == float(f"{number:.4f}")


@pytest.mark.parametrize(
    ("field", "source", "cell", "value"),
    [
        ("person.weight_kg", "{column: x, unit: lb}", "150", 68.0388555),
        ("person.weight_kg", "{column: x, unit: g}", "70500", 70.5),
        ("lungs.fev1_percent", "{column: x, unit: fraction}", "0.57", 57),
        ("lungs.fev1_percent", "{column: x, unit: percent}", "57", 57),
        ("lungs.fev1_percent", "x", "0.57", 0.57),  # not declared: not converted; the profile refuses it
        ("kidneys.creatinine_clearance_ml_min", "{column: x, unit: mL/s}", "1.5", 90),
        ("person.age_years", "x", "67", 67),
        ("person.age_years", "x", "67.0", 67),
        ("person.age_years", "x", "67.9", 67.9),  # refused by the profile
        ("person.age_years", "{column: x, round: down}", "67.9", 67),
        ("person.age_years", "{column: x, round: nearest}", "67.9", 68),
    ],
)
def test_a_number_is_converted_only_as_declared(
    field: str, source: str, cell: str, value: object, tmp_path: Path
) -> None:
    assert one_value(tmp_path, field, source, cell) == value


def test_units_of_courses_and_clones_lead_to_the_profile(tmp_path: Path) -> None:
    text = ONE_TABLE + (
        "  cytogenetics.findings[del(17p)].present: p\n"
        "  cytogenetics.findings[del(17p)].clone_percent: {column: c, unit: fraction}\n"
        "  therapy.prior[1].days_since_last_dose: {column: w, unit: weeks}\n"
        "  therapy.prior[2].months_since_last_dose: {column: y, unit: years}\n"
    )
    (item,) = items_of(tmp_path, text, {"patients": "id,day,p,c,w,y\nA,2024-03-15,yes,0.2,4,1.5\n"})
    profile = profile_in(item)
    assert profile["cytogenetics"]["findings"] == [{"abnormality": "del(17p)", "present": True, "clone_percent": 20}]
    assert profile["therapy"]["prior"] == [{"days_since_last_dose": 28}, {"months_since_last_dose": 18}]


def test_a_unit_of_each_row_is_read_from_its_column_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    text = ONE_TABLE + "  person.weight_kg: {column: w, unit: {column: u, values: {kg: kg, LBS: lb}}}\n"
    table = "id,day,w,u\nA,2024-03-15,70,kg\nB,2024-03-15,100,LBS\nC,2024-03-15,70,stone\nD,2024-03-15,70,\n"
    first, second, third, fourth = items_of(tmp_path, text, {"patients": table})
    assert (profile_in(first)["person"], profile_in(second)["person"]) == ({"weight_kg": 70}, {"weight_kg": 45.359237})
    for item in (third, fourth):
        assert where(item.faults[0])[0] == "mapping-unmapped-unit"
        assert "stone" not in str(item.faults[0])


@pytest.mark.parametrize(
    ("formats", "cell", "value"),
    [
        ("ISO", "2024-03-05", "2024-03-05"),
        ("ISO", "2024-03", "2024-03"),
        ("ISO", "2024", "2024"),
        ("ISO", "2024-03-05T23:30:00Z", "2024-03-05"),
        ("ISO", "2024-03-05 23:30:00.000", "2024-03-05"),
        ("DD.MM.YYYY", "05.03.2024", "2024-03-05"),
        ("D.M.YYYY", "5.3.2024", "2024-03-05"),
        ("MM/DD/YYYY", "03/05/2024", "2024-03-05"),
        ("DD/MM/YYYY", "03/05/2024", "2024-05-03"),
        ("YYYYMMDD", "20240305", "2024-03-05"),
        ("DD-MMM-YYYY", "05-Mar-2024", "2024-03-05"),
        ("MM.YYYY", "03.2024", "2024-03"),
        ("[DD.MM.YYYY, MM.YYYY, YYYY]", "2024", "2024"),
        ("[DD.MM.YYYY, MM.YYYY, YYYY]", "03.2024", "2024-03"),
    ],
)
def test_a_date_is_read_in_a_declared_form(formats: str, cell: str, value: str, tmp_path: Path) -> None:
    assert one_value(tmp_path, "transfusion.kell.date", f"{{column: x, formats: {formats}}}", cell) == value


@pytest.mark.parametrize(
    ("formats", "cell"),
    [
        ("ISO", "05.03.2024"),
        ("ISO", "2024-3-5"),
        ("ISO", "20240305"),
        ("DD.MM.YYYY", "2024-03-05"),
        ("DD.MM.YYYY", "31.02.2024"),
        ("DD/MM/YYYY", "03/25/2024"),
        ("DD.MM.YYYY", "05.03.24"),
        ("YYYYMMDD", "45356"),
        ("DD-MMM-YYYY", "05-Mrz-2024"),
    ],
)
def test_a_date_in_another_form_or_of_no_calendar_is_refused(formats: str, cell: str, tmp_path: Path) -> None:
    fault = one_value(tmp_path, "transfusion.kell.date", f"{{column: x, formats: {formats}}}", cell)
    assert where(fault) == ("mapping-date", "$.transfusion.kell.date", "patients:2:3")
    assert cell not in str(fault)


@given(st.dates(), st.sampled_from(["DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD", "D/M/YYYY", "YYYY-MM-DD"]))
def test_any_day_printed_in_a_form_is_read_back(day: Any, form: str) -> None:
    printed = form.replace("YYYY", f"{day.year:04d}")
    for token, part in (
        ("DD", f"{day.day:02d}"),
        ("D", str(day.day)),
        ("MM", f"{day.month:02d}"),
        ("M", str(day.month)),
    ):
        printed = printed.replace(token, part)
    if 1900 <= day.year <= 2199:
        assert date_of(printed, [form]) == day.isoformat()
    else:
        with pytest.raises(CellFault):
            date_of(printed, [form])


def test_forms_clash_only_if_one_text_could_be_two_days() -> None:
    assert clash(["DD/MM/YYYY", "M/D/YYYY"]) is not None
    assert clash(["DD/MM/YYYY", "MM-DD-YYYY", "ISO", "YYYY-MM-DD", "DD/MMM/YYYY"]) is None


@pytest.mark.parametrize(
    ("unit", "cell", "value"),
    [
        ("days", "-31", "2023-12-31"),
        ("days", "29.0", "2024-02-29"),
        ("weeks", "2", "2024-02-14"),
        ("months", "1", "2024-02-29"),
    ],
)
def test_a_count_from_day_zero_becomes_a_day(unit: str, cell: str, value: str, tmp_path: Path) -> None:
    source = f"{{column: x, unit: {unit}}}"
    assert one_value(tmp_path, "transfusion.kell.date", source, cell, top=DAY_ZERO) == value


@pytest.mark.parametrize("cell", ["1.5", "100000", "-100000", "soon"])
def test_a_count_that_gives_no_day_is_refused(cell: str, tmp_path: Path) -> None:
    fault = one_value(tmp_path, "transfusion.kell.date", "{column: x, unit: days}", cell, top=DAY_ZERO)
    assert isinstance(fault, Diagnostic)
    assert fault.code in ("mapping-date", "mapping-number")


def test_day_zero_may_stand_in_a_column_and_without_it_a_count_is_not_a_day(tmp_path: Path) -> None:
    text = ONE_TABLE.replace("fields:", "day_zero: {column: z}\nfields:")
    text += "  transfusion.kell.date: {column: k, unit: days}\n"
    first, second = items_of(tmp_path, text, {"patients": "id,day,z,k\nA,2024-03-15,2024-01-01,9\nB,2024-03-15,,9\n"})
    assert profile_in(first)["transfusion"] == {"kell": {"date": "2024-01-10"}}
    assert "transfusion" not in profile_in(second)


@pytest.mark.parametrize(
    ("source", "cell", "value"),
    [
        ("{column: x, unit: days, means: age_at_day_zero}", "21915", 60),
        ("{column: x, unit: days, means: birth}", "-21915", 60),
        ("{column: x, means: birth}", "1964-03-15", 60),
        ("{column: x, means: birth}", "1964-03-16", 59),
        ("{column: x, means: birth}", "1964-03", None),  # 59 or 60
        ("{column: x, means: birth}", "1964-02", 60),
        ("{column: x, means: birth}", "1964", None),
    ],
)
def test_an_age_is_that_on_the_day_of_assessment_if_it_is_certain(
    source: str, cell: str, value: object, tmp_path: Path
) -> None:
    assert one_value(tmp_path, "person.age_years", source, cell, top=DAY_ZERO) == value


def test_a_birth_after_the_assessment_and_an_age_below_zero_are_refused(tmp_path: Path) -> None:
    born = one_value(tmp_path, "person.age_years", "{column: x, means: birth}", "2025-01-01")
    aged = one_value(
        tmp_path, "person.age_years", "{column: x, unit: days, means: age_at_day_zero}", "-5", top=DAY_ZERO
    )
    assert (born.code, aged.code) == ("mapping-date", "mapping-number")


YES_NO = (
    "value_maps:\n  yes_no: {Y: true, ja: true, '1': true, N: false, nein: false, '0': false, "
    "unknown: not recorded, not allowed to collect: not recorded}\n"
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Y", True),
        ("ja", True),
        (" ja ", True),
        ("YES", True),
        ("1", True),
        ("N", False),
        ("0", False),
        ("yes", True),
        ("unknown", None),
        ("not allowed  to collect", None),
        ("", None),
    ],
)
def test_words_are_mapped_whatever_the_spaces_around_them(cell: str, value: object, tmp_path: Path) -> None:
    assert one_value(tmp_path, "lungs.copd", "{column: x, values: yes_no}", cell, top=YES_NO) is value


@pytest.mark.parametrize("cell", ["Zaphod", "2", "ye", "Y,N", "JA", "y"])
def test_an_unmapped_word_is_refused_by_column_and_row_and_never_told(cell: str, tmp_path: Path) -> None:
    fault = one_value(tmp_path, "lungs.copd", "{column: x, values: yes_no}", cell, top=YES_NO)
    assert where(fault) == ("mapping-unmapped-value", "$.lungs.copd", "patients:2:3")
    assert "`x`" in fault.message
    assert "Zaphod" not in str(fault)


def test_the_case_of_words_matters_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    text = ONE_TABLE + "  transfusion.kell.status: {column: k, values: {K+: positive, 'K-': negative}}\n"
    table = {"patients": "id,day,k\nA,2024-03-15,K+\nB,2024-03-15,k+\nC,2024-03-15,Negative\n"}
    first, second, third = items_of(tmp_path, text, table)
    assert profile_in(first)["transfusion"] == {"kell": {"status": "positive"}}
    # Nearly everybody is k positive: to take it for K would be a dangerous mistake.
    assert where(second.faults[0])[0] == "mapping-unmapped-value"
    assert profile_in(third)["transfusion"] == {"kell": {"status": "negative"}}
    loose = (
        ONE_TABLE.replace("fields:", "ignore_case: true\nfields:") + "  lungs.copd: {column: k, values: {JA: true}}\n"
    )
    (item,) = items_of(tmp_path, loose, {"patients": "id,day,k\nA,2024-03-15,ja\n"})
    assert profile_in(item)["lungs"] == {"copd": True}


@pytest.mark.parametrize("cell", ["99", "99.0", "099.00"])
def test_a_number_can_be_a_word_however_it_is_written(cell: str, tmp_path: Path) -> None:
    assert one_value(tmp_path, "person.age_years", "{column: x, not_recorded: ['99']}", cell) is None
    assert one_value(tmp_path, "person.age_years", "{column: x, values: {'99': 90}}", cell) == 90


def test_words_are_found_in_typed_tables_as_well(tmp_path: Path) -> None:
    text = (
        ONE_TABLE
        + "  person.age_years: {column: a, not_recorded: [99]}\n  lungs.copd: {column: c, values: {1: true}}\n"
    )
    text += "  transfusion.kell.date: {column: k, not_recorded: ['1900-01-01']}\n"
    path = tmp_path / "t.ndjson"
    path.write_text('{"id": 1, "day": "2024-03-15", "a": 99, "c": 1, "k": "1900-01-01"}\n')
    with open_source(path, mapping_in(tmp_path, text)) as source:
        (item,) = source.items()
    assert profile_in(item) == {"patient_id": "1", "as_of": "2024-03-15", "lungs": {"copd": True}}


def test_unmapped_words_are_counted_and_kept_only_when_asked_for(tmp_path: Path) -> None:
    mapping = mapping_in(tmp_path, ONE_TABLE + "  lungs.copd: c\n  person.weight_kg: w\n")
    table = tmp_path / "t.csv"
    table.write_text("id,day,c,w\nA,2024-03-15,maybe,\nB,2024-03-15,Maybe,heavy\nC,2024-03-15,maybe,\n")
    for keep in (False, True):
        with open_source(table, mapping, keep_unmapped=keep) as source:
            assert sum(item.text is None for item in source.items()) == 3
            unmapped = source.unmapped
        # A weight isn't a word of a closed set: it isn't among them.
        assert unmapped.counts == {("patients", "c"): 3}
        assert unmapped.words == ({("patients", "c"): {"maybe": 2, "Maybe": 1}} if keep else {})


def test_a_blank_is_not_recorded_unless_the_mapping_says_otherwise(tmp_path: Path) -> None:
    assert one_value(tmp_path, "lungs.copd", "x", "") is None
    assert one_value(tmp_path, "lungs.copd", '{column: x, values: {"": false, x: true}}', "") is False


def test_words_may_stand_for_numbers_and_dates(tmp_path: Path) -> None:
    source = "{column: x, values: {'>90': 90, low: not recorded}}"
    assert one_value(tmp_path, "kidneys.creatinine_clearance_ml_min", source, ">90") == 90
    assert one_value(tmp_path, "kidneys.creatinine_clearance_ml_min", source, "low") is None


LIST = '{column: x, split: [";", "+"], none: [none, mono]}'


@pytest.mark.parametrize(
    ("source", "cell", "value"),
    [
        (LIST, "len + dex", ["lenalidomide", "dexamethasone"]),
        (LIST, "Revlimid;dex;", ["lenalidomide", "dexamethasone"]),
        (LIST, "none", []),
        (LIST, "mono", []),
        (LIST, "", None),
        (LIST, ";", None),
        ("{column: x, split: [+], others: other_drug}", "dex+BCNU", ["dexamethasone", "other_drug"]),
        ("{column: x, split: [+], others: ignore}", "dex+aspirin", ["dexamethasone"]),
        # Known to be alone only if it is said: ignoring all of them says nothing.
        ("{column: x, split: [+], others: ignore}", "aspirin", None),
        ("{column: x, split: [+], values: {VD: bortezomib, '?': not recorded}}", "VD", ["bortezomib"]),
        ("{column: x, split: [+], values: {VD: bortezomib, '?': not recorded}}", "dex+?", None),
    ],
)
def test_a_list_in_one_cell(source: str, cell: str, value: object, tmp_path: Path) -> None:
    assert one_value(tmp_path, "disease.refractory_to", source, cell) == value


def test_a_drug_outside_the_vocabulary_is_refused_unless_declared(tmp_path: Path) -> None:
    fault = one_value(tmp_path, "disease.refractory_to", LIST, "dex+Zaphodumab")
    assert where(fault)[0] == "mapping-unmapped-value"
    assert "Zaphod" not in str(fault)


def test_a_list_from_yes_no_columns_is_known_only_if_all_of_them_are(tmp_path: Path) -> None:
    source = "{columns: {lenalidomide: l, dexamethasone: d}%s}"
    table = "id,day,l,d\nA,2024-03-15,yes,no\nB,2024-03-15,no,no\nC,2024-03-15,yes,\nD,2024-03-15,no,\n"
    for more, expected in (
        ("", [["lenalidomide"], [], None, None]),
        (", use_if_some_are_not_recorded: true", [["lenalidomide"], [], ["lenalidomide"], None]),
    ):
        text = ONE_TABLE + f"  disease.refractory_to: {source % more}\n"
        items = items_of(tmp_path, text, {"patients": table})
        assert [profile_in(item).get("disease", {}).get("refractory_to") for item in items] == expected


def test_a_date_from_columns_of_its_parts_is_as_partial_as_they_are(tmp_path: Path) -> None:
    text = ONE_TABLE + "  person.birth_date: {columns: {year: y, month: m, day: d}}\n"
    rows = (
        "A,2024-03-15,1951,7,9\nB,2024-03-15,1951,7,\nC,2024-03-15,1951,,9\nD,2024-03-15,,7,9\nE,2024-03-15,1951,13,9\n"
    )
    *items, last = items_of(tmp_path, text, {"patients": f"id,day,y,m,d\n{rows}"})
    found = [profile_in(item).get("person", {}).get("birth_date") for item in items]
    assert found == ["1951-07-09", "1951-07", "1951", None]
    assert where(last.faults[0]) == ("mapping-date", "$.person.birth_date", "patients:6:4")


def test_the_first_recorded_of_several_sources_counts_and_a_constant_ends_them(tmp_path: Path) -> None:
    text = ONE_TABLE + "  region:\n    - a\n    - {column: b, values: {USA: US}}\n    - {constant: other}\n"
    items = items_of(
        tmp_path, text, {"patients": "id,day,a,b\nA,2024-03-15,EU,USA\nB,2024-03-15,,USA\nC,2024-03-15,,\n"}
    )
    assert [profile_in(item)["region"] for item in items] == ["EU", "US", "other"]


def test_numbered_groups_and_the_known_none(tmp_path: Path) -> None:
    text = ONE_TABLE + (
        "  therapy.prior: {empty_when: {column: p, is: [none, '0']}}\n"
        "  therapy.prior[1-3].agent: 'a{n}'\n  therapy.prior[1-3].last_dose_date: 'd{n}'\n"
    )
    table = (
        "id,day,p,a1,d1,a2,d2,a3,d3\nA,2024-03-15,,daratumumab,2022,,,isatuximab,2023-05\nB,2024-03-15,none,,,,,,\n"
        "C,2024-03-15,,,,,,,\nD,2024-03-15,none,daratumumab,,,,,\n"
    )
    first, second, third, fourth = items_of(tmp_path, text, {"patients": table})
    assert profile_in(first)["therapy"]["prior"] == [
        {"agent": "daratumumab", "last_dose_date": "2022"},
        {"agent": "isatuximab", "last_dose_date": "2023-05"},
    ]
    assert first.columns["$.therapy.prior[1].last_dose_date"] == "d3"
    assert profile_in(second)["therapy"] == {"prior": []}
    assert "therapy" not in profile_in(third)
    assert where(fourth.faults[0]) == ("mapping-contradiction", "$.therapy.prior", "patients:5:3")
