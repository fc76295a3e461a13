"""The difference of two rule books: what changed in meaning, whom it concerns, and which version it needs."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.corpus.generated import patients

from cd38rules.diagnostics import RuleBookError
from cd38rules.difference import BookChange, RuleChange, compare, count_over, witness
from cd38rules.difference.compare import step_between
from cd38rules.difference.origins import IN_WHEEL, book_of, books_of, files_of
from cd38rules.rules.book import RuleBook
from cd38rules.rules.load import inspect_rulebook, read_files

# Many seconds over the whole book, and the same on every Python: left out where .ci/run tries the other ones.
pytestmark = pytest.mark.whole_book

ROOT = Path(__file__).resolve().parents[2]
FILES = read_files(ROOT / "rules")
FEV1, CODE = "lungs/copd-dara-fev1-lt50.yaml", "copd-dara-fev1-lt50"


def book_with(*changes: tuple[str, str, str]) -> RuleBook:
    files = dict(FILES)
    for path, old, new in changes:
        assert old in files[path], f"{path} has no {old!r}"
        files[path] = files[path].replace(old, new)
    book, faults = inspect_rulebook(files)
    assert book is not None, faults
    return book


def difference(book: RuleBook, *changes: tuple[str, str, str]) -> BookChange:
    return compare(book, book_with(*changes))


def only(change: BookChange) -> RuleChange:
    (rule,) = change.rules
    return rule


def test_a_book_does_not_differ_from_itself(book: RuleBook) -> None:
    assert difference(book) == BookChange((), (), book.version, book.version)


def test_layout_comments_and_the_order_of_parts_are_no_difference(book: RuleBook) -> None:
    swapped = (
        "    - {fact: regimen.agent, is: daratumumab}\n    - {fact: lungs.copd, is: true}\n",
        "    - {fact: lungs.copd, is: true}   # first\n    - {fact: regimen.agent, is: daratumumab}\n",
    )
    assert difference(book, ("lungs/copd-dara-bronchodilator.yaml", *swapped)).rules == ()


def test_a_threshold_is_told_with_both_values_and_needs_a_major_step(book: RuleBook) -> None:
    change = only(difference(book, (FEV1, "below: 50 %", "below: 60 %")))
    assert change.rule == CODE
    assert change.lines == (("major", "applies when: FEV1 below 50 % → FEV1 below 60 %"),)
    assert (change.needs, change.has, change.version_fits) == ("major", "none", False)


def test_one_condition_more_and_one_less_are_told(book: RuleBook) -> None:
    line = "    - {fact: lungs.copd, is: true}\n"
    more = only(difference(book, (FEV1, line, line + "    - {fact: person.age, at_least: 70 years}\n")))
    assert [words for _, words in more.lines] == ["applies when: one condition more: age at least 70 years"]
    less = only(difference(book, (FEV1, line, "")))
    assert [words for _, words in less.lines] == ["applies when: one condition less: history of COPD: yes"]


def test_the_same_conditions_combined_otherwise_are_told(book: RuleBook) -> None:
    change = only(difference(book, (FEV1, "  all:\n", "  any:\n")))
    assert change.lines[0] == ("major", "applies when: the same conditions are combined otherwise")


def test_a_concept_changes_every_rule_that_builds_on_it(book: RuleBook) -> None:
    found = difference(
        book, ("concepts/high-risk-cytogenetics.yaml", "    - {fact: cytogenetics.t_14_16, is: true}\n", "")
    )
    assert "cyto-dara-kd-high" in {change.rule for change in found.rules}
    assert all(change.needs == "major" for change in found.rules)
    assert found.beside == ("concept high-risk-cytogenetics: one condition less: t(14;16): yes",)


@pytest.mark.parametrize(
    ("path", "old", "new", "step"),
    [
        (FEV1, "severity: warning", "severity: info", "major"),
        (FEV1, "claim: trial-eligibility", "claim: observation", "major"),
        (FEV1, "status: draft", "status: retired", "major"),
        ("lungs/copd-dara-bronchodilator.yaml", "unless: [copd-dara-prophylaxis-stop]\n", "", "major"),
        (FEV1, "caveats:\n", "caveats:\n  - One limit more.\n", "minor"),
        (
            "evidence/leleu-2022/lungs.yaml",
            "says: CANDOR excluded patients with known COPD",
            "says: CANDOR left out patients with known COPD",
            "minor",
        ),
        (FEV1, "title: ", "title: Now ", "patch"),
        (FEV1, "audience: [", "audience: [laboratory, ", "patch"),
    ],
)
def test_each_kind_of_change_needs_its_step(book: RuleBook, path: str, old: str, new: str, step: str) -> None:
    if old not in FILES[path]:
        pytest.fail(f"{path} has changed: it holds no {old!r}")
    changes = difference(book, (path, old, new)).rules
    assert changes
    assert {change.needs for change in changes} == {step}


def test_the_version_step_that_was_made_must_be_the_one_needed_or_larger(book: RuleBook) -> None:
    def changed(version: str) -> RuleChange:
        old = book.rules[CODE].review.version
        return only(
            difference(book, (FEV1, "below: 50 %", "below: 60 %"), (FEV1, f"version: {old}", f"version: {version}"))
        )

    assert changed("9.0.0").version_fits
    assert not changed("1.9.0").version_fits


@pytest.mark.parametrize(
    ("old", "new", "step"),
    [
        ("1.0.0", "1.0.0", "none"),
        ("1.0.0", "1.0.1", "patch"),
        ("1.0.9", "1.1.0", "minor"),
        ("1.9.9", "2.0.0", "major"),
        ("2.0.0", "1.9.9", "none"),
        ("", "1.0.0", "none"),
    ],
)
def test_steps_between_versions(old: str, new: str, step: str) -> None:
    assert step_between(old, new) == step


def test_a_rule_that_is_gone_is_a_fault_and_a_new_one_is_not(book: RuleBook) -> None:
    files = {path: text for path, text in FILES.items() if path != "lungs/pulm-isa-trial-inclusion.yaml"}
    less, faults = inspect_rulebook(files)
    assert less is not None, faults
    assert not only(compare(book, less)).version_fits
    assert only(compare(less, book)).version_fits


def test_a_patient_is_found_whose_verdict_differs(book: RuleBook) -> None:
    new = book_with((FEV1, "below: 50 %", "below: 60 %"))
    found = witness(CODE, book, new)
    assert found is not None
    profile, before, after = found
    assert (before, after) == ("no", "yes")
    assert profile.lungs is not None
    assert profile.lungs.fev1_percent is not None
    assert 50 <= profile.lungs.fev1_percent < 60


def test_no_patient_is_found_where_only_words_differ(book: RuleBook) -> None:
    assert witness(CODE, book, book_with((FEV1, "title: ", "title: Now "))) is None


def test_over_a_list_what_appears_vanishes_and_changes_is_counted(book: RuleBook) -> None:
    new = book_with(
        (FEV1, "below: 50 %", "below: 60 %"),
        ("lungs/copd-isa-no-prophylaxis.yaml", "severity: info", "severity: warning"),
    )
    counts = count_over([*patients(300), {}], book, new)
    assert (counts.patients, counts.refused) == (300, 1)
    assert counts.appear[CODE] > 0
    assert counts.vanish[CODE] == 0
    assert counts.change["copd-isa-no-prophylaxis"] > 0
    assert 0 < counts.concerned < 300


# Where books come from


def test_a_folder_its_parent_and_a_wheel_hold_the_same_book(tmp_path: Path, book: RuleBook) -> None:
    with zipfile.ZipFile(tmp_path / "made-1.0-py3-none-any.whl", "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(IN_WHEEL + path, text)
    for origin in (ROOT / "rules", ROOT, tmp_path / "made-1.0-py3-none-any.whl"):
        assert book_of(str(origin)).sha256 == book.sha256


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def git(*arguments: str) -> None:
        quiet = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *quiet, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    for path, text in FILES.items():
        (tmp_path / "rules" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / path).write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "one")
    monkeypatch.chdir(tmp_path)
    return git


def test_a_git_revision_holds_the_book_that_was_committed(repository: Callable[..., None], book: RuleBook) -> None:
    Path("rules", FEV1).write_text("broken", encoding="utf-8")
    assert book_of("HEAD").sha256 == book.sha256


@pytest.mark.parametrize("origin", ["no-such-revision", "-rf", "HEAD~7"])
def test_a_word_that_names_no_book_is_a_fault(repository: Callable[..., None], origin: str) -> None:
    with pytest.raises(RuleBookError, match="book-missing"):
        files_of(origin)


def test_faults_tell_which_of_the_books_they_are_in(repository: Callable[..., None], tmp_path: Path) -> None:
    Path("rules", FEV1).write_text("broken", encoding="utf-8")
    repository("commit", "-qam", "two")
    wheel = Path("made-1.0-py3-none-any.whl")
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr(IN_WHEEL + FEV1, "broken")
    with pytest.raises(RuleBookError) as raised:
        books_of("HEAD", "HEAD~1", "rules", str(tmp_path), str(wheel), "no-such-revision")
    places = [str(fault.places[0]) for fault in raised.value.diagnostics if fault.places[0].path.endswith(FEV1)]
    assert {place.partition(".yaml")[0] for place in places} == {
        place.removesuffix(".yaml") for place in (f"HEAD:rules/{FEV1}", f"rules/{FEV1}", f"{wheel}/{IN_WHEEL}{FEV1}")
    }
    assert "no-such-revision: book-missing" in str(raised.value)


def test_a_broken_wheel_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "broken.whl").write_bytes(b"no zip")
    with pytest.raises(RuleBookError, match="can't be read"):
        files_of(str(tmp_path / "broken.whl"))


def test_a_moved_limit_of_a_concept_is_shown_by_a_patient_for_the_rules_that_build_on_it(book: RuleBook) -> None:
    moved = book_with(("concepts/daratumumab-interference-window.yaml", "at_most: 6 months", "at_most: 7 months"))
    for rule in ("transfusion-lab-notify", "transfusion-typing-missed", "transfusion-dtt-kell-positive-exception"):
        found = witness(rule, book, moved)
        assert found is not None, rule
        assert found[1:] == ("no", "yes")
