"""cd38rules rules test: run cases written as YAML against a rule book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .exits import Exit
from .inputs import add_rulebook_option, reading, tested_rulebook, write


def add(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The action and its options."""
    test = actions.add_parser("test", help="run cases written as YAML: patients and the verdicts they must get")
    test.add_argument("files", metavar="FILE", nargs="+", help="YAML of cases, or a folder of such files")
    add_rulebook_option(test)
    test.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints each failure at its place; exits with 2 for a file that is none of cases, 1 for a failure, else 0."""
    from ..authoring.cases import failures, read_test_cases
    from ..diagnostics import in_order

    book = tested_rulebook(options)
    cases, faults = [], []
    for path in _files(options.files):
        with reading("a file of cases"):
            text = path.read_text(encoding="utf-8", errors="replace")
        found, wrong = read_test_cases(text, path.as_posix(), book)
        cases += found
        faults += wrong
    if faults or not cases:
        print("\n".join(map(str, in_order(faults))) or "cd38rules: no cases were found", file=sys.stderr)
        return Exit.WRONG_CALL
    failed = [failure for case in cases for failure in failures(case, book)]
    write("".join(f"{failure}\n" for failure in failed))
    write(f"{len(cases)} cases, {sum(case.expectations for case in cases)} expectations: {len(failed)} failed\n")
    return Exit.FINDINGS if failed else Exit.DONE


def _files(names: list[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = Path(name)
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return found
