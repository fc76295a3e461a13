"""Two runs of a list compared: what is new, resolved or changed for whom, and what isn't the patient's doing."""

from __future__ import annotations

import pytest

pytest.importorskip("polars", reason="polars (the extra `lists`) isn't installed")

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from cd38rules.batch import MANIFEST, SUMMARY, run_batch
from cd38rules.batch.diff import CHANGES, KINDS, NoRunError, changes_between, counts_of, difference
from cd38rules.batch.in_columns import SCHEMA
from cd38rules.batch.names import VerdictForm
from cd38rules.rules.book import RuleBook

DAY = date(2024, 3, 15)
OTHER = {"new": "resolved", "resolved": "new", "came": "left", "left": "came", "changed": "changed"}


def verdict(patient: str, rule: str, found: str = "yes", **fields: Any) -> dict[str, Any]:
    """A row of verdicts; the row of the list is 1 and the day is DAY where nothing else is said."""
    applies = {"severity": "warning", "covered": False if found == "yes" else None}
    standing = {"row": 1, "patient_id": patient, "as_of": DAY, "rule": rule, "role": "patient", "verdict": found}
    return {**dict.fromkeys(SCHEMA), **standing, **applies, **fields}


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")


def told(old: pl.DataFrame, new: pl.DataFrame) -> list[tuple[Any, ...]]:
    """The changes as (patient, kind, rule, old verdict, new verdict, what), in order."""
    columns = ("patient_id", "kind", "rule", "old_verdict", "new_verdict", "what")
    return sorted(changes_between(old, new).select(columns).rows(), key=str)


def one(old: dict[str, Any] | None, new: dict[str, Any] | None) -> tuple[Any, ...]:
    """The one change of a patient of whom both runs say something else too."""
    both = verdict("p", "always")
    (found,) = told(table(both, *([old] if old else [])), table(both, *([new] if new else [])))
    return found[1:2] + found[3:]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, {}, ("new", "no", "yes", "verdict")),
        ({"found": "unknown"}, {}, ("new", "unknown", "yes", "verdict")),
        ({"found": "suppressed"}, {}, ("new", "suppressed", "yes", "verdict")),
        ({}, None, ("resolved", "yes", "no", "verdict")),
        ({}, {"found": "unknown"}, ("resolved", "yes", "unknown", "verdict")),
        ({"role": "current"}, None, ("resolved", "yes", "no-or-not-checked", "verdict")),
        ({}, {"severity": "critical", "covered": True}, ("changed", "yes", "yes", "severity;covered")),
        (
            {"found": "unknown", "missing": "a;b"},
            {"found": "unknown", "missing": "a"},
            ("changed", "unknown", "unknown", "missing"),
        ),
        ({"found": "unknown"}, None, ("changed", "unknown", "no", "verdict")),
        (None, {"found": "suppressed"}, ("changed", "no", "suppressed", "verdict")),
        (None, {"found": "conflict", "places": "$.a;$.b"}, ("new", "none", "conflict", "verdict")),
        ({"found": "conflict", "places": "$.a;$.b"}, None, ("resolved", "conflict", "none", "verdict")),
    ],
)
def test_each_kind_of_change_is_told_with_what_it_was_and_is(
    old: dict[str, Any] | None, new: dict[str, Any] | None, expected: tuple[Any, ...]
) -> None:
    rows = [None if fields is None else verdict("p", "r", **fields) for fields in (old, new)]
    assert one(*rows) == expected


def test_a_rule_for_another_regimen_is_another_matter() -> None:
    old = table(verdict("p", "r", role="planned"))
    new = table(verdict("p", "r", role="current"))
    found = told(old, new)
    assert [(change[1], change[3], change[4]) for change in found] == [
        ("new", "no-or-not-checked", "yes"),
        ("resolved", "yes", "no-or-not-checked"),
    ]


def test_patients_are_compared_by_their_latest_day_and_on_one_day_by_the_last_row() -> None:
    old = table(verdict("p", "early", row=2, as_of=date(2023, 1, 1)), verdict("p", "late", row=1))
    new = table(verdict("p", "late", row=5), verdict("p", "same-day", row=4), verdict("p", "late", row=9))
    assert told(old, new) == []


def test_patients_who_came_or_left_are_told_apart_with_what_applies_to_them() -> None:
    old = table(verdict("left", "r"), verdict("left", "open", "unknown"), verdict("stays", "r", row=2))
    new = table(verdict("came", "open", "unknown"), verdict("stays", "r", row=2))
    assert told(old, new) == [
        ("came", "came", None, None, None, None),
        ("left", "left", "r", "yes", None, None),
    ]


