"""Every entry of the repository's evidence stands in the article where it says, and a tampered one is caught.

The article's text lies beside the repository, not in it; without it these tests are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cd38rules.checks.source_text import Passage, SourceText, parse_source_text
from cd38rules.checks.verify_evidence import Verification, verify
from cd38rules.rules.evidence import Evidence, EvidenceCatalogue, read_evidence
from cd38rules.rules.evidence_text import find_whole, levelled

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT.parent / "shared" / "clinical" / "leleu-2022.txt"
FOLDER = "rules/evidence/leleu-2022/"

pytestmark = pytest.mark.usefixtures("shared")

# Section 0.1 of the catalogue: heading -> the lines of each paragraph's fragments.
PARAGRAPHS = {
    "Abstract": [(14,)],
    "Introduction": [(20, 22), (24,), (26, 33), (35, 37)],
    "Mechanisms of action": [(41,)],
    "CD38 binding and enzymatic inhibition": [(45,), (47, 54)],
    "CD38 expression": [(58,)],
    "Induction of apoptosis": [(62,)],
    "ADCC": [(66,)],
    "CDC": [(70,)],
    "ADCP": [(74,)],
    "“In-vivo vaccination” effect": [(78,), (80,), (82,)],
    "Modulation of the immunosuppressive tumor microenvironment": [(86,), (88, 90)],
    "Interference with indirect Coombs tests": [(96,), (98,), (100, 102), (104,)],
    "Immunofixation interference": [(108,)],
    "Trial design in pomalidomide and carfilzomib combinations for RRMM and regulatory labeling": [
        *[(114,), (116,), (118,), (120,), (122,), (124, 126)]
    ],
    "Pomalidomide and carfilzomib combinations": [(132,)],
    "ICARIA-MM and APOLLO": [(136, 138), (140,), (142, 169), (171,), (173, 175), (177, 208)],
    "IKEMA and CANDOR": [(212,), (214, 216), (218, 248), (250,), (252,)],
    "Anti-CD38 antibody sequencing": [(256,)],
    "Monotherapy": [(260, 284), (286,), (288,)],
    "Combination therapy": [(292,), (294,), (296,)],
    "Mechanisms of resistance": [(300,), (302,), (304,), (306,)],
    "Conclusions": [(310,), (312,), (314, 316), (318,), (320,)],
    "Acknowledgements": [(322,)],
    "Funding": [(326,)],
}
# Table -> first and last line, row -> lines, note -> line.
TABLES = {
    1: ((144, 167), {"Median follow-up, mo": 153, "Discontinued due to AE, %": 161}, {"a": 165, "b": 167, "d": 167}),
    2: ((179, 206), {"< 65 yr": 184, "Baseline renal function": 190, "Gain 1q21": 196}, {"a": 202, "b": 204, "c": 206}),
    3: ((220, 246), {"Administration": 224, "Discontinued due to AE, %": 238}, {"a": 242, "b": 244, "c": 246}),
    4: ((262, 282), {"Age": 266, "Baseline renal function": 270, "Gain 1q21": 274}, {"a": 280, "b": 282}),
}


@cache
def shipped() -> EvidenceCatalogue:
    return read_evidence(repository_files())[0]


def repository_files() -> dict[str, str]:
    paths = sorted((ROOT / "rules" / "evidence").glob("*/*.yaml"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def verified(files: dict[str, str]) -> Verification:
    catalogue, faults = read_evidence(files)
    assert [str(fault) for fault in faults] == []
    return verify(catalogue, ARTICLE.read_text(encoding="utf-8"), "leleu-2022")


def after(name: str, *changes: tuple[str, str]) -> list[str]:
    """What verification says once every `old` in one file has become `new`."""
    files = repository_files()
    text = files[FOLDER + name]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    files[FOLDER + name] = text
    return [str(failure).partition(": ")[2] for failure in verified(files).failures]


@pytest.fixture(scope="module")
def article() -> SourceText:
    return parsed()


@cache
def parsed() -> SourceText:
    catalogue = shipped()
    source = next(source for source in catalogue.sources if source.id == "leleu-2022")
    return parse_source_text(ARTICLE.read_text(encoding="utf-8"), source.sections, source.furniture)


def prints_the_same(entry: Evidence) -> bool:
    """Whether the cell that a tampered entry names holds what it prints all the same."""
    passage = parsed().at(entry.location)
    return isinstance(passage, Passage) and find_whole(levelled(entry.printed[0]), passage.text) >= 0


@pytest.mark.parametrize("heading", PARAGRAPHS)
def test_paragraphs_stand_on_the_lines_that_the_catalogue_gives(article: SourceText, heading: str) -> None:
    assert [paragraph.lines for paragraph in article.section(heading)] == PARAGRAPHS[heading]


@pytest.mark.parametrize("number", TABLES)
def test_tables_stand_on_the_lines_that_the_catalogue_gives(article: SourceText, number: int) -> None:
    table = article.table(number)
    lines, rows, notes = TABLES[number]
    assert table is not None
    assert table.lines == lines
    assert {label: table.rows_of(label)[0].lines[0] for label in rows} == rows
    assert {mark: table.footnotes[mark][1] for mark in notes} == notes
    assert [line for _, line in table.caveats] == {2: [200], 4: [278]}.get(number, [])
    assert table.abbreviations_line == {1: 163, 2: 198, 3: 240, 4: 276}[number]


def test_the_reference_list_has_87_entries_and_the_labels_are_where_the_catalogue_counts_them(
    article: SourceText,
) -> None:
    assert list(article.references) == list(range(1, 88))
    starts = {13: "Darzalex. Prescribing", 14: "Darzalex Faspro.", 15: "Sarclisa.", 22: "Lammerts van Bueren J"}
    assert {number: article.references[number][0][: len(start)] for number, start in starts.items()} == starts


@pytest.mark.hazard("H15")
def test_every_entry_is_proved_and_the_counts_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    found = verified(repository_files())
    assert [str(failure) for failure in found.failures] == []
    with capsys.disabled():
        print(f"\n{found.summary()}")
    assert found.checked("reference") == 87
    assert found.checked("erratum") == 34
    assert min(found.checked(kind) for kind in ("figure", "statement", "gap")) > 25


def test_an_altered_digit_is_caught_and_the_printed_figure_told() -> None:
    assert after("transfusion.yaml", ("63–68%", "63–69%")) == [
        "evidence-not-printed `leleu-2022/interference-isatuximab-share`: `to a lower extent (63–69% of patients)` "
        "isn't printed at Interference with indirect Coombs tests, ¶1 (there the source prints `to a lower extent "
        "(63–68% of patients)`)"
    ]


def test_an_altered_digit_in_a_table_is_caught_and_the_cell_told() -> None:
    assert after("table-1.yaml", ('id: icaria-orr, value: "60.4"', 'id: icaria-orr, value: "60.5"')) == [
        "evidence-not-printed `leleu-2022/icaria-orr`: `60.5` isn't printed at Table 1, ORR, %, ICARIA-MM > Isa-Pd "
        "(the cell reads: 60.4)"
    ]


def test_exchanged_arms_of_a_table_are_caught() -> None:
    swap = (
        ("icaria-isa-pd: {id: icaria-orr", "@"),
        ("icaria-pd: {id: icaria-orr-control", "icaria-isa-pd: {id: icaria-orr-control"),
    )
    found = after("table-1.yaml", *swap, ("@", "icaria-pd: {id: icaria-orr"))
    assert [line.split(":")[0] for line in found] == [
        "evidence-not-printed `leleu-2022/icaria-orr`",
        "evidence-not-printed `leleu-2022/icaria-orr-control`",
    ]


def test_exchanged_arms_are_caught() -> None:
    swap = (("58.3%", "@"), ("28.6%", "58.3%"), ("@", "28.6%"))
    found = after("sequencing.yaml", *swap)
    assert [line.split(": ")[0].split("/")[1] for line in found] == [
        "isatuximab-alone-disease-control-washout-reached-6-months`",
        "isatuximab-alone-disease-control-washout-below-3-months`",
    ]
    assert "there the source prints `58.3% with ≥6-month washout after daratumumab`" in found[0]


def test_a_wrong_number_of_patients_is_caught_in_a_table_and_in_the_text() -> None:
    in_table = after("table-1.yaml", ("    arm_printed: Isa-Pd\n    n: 154", "    arm_printed: Isa-Pd\n    n: 153"))
    assert {line.split(" ")[0] for line in in_table} == {"evidence-n"}
    assert "nothing at Table 1, Median PFS, mo, ICARIA-MM > Isa-Pd shows that n is 153" in in_table[0]
    assert "numbers of patients there: 307, 154" in in_table[0]
    swapped = (
        'n: 46\n  n_printed: "5.1 months [95% CI 3.75–10.51], n=46"',
        'n: 9\n  n_printed: "5.1 months [95% CI 3.75–10.51], n=9"',
    )
    assert after("sequencing.yaml", swapped) == [
        "evidence-n `leleu-2022/daratumumab-after-pd-progression-free`: `5.1 months [95% CI 3.75–10.51], n=9`, which "
        "shows n = 9, isn't printed at Monotherapy, ¶3 (numbers of patients there: 9, 46; give the words that print it "
        "as `n_printed`, with their place if it is another)"
    ]


def test_exchanged_fragments_are_caught_on_reading() -> None:
    files = repository_files()
    text = files[FOLDER + "sequencing.yaml"]
    for old, new in (
        ("printed: 58.3% with ≥ 6-month washout after daratumumab", "printed: @"),
        ("printed: 28.6% with a < 3 months washout", "printed: 58.3% with ≥ 6-month washout after daratumumab"),
        ("printed: @", "printed: 28.6% with a < 3 months washout"),
        ("value: 58.3%", "value: @"),
        ("value: 28.6%", "value: 58.3%"),
        ("value: @", "value: 28.6%"),
    ):
        assert old in text
        text = text.replace(old, new)
    _, faults = read_evidence({**files, FOLDER + "sequencing.yaml": text})
    assert {"evidence-arm", "evidence-says"} <= {fault.code for fault in faults}


def test_a_shifted_paragraph_is_caught_and_the_true_one_told() -> None:
    entry = re.search(r"- id: modified-dtt-spares-kell\n(?:  .*\n)*", repository_files()[FOLDER + "transfusion.yaml"])
    assert entry is not None
    found = after("transfusion.yaml", (entry[0], entry[0].replace("paragraph: 4", "paragraph: 3")))
    assert len(found) == 3
    assert found[0].endswith("(it stands at Interference with indirect Coombs tests, ¶4)")


def test_a_shifted_table_row_is_caught_and_the_true_one_told() -> None:
    found = after("table-4.yaml", ("row: Cytogenetic risk > High risk", "row: Cytogenetic risk > Standard risk"))
    assert found == [
        "evidence-not-printed `leleu-2022/ikema-high-risk`: `0.72 (0.36–1.45)` isn't printed at Table 4, Cytogenetic "
        "risk > Standard risk, IKEMA > PFS HR (95% CI) (there the source prints `0.44 (0.27–0.73)`; it stands at "
        "Table 4, Cytogenetic risk > High risk, IKEMA Isa-Kd vs. Kd > PFS HR (95% CI))",
        "evidence-not-printed `leleu-2022/candor-high-risk`: `0.70 (0.36–1.40)` isn't printed at Table 4, Cytogenetic "
        "risk > Standard risk, CANDOR > PFS HR (95% CI) (there the source prints `0.50 (0.28–0.90)`; it stands at "
        "Table 4, Cytogenetic risk > High risk, CANDOR Dara-Kd vs. Kd > PFS HR (95% CI))",
    ]


def test_a_shifted_part_of_a_cell_and_a_shifted_column_are_caught() -> None:
    assert len(after("table-2.yaml", ("part: < 60\n", "part: ≥ 60\n"))) == 1
    other_trial = after("table-1.yaml", ("column: APOLLO > Dara-Pd", "column: ICARIA-MM > Isa-Pd"))
    assert {line.split(" ")[0] for line in other_trial} == {"evidence-not-printed", "evidence-n"}
    assert [sum(line.startswith(code) for line in other_trial) for code in ("evidence-not-printed", "evidence-n ")] == [
        7,
        5,  # of the other two cells, adverse events, no number of patients is claimed
    ]


def test_an_abbreviation_that_the_table_resolves_otherwise_is_caught() -> None:
    found = after("table-3.yaml", ("means: not reached", "means: not reported"))
    assert [line.split("`")[0] for line in found] == ["evidence-means "] * 2


def test_another_place_that_does_not_print_the_figure_is_caught() -> None:
    found = after("table-1.yaml", ("printed: median PFS of 11.5 months", "printed: median PFS of 11.5 weeks"))
    assert [line.split(" ")[0] for line in found] == ["evidence-not-printed"]


def test_a_wrong_reference_number_is_caught_and_the_cited_ones_told() -> None:
    share = "printed: to a lower extent (63–68% of patients)\n  references: [15, 48]"
    assert after("transfusion.yaml", (share, share.replace("48", "47"))) == [
        "evidence-citation `leleu-2022/interference-isatuximab-share`: reference 47 isn't cited for this at "
        "Interference with indirect Coombs tests, ¶1 (cited there: 15, 48; it is cited elsewhere in the passage)"
    ]
    in_table = after("table-4.yaml", ("references: [54, 64]", "references: [54, 75]"))
    assert len(in_table) == 14
    assert in_table[0].startswith("evidence-citation `leleu-2022/ikema-age-interaction`: reference 75 isn't cited")
    assert all(line.endswith("(cited there: 54, 64)") for line in in_table)


def test_exchanged_intervals_are_caught() -> None:
    found = after("sequencing.yaml", ('low: "0.03", high: "7.62"', 'low: "3.75", high: "10.51"'))
    assert [line.split(" ")[0] for line in found] == ["evidence-interval"]
    assert "2.2 months [95% CI 0.03–7.62]" in found[0]


def test_a_wrong_level_or_sidedness_is_caught() -> None:
    candor = 'p: {value: "0.0027", sided: two-sided}'
    found = after("pivotal-trials.yaml", (candor, candor.replace("two-sided", "one-sided")))
    assert [line.split(" ")[0] for line in found] == ["evidence-p"]
    level = 'interval: {low: "0.46", high: "0.85", level: 95 %}'
    found = after("pivotal-trials.yaml", (level, level.replace("95", "99")))
    assert [line.split(" ")[0] for line in found] == ["evidence-interval"]


def test_a_reference_moved_to_another_number_is_caught() -> None:
    found = after("references.yaml", ("pages: 1545–1554", "pages: 1545–1555"))
    assert [line.split(" ")[0] for line in found] == ["evidence-reference"]
    assert "reference 47" in found[0]


def test_a_gap_that_the_article_fills_is_caught() -> None:
    found = after("sequencing.yaml", ("absent: [3–6, 3 to 6, between 3 and 6]", "absent: [at least 6 months]"))
    assert found == [
        "evidence-gap `leleu-2022/washout-3-to-6-months-no-rate`: `at least 6 months` occurs 1 times in Monotherapy, "
        "not 0 (it stands at Monotherapy, ¶2)"
    ]


def test_every_figure_whose_arm_can_be_tied_to_its_fragment_is() -> None:
    catalogue = shipped()
    compared = [entry for entry in catalogue.entries if entry.comparator]
    untied = {entry.id for entry in compared if not entry.arm_printed}
    assert untied == {
        "leleu-2022/isatuximab-pd-phase-ib-response",  # the sentence before names its arm
        "leleu-2022/icaria-tumour-response-in-renal-response",  # the control is named behind both values
    }


def with_another_digit(entry: Evidence) -> Evidence:
    def other(text: str) -> str:
        return re.sub(r"\d(?=\D*\Z)", lambda found: str((int(found[0]) + 1) % 10), text)

    value = other(entry.value)
    printed = tuple(fragment.replace(entry.value, value) for fragment in entry.printed)
    return replace(entry, value=value, printed=printed)


def with_another_paragraph(entry: Evidence) -> Evidence:
    paragraph = (entry.location.paragraph or 0) + (1 if entry.location.paragraph == 1 else -1)
    return replace(entry, location=replace(entry.location, paragraph=paragraph))


def with_another_row(entry: Evidence) -> Evidence:
    text = parsed()
    table = text.table(entry.location.table or 0)
    assert table is not None
    rows = [str(row) for row in table.rows]
    own = next(str(row) for row in table.rows_of(entry.location.row))
    shifted = rows[(rows.index(own) + 1) % len(rows)]
    return replace(entry, location=replace(entry.location, row=shifted, part=""))


def with_another_column(entry: Evidence) -> Evidence:
    trials = {"ICARIA-MM": "APOLLO", "APOLLO": "ICARIA-MM", "IKEMA": "CANDOR", "CANDOR": "IKEMA"}
    arms = {"Isa-Pd": "Dara-Pd", "Dara-Pd": "Isa-Pd", "Isa-Kd": "Dara-Kd", "Dara-Kd": "Isa-Kd"}
    first, *rest = entry.location.column.split(" > ")
    column = " > ".join((trials[first], *(arms.get(part, part) for part in rest)))
    return replace(entry, location=replace(entry.location, column=column), arm_printed="")


def in_another_arm(entry: Evidence) -> Evidence:
    trial, arm = entry.location.column.split(" > ")
    other = arm[-2:] if "-" in arm else {"ICARIA-MM": "Isa-", "IKEMA": "Isa-"}.get(trial, "Dara-") + arm
    return replace(entry, location=replace(entry.location, column=f"{trial} > {other}"), arm_printed="")


def in_a_cell(entry: Evidence) -> bool:
    return bool(entry.location.column)


def of_one_arm(entry: Evidence) -> bool:
    return entry.location.column.rpartition(" > ")[2] in ("Isa-Pd", "Dara-Pd", "Pd", "Isa-Kd", "Dara-Kd", "Kd")


def with_another_reference(entry: Evidence) -> Evidence:
    catalogue = shipped()
    others = [reference for reference in catalogue.references if reference not in entry.references]
    return replace(entry, references=(others[entry.references[-1].number % len(others)],))


def with_one_patient_more(entry: Evidence) -> Evidence:
    return replace(entry, n=(entry.n or 0) + 1)


def with_the_patients_of_the_control(entry: Evidence) -> Evidence:
    other = {154: 153, 153: 154, 151: 153, 179: 123, 123: 179, 312: 154, 307: 304, 304: 307, 302: 466, 466: 302}
    return replace(entry, n=other.get(entry.n or 0, 32))


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    ("tamper", "fits"),
    [
        (with_one_patient_more, lambda entry: entry.n is not None),
        (with_the_patients_of_the_control, lambda entry: entry.n is not None and entry.n != 32),
        (with_another_digit, lambda entry: any(letter.isdigit() for letter in entry.value)),
        (with_another_paragraph, lambda entry: bool(entry.location.section) and entry.kind != "gap"),
        (with_another_reference, lambda entry: bool(entry.references)),
        (with_another_row, in_a_cell),
        (with_another_column, in_a_cell),
        (in_another_arm, of_one_arm),
    ],
)
def test_no_entry_survives_tampering(tamper: Callable[[Evidence], Evidence], fits: Callable[[Evidence], bool]) -> None:
    catalogue = shipped()
    entries = tuple(tamper(entry) for entry in catalogue.entries if fits(entry))
    found = verify(replace(catalogue, entries=entries), ARTICLE.read_text(encoding="utf-8"), "leleu-2022")
    survivors = {result.id for result in found.results[: len(entries)] if not result.failures}
    assert len(entries) > 30
    # Where the other cell prints the same, a text search can't tell the two apart.
    same = {entry.id for entry in entries if entry.location.column and prints_the_same(entry)}
    assert survivors <= same
    assert len(survivors) < len(entries) / 5
