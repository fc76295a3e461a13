"""An article's plain text is taken apart into paragraphs, tables and references, and evidence is checked against it.

The article here is made up, so that these tests run without any source text at hand.
"""

from __future__ import annotations

import doctest

import pytest

from cd38rules.checks import source_tables
from cd38rules.checks.source_text import NotThere, Passage, SourceText, parse_source_text
from cd38rules.checks.verify_evidence import Verification, verify
from cd38rules.rules.evidence import Location, Section, read_evidence

ARTICLE = """
A small article

Ada Able¹ · Bo Baker²

Received: 1 January 2020 / Accepted: 1 February 2020 / Published online: 1 March 2020

Introduction

Red cells carry the target [1, 2]. The first half of this sentence stands before an author block and the

✉ Ada Able
ada@example.org

Extended author information available on the last page

[3–5] second half after it.

Results

Rate

Control was better with a longer interval (58.3% with ≥ 6 -month washout vs. 28.6% with a < 3 months

Fig. 1 A picture. *NK*, natural killer

washout) [2]. An arm had $N=32$ patients (HR, 0.53; 99% CI, 0.32–0.89; one-sided $p = 0.0007$) [3]. The survey covers

Table 1 Two trials side by side

		ALPHA ⁴		BETA ^{2,5}
		Isa-Pd $N=30$		Dara-Pd $N=20$
High risk ^a , %		12		35 ^b
Regimen		Isa-Pd ($n=15$)	Pd ($n=15$)	Dara-Pd ($n=10$)	Pd ($n=10$)
Efficacy	ORR, %	60.4	35.3	69	46
	\\geq VGPR, %	31.8	8.5	51	19.6
Safety	HR (95% CI)	0.59 (0.36–0.98)		0.63 (0.46–0.85)

CI, confidence interval; HR, hazard ratio; ORR, overall response rate

The small samples prevent comparison

^aDefined by two lesions. ^b Of those assessed

a third of all centres.

Last paragraph of the section without citations.

Table 2 Subgroups

Subgroup	ALPHA ⁴ Isa-Pd vs. Pd		BETA ⁵ Dara-Pd vs. Pd
	PFS HR (95% CI)	$P_{\\text{interaction}}$	PFS HR (95% CI)	P _{interaction}
Risk		0.9990		NR
High	0.66 (0.33–1.28)		0.85 (0.49–1.44)
Low	0.62 (0.42–0.93)		0.51 (0.32–0.81)
Gain	0.50 (0.28–0.88)	NR	NA
Renal	eGFR (mL/min/1.73 m ²)	0.7575	CrCl (mL/min)	NR
	≥ 60 : 0.58 (0.38–0.88) < 60 : 0.50 (0.30–0.85)		\\geq 50 to < 80: 0.65 (0.36–1.15) < 50: 0.44 (0.19–1.00)

^aNothing

Funding Somebody paid.

References

- Able A, Baker B (2001) First of all. *Blood* 1:1–2
- van Carter C et al (2002) Second thoughts about a sentence that breaks
off. *Lancet* 2:3–4
- Drew D (2003) A title that goes on over the page in

- small letters. *Cells* 3:5
4. Earl E (2004) Fourth. *Blood* 4:6–7

5. Label. Prescribing information. Maker; March 2022. Accessed March 16, 2022. <https://example.org/label.pdf>
"""
SECTIONS = (
    Section("Introduction"),
    Section("Results"),
    Section("Rate", under="Results"),
    Section("Funding", run_in=True),
    Section("References"),
)
SOURCE = """\
{id: mini, short_name: Mini 2020, kind: review, authors: [Ada Able, Bo Baker], title: A small article, journal: J,
 year: 2020, doi: 10.1/1, pmcid: PMC1, licence: CC BY 4.0, received: 2020-01-01, accepted: 2020-02-01,
 published: 2020-03-01, evidence_as_of: 2020-01-01, funding: Somebody., interests: [None.],
 no_interests_declared_by: [Ada Able], furniture: [✉, Extended author information],
 sections: [{heading: Introduction}, {heading: Results}, {heading: Rate, under: Results},
   {heading: Funding, run_in: true}, {heading: References}]}
"""
REFERENCES = """\
- {number: 1, authors: "Able A, Baker B", year: 2001, title: First of all, where: Blood 1, pages: 1–2}
- {number: 2, authors: van Carter C et al, year: 2002, title: Second thoughts about a sentence that breaks off}
- {number: 3, authors: Drew D, year: 2003, title: A title that goes on over the page in small letters, where: Cells 3}
- {number: 4, authors: Earl E, year: 2004, title: Fourth, pages: 6–7}
- {number: 5, year: 2022, title: Label, url: "https://example.org/label.pdf", accessed: "March 16, 2022"}
"""
FIGURE = """\
- {id: rate, kind: figure, value: "VALUE", unit: u, measure: m, arm: a, n: not given, population: p, design: label,
   says: It was VALUE., location: LOCATION, printed: "PRINTED", references: [REFS] EXTRA}
"""


