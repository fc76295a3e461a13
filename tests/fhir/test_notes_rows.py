"""Each row of the notes on EHR workflows (3.2, 4.1 to 4.3) that asks something of the reader has cases that show it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.fhir.written import SYSTEMS, cases

from cd38rules.fhir import load_codes
from cd38rules.fhir.walk import Coding

ROWS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "notes_rows.yaml").read_text(encoding="utf-8")
)
KNOWN = {case.name for case in cases()}

# 4.1 row by row: codes of a system, the status that the notes give them, and the concept here. A code of status N, or
# one of which the notes give no code at all, is off; what has no field in the profile stands in LEFT_OUT.
CODES = (
    ("snomed", "109989006", "V", "multiple-myeloma"),
    ("icd10", "C90.00 C90.01", "V", "multiple-myeloma"),
    ("icd10", "C90.02", "V", "multiple-myeloma-relapse"),
    ("icd10", "C90.10 C90.11 C90.12", "V", "plasma-cell-leukaemia"),
    ("rxnorm", "1721947 1721952", "V", "daratumumab"),
    ("rxnorm", "1721951 1721956 1726439 1726440", "V", "daratumumab-vial"),
    ("rxnorm", "2372199 2375130 2375136 2375141 2375137", "V", "daratumumab-hyaluronidase"),
    ("rxnorm", "2282023 2282028 2282031 2282032", "W", "isatuximab"),
    ("rxnorm", "1369713", "W", "pomalidomide"),
    ("rxnorm", "1302966", "V", "carfilzomib"),
    ("rxnorm", "342369", "V", "lenalidomide"),
    ("rxnorm", "358258", "V", "bortezomib"),
    ("rxnorm", "10432", "V", "thalidomide"),
    ("rxnorm", "1723735", "V", "ixazomib"),
    ("rxnorm", "1726104", "V", "elotuzumab"),
    ("hcpcs", "J9145", "W", "daratumumab-vial"),
    ("hcpcs", "J9144", "W", "daratumumab-hyaluronidase"),
    ("hcpcs", "J9227", "W", "isatuximab"),
    ("snomed", "13645005", "V", "copd"),
    ("snomed", "87433001", "V", "emphysema"),
    ("snomed", "185086009", "V", "chronic-obstructive-bronchitis"),
    ("icd10", "J44.9", "V", "copd"),
    ("snomed", "195967001", "V", "asthma"),
    ("snomed", "233678006", "V", "childhood-asthma"),
    ("icd10", "J45.20 J45.909", "N", "asthma"),
    ("loinc", "20152-5", "V", "fev1-percent"),
    ("snomed", "313223002", "W", "fev1-percent"),
    ("loinc", "20150-9 20157-4", "V", "fev1-litres"),
    ("loinc", "19926-5", "V", "fev1-fvc"),
    ("loinc", "98979-8", "V", "egfr-ckd-epi-2021"),
    ("loinc", "62238-1 88294-4 88293-6", "V", "egfr-ckd-epi-2009"),
    ("loinc", "94677-2 50210-4", "V", "egfr-cystatin"),
    ("loinc", "33914-3 77147-7 48642-3 48643-1 50044-7 70969-1", "V", "egfr-mdrd"),
    ("loinc", "69405-9", "V", "egfr-unnamed"),
    ("loinc", "2164-2", "N", "creatinine-clearance"),
    ("loinc", "890-4 75264-2", "V", "compatibility-test"),
    ("loinc", "1008-2", "W", "compatibility-test"),
    ("loinc", "883-9 10331-7", "V", "blood-group"),
    ("loinc", "33358-3", "V", "m-protein-amount"),
    ("loinc", "25700-6", "W", "immunofixation-serum"),
    ("loinc", "81746-0", "V", "fish-del-17p"),
    ("loinc", "81751-0", "V", "fish-17p-and-14q32"),
    ("loinc", "84916-6", "V", "fish-17p-cells"),
    ("loinc", "72726-3", "V", "fish-t-4-14"),
    ("loinc", "77033-9", "V", "fish-t-14-16"),
    ("loinc", "77037-0 72725-5", "V", "fish-t-11-14"),
    ("loinc", "81752-8", "V", "fish-1q21"),
    ("loinc", "95551-8 73750-2 82241-1 82243-7 82242-9", "V", "fish-other-17p"),
    ("snomed", "116863004", "W", "red-cell-transfusion"),
)
# Stage, creatinine, beta-2-microglobulin, identified antibodies, the antiglobulin test with complement only, FISH of
# 14q32 without a partner: the profile has no field for them.
LEFT_OUT = (
    ("snomed", "1149162008 1149163003"),
    ("loinc", "2160-0 38483-4 1952-1 20977-8 1003-3 95071-7 98014-4"),
)


@pytest.mark.parametrize(
    ("section", "row"), [(section, row) for section, rows in ROWS.items() for row in rows], ids=str
)
def test_a_row_has_cases(section: str, row: str) -> None:
    shown_by = ROWS[section][row]
    assert shown_by
    assert [name for name in shown_by if name not in KNOWN] == []


@pytest.mark.parametrize(("system", "codes", "status", "concept"), CODES)
def test_a_code_of_the_notes_has_their_status_and_stands_for_their_concept(
    system: str, codes: str, status: str, concept: str
) -> None:
    book = load_codes()
    for code in codes.split():
        coding = Coding(SYSTEMS[system], code)
        entry = book.listed(coding)
        assert entry is not None
        assert (entry.name, entry.status) == (concept, status)
        assert (book.find(coding) is not None) is (status != "N")


def test_codes_without_a_field_in_the_profile_mean_nothing() -> None:
    book = load_codes()
    assert [
        code for name, codes in LEFT_OUT for code in codes.split() if book.listed(Coding(SYSTEMS[name], code))
    ] == []
