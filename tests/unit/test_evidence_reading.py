"""Evidence files become a catalogue, and every fault of every file is reported with its place and what to do."""

from __future__ import annotations

import dataclasses
import doctest
import pickle
from pathlib import Path

import pytest

from cd38rules.rules import evidence_text
from cd38rules.rules.evidence import EvidenceCatalogue, read_evidence

ROOT = Path(__file__).resolve().parents[2]

SOURCE = """\
id: mini
short_name: Mini 2020
kind: review
authors: [Ada Able]
title: A small article
journal: J Small 1
year: 2020
doi: 10.1/1
pmcid: PMC1
licence: CC BY 4.0
received: 2020-01-01
accepted: 2020-02-01
published: 2020-03-01
evidence_as_of: 2020-01-01
funding: None.
interests: [None.]
no_interests_declared_by: [Ada Able]
sections: [{heading: Results}]
"""
REFERENCES = """\
- {number: 1, authors: Able A, year: 2019, title: First, where: Blood 1, pages: 1–2}
- {number: 2, authors: Baker B, year: not given, title: Second}
"""
ERRATA = """\
- {id: X1, problem: A misprint., consequence: Flag it., where: [{section: Results, paragraph: 1}]}
"""
RATE = """\
- id: response-rate
  kind: figure
  value: 58.3%
  unit: per cent of patients
  measure: response rate
  arm: long
  arm_printed: long interval
  comparator: {arm: short, value: 28.6%}
  interval: {low: "40.1", high: "70.2", level: 95 %}
  p: {value: "0.01", sided: not stated}
  n: 12
  population: all
  design: phase II trial
  says: The rate was 58.3%.
  location: {section: Results, paragraph: 1}
  printed: 58.3% with a long interval
  references: [1, 2]
  errata: [X1]
"""
OTHER_RATE = """\
- {id: response-rate-short, kind: figure, value: 28.6%, unit: per cent, measure: response rate, arm: short,
   n: not given, population: all, design: phase II trial, says: It was 28.6%.,
   location: {section: Results, paragraph: 1}, printed: 28.6% with a short one}
"""


def files_with(entries: str = RATE + OTHER_RATE, **other: str) -> dict[str, str]:
    texts = {"source": SOURCE, "references": REFERENCES, "errata": ERRATA, "rates": entries, **other}
    return {f"rules/evidence/mini/{name}.yaml": text for name, text in texts.items() if text}


def faults_of(entries: str = RATE + OTHER_RATE, **other: str) -> list[str]:
    return [str(fault).removeprefix("rules/evidence/mini/") for fault in read_evidence(files_with(entries, **other))[1]]


def repository_files() -> dict[str, str]:
    paths = sorted((ROOT / "rules" / "evidence").glob("*/*.yaml"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_a_figure_is_found_by_its_full_id_with_references_and_errata_resolved() -> None:
    catalogue, faults = read_evidence(files_with())
    assert faults == []
    rate = catalogue["mini/response-rate"]
    assert [reference.title for reference in rate.references] == ["First", "Second"]
    assert [erratum.problem for erratum in rate.errata] == ["A misprint."]
    assert str(rate.interval) == "95 % CI 40.1–70.2"
    assert str(rate.p) == "P 0.01 (sidedness not stated)"
    assert rate.cite == "Mini 2020, Results, ¶1 [refs 1, 2]"
    assert catalogue.get("mini/nothing") is None
    assert "mini/response-rate" in catalogue


def test_n_that_is_not_given_is_none_and_reads_so() -> None:
    catalogue, _ = read_evidence(files_with())
    assert catalogue["mini/response-rate"].n == 12
    assert catalogue["mini/response-rate-short"].n is None
    assert catalogue["mini/response-rate-short"].n_as_text == "n not given"


def test_an_erratum_knows_the_entries_that_name_it() -> None:
    catalogue, _ = read_evidence(files_with())
    erratum = catalogue.erratum("mini", "X1")
    assert erratum is not None
    assert erratum.affects == ("mini/response-rate",)


def test_the_catalogue_cannot_be_changed_and_survives_pickling() -> None:
    catalogue, _ = read_evidence(files_with())
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalogue["mini/response-rate"].value = "99%"  # type: ignore[misc]  # the point of the test
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue


def test_the_order_of_the_files_never_matters() -> None:
    files = files_with(other=OTHER_RATE.replace("response-rate-short", "another"))
    assert read_evidence(dict(reversed(files.items()))) == read_evidence(files)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  unit:", "  units:", [
            "rates.yaml:1:3: evidence-missing-key `response-rate` has no `unit` (add `unit:`)",
            "rates.yaml:4:3: evidence-unknown-key `response-rate` has no place for a key `units` (did you mean unit?)",
        ]),
        ("value: 58.3%", "value: 58.3", [
            "rates.yaml:3:10: evidence-type `value` must be text (put it in quotes: it is kept as printed)",
        ]),
        ("value: 58.3%", "value: 8.3%", [
            "rates.yaml:3:10: evidence-value the value `8.3%` doesn't stand in `printed`; see also "
            "rules/evidence/mini/rates.yaml:16:12 (copy value and fragment from the source; a part of a longer number "
            "doesn't count)",
            "rates.yaml:14:9: evidence-says `says` doesn't hold the value `8.3%`; see also "
            "rules/evidence/mini/rates.yaml:3:10 (write the value as printed)",
        ]),
        ("design: phase II trial", "design: phase 2 trial", [
            "rates.yaml:13:11: evidence-design `phase 2 trial` is not a known `design` (did you mean phase Ib trial or "
            "phase II trial?)",
        ]),
        (", level: 95 %", "", ["rates.yaml:9:13: evidence-missing-key `interval` has no `level` (add `level:`)"]),
        ("level: 95 %", "level: 95%", [
            "rates.yaml:9:48: evidence-interval the level must read like 95 % (write `level: 95 %`)",
        ]),
        (", sided: not stated", "", ["rates.yaml:10:6: evidence-missing-key `p` has no `sided` (add `sided:`)"]),
        ("  location: {section: Results, paragraph: 1}\n", "", [
            "rates.yaml:1:3: evidence-missing-key `response-rate` has no `location` (add `location:`)",
        ]),
        ("section: Results", "section: Result", [
            "rates.yaml:15:23: evidence-location `Result` is no section of the source (did you mean Results?)",
        ]),
        ("{section: Results, paragraph: 1}", "{table: 1}", [
            "rates.yaml:15:13: evidence-location a figure in a table needs its row and column (add both)",
        ]),
        ("references: [1, 2]", "references: [1, 3]", [
            "rates.yaml:17:19: evidence-reference there is no reference 3 (references.yaml holds 1 to 2)",
        ]),
        ("errata: [X1]", "errata: [X2]", [
            "rates.yaml:18:12: evidence-erratum there is no erratum `X2` (add it to errata.yaml)",
        ]),
        ("kind: figure", "kind: figures", [
            "rates.yaml:2:9: evidence-kind `figures` is not a known `kind` (did you mean figure?)",
        ]),
        ("value: 28.6%}", "value: 28.5%}", [
            "rates.yaml:1:3: evidence-comparator the comparator's value `28.5%` isn't that of its own entry, `28.6%`; "
            "see also rules/evidence/mini/rates.yaml:19:3 (one of them is wrong)",
        ]),
        ("arm_printed: long", "arm_printed: short", [
            "rates.yaml:7:16: evidence-arm `arm_printed` `short interval` doesn't stand in `printed`; see also "
            "rules/evidence/mini/rates.yaml:16:12 (the fragment must show which arm the value belongs to)",
        ]),
    ],
)  # fmt: skip
def test_a_faulty_figure_is_reported_with_place_and_hint(old: str, new: str, expected: list[str]) -> None:
    assert faults_of(RATE.replace(old, new, 1) + OTHER_RATE) == expected


