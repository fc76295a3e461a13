"""cd38rules site: what it writes, what it refuses, and the gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Call

pytest.importorskip("matplotlib", reason="the site's extra isn't installed")


def results(path: Path, rules: list[str], status: str = "passed") -> Path:
    """Results in which one scenario is tagged with these rules."""
    step = {"keyword": "Then", "name": "it applies", "result": {"status": status}}
    tags = [{"name": f"rule:{rule}"} for rule in rules]
    content = [{"uri": "x.feature", "elements": [{"name": "one", "line": 1, "tags": tags, "steps": [step]}]}]
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def small_book(tmp_path: Path) -> Path:
    """A rule book of one rule, without evidence."""
    from tests.bdd.made_up_book import BOOK, COVERAGE

    folder = tmp_path / "rules"
    (folder / "made-up").mkdir(parents=True)
    (folder / "rulebook.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "coverage.yaml").write_text(COVERAGE, encoding="utf-8")
    (folder / "made-up" / "one.yaml").write_text(
        "id: one\ntitle: One\nkind: advisory\nseverity: info\nclaim: policy\n"
        "applies_when: {fact: lungs.copd, is: true}\nadvice:\n  summary: Consider <b>one</b>.\n"
        "audience: [haematologist]\n"
        "review: {version: 1.0.0, status: draft, reviewed_by: [], next_review: 2027-05-31}\n",
        encoding="utf-8",
    )
    return folder


def test_a_book_without_evidence_or_pictures_has_pages_too(cd38rules: Call, small_book: Path, tmp_path: Path) -> None:
    ended = cd38rules("site", "build", str(tmp_path / "out"), "--rules", str(small_book))
    assert (ended.code, ended.out) == (0, "")
    assert "pages of 1 rules" in ended.err
    page = (tmp_path / "out" / "rules" / "one.html").read_text(encoding="utf-8")
    assert "Consider &lt;b&gt;one&lt;/b&gt;." in page
    assert "The rule cites nothing." in page
    assert "There is none: a hole." in page


@pytest.mark.parametrize(
    ("rules", "status", "code"), [(["one"], "passed", 0), (["one"], "failed", 1), ([], "passed", 1)]
)
def test_the_gate_is_shut_by_a_rule_without_passing_scenarios(
    cd38rules: Call, small_book: Path, tmp_path: Path, rules: list[str], status: str, code: int
) -> None:
    path = results(tmp_path / "results.json", rules, status)
    call = ("site", "build", str(tmp_path / "out"), "--rules", str(small_book), "--scenarios", str(path))
    assert cd38rules(*call).code == 0
    ended = cd38rules(*call, "--gate")
    assert ended.code == code
    assert ("1 rules without passing scenarios: one" in ended.err) is bool(code)


def test_a_gate_without_results_is_a_wrong_call(cd38rules: Call, tmp_path: Path) -> None:
    ended = cd38rules("site", "build", str(tmp_path / "out"), "--gate")
    assert (ended.code, ended.err) == (2, "cd38rules: --gate needs --scenarios\n")


def test_a_folder_with_something_else_is_left_alone(cd38rules: Call, small_book: Path, tmp_path: Path) -> None:
    ended = cd38rules("site", "build", str(small_book), "--rules", str(small_book))
    assert ended.code == 2
    assert "the folder holds something else than a site" in ended.err
    assert not (small_book / "index.html").exists()


def test_results_that_cant_be_used_are_told(cd38rules: Call, small_book: Path, tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("[]", encoding="utf-8")
    ended = cd38rules(
        "site",
        "build",
        str(tmp_path / "out"),
        "--rules",
        str(small_book),
        "--scenarios",
        str(tmp_path / "results.json"),
    )
    assert ended.code == 6
    assert "pytest-bdd writes none when pytest-xdist is in use" in ended.err


def test_the_decision_tables_are_exported(cd38rules: Call, small_book: Path, tmp_path: Path) -> None:
    ended = cd38rules("site", "export", str(tmp_path / "tables.xlsx"), "--rules", str(small_book))
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (tmp_path / "tables.xlsx").read_bytes().startswith(b"PK")
