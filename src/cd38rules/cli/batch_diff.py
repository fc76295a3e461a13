"""cd38rules batch diff: what is new, resolved or changed for whom between two runs of a list."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .exits import Exit
from .inputs import add_rulebook_option, write

if TYPE_CHECKING:
    from ..batch.diff import Difference

NAME = "batch diff"
INSTALL = "lists need polars and pyarrow: pip install 'cd38rules[lists]'"
AT_ONCE = 100_000
"""Changes that are made into text at once."""

_REASONS = {
    "resolved_undecided": "can't be decided any more",
    "resolved_or_not_checked": "where it doesn't apply or the regimen isn't on record",
    "resolved_without_rule": "where the rule is gone from the book",
}
_FACTS = {"rulebook": "rule book", "package_version": "package", "mapping": "mapping", "as_of": "default day (--as-of)"}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        NAME,
        help="what differs between two runs of a list",
        description="Tells what is new, resolved or changed for whom between two runs of a list: two folders that "
        "`cd38rules batch` has written. Patients are compared by their latest assessment in each run. Patients' ids "
        "are printed with --patients and in CSV only.",
    )
    command.add_argument("old", metavar="RUN1", help="the folder of the earlier run")
    command.add_argument("new", metavar="RUN2", help="the folder of the later run")
    forms = "csv has a line for each change; default: text"
    command.add_argument("--format", choices=("text", "json", "csv"), default="text", help=forms)
    command.add_argument("--patients", action="store_true", help="text and json: also each change of each patient")
    fail_on = "exit with 1 if a rule newly applies to somebody (new; patients who came count), or if anything differs"
    command.add_argument("--fail-on", choices=("new", "any"), help=fail_on)
    add_rulebook_option(command)
    command.set_defaults(run=run)


def as_one_word(arguments: Sequence[str]) -> list[str]:
    """The arguments of a call, with the two words of this command as the one that it is registered under.

    >>> as_one_word(["batch", "diff", "RUN1", "RUN2"])
    ['batch diff', 'RUN1', 'RUN2']
    """
    first, rest = list(arguments[:2]), list(arguments[2:])
    return [NAME, *rest] if first == NAME.split() else [*first, *rest]


def run(options: argparse.Namespace) -> int:
    """Prints the difference. Exits with 2 if a folder holds no finished run, with 6 if it can't be read."""
    try:
        from ..batch.diff import NoRunError, difference
    except ModuleNotFoundError:
        print(f"cd38rules: {INSTALL}", file=sys.stderr)
        return Exit.WRONG_CALL
    from ..rules.load import load_rulebook

    try:
        found = difference(Path(options.old), Path(options.new))
    except NoRunError as error:
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.WRONG_CALL
    if options.format == "csv":
        _write_csv(found)
    else:
        titles = {name: rule.title for name, rule in load_rulebook(options.rules).rules.items()}
        if options.format == "json":
            _write_json(found, titles, patients=options.patients)
        else:
            _write_text(found, titles, patients=options.patients)
    fails = {"new": found.has_new, "any": found.has_any, None: False}
    return Exit.FINDINGS if fails[options.fail_on] else Exit.DONE


def _write_csv(found: Difference) -> None:
    from ..batch.verdict_files import guarded

    write(",".join(found.changes.columns) + "\n")
    for part in found.changes.iter_slices(AT_ONCE):
        buffer = io.BytesIO()
        guarded(part).write_csv(buffer, include_header=False)
        write(buffer.getvalue().decode("utf-8"))


def _write_json(found: Difference, titles: Mapping[str, str], *, patients: bool) -> None:
    data: dict[str, Any] = {
        "old": found.old,
        "new": found.new,
        "made_with_another": list(found.made_with),
        "patients": {
            "in_both": found.in_both,
            "came": found.came,
            "left": found.left,
            "with_a_difference": found.concerned,
            "with_several_rows_on_the_latest_day": found.several_on_a_day,
        },
        "rules": [{"title": titles.get(row["rule"]), **row} for row in found.by_rule.iter_rows(named=True)],
    }
    head = json.dumps(data, indent=2, ensure_ascii=False)
    if not patients:
        write(head + "\n")
        return
    write(head.removesuffix("\n}") + ',\n  "changes": [')
    between = "\n    "
    for row in found.changes.iter_rows(named=True):
        told = {name: value for name, value in row.items() if value is not None}
        write(between + json.dumps(told, ensure_ascii=False, default=str))
        between = ",\n    "
    write("\n  ]\n}\n" if found.changes.height else "]\n}\n")


