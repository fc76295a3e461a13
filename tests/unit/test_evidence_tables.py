"""A table of figures to ordinary figures: what row, column and cell say is joined, at the place of the cell."""

from __future__ import annotations

from cd38rules.rules.evidence import Evidence, EvidenceCatalogue, read_evidence

SOURCE = """
id: review
short_name: Review 2020
kind: review
authors: [A Writer]
title: A review
journal: J 2020
year: 2020
doi: 10.1/x
pmcid: PMC1
licence: CC BY 4.0
received: 2020-01-01
accepted: 2020-01-02
published: 2020-01-03
evidence_as_of: 2020-01-01
funding: none
interests: [none]
no_interests_declared_by: [A Writer]
sections: [{heading: Results}]
"""
REFERENCES = "- {number: 1, authors: A B, year: 2019, title: A trial, where: J 1, pages: 1-2}\n"
ERRATA = "".join(f"- {{id: {name}, problem: P., consequence: C., where: [{{table: 1}}]}}\n" for name in ("X1", "X2"))
TRIALS = "- {id: one, name: ONE, phase: III, regimen: A, enrolled: [response], references: [1]}\n"
TABLE = """
table: 1
design: phase III randomised trial
population: adults
columns:
  - {name: a, column: ONE > A, arm: antibody, arm_printed: A, against: b, trial: one, n: 20, references: [1]}
  - {name: b, column: ONE > B, arm: control, n: 21, references: [1], errata: [X1]}
rows:
  - row: Response
    measure: response
    unit: per cent
    says: "<value> per cent responded (<arm>)."
    errata: [X2]
    cells:
      a: {id: response, value: "60"}
      b: {id: response-control, value: "30"}
  - row: Survival
    measure: survival
    unit: hazard ratio
    level: 95 %
    says: "The hazard ratio was <value>."
    cells:
      a: {id: survival, value: "0.5", low: "0.3", high: "0.9", part: old, n: not given}
"""


def catalogue(table: str = TABLE, trials: str = TRIALS) -> tuple[EvidenceCatalogue, list[str]]:
    files = {"source.yaml": SOURCE, "references.yaml": REFERENCES, "errata.yaml": ERRATA, "trials.yaml": trials}
    found, faults = read_evidence(
        {f"evidence/review/{name}": text for name, text in (files | {"t.yaml": table}).items()}
    )
    return found, [str(fault) for fault in faults]


def figure(name: str) -> Evidence:
    found, faults = catalogue()
    assert faults == []
    return found[f"review/{name}"]


def test_a_cell_is_a_figure_with_what_its_row_and_column_say() -> None:
    found = figure("response")
    assert (found.value, found.unit, found.measure, found.arm, found.n) == (
        "60",
        "per cent",
        "response",
        "antibody",
        20,
    )
    assert str(found.location) == "Table 1, Response, ONE > A"
    assert found.says == "60 per cent responded (antibody)."
    assert found.printed == ("60",)
    assert found.place.line == 15


def test_the_cell_beside_it_is_the_comparator() -> None:
    comparator = figure("response").comparator
    assert comparator is not None
    assert (comparator.arm, comparator.value) == ("control", "30")
    assert figure("response-control").comparator is None


def test_errata_of_row_and_column_add_up() -> None:
    assert [erratum.id for erratum in figure("response").errata] == ["X2"]
    assert [erratum.id for erratum in figure("response-control").errata] == ["X1", "X2"]


def test_an_interval_takes_its_level_from_the_row_and_is_printed_behind_the_value() -> None:
    found = figure("survival")
    assert found.printed == ("0.5 (0.3–0.9)",)
    assert found.with_interval == "0.5 (95 % CI 0.3–0.9)"
    assert (found.location.part, found.n) == ("old", None)


def test_a_trial_is_named_by_its_figures_and_names_its_entries() -> None:
    found, _ = catalogue()
    trial = figure("response").trial
    assert trial is not None
    assert trial == found.trial("one")
    assert trial.entries == (("enrolled", "review/response"),)


def test_a_trial_that_names_no_entry_and_a_figure_that_names_no_trial_are_faults() -> None:
    assert ["evidence-trial" in fault for fault in catalogue(trials=TRIALS.replace("[response]", "[respnse]"))[1]] == [
        True
    ]
    assert ["evidence-trial" in fault for fault in catalogue(TABLE.replace("trial: one", "trial: two"))[1]]


def test_a_cell_under_no_column_is_a_fault_with_its_place() -> None:
    _, faults = catalogue(TABLE.replace("      b: {id", "      c: {id"))
    assert faults == ["evidence/review/t.yaml:16:7: evidence-column the table has no column `c` (one of: a, b)"]


def test_a_row_left_out_needs_a_reason() -> None:
    _, faults = catalogue(TABLE + "left_out:\n  - {row: Last}\n")
    assert faults == [
        "evidence/review/t.yaml:25:5: evidence-missing-key an entry of left_out has no `reason` (add `reason:`)"
    ]


def test_another_place_must_hold_the_value_as_it_is_printed_there() -> None:
    again = 'value: "60", also: [{section: Results, paragraph: 1, printed: sixty per cent}]'
    _, faults = catalogue(TABLE.replace('value: "60"', again))
    assert [fault.split(" ")[1] for fault in faults] == ["evidence-value"]
    _, faults = catalogue(TABLE.replace('value: "60"', again.replace("printed: sixty", "as: sixty, printed: sixty")))
    assert faults == []