@pytest.fixture(scope="module")
def article() -> SourceText:
    return parse_source_text(ARTICLE, SECTIONS, ("✉", "Extended author information"))


def read_at(article: SourceText, location: Location) -> str:
    passage = article.at(location)
    assert isinstance(passage, Passage), passage
    return passage.text


def verified(value: str, location: str, printed: str, refs: str = "", extra: str = "") -> Verification:
    entry = FIGURE.replace("VALUE", value).replace("LOCATION", location).replace("PRINTED", printed)
    entry = entry.replace("REFS", refs).replace("EXTRA", f", {extra}" if extra else "")
    files = {"source": SOURCE, "references": REFERENCES, "rates": entry}
    catalogue, faults = read_evidence({f"mini/{name}.yaml": text for name, text in files.items()})
    assert [str(fault) for fault in faults] == []
    return verify(catalogue, ARTICLE)


def failures(verification: Verification) -> list[str]:
    return [str(failure).partition(": ")[2] for failure in verification.failures]


def test_paragraphs_split_by_author_blocks_captions_and_tables_are_joined(article: SourceText) -> None:
    assert [(p.section, p.number, len(p.lines)) for p in article.paragraphs] == [
        ("Introduction", 1, 2),
        ("Rate", 1, 3),
        ("Rate", 2, 1),
        ("Funding", 1, 1),
    ]
    rate = article.section("Rate")[0].text
    assert "< 3 months washout) [2]" in rate.replace("<3", "< 3")
    assert rate.endswith("The survey covers a third of all centres.")


def test_figure_captions_and_front_matter_are_no_paragraphs(article: SourceText) -> None:
    assert article.figures[1][0] == "Fig. 1 A picture. NK, natural killer"
    assert article.front.startswith("A small article Ada Able")


def test_spacing_and_tex_are_levelled(article: SourceText) -> None:
    rate = article.section("Rate")[0].text
    assert "58.3% with ≥6-month washout" in rate
    assert "An arm had N=32 patients" in rate
    assert "one-sided p=0.0007" in rate


def test_a_cell_is_found_by_row_and_column(article: SourceText) -> None:
    assert read_at(article, Location(table=1, row="ORR, %", column="ALPHA > Pd")) == "35.3"
    assert read_at(article, Location(table=1, row="Efficacy > ≥ VGPR, %", column="BETA > Dara-Pd")) == "51"
    assert read_at(article, Location(table=2, row="Risk > High", column="BETA > PFS HR (95% CI)")) == "0.85 (0.49–1.44)"
    assert read_at(article, Location(table=2, row="Risk", column="ALPHA > P interaction")) == "0.9990"


def test_a_value_that_spans_both_arms_is_found_by_the_header_above_them(article: SourceText) -> None:
    assert read_at(article, Location(table=1, row="HR (95% CI)", column="ALPHA")) == "0.59 (0.36–0.98)"
    assert read_at(article, Location(table=1, row="HR (95% CI)", column="ALPHA > Pd")) == ""


def test_footnote_marks_are_no_part_of_labels_and_values(article: SourceText) -> None:
    assert read_at(article, Location(table=1, row="High risk, %", column="BETA")) == "35"
    table = article.table(1)
    assert table is not None
    assert table.rows_of("High risk, %")[0].cells[2].marks == ("b",)


def test_a_row_without_a_label_goes_on_with_the_row_above_and_its_parts_are_found(article: SourceText) -> None:
    renal = Location(table=2, row="Renal", column="ALPHA > PFS HR (95% CI)", part="< 60")
    assert read_at(article, renal) == "0.50 (0.30–0.85)"
    banded = Location(table=2, row="Renal", column="BETA > PFS HR (95% CI)", part="≥ 50 to < 80")
    assert read_at(article, banded) == "0.65 (0.36–1.15)"
    lowest = Location(table=2, row="Renal", column="BETA > PFS HR (95% CI)", part="< 50")
    assert read_at(article, lowest) == "0.44 (0.19–1.00)"