def test_an_id_that_stands_twice_is_reported_with_both_places() -> None:
    assert faults_of(RATE + OTHER_RATE, more=OTHER_RATE) == [
        "rates.yaml:19:3: evidence-duplicate-id the id `mini/response-rate-short` stands twice; "
        "see also rules/evidence/mini/more.yaml:1:3 (rename one)"
    ]


def test_all_faults_of_all_files_come_at_once_in_order_of_place() -> None:
    found = faults_of(
        RATE.replace("n: 12", "n: twelve") + OTHER_RATE,
        references=REFERENCES.replace("number: 2", "number: 3"),
        source=SOURCE.replace("2020-02-01", "February"),
    )
    assert [line.split(" ")[0] + " " + line.split(" ")[1] for line in found] == [
        "rates.yaml:11:6: evidence-type",
        "rates.yaml:17:19: evidence-reference",
        "references.yaml:1:1: evidence-reference",
        "source.yaml:12:11: evidence-type",
    ]


def test_a_gap_must_check_something() -> None:
    gap = "- {id: a-gap, kind: gap, design: silence, says: Nothing., location: {sections: [Results]}}\n"
    assert faults_of(gap) == ["rates.yaml:1:3: evidence-gap `a-gap` checks nothing (add `absent:` or `occurs:`)"]


def test_a_folder_without_its_source_is_reported_and_gives_no_entries() -> None:
    catalogue, faults = read_evidence(files_with(source=""))
    assert len(catalogue) == 0
    assert [fault.code for fault in faults] == ["evidence-source"]


def test_no_files_give_an_empty_catalogue() -> None:
    assert read_evidence({}) == (EvidenceCatalogue(), [])


def test_the_evidence_of_this_repository_has_no_faults() -> None:
    _, faults = read_evidence(repository_files())
    assert [str(fault) for fault in faults] == []


def test_the_evidence_of_this_repository_is_complete_where_it_must_be() -> None:
    catalogue, _ = read_evidence(repository_files())
    assert [r.number for r in catalogue.references if r.source == "leleu-2022"] == list(range(1, 88))
    assert [e.id for e in catalogue.errata if e.source == "leleu-2022"] == [f"X{n}" for n in range(1, 35)]


def test_the_examples_in_the_text_functions_run() -> None:
    assert doctest.testmod(evidence_text).failed == 0


@pytest.mark.parametrize("junk", ["[]", "{}", "5", "-3", "1.5", "true", "null", "[[]]", "[1, {a: b}]", "{a: [1]}"])
def test_a_value_of_the_wrong_shape_is_a_fault_and_never_an_exception(junk: str) -> None:
    for name, text in (("source", SOURCE), ("references", REFERENCES), ("errata", ERRATA), ("rates", RATE)):
        lines = text.splitlines()
        for index, line in enumerate(lines):
            damaged = [*lines[:index], line.split(": ")[0] + ": " + junk, *lines[index + 1 :]]
            files = files_with(RATE + OTHER_RATE)
            files[f"rules/evidence/mini/{name}.yaml"] = "\n".join(damaged)
            assert all(fault.places for fault in read_evidence(files)[1])