def test_conflicts_of_one_code_at_other_places_are_others() -> None:
    first, second = (verdict("p", "c", "conflict", places=places) for places in ("$.a;$.b", "$.a;$.c"))
    assert told(table(first, second), table(second, first)) == []
    ((_, kind, rule, *_),) = told(table(first, second), table(first))
    assert (kind, rule) == ("resolved", "c")


def test_counts_are_of_patients_and_tell_why_a_rule_was_resolved() -> None:
    old = table(
        *(verdict("p", "r", role=role) for role in ("current", "planned")),
        *(verdict(patient, "r", row=row) for row, patient in enumerate(("q", "s"), start=2)),
        verdict("s", "always", row=3),
    )
    new = table(
        *(verdict("p", "r", "unknown", role=role) for role in ("current", "planned")),
        verdict("q", "r", "unknown", row=2),
        verdict("s", "always", row=3),
    )
    (row,) = counts_of(changes_between(old, new)).to_dicts()
    assert row == {
        **dict.fromkeys(KINDS, 0),
        "rule": "r",
        "resolved": 3,
        "resolved_undecided": 2,
        "resolved_or_not_checked": 0,
        "resolved_without_rule": 0,
    }


FOUND = st.tuples(st.sampled_from(("yes", "unknown", "suppressed")), st.booleans(), st.sampled_from((None, "a", "a;b")))


@st.composite
def runs(draw: st.DrawFn) -> pl.DataFrame:
    """Verdicts on a few patients, some of them assessed several times, with conflicts among them."""
    rows = []
    for number in range(draw(st.integers(0, 6))):
        who = {"row": number + 1, "as_of": date(2024, 1, draw(st.integers(1, 3)))}
        patient = draw(st.sampled_from("pqrs"))
        for rule, role in draw(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from(("patient", "current"))))):
            found, covered, missing = draw(FOUND)
            told_too = {"covered": covered if found == "yes" else None, "missing": missing}
            rows.append(verdict(patient, rule, found, role=role, **told_too, **who))
        for places in draw(st.lists(st.sampled_from(("$.a", "$.b")), max_size=2)):
            rows.append(verdict(patient, "a", "conflict", places=places, **who))
    return table(*rows)


@given(runs())
def test_a_run_doesn_t_differ_from_itself_in_any_order(run: pl.DataFrame) -> None:
    assert changes_between(run, run).is_empty()
    assert changes_between(run, run.reverse()).is_empty()


@given(runs(), runs())
def test_the_way_back_has_new_and_resolved_came_and_left_exchanged(old: pl.DataFrame, new: pl.DataFrame) -> None:
    there, back = changes_between(old, new), changes_between(new, old)
    exchanged = {name: name.replace("old", "x").replace("new", "old").replace("x", "new") for name in CHANGES}
    turned = back.rename(exchanged).with_columns(pl.col("kind").replace(OTHER)).select(list(CHANGES))
    assert sorted(there.rows(), key=str) == sorted(turned.rows(), key=str)


@given(runs(), runs())
def test_everyone_is_in_both_or_came_or_left(old: pl.DataFrame, new: pl.DataFrame) -> None:
    before, after = set(old["patient_id"]), set(new["patient_id"])
    by_kind = {kind: set(changes_between(old, new).filter(kind=kind)["patient_id"]) for kind in KINDS}
    assert by_kind["came"] == after - before
    assert by_kind["left"] == before - after
    assert by_kind["new"] | by_kind["resolved"] | by_kind["changed"] <= before & after


# Folders of runs

PLANNED = {"planned": {"agent": "daratumumab", "route": "subcutaneous"}}


def profile(name: str, **fields: Any) -> str:
    return json.dumps({"patient_id": name, "as_of": "2024-03-15", **fields})


BEFORE = [profile("p1", therapy=PLANNED), profile("p2", lungs={"copd": True}), profile("=p3")]
AFTER = [profile("p1", therapy=PLANNED, lungs={"copd": True}), profile("=p3"), profile("p4")]


def run_in(folder: Path, lines: list[str], book: RuleBook, verdicts: VerdictForm = "parquet") -> Path:
    run_batch(io.BytesIO("\n".join(lines).encode()), folder, book, verdicts=verdicts, share=0)
    return folder


def test_runs_differ_alike_whatever_the_form_of_their_verdicts_and_the_order_of_their_lists(
    book: RuleBook, tmp_path: Path
) -> None:
    old = run_in(tmp_path / "old", BEFORE, book)
    expected = difference(old, run_in(tmp_path / "new", AFTER, book))
    assert (expected.in_both, expected.came, expected.left, expected.made_with) == (2, 1, 1, ())
    assert expected.has_new
    assert set(expected.changes["kind"]) >= {"new", "came", "left"}
    assert "=p3" not in set(expected.changes["patient_id"])
    for form in ("csv", "ndjson"):
        other = difference(old, run_in(tmp_path / form, AFTER[::-1], book, form))
        assert other.changes.equals(expected.changes)
        assert other.by_rule.equals(expected.by_rule)


