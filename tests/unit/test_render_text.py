"""The text that a clinician reads: its words, its width, and what data can't do to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.unit.test_render_sample import (
    ERRATUM,
    REFERENCE,
    SHA,
    advisory,
    bare,
    evidence,
    full_report,
    receipt,
    report,
)

from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.render import render_json, render_markdown, render_ndjson, render_text

ROOT = Path(__file__).resolve().parents[2]
ESCAPE_CODE = re.compile("\x1b\\[[0-9;]*m")

ONE_ADVISORY = """\
WARNING  wheeze-check  daratumumab (planned)
  Consider listening to the lungs.

  Lungs can be heard with a stethoscope.

  Because      FEV1: 45 % (2024-01)
  Assumed      COPD: not recorded; taken to hold
  Evidence     Half of the patients wheezed.
                 wheezing: 50% of patients; arm: antibody; compared with
                 control: 40%; 95 % CI 41–59; P 0.04 (two-sided); n = 120;
                 adults; data cut 2020-01-01
                 Source 2022, Table 1 [ref 7]; phase III trial
                 Erratum X1: The table says 48, the text 84.
  Limits       - The lungs were heard once.
               - Not in children.
  Rule         - applies if FEV1 below 50 %
               - version 1.0.0 (draft); claim: expert review; for haematologist,
                 infusion nurse
"""


def cells(line: str) -> int:
    """Columns that a terminal needs for a line, by the tables of Python."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in line
    )