def test_a_row_after_a_group_is_not_taken_into_it(article: SourceText) -> None:
    table = article.table(2)
    assert table is not None
    assert [str(row) for row in table.rows] == ["Risk", "Risk > High", "Risk > Low", "Gain", "Renal"]


def test_notes_below_a_table_are_told_apart(article: SourceText) -> None:
    assert read_at(article, Location(table=1, footnote="a")) == "Defined by two lesions."
    assert read_at(article, Location(table=1, footnote="b")) == "Of those assessed"
    assert read_at(article, Location(table=1, note="caveat")) == "The small samples prevent comparison"
    assert read_at(article, Location(table=1, note="abbreviations")).startswith("CI, confidence interval")
    assert read_at(article, Location(table=1, note="caption")) == "Table 1 Two trials side by side"


def test_a_table_cites_in_its_header_and_a_cell_by_its_column(article: SourceText) -> None:
    table = article.table(1)
    assert table is not None
    assert table.citations == {2, 4, 5}
    cell = article.at(Location(table=1, row="ORR, %", column="ALPHA > Pd"))
    assert isinstance(cell, Passage)
    assert cell.citations == {4}


@pytest.mark.parametrize(
    ("location", "message"),
    [
        (Location(section="Rate", paragraph=3), "`Rate` has no paragraph 3"),
        (Location(table=3), "the source has no table 3"),
        (Location(table=1, row="PFS", column="ALPHA"), "table 1 has no row `PFS`"),
        (Location(table=1, row="ORR, %", column="ALPHA"), "row `Efficacy > ORR, %` of table 1 has 2 cells for `ALPHA`"),
        (
            Location(table=1, row="ORR, %", column="GAMMA"),
            "row `Efficacy > ORR, %` of table 1 has no column for `GAMMA`",
        ),
        (Location(table=2, footnote="z"), "table 2 has no footnote z"),
        (Location(reference=6), "the source has no reference 6"),
    ],
)
def test_a_location_that_names_nothing_is_explained(article: SourceText, location: Location, message: str) -> None:
    found = article.at(location)
    assert isinstance(found, NotThere)
    assert found.message == message
    assert found.hint


def test_references_are_numbered_by_count_or_print_and_joined_over_pages(article: SourceText) -> None:
    assert [text for text, _ in article.references.values()] == [
        "Able A, Baker B (2001) First of all. Blood 1:1–2",
        "van Carter C et al (2002) Second thoughts about a sentence that breaks off. Lancet 2:3–4",
        "Drew D (2003) A title that goes on over the page in small letters. Cells 3:5",
        "Earl E (2004) Fourth. Blood 4:6–7",
        "Label. Prescribing information. Maker; March 2022. Accessed March 16, 2022. <https://example.org/label.pdf>",
    ]
    assert article.misnumbered == ()


def test_a_heading_that_the_text_lacks_is_told(article: SourceText) -> None:
    assert article.missing_headings == ()
    assert parse_source_text(ARTICLE, (*SECTIONS, Section("Outlook"))).missing_headings == ("Outlook",)


def test_a_true_figure_is_proved_and_counted() -> None:
    found = verified("58.3%", "{section: Rate, paragraph: 1}", "58.3% with ≥ 6-month washout", "2")
    assert found.ok
    assert found.summary().startswith(
        "mini: 1 figure, 0 statements, 0 gaps, 5 references, 0 errata checked; 0 failures"
    )
    assert found.checked("figure") == 1


def test_a_number_inside_a_longer_number_is_no_proof() -> None:
    found = verified("8.3%", "{section: Rate, paragraph: 1}", "8.3% with ≥ 6-month washout")
    assert failures(found) == [
        "evidence-not-printed `mini/rate`: `8.3% with ≥ 6-month washout` isn't printed at Rate, ¶1 "
        "(there the source prints `58.3% with ≥6-month washout`)"
    ]


