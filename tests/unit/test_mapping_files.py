"""Mapping files: every fault at its place, all in one go; what ships is sound and covers the profile."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import jsonschema
import pytest
from tests.conftest import ROOT
from tests.unit.mapped_lists import ONE_TABLE, faults_of, items_of, profile_in
from tests.unit.test_schemas import MODELINE, read

from cd38rules.mapping import MappingError, load_mapping, shipped_mappings
from cd38rules.mapping.bind import needed_columns
from cd38rules.mapping.schema import mapping_schema
from cd38rules.mapping.targets import all_fields

SHIPPED = shipped_mappings()
VALIDATOR = jsonschema.Draft202012Validator(mapping_schema())

FAULTS = {
    "an unknown field, with the one that is meant": (
        "  lungs.fev1_procent: x\n",
        ["7:3: mapping-field `lungs.fev1_procent`: the profile has no such field (did you mean lungs.fev1_percent?)"],
    ),
    "a field without its group": (
        "  fev1_percent: x\n",
        ["7:3: mapping-field `fev1_percent`: the profile has no such field (did you mean lungs.fev1_percent?)"],
    ),
    "a group of fields where a field is needed": (
        "  lungs.asthma: x\n",
        [
            "7:17: mapping-field `lungs.asthma` is a group of fields (map lungs.asthma.present, lungs.asthma.severity, "
            "lungs.asthma.persistent, lungs.asthma.controlled)"
        ],
    ),
    "an unknown abnormality": (
        "  cytogenetics.findings[t(4;16)].present: x\n",
        [
            "7:3: mapping-field `cytogenetics.findings[t(4;16)].present`: the profile has no such abnormality "
            "(see `cd38rules schema profile`)"
        ],
    ),
    "a list without numbers": (
        "  therapy.prior[last].agent: x\n",
        [
            "7:3: mapping-field `therapy.prior[last].agent`: the items of `therapy.prior` are numbered: "
            "`therapy.prior[1]`, or `therapy.prior[1-5]` for several"
        ],
    ),
    "an unknown unit": (
        "  person.weight_kg: {column: x, unit: lbs}\n",
        ["7:39: mapping-unit `lbs` is not a unit of this field (did you mean lb?)"],
    ),
    "the unit of something else": (
        "  lungs.fev1_percent: {column: x, unit: kg}\n",
        ["7:41: mapping-unit `kg` is not a unit of this field (one of: percent, fraction)"],
    ),
    "a unit where there is none": (
        "  lungs.copd: {column: x, unit: percent}\n",
        [
            "7:27: mapping-unknown-key `lungs.copd` has no place for a key `unit` (known here: column, not_recorded, "
            "table, values)"
        ],
    ),
    "the same key twice": (
        "  lungs.copd: x\n  lungs.copd: y\n",
        ["8:3: yaml-duplicate-key the key `lungs.copd` stands twice; see also 7:3 (keep one of them)"],
    ),
    "the same field by a range": (
        "  therapy.prior[1-2].agent: x_{n}\n  therapy.prior[2].agent: y\n",
        [
            "8:3: mapping-field `therapy.prior[2].agent` is mapped twice; see also 7:3 (keep one, or make it a list of "
            "sources)"
        ],
    ),
    "a value map that doesn't fit": (
        "  lungs.copd: {column: x, values: {J: ja, N: false}}\n"
        "  kidneys.egfr.equation: {column: y, values: {m: MDDR}}\n",
        [
            "7:39: mapping-value-map `ja` is no value of this field (write true, false or `not recorded`)",
            "8:50: mapping-value-map `MDDR` is no value of this field (one of: MDRD, CKD-EPI_2009, CKD-EPI_2021, "
            "other, not recorded)",
        ],
    ),
    "a word that means two things": (
        "  lungs.copd: {column: x, values: {J a: true, 'J  a': false}}\n",
        [
            "7:47: mapping-value-map the word `J a` stands twice and means different things; see also 7:36 "
            "(spaces don't matter, with `ignore_case` nor does case)"
        ],
    ),
    "a value map that isn't there": (
        "  lungs.copd: {column: x, values: yes_no}\n",
        ["7:35: mapping-value-map there is no value map `yes_no` (add it under `value_maps:`)"],
    ),
    "forms of dates that clash": (
        "  person.birth_date: {column: x, formats: [DD/MM/YYYY, MM/DD/YYYY]}\n",
        [
            "7:43: mapping-date-format `DD/MM/YYYY` and `MM/DD/YYYY` would read the same text as different days "
            "(keep the one that the table uses)"
        ],
    ),
    "a year of two digits": (
        "  person.birth_date: {column: x, formats: DD.MM.YY}\n",
        [
            "7:43: mapping-date-format `DD.MM.YY` is no form of dates: a year of two digits leaves the century open "
            "(build it of YYYY, MM, MMM, DD, M, D, as in DD.MM.YYYY, or write ISO)"
        ],
    ),
    "a count of days from nowhere": (
        "  transfusion.kell.date: {column: x, unit: days}\n",
        [
            "7:26: mapping-day-zero a count of days needs a day zero (add `day_zero:` with a `date`, or with the "
            "column that holds it)"
        ],
    ),
    "a table that isn't there": (
        "  lungs.copd: {present_in: conditions}\n",
        ["7:28: mapping-tables there is no joined table `conditions` (joined tables: none)"],
    ),
    "no source": (
        "  lungs.copd: {values: {J: true}}\n",
        [
            "7:15: mapping-source `lungs.copd` has no source (add `column:`)",
        ],
    ),
    "two sources in one": (
        "  lungs.copd: {column: x, constant: true}\n",
        ["7:15: mapping-source a source has one of: constant, column (make it a list of sources)"],
    ),
    "the day of assessment among the fields": (
        "  as_of: x\n",
        ["7:3: mapping-field `as_of` isn't mapped among the fields (use the key `as_of:` of the file)"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_mapping_is_told_with_its_place_and_a_way_out(name: str, tmp_path: Path) -> None:
    more, expected = FAULTS[name]
    found = faults_of(tmp_path, ONE_TABLE + more)
    assert found[: len(expected)] == expected
    # What follows from a fault may be told as well, but only of the same line.
    assert {fault.partition(":")[0] for fault in found} == {fault.partition(":")[0] for fault in expected}


def test_all_faults_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "mapping: test\ntables: {patients: {role: main, decimal: ;, colour: red}, rows: {role: joined}}\nas_of: day\n"
        "fields:\n  lungs.copd: {column: x, values: {J: ja}}\n  lunge.copd: x\nextra: 1\n"
    )
    codes = {fault.split(": ")[1].split()[0] for fault in faults_of(tmp_path, text)}
    assert codes >= {
        "mapping-missing-key",  # title, the key of rows
        "mapping-number-format",
        "mapping-unknown-key",  # colour, extra
        "mapping-tables",  # the main table has no key
        "mapping-value-map",
        "mapping-field",  # lunge, and no patient_id
    }


def test_a_mapping_that_is_not_yaml_or_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "mapping: [\n")[0].split(": ")[1].startswith("yaml-syntax")
    assert faults_of(tmp_path, "\n")[0].split(": ")[1].startswith("yaml-empty")
    (tmp_path / "latin.yaml").write_bytes("mapping: Köln\n".encode("latin-1"))
    with pytest.raises(MappingError, match=r"latin.yaml:1:11: yaml-encoding"):
        load_mapping(tmp_path / "latin.yaml")
    with pytest.raises(MappingError, match=r"mapping-missing there is no such mapping \(did you mean flat\?\)"):
        load_mapping("flatt")


def test_the_hash_of_a_mapping_is_that_of_its_file() -> None:
    import hashlib

    assert load_mapping("flat").sha256 == hashlib.sha256(SHIPPED["flat"].read_bytes()).hexdigest()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_mapping_is_sound_fits_its_schema_and_names_it(name: str) -> None:
    mapping = load_mapping(name)
    assert mapping.name == name
    text = SHIPPED[name].read_text(encoding="utf-8")
    assert [error.message for error in VALIDATOR.iter_errors(read(text))] == []
    named = MODELINE.match(text)
    assert named is not None
    assert (SHIPPED[name].parent / named[1]).resolve() == ROOT / "schemas" / "mapping.json"


def test_the_schema_is_a_schema_and_refuses_what_the_loader_refuses() -> None:
    jsonschema.Draft202012Validator.check_schema(mapping_schema())
    beyond = {  # what a schema can't know
        "an unknown abnormality",
        "a list without numbers",
        "a unit where there is none",
        "the unit of something else",
        "the same key twice",
        "the same field by a range",
        "a value map that doesn't fit",
        "a word that means two things",
        "a value map that isn't there",
        "forms of dates that clash",
        "a year of two digits",
        "a count of days from nowhere",
        "a table that isn't there",
        "no source",
        "two sources in one",
        "a group of fields where a field is needed",
    }
    valid = {name for name, (more, _) in FAULTS.items() if VALIDATOR.is_valid(read(ONE_TABLE + more))}
    assert valid <= beyond


def test_the_example_of_the_documentation_is_sound_and_reads_what_it_says(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "mapping-files.md").read_text(encoding="utf-8")
    example = re.search(r"<!-- example: mapping -->\n```yaml\n(.*?)```", page, re.DOTALL)
    assert example is not None
    assert [error.message for error in VALIDATOR.iter_errors(read(example[1]))] == []
    header = "pat_no;visit_date;gewicht_lb;copd;fev1_anteil;fev1_prozent;plan;plan_partner;vorher;"
    header += "vor_1;vor_1_ende;vor_2;vor_2_ende;vor_3;vor_3_ende;del17p;del17p_klon\n"
    row = "Ä1;15.03.2024;150,0;J;0,57;;Isa;Pom/dex/BCNU;;;;daratumumab;01.2024;;;ja;62,5\n"
    tables = {
        "visits": (header + row).encode("latin-1"),
        "labs": "pat_no;test;wert;einheit;datum\nÄ1;eGFR;48;ml/min/1,73m2;01.03.2024\n",
    }
    (item,) = items_of(tmp_path, example[1], tables)
    assert profile_in(item) == {
        "patient_id": "Ä1",
        "as_of": "2024-03-15",
        "region": "EU",
        "person": {"weight_kg": 68.0388555},
        "lungs": {"copd": True, "fev1_percent": 57},
        "therapy": {
            "planned": {"agent": "isatuximab", "partner_drugs": ["pomalidomide", "dexamethasone", "other_drug"]},
            "prior": [{"agent": "daratumumab", "last_dose_date": "2024-01"}],
        },
        "cytogenetics": {"findings": [{"abnormality": "del(17p)", "present": True, "clone_percent": 62.5}]},
        "kidneys": {"egfr": {"value": 48, "equation": "MDRD"}},
    }


def test_every_code_of_a_fault_is_explained_in_the_documentation() -> None:
    page = (ROOT / "docs" / "mapping-files.md").read_text(encoding="utf-8")
    told = set()
    for path in (ROOT / "src" / "cd38rules" / "mapping").rglob("*.py"):
        told |= set(re.findall(r'"(table-[a-z-]+|mapping-[a-z-]+)"', path.read_text(encoding="utf-8")))
    # Faults of the mapping file itself explain themselves, with their place.
    assert {code for code in told if f"`{code}`" not in page} <= {"mapping-missing"}


def test_the_flat_layout_has_a_column_for_every_field_of_the_profile() -> None:
    mapped = set()
    for item in load_mapping("flat").fields:
        mapped.add(re.sub(r"\[[^\]]*\]", "[]", item.target.path))
    fields = {path for path, leaf in all_fields().items() if leaf.kind not in ("record", "list")}
    assert fields - mapped == {"as_of", "cytogenetics.findings[].abnormality"}


def test_the_template_of_the_flat_layout_has_all_of_its_columns_and_sound_patients(tmp_path: Path) -> None:
    template = ROOT / "examples" / "lists" / "flat-template.csv"
    with template.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    assert sorted(header) == sorted(needed_columns(load_mapping("flat"))["patients"])
    items = items_of(tmp_path, None, {"template": template.read_bytes()})
    profiles = [profile_in(item) for item in items]
    assert [profile["patient_id"] for profile in profiles] == ["example-1", "example-2", "example-3"]
    assert profiles[1]["therapy"]["prior"] == []
    assert profiles[2]["disease"] == {"m_protein": []}