def section(text: str, title: str) -> str:
    """The lines under a title, without its rule."""
    found = re.search(rf"^{title}\n=+\n(.*?)(?=\n\n[A-Z ]+\n===|\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_an_advisory_shows_its_whole_basis_at_80_columns() -> None:
    assert ONE_ADVISORY in render_text(report())


def test_the_head_names_patient_date_and_rule_book_and_that_no_clinician_has_signed() -> None:
    head = render_text(report()).splitlines()[:2]
    assert head[0] == "Patient  P-1  2024-03-15, made-up-rules 9.9"
    assert head[1].startswith("draft: no clinician has signed these rules")


def test_signed_rules_as_shipped_have_no_mark_and_changed_ones_do() -> None:
    assert "draft:" not in render_text(report(receipt=receipt(unsigned_rules=0)))
    assert render_text(report(receipt=receipt(locally_modified=True))).splitlines()[2].startswith("locally modified")


def test_the_sections_stand_in_the_order_in_which_they_matter() -> None:
    titles = [line for line in render_text(full_report()).splitlines() if re.fullmatch("[A-Z][A-Z ]+", line)]
    assert titles == [
        "ADVISORIES",
        "QUESTIONS",
        "MATCHED EVIDENCE",
        "BACKGROUND",
        "NOT EVALUABLE",
        "SUPPRESSED",
        "INPUT ISSUES",
        "COVERAGE",
        "REFERENCES",
        "RECEIPT",
    ]


def test_advisories_are_grouped_by_severity_and_topic_and_counted() -> None:
    shown = section(render_text(full_report()), "ADVISORIES")
    assert shown.startswith("1 critical, 1 warning; 1 more shown under them.\n\nCritical: made up topic\n\nCRITICAL")
    assert "\n\nWarning: made up topic\n\nWARNING  wheeze-check" in shown


def test_a_covered_question_stands_under_its_cover_and_is_no_question_of_its_own() -> None:
    text = render_text(full_report())
    assert (
        "  Also, shown under this one:\n    WARNING  ask-asthma\n      Says ask-asthma.\n      To record    Is there"
        in section(text, "ADVISORIES")
    )
    assert "ask-asthma" not in section(text, "QUESTIONS")
    assert "INFO  ask-age" in section(text, "QUESTIONS")


def test_evidence_and_background_carry_no_severity_word() -> None:
    text = render_text(full_report())
    assert section(text, "MATCHED EVIDENCE").startswith("trial-figure\n  Says trial-figure.")
    assert section(text, "BACKGROUND").startswith("mechanism\n  Says mechanism.\n\n  Limits       In vitro.")


def test_what_is_undecided_starts_with_the_facts_to_record_and_ends_with_the_codes() -> None:
    shown = section(render_text(full_report()), "NOT EVALUABLE")
    in_order = ["asthma", "Is there asthma?", "1 critical, 2", "current: 2 not checked", "asthma-check (alternatively"]
    assert sorted(in_order, key=shown.index) == in_order


def test_suppressed_rules_input_issues_coverage_and_receipt_are_told() -> None:
    text = one_line(render_text(full_report()))
    assert "- sneeze (planned): Sneezing Not shown because “Done” applies" in text
    assert "- WARNING conflict-x: two dates At $.a, $.b ask" in text
    assert "Silence is not safety. Checked 3 rules, of which 1 could not be decided." in text
    assert "Not covered Hiccups; Sneezing." in text
    assert f"Book SHA256 {SHA} Input SHA256 {SHA[::-1]}" in text
    assert f"- {REFERENCE}" in text


def test_an_erratum_under_two_figures_is_written_out_once() -> None:
    text = one_line(render_text(report(advisories=(advisory(evidence=(evidence(), evidence(says="Again."))),))))
    assert text.count(ERRATUM) == 1
    assert "Erratum X1: as above" in text


def test_what_the_source_does_not_say_is_called_that() -> None:
    gap = evidence(kind="gap", says="No dose is given.", design="silence", errata=(), n="")
    text = one_line(render_text(report(advisories=(advisory(evidence=(gap,)),))))
    assert "Not in the source: No dose is given. (Source 2022, Table 1 [ref 7])" in text
    assert "silence;" not in text


def test_a_missing_number_of_patients_is_said() -> None:
    assert "; n not given;" in one_line(
        render_text(report(advisories=(advisory(evidence=(evidence(n="not given"),)),)))
    )


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("detail", ["full", "normal", "short"])
def test_an_empty_list_says_what_was_checked_and_what_could_not_be(detail: Any) -> None:
    shown = one_line(section(render_text(full_report(advisories=(), questions=()), detail=detail), "ADVISORIES"))
    assert shown.startswith("No advisory of a rule that could be checked applies to what is recorded.")
    for told in ("3 rules, of which 1 could not", "Lungs; Transfusion", "asthma-check", "current: 2 not checked"):
        assert told in shown, told
    assert shown.endswith("Silence is not safety.")


@pytest.mark.hazard("H11")
@pytest.mark.parametrize("detail", ["full", "normal", "short"])
def test_nothing_ever_reads_as_an_all_clear(detail: Any) -> None:
    for shown in (full_report(), report(), report(advisories=())):
        text = render_text(shown, detail=detail, colour=True) + render_markdown(shown)
        assert not re.search(r"all clear|no concerns|✓|✔|✅|☑|\x1b\[[0-9;]*32m", text, re.IGNORECASE)


def test_the_short_form_has_one_run_for_an_advisory_and_counts_the_rest() -> None:
    text = render_text(full_report(), detail="short")
    assert (
        "\n\nCRITICAL  cough-check: Says cough-check.\nWARNING  wheeze-check, daratumumab (planned): Consider" in text
    )
    assert "Because" not in text
    rest = one_line(section(text, "NOT SHOWN HERE"))
    assert "Questions 2 Evidence 1 Background 1 Undecided 1 rule of 3 not decided (1 critical); facts to record" in rest
    assert "current: 2 not checked Suppressed 1 Issues 1 in the input Not covered 2 subjects" in rest


@pytest.mark.parametrize("number", ["02", "08", "10", "12", "14"])
def test_what_the_short_form_lists_and_counts_is_every_rule_that_applies(number: str, evaluator: Evaluator) -> None:
    (path,) = (ROOT / "examples" / "patients").glob(f"{number}-*.json")
    shown = evaluator.evaluate(PatientProfile.model_validate_json(path.read_bytes()))
    text = render_text(shown, detail="short")
    listed = len(re.findall(r"^(?:CRITICAL|WARNING|INFO)  ", text, re.MULTILINE))
    counted = re.findall(r"^(?:Advisories|Questions|Evidence|Background) +(\d+)", text, re.MULTILINE)
    assert listed + sum(map(int, counted)) == len(shown.applying())
    severities = re.findall(r"(\d+) (?:critical|warning|info)", one_line(section(text, "ADVISORIES")).partition(".")[0])
    assert sum(map(int, severities)) == len(re.findall(r"^[A-Z]+  ", section(text, "ADVISORIES"), re.MULTILINE))


def test_a_critical_question_is_listed_in_the_short_form_and_a_lesser_one_counted() -> None:
    asked = (
        bare("ask-kell", kind="question", severity="critical"),
        bare("ask-age", kind="question", severity="warning"),
    )
    text = render_text(report(questions=asked), detail="short")
    assert section(text, "CRITICAL QUESTIONS") == "CRITICAL  ask-kell: Says ask-kell."
    assert "Questions    1 more\n" in section(text, "NOT SHOWN HERE")
    assert "CRITICAL QUESTIONS" not in render_text(report(), detail="short")


def test_background_says_why_in_detail_and_facts_or_names_the_rules_that_it_concerns() -> None:
    fact = advisory().facts_used
    why = bare("mechanism", kind="background", detail="Lungs were heard in vitro.", facts_used=fact)
    group = bare("small-n", kind="background", detail="Few.", facts_used=fact, concerns=("wheeze-check", "cough-check"))
    for text in (render_text(report(background=(why, group))), render_markdown(report(background=(why, group)))):
        words = one_line(text.replace("**", "").replace("`", "").replace(":**", "").replace("\\", ""))
        assert "Lungs were heard in vitro." in words
        assert re.search(r"Because:? FEV1: 45 % \(2024-01\)\.", words)
        assert re.search(r"Concerns:? wheeze-check; cough-check\.", words)


@pytest.mark.parametrize("detail", ["full", "normal", "short"])
def test_a_patient_whom_the_source_does_not_address_is_called_that_in_the_head(
    detail: Any, evaluator: Evaluator
) -> None:
    data = {"patient_id": "p", "as_of": "2024-03-15", "disease": {"setting": "other"}}
    shown = evaluator.evaluate(PatientProfile.model_validate(data))
    head = one_line(render_text(shown, detail=detail).partition("ADVISORIES")[0])
    assert "not addressed in the source: The setting is recorded as other than " in head
    assert "not addressed in the source: The setting is" in render_markdown(shown).partition("## ")[0]
    within = data | {"disease": {"setting": "relapsed_mm"}, "person": {"age_years": 60}}
    assert "not addressed" not in render_text(evaluator.evaluate(PatientProfile.model_validate(within)), detail=detail)


@pytest.mark.parametrize(
    ("therapy", "words"),
    [
        ({}, "are about a regimen, and whether there is one isn't recorded (current and planned)."),
        ({"current": {"agent": "none"}}, "are about a regimen, and whether there is one isn't recorded (planned)."),
        (
            {"current": {"agent": "none"}, "planned": {"agent": "none"}},
            "are about a regimen, and none is current or planned.",
        ),
        (
            {"planned": {"agent": "daratumumab"}},
            "not checked for the current one: whether there is one isn't",
        ),
    ],
)
def test_the_coverage_says_why_rules_were_not_checked(
    therapy: dict[str, Any], words: str, evaluator: Evaluator
) -> None:
    data = {"patient_id": "p", "as_of": "2024-03-15", "therapy": therapy}
    shown = evaluator.evaluate(PatientProfile.model_validate(data))
    told = one_line(section(render_text(shown), "COVERAGE"))
    assert words in told
    if shown.coverage.rules_checked < shown.coverage.rules_in_force:
        assert f"The other {shown.coverage.rules_in_force - shown.coverage.rules_checked} are" in told


def hostile_reports() -> dict[str, Any]:
    """Reports whose texts are hard to fit into columns."""
    wide = "全角文字の患者" * 12
    combined = "e\u0301\u0323" * 90
    endless = "a" * 500
    texts = {"wide": wide, "combined": combined, "endless": endless, "mixed": f"{wide} {combined} {endless} x"}
    found: dict[str, Any] = {
        name: full_report(
            patient_id=text[:128],
            advisories=(
                advisory(
                    rule=f"rule-{text}",
                    agents=(text,),
                    detail=text,
                    condition=text,
                    caveats=(text, text),
                    evidence=(evidence(says=text, citation=text, measure=text, errata=(text,)),),
                    covers=("under",),
                ),
                bare("under", summary=text[:139], caveats=(text,), covered_by=(f"rule-{text}",)),
            ),
            facts_to_record=tuple(
                fact.model_copy(update={"label": text, "question": text}) for fact in full_report().facts_to_record
            ),
        )
        for name, text in texts.items()
    }
    return {**found, "many": report(advisories=tuple(advisory(f"rule-{number}") for number in range(500)))}


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", sorted(hostile_reports()))
def test_every_line_fits_the_width(name: str, width: int) -> None:
    shown = hostile_reports()[name]
    for text in (render_text(shown, width=width), render_text(shown, width=width, detail="short")):
        for line in text.splitlines():
            assert cells(line) <= width, line
            assert line == line.rstrip(), "trailing space"


def test_no_character_of_a_word_is_lost_where_it_is_broken() -> None:
    word = "".join(chr(0x4E00 + number) for number in range(120))
    text = render_text(report(advisories=(advisory(detail=word),)))
    assert word in "".join(text.split())


def test_a_width_below_40_is_taken_as_40() -> None:
    assert render_text(full_report(), width=3) == render_text(full_report(), width=40)


def test_there_are_no_escape_codes_without_colour_and_the_same_words_with_it() -> None:
    for shown in (full_report(), *hostile_reports().values()):
        plain, coloured = render_text(shown), render_text(shown, colour=True)
        assert "\x1b" not in plain
        assert "\x1b[1;31mCRITICAL" in coloured or "CRITICAL" not in plain
        assert ESCAPE_CODE.sub("", coloured) == plain


def test_brackets_in_data_are_shown_literally() -> None:
    tags = "[bold red]x[/] [link=http://a]y[/link] :warning: \\[z]"
    shown = report(patient_id=tags, advisories=(advisory(summary=tags, detail=tags, caveats=(tags,), agents=(tags,)),))
    assert one_line(render_text(shown)).count(tags) == 5
    assert one_line(ESCAPE_CODE.sub("", render_text(shown, colour=True))).count(tags) == 5


def test_data_can_not_steer_the_terminal_or_turn_the_line() -> None:
    shown = report(patient_id="a\x1b[31mb\x07c\u202ed\x9be\ud800f\nADVISORIES")
    assert render_text(shown).startswith("Patient  a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf ADVISORIES  2024-03-15")


def test_rendering_leaves_rich_out_until_text_is_asked_for() -> None:
    code = "import sys, cd38rules.render; sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=environment("0"), check=False).returncode == 0


def environment(seed: str) -> dict[str, str]:
    """An environment that tries to change what a renderer says: hash seed, terminal, colours, width."""
    terminal = {"FORCE_COLOR": "1", "COLUMNS": "33", "TERM": "dumb"} if seed == "1" else {"NO_COLOR": "1"}
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", **terminal}


def test_the_same_report_gives_the_same_bytes_under_any_hash_seed_and_terminal() -> None:
    code = (
        "from tests.unit.test_render_sample import full_report as f\n"
        "from cd38rules.render import *\n"
        "for colour in (False, True): print(render_text(f(), colour=colour))\n"
        "print(render_text(f(), detail='short'), render_markdown(f()), render_json(f()), render_ndjson(f()))"
    )
    run = [
        subprocess.run([sys.executable, "-c", code], env=environment(seed), check=True, capture_output=True).stdout
        for seed in ("0", "1")
    ]
    assert run[0] == run[1]
    assert full_report().advisories[0].summary.encode() in run[0]


def test_every_rule_that_applies_of_the_shipped_book_is_shown_once(evaluator: Evaluator) -> None:
    profile = PatientProfile.model_validate(
        {
            "patient_id": "P-2 [b]",
            "as_of": "2024-03-15",
            "therapy": {
                "planned": {"agent": "isatuximab"},
                "current": {"agent": "none"},
                "prior": [{"agent": "daratumumab", "last_dose_date": "2024-01"}],
            },
            "lungs": {"copd": True, "fev1_percent": 45},
            "transfusion": {"red_cells": "planned"},
        }
    )
    shown = evaluator.evaluate(profile)
    text = render_text(shown)
    heads = re.findall(r"^ *(?:(?:CRITICAL|WARNING|INFO)  )?([a-z0-9]+(?:-[a-z0-9]+)+)(?:  .*)?$", text, re.MULTILINE)
    listed = sorted(entry.rule for entry in shown.applying())
    assert sorted(code for code in heads if code in listed) == listed
    assert max(map(cells, text.splitlines())) <= 80
    markdown = render_markdown(shown)
    assert all(f"`{rule}`" in markdown for rule in listed)
    assert render_json(shown).count("\n") > 1
    assert render_ndjson(shown).count("\n") == 1


def test_the_normal_form_draws_together_where_matched_evidence_stands() -> None:
    cells = ("Table 1, ORR, %, A > B", "Table 1, footnote a", "Methods, ¶3", "Methods, ¶1", "Results")
    cited = tuple(evidence(location=cell, citation=f"Source 2022, {cell} [ref 7]") for cell in cells)
    shown = report(evidence=(advisory("trial-figure", kind="evidence", evidence=cited),))
    text = one_line(section(render_text(shown, detail="normal"), "MATCHED EVIDENCE"))
    assert "Source Source 2022: Methods, ¶1, ¶3; Results; Table 1, footnote a [ref 7]. Errata X1 Limits" in text
    assert "wheezing: 50%" not in text
    assert "wheezing: 50%" in one_line(section(render_text(shown), "MATCHED EVIDENCE"))


def test_the_normal_form_tells_each_erratum_of_evidence_and_background_once_at_the_end() -> None:
    later = evidence(errata=("X10: Ten.", ERRATUM, "X9: Nine."))
    figures = (advisory("first", kind="evidence"), advisory("second", kind="evidence", evidence=(later,)))
    told = section(
        render_text(report(advisories=(), evidence=figures), detail="normal"), "ERRATA OF THE SOURCE"
    ).splitlines()
    assert told == [f"- {ERRATUM}", "- X9: Nine.", "- X10: Ten."]


def test_the_normal_form_shows_alerts_and_questions_in_full() -> None:
    shown = full_report(evidence=(), background=())
    full, normal = (render_text(shown, detail=detail) for detail in ("full", "normal"))
    for title in ("ADVISORIES", "QUESTIONS"):
        assert section(full, title) == section(normal, title) != ""


def test_what_is_shown_under_another_entry_keeps_its_detail(evaluator: Evaluator) -> None:
    (path,) = (ROOT / "examples" / "patients").glob("11-*.json")
    shown = evaluator.evaluate(PatientProfile.model_validate_json(path.read_bytes()))
    covered = [entry for entry in shown.evidence if entry.covered_by and entry.detail]
    assert covered
    text = one_line(render_text(shown, detail="normal"))
    assert [entry.rule for entry in covered if one_line(entry.detail) not in text] == []