def test_a_figure_of_another_paragraph_is_told_its_place() -> None:
    found = verified("58.3%", "{section: Rate, paragraph: 2}", "58.3% with ≥ 6-month washout")
    assert failures(found) == [
        "evidence-not-printed `mini/rate`: `58.3% with ≥ 6-month washout` isn't printed at Rate, ¶2 "
        "(it stands at Rate, ¶1)"
    ]


def test_a_figure_of_another_row_is_told_its_row() -> None:
    found = verified("31.8", '{table: 1, row: "ORR, %", column: ALPHA > Isa-Pd}', "31.8", "4")
    assert failures(found) == [
        "evidence-not-printed `mini/rate`: `31.8` isn't printed at Table 1, ORR, %, ALPHA > Isa-Pd (it stands at "
        "Table 1, Efficacy > ≥ VGPR, %, ALPHA > Isa-Pd N=30 > Isa-Pd (n=15))"
    ]


def test_the_arm_of_a_cell_is_its_lowest_header() -> None:
    cell = '{table: 1, row: "ORR, %", column: ALPHA > Pd}'
    assert verified("35.3", cell, "35.3", "4", "arm_printed: Pd").ok
    assert failures(verified("35.3", cell, "35.3", "4", "arm_printed: Isa-Pd")) == [
        "evidence-arm `mini/rate`: `Isa-Pd` doesn't name the arm of the figure "
        "(it stands under Efficacy > ORR, % > ALPHA > Isa-Pd N=30 > Pd (n=15))"
    ]


def test_a_citation_must_follow_the_figure() -> None:
    found = verified("58.3%", "{section: Rate, paragraph: 1}", "58.3% with ≥ 6-month washout", "3")
    assert failures(found) == [
        "evidence-citation `mini/rate`: reference 3 isn't cited for this at Rate, ¶1 "
        "(cited there: 2; it is cited elsewhere in the passage)"
    ]


def test_intervals_levels_and_sidedness_are_checked() -> None:
    location, printed = "{section: Rate, paragraph: 1}", "(HR, 0.53;"
    true = 'interval: {low: "0.32", high: "0.89", level: 99 %}, p: {value: "0.0007", sided: one-sided}'
    assert verified("0.53", location, printed, "3", true).ok
    assert [
        line.split(" ")[0] for line in failures(verified("0.53", location, printed, "3", true.replace("99", "95")))
    ] == ["evidence-interval"]
    assert failures(verified("0.53", location, printed, "3", true.replace("one-sided", "not stated"))) == [
        "evidence-p `mini/rate`: the P value is given as not stated (its sidedness is printed as: one-sided)"
    ]


def test_an_interval_may_take_its_level_from_the_header() -> None:
    cell = "{table: 2, row: Renal, part: < 60, column: ALPHA > PFS HR (95% CI)}".replace("< 60", '"< 60"')
    assert verified("0.50", cell, "0.50 (0.30–0.85)", "4", 'interval: {low: "0.30", high: "0.85", level: 95 %}').ok


def test_a_wrong_reference_list_is_told() -> None:
    files = {"mini/source.yaml": SOURCE, "mini/references.yaml": REFERENCES.replace("year: 2004", "year: 2005")}
    catalogue, _ = read_evidence(files)
    assert failures(verify(catalogue, ARTICLE)) == [
        "evidence-reference the year of reference 4, `2005`, isn't printed in that entry "
        "(it reads: Earl E (2004) Fourth. Blood 4:6–7)"
    ]


def test_a_gap_fails_where_its_terms_stand() -> None:
    gap = (
        "- {id: gap, kind: gap, design: silence, says: S., location: {article: whole}, absent: [confidence, CENTRE]}\n"
    )
    catalogue, faults = read_evidence({"mini/source.yaml": SOURCE, "mini/gaps.yaml": gap})
    assert faults == []
    assert failures(verify(catalogue, ARTICLE)) == [
        "evidence-gap `mini/gap`: `confidence` occurs 1 times in the whole article, not 0 (it stands at Table 1)"
    ]


def test_what_a_text_search_cannot_prove_is_listed() -> None:
    found = verified("58.3%", "{section: Rate, paragraph: 1}", "58.3% with ≥ 6-month washout", "2")
    assert "`mini`: the doi 10.1/1: it isn't printed in the text" in found.unproved
    assert "`mini/rate`: n is `not given`: that no number is given can't be searched" in found.unproved


def test_the_examples_in_the_table_functions_run() -> None:
    assert doctest.testmod(source_tables).failed == 0