def test_patients_compared_some_at_a_time_are_compared_alike(book: RuleBook, tmp_path: Path) -> None:
    old, new = run_in(tmp_path / "old", BEFORE, book), run_in(tmp_path / "new", AFTER, book)
    whole, parts = difference(old, new), difference(old, new, at_once=1)
    assert parts.changes.equals(whole.changes)
    assert (parts.in_both, parts.came, parts.left) == (whole.in_both, whole.came, whole.left)


def test_an_empty_list_is_a_list_that_everybody_left(book: RuleBook, tmp_path: Path) -> None:
    old, new = run_in(tmp_path / "old", BEFORE, book), run_in(tmp_path / "new", [], book)
    found = difference(old, new)
    assert (found.in_both, found.came, found.left, found.concerned, found.has_new) == (0, 0, 3, 3, False)
    assert not difference(new, new).has_any


def test_a_rule_that_one_of_the_books_does_not_have_is_no_resolved_rule(book: RuleBook, tmp_path: Path) -> None:
    old, new = run_in(tmp_path / "old", BEFORE, book), run_in(tmp_path / "new", BEFORE, book)
    assert not difference(old, new).has_any
    gone = "meta-funding"
    lines = pl.read_parquet(new / "verdicts.parquet").filter(pl.col("rule") != gone)
    lines.write_parquet(new / "verdicts.parquet")
    summary = json.loads((new / SUMMARY).read_text("utf-8"))
    del summary["verdicts_by_rule"][gone]
    (new / SUMMARY).write_text(json.dumps(summary), "utf-8")
    rehash(new)
    found = difference(old, new)
    assert set(found.changes["new_verdict"]) == {"rule-not-in-book"}
    assert found.by_rule.select("rule", "resolved", "resolved_without_rule").rows() == [(gone, 3, 3)]


def rehash(folder: Path, **fields: Any) -> None:
    """Writes a manifest that fits verdicts and summary, with other fields."""
    import hashlib

    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name in ("verdicts.parquet", SUMMARY):
        manifest["outputs"][name]["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps({**manifest, **fields}), "utf-8")


def test_what_the_runs_were_made_with_is_compared(book: RuleBook, tmp_path: Path) -> None:
    old, new = run_in(tmp_path / "old", BEFORE, book), run_in(tmp_path / "new", BEFORE, book)
    other = {"name": book.name, "version": "0.2.0", "sha256": "0" * 64}
    rehash(new, rulebook=other, package_version="9", mapping={"name": "flat", "sha256": "1" * 64})
    found = difference(old, new)
    assert found.made_with == ("rulebook", "package_version", "mapping")
    assert not found.has_any


def test_verdicts_that_are_not_those_of_the_manifest_are_refused(book: RuleBook, tmp_path: Path) -> None:
    old, new = run_in(tmp_path / "old", BEFORE, book), run_in(tmp_path / "new", AFTER, book)
    (new / "verdicts.parquet").write_bytes((old / "verdicts.parquet").read_bytes())
    with pytest.raises(NoRunError, match=r"^the second run: its verdicts aren't those of its manifest\.json$"):
        difference(old, new)
    (new / MANIFEST).write_text("{}", "utf-8")
    with pytest.raises(NoRunError, match=r"is none of a run$"):
        difference(old, new)
    (new / MANIFEST).write_text("{", "utf-8")
    with pytest.raises(NoRunError, match=r"is no JSON object$"):
        difference(old, new)


def test_a_file_of_something_else_is_refused(book: RuleBook, tmp_path: Path) -> None:
    old = run_in(tmp_path / "old", BEFORE, book)
    pl.DataFrame({"x": [1]}).write_parquet(old / "verdicts.parquet")
    rehash(old)
    with pytest.raises(NoRunError, match="the verdicts of the first run are none of ours"):
        difference(old, old)
    (old / "verdicts.parquet").write_bytes(b"no parquet")
    rehash(old)
    with pytest.raises(NoRunError, match="the verdicts of the first run are none of ours"):
        difference(old, old)


def test_patients_with_several_rows_on_their_latest_day_are_counted(book: RuleBook, tmp_path: Path) -> None:
    old = run_in(tmp_path / "old", BEFORE, book)
    new = run_in(tmp_path / "new", [*BEFORE, BEFORE[0]], book)
    assert difference(old, old).several_on_a_day == 0
    assert difference(old, new).several_on_a_day == 1
