"""Sign-offs bind to the content that was reviewed; a rule is active only while its present content is approved."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from cd38rules.cli.main import main
from cd38rules.evaluation import Evaluator
from cd38rules.profile import PatientProfile
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook, read_files
from cd38rules.rules.reviews import SignOff, review_state

RULE = "copd-dara-fev1-lt50"
FILE = f"lungs/{RULE}.yaml"
NOW, THEN = "a" * 64, "b" * 64
DRAFT = "status: draft"


def record(content: str, date: str, decision: str = "approved") -> SignOff:
    return SignOff(RULE, content, "Made-up Reviewer", "haematologist", date, decision)


def written(content: str, **more: str) -> str:
    fields = {
        "rule": RULE,
        "content": content,
        "reviewer": "Made-up Reviewer",
        "role": "haematologist",
        "date": "2026-11-01",
        "decision": "approved",
    }
    lines = [f"{key}: {value}" for key, value in (fields | more).items()]
    return "- " + "\n  ".join(lines) + "\n"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return read_files(ROOT / "rules")


def loaded(files: dict[str, str], **changed: str) -> tuple[RuleBook | None, list[str]]:
    book, faults = inspect_rulebook(files | {name.replace("__", "/"): text for name, text in changed.items()})
    return book, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ((), "nobody"),
        ((record(NOW, "2026-01-01"),), "signed"),
        ((record(THEN, "2026-01-01"),), "stale"),
        ((record(THEN, "2026-01-01"), record(NOW, "2026-02-01")), "signed"),
        ((record(NOW, "2026-01-01"), record(NOW, "2026-02-01", "rejected")), "not approved"),
        ((record(NOW, "2026-01-01", "changes requested"), record(NOW, "2026-02-01")), "signed"),
        ((record(NOW, "2026-01-01"), record(THEN, "2026-02-01", "rejected")), "signed"),
    ],
)
def test_a_rule_is_signed_by_an_approval_of_the_very_content(records: tuple[SignOff, ...], state: str) -> None:
    found = review_state(RULE, NOW, records)
    assert found.state == state
    assert len(found.records) == len(records)


def test_nobody_has_signed_the_shipped_book(book: RuleBook) -> None:
    assert book.sign_offs == ()
    assert {book.review_of(rule).state for rule in book.rules} == {"nobody"}


def test_a_signed_rule_may_be_active_and_bears_the_name_and_the_day(book: RuleBook, files: dict[str, str]) -> None:
    active = files[FILE].replace(DRAFT, "status: active")
    signed, faults = loaded({**files, FILE: active, "reviews/lungs.yaml": written(book.contents[RULE])})
    assert (signed is not None, faults) == (True, [])
    assert signed is not None
    review = signed.rules[RULE].review
    assert (review.status, review.reviewed_by, review.last_review) == ("active", ("Made-up Reviewer",), "2026-11-01")
    profile = PatientProfile.model_validate(
        {"patient_id": "p", "as_of": "2026-11-02", "therapy": {"planned": {"agent": "daratumumab"}}}
        | {"lungs": {"copd": True, "fev1_percent": 40}}
    )
    receipt = Evaluator(signed).evaluate(profile).receipt
    assert receipt.unsigned_rules == len(book.rules) - 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("below: 50 %", "below: 60 %"),
        ("title: ", "title: Another "),
        ("{figure: leleu-2022/candor-fev1-limit, supports: ", "{figure: leleu-2022/apollo-fev1-limit, supports: "),
    ],
)
def test_a_change_of_the_content_makes_the_signature_stale_and_the_active_rule_unusable(
    old: str, new: str, book: RuleBook, files: dict[str, str]
) -> None:
    text = files[FILE].replace(DRAFT, "status: active").replace(old, new, 1)
    assert text != files[FILE].replace(DRAFT, "status: active")
    found, faults = loaded({**files, FILE: text, "reviews/lungs.yaml": written(book.contents[RULE])})
    assert found is None
    unsigned = [fault for fault in faults if "review-active-unsigned" in fault]
    assert len(unsigned) == 1
    assert f"{FILE}:" in unsigned[0]
    assert "Stale: the rule has changed since Made-up Reviewer (haematologist), 2026-11-01" in unsigned[0]


def test_a_changed_figure_makes_the_signature_of_the_rule_that_cites_it_stale(
    book: RuleBook, files: dict[str, str]
) -> None:
    path = "evidence/leleu-2022/lungs.yaml"
    text = files[path].replace("id: candor-fev1-limit", "id: candor-fev1-limit\n  data_cut: another one", 1)
    changed, faults = loaded({**files, path: text, "reviews/lungs.yaml": written(book.contents[RULE])})
    assert faults == []
    assert changed is not None
    assert changed.review_of(RULE).state == "stale"
    assert changed.rules[RULE].review.reviewed_by == ()
    others = [rule for rule in book.rules if changed.contents[rule] != book.contents[rule]]
    figure = "leleu-2022/candor-fev1-limit"
    assert others == [name for name, rule in book.rules.items() if figure in {use.evidence for use in rule.evidence}]


def test_layout_comments_status_and_version_leave_the_signature_valid(book: RuleBook, files: dict[str, str]) -> None:
    text = "# A remark.\n" + files[FILE].replace("version: 1.0.0", "version: 1.0.1")
    assert text.count("1.0.1") == 1
    changed, faults = loaded({**files, FILE: text, "reviews/lungs.yaml": written(book.contents[RULE])})
    assert faults == []
    assert changed is not None
    assert changed.review_of(RULE).state == "signed"


@pytest.mark.parametrize(
    ("reviews", "line"),
    [
        (written(NOW, rule="copd-dara-fev1-lt5"), "reviews/lungs.yaml:1:9: review-unknown-rule"),
        (written("abc"), "reviews/lungs.yaml:2:12: review-content"),
        (written(NOW, date="2026-02-30"), "reviews/lungs.yaml:5:9: review-type"),
        (written(NOW, decision="perhaps"), "reviews/lungs.yaml:6:13: review-choice"),
        (written(NOW, signature="x"), "reviews/lungs.yaml:7:3: review-unknown-key"),
        ("rule: x\n", "reviews/lungs.yaml:1:1: review-type"),
    ],
)
def test_a_record_that_is_none_is_refused_at_its_place(files: dict[str, str], reviews: str, line: str) -> None:
    found, faults = loaded({**files, "reviews/lungs.yaml": reviews})
    assert found is None
    assert [fault[: len(line)] for fault in faults] == [line]


def test_a_name_without_a_record_is_refused(files: dict[str, str]) -> None:
    found, faults = loaded({**files, FILE: files[FILE].replace("reviewed_by: []", "reviewed_by: [A. Author]")})
    assert found is None
    assert [fault.split()[1] for fault in faults] == ["review-names"]


def test_the_command_prints_a_record_that_signs_the_rule(
    files: dict[str, str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    who = ["--reviewer", "Made-up Reviewer", "--role", "pharmacist", "--date", "2026-11-03", "--decision", "approved"]
    rules = str(ROOT / "rules")
    assert main(["rules", "review", RULE, "copd-dara-bronchodilator", *who, "--rules", rules]) == 0
    printed = capsysbinary.readouterr().out.decode()
    signed, faults = loaded({**files, "reviews/all.yaml": printed})
    assert faults == []
    assert signed is not None
    assert [signed.review_of(name).state for name in (RULE, "copd-dara-bronchodilator")] == ["signed", "signed"]


def test_a_rule_that_changed_after_its_review_is_a_finding(
    book: RuleBook, files: dict[str, str], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name, text in {**files, "reviews/lungs.yaml": written(THEN)}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert main(["rules", "check", "--quick", str(tmp_path)]) == 1
    found = capsysbinary.readouterr().out.decode().splitlines()
    assert found[0].startswith(
        f"{tmp_path.as_posix()}/reviews/lungs.yaml:1:3: review-stale `{RULE}` "
        "has changed since the review of 2026-11-01"
    )
    assert main(["rules", "show", RULE, "--rules", str(tmp_path)]) == 0
    assert "of an earlier content" in " ".join(capsysbinary.readouterr().out.decode().split())