def _write_text(found: Difference, titles: Mapping[str, str], *, patients: bool) -> None:
    for line in _summary(found, titles):
        write(line + "\n")
    if patients:
        for line in _by_patient(found):
            write(line + "\n")


def _summary(found: Difference, titles: Mapping[str, str]) -> Iterator[str]:
    yield (
        f"{found.in_both} patients in both runs, {found.came} only in the second, {found.left} only in the first; "
        f"something differs for {found.concerned}"
    )
    for name in found.made_with:
        yield f"the {_FACTS[name]} differs: {_told(found.old[name])} → {_told(found.new[name])}"
    if found.made_with:
        yield "so a change may not come from the patient; `cd38rules rules diff` tells what changed in rules"
    for run, other, word in ((found.old, "second", "came"), (found.new, "first", "left")):
        if run["quarantined"]:
            here = "first" if other == "second" else "second"
            yield f"quarantined rows of the {here} run: {run['quarantined']}; who {word} may be among them,"
            yield "and a patient whose newest row is among them is compared by an older one"
    if found.several_on_a_day:
        yield f"patients with several rows on their latest day: {found.several_on_a_day}; the last row is compared"
    if found.by_rule.height:
        yield ""
        yield "Patients by rule; one with two regimens counts once in a kind."
    for row in found.by_rule.iter_rows(named=True):
        yield f"{row['rule']}  {titles.get(row['rule'], '')}".rstrip()
        yield f"  {', '.join(_counts(row))}"


def _counts(row: Mapping[str, Any]) -> Iterator[str]:
    for kind in ("new", "resolved", "changed"):
        if row[kind]:
            reasons = [f"{row[name]} {words}" for name, words in _REASONS.items() if kind == "resolved" and row[name]]
            yield f"{row[kind]} {kind}" + (f" ({'; '.join(reasons)})" if reasons else "")
    for kind in ("came", "left"):
        if row[kind]:
            yield f"applies to {row[kind]} who {kind}"


def _by_patient(found: Difference) -> Iterator[str]:
    from ..render.visible import visible

    patient = None
    for row in found.changes.iter_rows(named=True):
        if row["patient_id"] != patient:
            patient = row["patient_id"]
            days = " → ".join(str(day) for day in (row["old_as_of"], row["new_as_of"]) if day)
            yield ""
            yield f"{visible(patient)} ({days})"
        yield f"  {_change(row)}"


def _change(row: Mapping[str, Any]) -> str:
    kind = row["kind"]
    if row["rule"] is None:
        return f"{kind}: nothing applies"
    role = "" if row["role"] == "patient" else f" ({row['role']})"
    at = f" at {row['places']}" if row["places"] else ""
    who = f"{kind}: {row['rule']}{role}{at}"
    if kind in ("came", "left"):
        when = "new" if kind == "came" else "old"
        return f"{who}, {row[f'{when}_verdict']}, {row[f'{when}_severity']}"
    steps = [f"{name} {_told(row[f'old_{name}'])} → {_told(row[f'new_{name}'])}" for name in row["what"].split(";")]
    if kind == "new":
        steps.append(str(row["new_severity"]))
    if row["what"] == "verdict" and row["new_missing"]:
        steps.append(f"missing {row['new_missing']}")
    return f"{who}, {', '.join(steps)}"


def _told(value: Any) -> str:
    """A value of a run in words."""
    if isinstance(value, dict):
        version = f" {value['version']}" if "version" in value else ""
        return f"{value['name']}{version} (sha256 {value['sha256'][:12]})"
    words = {None: "none", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)
