"""A list of profiles in, reports and quarantine out: what a bad line does, and what it never does."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cd38rules import __version__
from cd38rules.batch import FHIR_QUARANTINE, MANIFEST, PAGE, QUARANTINE, REPORTS, SUMMARY, BatchSummary, run_batch
from cd38rules.batch.verdict_files import read_verdicts
from cd38rules.engines.outcome import EngineDisagreement, EngineError
from cd38rules.evaluation import Evaluator, evaluate
from cd38rules.facts.columns.profiles import Reader
from cd38rules.profile import PatientProfile, read_profile
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import load_rulebook

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Zaphod-4711"


def profile(name: str, **fields: Any) -> bytes:
    return json.dumps({"patient_id": name, "as_of": "2024-03-15", **fields}).encode()


DARATUMUMAB = {"planned": {"agent": "daratumumab", "route": "subcutaneous"}}
GOOD = [
    profile("p1", therapy=DARATUMUMAB, lungs={"copd": True}),
    profile("p2"),
    profile("p3", therapy={"prior": [{"agent": "daratumumab", "last_dose_date": "2024-01"}]}),
]


class Ran:
    """What one run left behind."""

    def __init__(self, content: bytes, folder: Path, book: RuleBook | Path, **options: Any) -> None:
        self.summary: BatchSummary = run_batch(io.BytesIO(content), folder, book, reports=True, **options)
        self.files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        self.reports = [json.loads(line) for line in self.files[REPORTS].splitlines()]
        self.quarantine = [json.loads(line) for line in self.files[QUARANTINE].splitlines()]
        self.data = json.loads(self.files[SUMMARY])

    @property
    def patients(self) -> list[str]:
        return [report["patient_id"] for report in self.reports]

    @property
    def faults(self) -> list[tuple[int, list[str]]]:
        return [(entry["line"], [fault["code"] for fault in entry["diagnostics"]]) for entry in self.quarantine]


def test_each_profile_gives_the_report_that_it_gives_alone(book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(b"\n".join(GOOD), tmp_path, book)
    alone = [evaluate(read_profile(line), book).model_dump_json().encode() for line in GOOD]
    assert ran.files[REPORTS].splitlines() == alone
    assert ran.summary.state == "complete"
    assert ran.quarantine == []


def test_a_folder_of_rules_serves_as_well_as_a_rule_book(book: RuleBook, tmp_path: Path) -> None:
    loaded = Ran(GOOD[0], tmp_path / "a", book)
    named = Ran(GOOD[0], tmp_path / "b", ROOT / "rules")
    assert loaded.files[REPORTS] == named.files[REPORTS]


def test_an_empty_input_gives_empty_files_and_a_summary(book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(b"", tmp_path / "new" / "folder", book)
    assert sorted(ran.files) == sorted(["verdicts.parquet", REPORTS, QUARANTINE, SUMMARY, PAGE, MANIFEST])
    assert ran.files[REPORTS] == ran.files[QUARANTINE] == b""
    assert (ran.summary.lines, ran.summary.evaluated, ran.summary.state) == (0, 0, "complete")


def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing_but_the_count(
    book: RuleBook, tmp_path: Path
) -> None:
    plain = Ran(b"\n".join(GOOD) + b"\n", tmp_path / "a", book)
    dressed = Ran(b"\xef\xbb\xbf\r\n" + b"\r\n \r\n".join(GOOD) + b"\r\n\r\n", tmp_path / "b", book)
    assert dressed.files[REPORTS] == plain.files[REPORTS]
    assert dressed.quarantine == []
    assert (dressed.summary.lines, dressed.summary.blank_lines) == (7, 4)


def test_several_assessments_of_one_patient_each_give_a_report(book: RuleBook, tmp_path: Path) -> None:
    assert Ran(b"\n".join([GOOD[0], GOOD[0]]), tmp_path, book).patients == ["p1", "p1"]


BAD = {
    "not JSON": (b'{"patient_id": ', "profile-not-json"),
    "no object": (b"[]", "profile-not-object"),
    "invalid UTF-8": (b'{"patient_id": "\xe9", "as_of": "2024-03-15"}', "profile-encoding"),
    "UTF-16": (GOOD[0].decode().encode("utf-16"), "profile-encoding"),
    "a lone surrogate": (b'{"patient_id": "\\ud800", "as_of": "2024-03-15"}', "profile-encoding"),
    "no day of assessment": (b'{"patient_id": "p"}', "profile-missing-field"),
    "an age of 400": (profile("p", person={"age_years": 400}), "reject-age"),
    "a line of 3 MB": (profile("p" * 3_000_000), "profile-too-large"),
    "a deep line": (b"[" * 100_000, "profile-too-deep"),
}


@pytest.mark.parametrize(("line", "code"), BAD.values(), ids=BAD.keys())
def test_one_bad_line_among_good_ones_is_quarantined_alone(
    line: bytes, code: str, book: RuleBook, tmp_path: Path
) -> None:
    ran = Ran(b"\n".join([GOOD[0], line, *GOOD[1:]]), tmp_path, book)
    assert ran.patients == ["p1", "p2", "p3"]
    assert ran.summary.state == "rows-quarantined"
    assert ran.faults == [(2, [code])]
    assert ran.data["lines"]["quarantined_by_code"] == {code: 1}


def test_a_quarantined_line_tells_code_path_message_and_hint(book: RuleBook, tmp_path: Path) -> None:
    course = {"agent": "daratumumab", "first_dose_date": "2024-02-01", "last_dose_date": "2024-01-01"}
    ran = Ran(profile("p", therapy={"prior": [course]}), tmp_path, book)
    assert ran.quarantine == [
        {
            "line": 1,
            "diagnostics": [
                {
                    "code": "reject-date-order",
                    "path": "$.therapy.prior[0].last_dose_date",
                    "also": ["$.therapy.prior[0].first_dose_date"],
                    "message": "the last dose lies before the first",
                    "hint": "check both dates",
                }
            ],
        }
    ]


def test_the_place_of_a_syntax_error_is_a_column_of_the_line(book: RuleBook, tmp_path: Path) -> None:
    (fault,) = Ran(GOOD[0] + b"\n{x}", tmp_path, book).quarantine[0]["diagnostics"]
    assert (fault["path"], fault["column"]) == ("$", 2)


@pytest.mark.hazard("H13")
def test_no_value_of_a_patient_is_in_quarantine_or_summary_or_on_the_terminal(
    book: RuleBook, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = [
        profile(CANARY),
        profile(CANARY, person={"age_years": CANARY}),
        profile(CANARY, **{CANARY: 1}),
        profile(CANARY, lungs={CANARY: {CANARY: CANARY}}),
        profile(CANARY, region=CANARY, therapy={"planned": {"partner_drugs": [CANARY], "start_date": CANARY}}),
        profile(CANARY, cytogenetics={"findings": [{"abnormality": CANARY, "present": True}]}),
        profile(CANARY * 100),
        b'{"patient_id": "' + CANARY.encode() + b'", "patient_id": "' + CANARY.encode() + b'"}',
        b'{"' + CANARY.encode() + b'": 1, "' + CANARY.encode() + b'": 2}',
        CANARY.encode(),
        b'"' + CANARY.encode() + b'\xff"',
        profile(CANARY * 300_000),
    ]
    ran = Ran(b"\n".join(lines), tmp_path, book, jobs=2, fhir=True)
    printed = capfd.readouterr()
    assert ran.patients == [CANARY]
    assert [line for line, _ in ran.faults] == list(range(2, 13))
    told = b"".join(ran.files[name] for name in (QUARANTINE, FHIR_QUARANTINE, SUMMARY, PAGE, MANIFEST))
    told += "".join([*ran.files, *printed]).encode()
    assert CANARY.encode() not in told
    assert b"4711" not in told


# The summary


def test_the_summary_counts_lines_verdicts_alerts_and_what_is_missing(book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(b"\n".join([*GOOD, b"{}", b""]), tmp_path, book)
    reports = [evaluate(read_profile(line), book) for line in GOOD]
    assert ran.data["lines"] == {
        "read": 4,
        "blank": 0,
        "patients_evaluated": 3,
        "quarantined": 1,
        "quarantined_by_code": {"profile-missing-field": 1},
    }
    alerts = [severity for report in reports for _, severity in {(a.rule, a.severity) for a in report.alerts()}]
    assert ran.data["alerts_by_severity"] == {s: alerts.count(s) for s in ("critical", "warning", "info")}
    verdicts = ran.data["verdicts_by_rule"]
    assert list(verdicts) == sorted(book.plan_rules)
    for rule in book.plan_rules:
        assert verdicts[rule]["applies"] == sum(rule in {a.rule for a in r.applying()} for r in reports)
        undecided = [{n.rule for n in r.not_evaluable} - {a.rule for a in r.applying()} for r in reports]
        assert verdicts[rule]["not_evaluable"] == sum(rule in rules for rules in undecided)
        shown = ran.data["shown_by_rule"][rule]
        assert shown["as_alert"] == sum(rule in {a.rule for a in r.alerts()} for r in reports)
    missing = ran.data["not_evaluable_by_missing_fact"]
    wanted = [fact for report in reports for fact in report.facts_to_record]
    assert sum(counts["rules"] for counts in missing.values()) == sum(len(fact.rules) for fact in wanted)
    assert ran.data["rulebook"]["sha256"] == book.sha256
    assert ran.data["package_version"] == __version__


BOTH = {"agent": "daratumumab"}
HISTORIES = [
    *GOOD,
    # One regimen for which COPD advice applies, one for which it is silenced; both decided, covered and open ones.
    profile(
        "p4",
        therapy={"current": BOTH | {"doses_given": 5}, "planned": BOTH},
        lungs={"copd": True},
        reactions={"major_infusion_reaction": False},
    ),
    profile("p5", therapy={"current": BOTH | {"doses_given": 5}}, lungs={"copd": True}),
    profile("p6", therapy={"current": BOTH, "planned": {"agent": "isatuximab", "partner_drugs": []}, "prior": []}),
    profile("p7", therapy={"current": {"agent": "none"}, "planned": {"agent": "none"}, "prior": []}),
]


def test_the_verdicts_of_a_rule_add_up_to_the_patients_and_how_it_is_shown_to_those_it_applies_to(
    book: RuleBook, tmp_path: Path
) -> None:
    data = Ran(b"\n".join(HISTORIES), tmp_path, book).data
    assert data["lines"]["patients_evaluated"] == len(HISTORIES)
    for rule, verdicts in data["verdicts_by_rule"].items():
        assert sum(verdicts.values()) == len(HISTORIES), rule
        assert min(verdicts.values()) >= 0, rule
        assert sum(data["shown_by_rule"][rule].values()) == verdicts["applies"], rule
    shown = data["shown_by_rule"]
    assert shown["transfusion-iat-dara"]["covered"] == 1
    assert shown["meta-funding"] == {"as_alert": 0, "on_its_own": len(HISTORIES), "covered": 0}


@pytest.mark.parametrize("start", [b"{\n", b"[\n", b"\xef\xbb\xbf\n  {\r\n"])
def test_a_list_that_is_laid_out_over_several_lines_gets_a_hint(start: bytes, book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(start + b'  "patient_id": "p"\n}\n', tmp_path, book)
    assert ran.summary.is_pretty_printed
    assert "one profile per line" in ran.summary.in_words()
    assert "one profile per line" in ran.quarantine[0]["diagnostics"][0]["hint"]
    assert ran.faults[0][1] == ["profile-not-json"]


def test_a_list_of_profiles_gets_no_such_hint(book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(b"\n".join([*GOOD, b"{"]), tmp_path, book)
    assert not ran.summary.is_pretty_printed
    assert "one profile per line" not in ran.summary.in_words()


def test_a_rule_about_a_regimen_that_is_not_recorded_counts_as_not_checked(book: RuleBook, tmp_path: Path) -> None:
    verdicts = Ran(profile("p"), tmp_path, book).data["verdicts_by_rule"]
    regimen_rules = [rule for rule in book.plan_rules if book.rules[rule].scope == "regimen"]
    assert regimen_rules
    assert {verdicts[rule]["not_checked"] for rule in regimen_rules} == {1}
    assert {verdicts[rule]["does_not_apply"] for rule in regimen_rules} == {0}


def test_with_known_no_regimen_a_rule_about_regimens_does_not_apply(book: RuleBook, tmp_path: Path) -> None:
    none = {"planned": {"agent": "none"}, "current": {"agent": "none"}}
    verdicts = Ran(profile("p", therapy=none), tmp_path, book).data["verdicts_by_rule"]
    regimen_rules = [rule for rule in book.plan_rules if book.rules[rule].scope == "regimen"]
    assert {verdicts[rule]["does_not_apply"] for rule in regimen_rules} == {1}


def test_conflicts_in_the_input_are_counted_by_code(book: RuleBook, tmp_path: Path) -> None:
    ran = Ran(profile("p", lungs={"copd": False, "fev1_percent": 40.0}), tmp_path, book)
    assert ran.data["input_issues_by_code"] == {"conflict-fev1-without-copd": 1}


def test_the_summary_holds_no_path_and_the_same_run_gives_the_same_bytes(book: RuleBook, tmp_path: Path) -> None:
    first = Ran(b"\n".join(GOOD), tmp_path / "one", book)
    second = Ran(b"\n".join(GOOD), tmp_path / "two", book)
    assert first.files == second.files
    assert str(tmp_path).encode() not in first.files[SUMMARY]


def test_progress_tells_lines_and_bytes_and_ends_at_all_of_them(book: RuleBook, tmp_path: Path) -> None:
    source, calls = tmp_path / "list.ndjson", []
    source.write_bytes(b"\n".join(GOOD * 30))
    run_batch(source, tmp_path / "out", book, at_once=40, progress=lambda *call: calls.append(call))
    size = source.stat().st_size
    assert calls[-1] == (90, size, size)
    assert calls == sorted(calls)
    assert len(calls) > 2


# Engines that fail


def test_one_patient_who_stops_the_columns_is_quarantined_alone(
    book: RuleBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Reader.add

    def stopped(reader: Reader, found: PatientProfile) -> None:
        if found.patient_id == "p2":
            raise KeyError(CANARY)
        right(reader, found)

    monkeypatch.setattr(Reader, "add", stopped)
    run_batch(io.BytesIO(b"\n".join(GOOD)), tmp_path, book, fhir=True)
    table = read_verdicts(tmp_path / "verdicts.parquet")
    assert set(table["patient_id"]) == {"p1", "p3"}
    (line,) = (tmp_path / QUARANTINE).read_bytes().splitlines()
    assert json.loads(line)["line"] == 2
    assert b"KeyError" in line
    assert CANARY.encode() not in b"".join(
        path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".parquet"
    )


class BrokenEngine:
    """Stands in for the durable engine: fails on every patient with COPD."""

    def __init__(self, evaluator: Evaluator, error: Exception) -> None:
        self.durable, self.error = evaluator.durable, error

    def decide(self, facts: Any) -> Any:
        if facts.values.get("lungs.copd") is True:
            raise self.error
        return self.durable.decide(facts)


def broken(error: Exception) -> RuleBook:
    """The shipped book with an engine that fails, as a book of its own."""
    book = load_rulebook(ROOT / "rules")
    evaluator = Evaluator(book)
    evaluator.durable = BrokenEngine(evaluator, error)  # type: ignore[assignment]  # has what the evaluator calls
    book.compiled["evaluator"] = evaluator
    return book


def test_an_engine_that_fails_on_one_patient_quarantines_that_line_and_the_run_says_so(tmp_path: Path) -> None:
    ran = Ran(b"\n".join(GOOD), tmp_path, broken(EngineError("too many rules hold at once (error 303)")))
    assert ran.patients == ["p2", "p3"]
    assert ran.faults == [(1, ["engine-failure"])]
    assert ran.summary.state == ran.data["state"] == "engine-failure"
    assert ran.summary.engine_failures == 1
    assert ran.summary.in_words().splitlines() == [
        "3 lines: 2 evaluated, 1 quarantined",
        "an engine failed on 1 of them: see quarantine.ndjson",
    ]


def test_engines_that_disagree_quarantine_the_line_and_name_the_rules(tmp_path: Path) -> None:
    # The first of a chunk is of the sample, where a difference fails the run; this one has a report only.
    content = b"\n".join([GOOD[1], GOOD[0]])
    ran = Ran(content, tmp_path, broken(EngineDisagreement([("rule-a", ""), ("rule-b", "planned")])))
    assert ran.faults == [(2, ["engine-disagreement"])]
    assert "rule-a, rule-b (planned regimen)" in ran.quarantine[0]["diagnostics"][0]["message"]
    assert ran.summary.state == "engine-failure"


def test_an_unforeseen_failure_is_told_by_its_type_without_its_text(tmp_path: Path) -> None:
    ran = Ran(b"\n".join(GOOD), tmp_path, broken(KeyError(CANARY)))
    assert ran.faults == [(1, ["engine-failure"])]
    assert b"KeyError" in ran.files[QUARANTINE]
    assert CANARY.encode() not in ran.files[QUARANTINE]
