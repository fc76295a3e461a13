"""The broken examples: one text file each, with the files that it puts beside a small sound book, and what is reported.

A case file starts with a sentence; `=== path` starts a file, `=== path is missing` takes one of the small book away,
and `=== reported` holds the exact lines. `python -m tests.bad_rules.cases` writes those lines and the pages anew.
Those of the folders `check` and `whole` can be loaded: what they show is found by a check of the book; those of
`whole` need the solver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cd38rules.checks.check import Check, page_of
from cd38rules.checks.run import CHECKS, RULE_CHECKS, WHOLE_BOOK_CHECKS, findings, whole_book_findings
from cd38rules.diagnostics import Diagnostic, in_order
from cd38rules.rules.load import inspect_rulebook, read_files

HERE = Path(__file__).resolve().parent
SOUND = read_files(HERE / "base")
REPORTED = "=== reported\n"
MADE_UP = 150
"""So few made-up patients leave something to the solver in each example."""


@dataclass(frozen=True)
class Case:
    """One broken example. `changes` maps a path to its text, or to None where a file is taken away."""

    name: str
    sentence: str
    changes: Mapping[str, str | None]
    reported: tuple[str, ...]

    def files(self) -> dict[str, str]:
        """The small book with the example in it."""
        files: dict[str, str | None] = {**SOUND, **self.changes}
        return {path: text for path, text in files.items() if text is not None}

    @property
    def is_of_check(self) -> bool:
        """Whether a check finds it, and not the loader."""
        return self.name.startswith(("check/", "whole/"))

    @property
    def needs_the_solver(self) -> bool:
        """Whether a check of the whole book finds it."""
        return self.name.startswith("whole/")

    def faults(self) -> list[Diagnostic]:
        """What the loader says to it, or the checks of the book that it makes."""
        book, faults = inspect_rulebook(self.files())
        if book is None or faults:
            return faults
        whole = whole_book_findings(book, made_up=MADE_UP) if self.needs_the_solver else []
        return in_order([*findings(book), *whole])


def cases() -> list[Case]:
    """All of them, by name."""
    return [case_of(path) for path in sorted(HERE.glob("*/*.txt"))]


def case_of(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    body, _, reported = text.partition(REPORTED)
    sentence, *parts = re.split(r"^=== (.*)\n", body, flags=re.MULTILINE)
    changes: dict[str, str | None] = {}
    for title, content in zip(parts[::2], parts[1::2], strict=True):
        missing = title.endswith(" is missing")
        changes[title.removesuffix(" is missing")] = None if missing else content
    name = path.relative_to(HERE).with_suffix("").as_posix()
    return Case(name, sentence.strip(), changes, tuple(reported.splitlines()))


# Faults that no text file beside the others can show. The tests make them.
MADE = {
    "yaml-encoding": ("`título` saved as Latin-1", "the file is not UTF-8", "save it as UTF-8"),
    "yaml-too-large": ("three million letters", "the file has more than 2000000 bytes", "split it"),
    "book-file-name": ("`rule.yml`", "the file's name doesn't end in .yaml", "call it rule.yaml"),
}

MEANINGS = {
    "book-choice": "A word of `rulebook.yaml`, or of a file beside it, isn't one of a closed set.",
    "book-duplicate": "A topic, a subject of `coverage.yaml`, a declaration or a rule in one stands twice.",
    "book-file-name": "A file whose name ends otherwise would be passed over without a word.",
    "book-missing": "`rulebook.yaml`, `coverage.yaml` or the whole folder isn't there.",
    "book-missing-key": "`rulebook.yaml`, or a file beside it, lacks a key.",
    "book-shape": "A declaration of `exclusive.yaml`, `families.yaml` or `monotone.yaml` doesn't make sense.",
    "book-type": "A value of `rulebook.yaml`, or of a file beside it, is of the wrong type.",
    "book-unknown-folder": "A rule belongs into the folder of a topic, directly.",
    "book-unknown-key": "`rulebook.yaml`, or a file beside it, has no place for this key.",
    "circle": "Conditions, `unless` and concepts wait for each other, so that none of them can be decided.",
    "concept-on-rule": "Concepts stand below rules and can't read their verdicts.",
    "concept-too-deep": "A concept may build on concepts that build on facts alone.",
    "condition-empty-group": "An empty list would be decided without a fact.",
    "condition-shape": "The condition isn't written as one head with what belongs to it.",
    "condition-unknown-key": "A key that this form of condition doesn't have.",
    "cover-circle": "Advisories that are shown under each other would never be shown.",
    "duplicate-id": "Two rules, two concepts, or a rule and a concept have one id.",
    "empty-selection": "An `any_rule` that fits no other rule would never be yes.",
    "evidence-kind-mismatch": "What is cited as a figure, statement or gap is another of these.",
    "figure-not-cited": "A figure in a text must stand under `evidence` too, so that its source is printed.",
    "out-of-domain": "No value of the fact reaches this limit.",
    "placeholder-scope": "`{agent}`, `{role}` and `{route}` are those of a regimen, and the rule reads none.",
    "placeholder-without-value": "Only a figure has a value that can be printed.",
    "recorded-on-derived": "Only facts that are recorded themselves can be asked for that.",
    "retired-rule": "A retired rule is never decided.",
    "review-active-unsigned": "A rule is active only while the latest record of its present content approves it.",
    "review-choice": "A word of a record of `reviews/` isn't one of a closed set.",
    "review-content": "A record names the content that was reviewed by its hash.",
    "review-missing-key": "A record of `reviews/` lacks a key.",
    "review-names": "The names of reviewers come from the records of `reviews/`.",
    "review-type": "A value of a record, or a file of records, is of the wrong type.",
    "review-unknown-key": "A record of `reviews/` has no place for this key.",
    "review-unknown-rule": "A record of `reviews/` names a rule that the book doesn't have.",
    "rule-choice": "A word isn't one of a closed set.",
    "rule-evidence": "An entry of `evidence` cites exactly one thing.",
    "rule-file-name": "A file is called like what stands in it.",
    "rule-id": "Ids are lower-case words joined by hyphens.",
    "rule-missing-key": "A key that every rule needs isn't there.",
    "rule-severity": "A severity by facts has a condition for each severity, and `otherwise`.",
    "rule-shape": "Rules of kind reference and validation have no condition.",
    "rule-type": "A value is of the wrong type.",
    "rule-unknown-key": "A key that rules don't have, often a slip of the pen.",
    "rule-version": "Versions have three numbers.",
    "summary-not-total": "The last summary must hold whatever the facts are.",
    "summary-too-long": "In one way of filling the placeholders the summary doesn't fit into a CDS Hooks card.",
    "table-cell": "A text of the table names a column that the row leaves empty.",
    "table-choice": "A column shows one of a closed set.",
    "table-column": "A cell stands under no column, or a column is written wrongly.",
    "table-missing-key": "A table lacks a key.",
    "table-row": "A row has no condition of its own, so that its rule would fire for everybody.",
    "table-topic": "A row names a topic that the book doesn't have.",
    "table-type": "A value of a table is of the wrong type.",
    "table-unknown-key": "A key that tables don't have.",
    "unbalanced-brace": "A brace in a text isn't closed or opened.",
    "undecided-rule": "A rule without a condition has no verdict that another could read.",
    "unknown-choice": "A value that the fact, or the key of a selection, never takes.",
    "unknown-concept": "There is no concept of that name.",
    "unknown-evidence": "There is no evidence of that id.",
    "unknown-fact": "There is no fact of that name in the vocabulary.",
    "unknown-operator": "There is no operator of that name.",
    "unknown-placeholder": "What stands in the braces is neither a figure nor `agent`, `role` or `route`.",
    "unknown-rule": "There is no rule of that id.",
    "unknown-view": "A figure is shown as printed, with its interval, or as the comparator's, where it has these.",
    "wrong-operator": "Facts of this type don't have the operator.",
    "wrong-range": "The ends of `between` are the wrong way round.",
    "wrong-type": "The operator takes another type of value.",
    "wrong-unit": "The unit is missing, or isn't that of the fact.",
    "yaml-alias": "Values aren't shared by aliases.",
    "yaml-anchor": "Values aren't shared by anchors.",
    "yaml-duplicate-key": "Of two equal keys one would be lost.",
    "yaml-empty": "The file holds nothing.",
    "yaml-encoding": "The file isn't written in UTF-8.",
    "yaml-key": "Keys are words.",
    "yaml-merge-key": "Keys aren't merged from elsewhere.",
    "yaml-number": "Readers of YAML differ in what this number means, or it has more digits than are exact.",
    "yaml-several-documents": "A file holds one document.",
    "yaml-syntax": "The file isn't YAML.",
    "yaml-tag": "Tags, which could make objects, aren't followed.",
    "yaml-too-deep": "The file is nested too deeply.",
    "yaml-too-large": "The file is too large.",
}

PAGE = HERE.parents[1] / "docs" / "diagnostics.md"
CHECKS_PAGE = PAGE.with_name("checks.md")
HEAD = """# Diagnostics of rule files

<!-- Written by `python -m tests.bad_rules.cases` from the broken examples in tests/bad_rules; don't edit. -->

`cd38rules rules check` reports every fault of every file in one go, in the order of their places, each on one line:
`path:line:column: code message; see also another place (what to do)`. The path is that of the file as seen from the
current folder; where it isn't below that, the folder as given comes first. Every example below is a test. The codes of
evidence files, which start with `evidence-`, stand with their messages in the files of the evidence reader. What the
checks find in a book that can be loaded stands in [checks.md](checks.md).
"""

CHECKS_HEAD = """# Checks of a rule book

<!-- Written by `python -m tests.bad_rules.cases` from src/cd38rules/checks, tests/bad_rules/check and
tests/bad_rules/whole; don't edit. -->

A rule book that can be loaded is checked by `cd38rules rules check`: the wording of every text, what its files say
about themselves, the patients at its limits, and what its rules can do for any patient. It ends with exit code 1 if
anything is found. A rule allows a check with a reason, which its page shows:

```yaml
allow:
  - {check: pivotal-trials-together, reason: The rule says that the two trials counted differently.}
```

The checks of the whole book, from `rule-can-never-fire` on, need the extra `check`, which brings an SMT solver; without
it they don't run, and the command says so. They show what they find by a made-up patient, which `cd38rules evaluate`
takes. Decision record 0018 says how, and what they leave out. `--quick` leaves them out.

Every example below is a test. Faults because of which a book can't be loaded stand in
[diagnostics.md](diagnostics.md), among them a summary that is too long.
"""


def page() -> str:
    """The page of all codes."""
    examples: dict[str, list[str]] = {}
    for case in cases():
        if not case.is_of_check:
            _add_examples(examples, case)
    for code, (example, message, hint) in MADE.items():
        examples.setdefault(code, []).append(f"- {example}\n  - {message}\n  - What to do: {hint}\n")
    sections = (f"\n## {code}\n\n{MEANINGS[code]}\n\n" + "".join(examples[code]) for code in sorted(examples))
    return HEAD + "".join(sections)


def checks_page() -> str:
    """The page of all checks: what each asks for, and broken examples."""
    examples: dict[str, list[str]] = {}
    for case in cases():
        if case.is_of_check:
            _add_examples(examples, case)
    return CHECKS_HEAD + "".join(_section(check, examples.get(check.code, [])) for check in CHECKS)


def _section(check: Check, examples: list[str]) -> str:
    can = check in RULE_CHECKS or check in WHOLE_BOOK_CHECKS
    waived = "A rule can allow it with a reason." if can else "It can't be allowed."
    return f"\n## {check.code}\n\n{page_of(check)}\n\n{check.severity.capitalize()}. {waived}\n\n" + "".join(examples)


def _add_examples(examples: dict[str, list[str]], case: Case) -> None:
    files = case.files()
    seen: set[str] = set()
    for fault in case.faults():
        if fault.code not in seen:
            examples.setdefault(fault.code, []).append(_example(case, fault, files))
        seen.add(fault.code)


def _example(case: Case, fault: Diagnostic, files: Mapping[str, str]) -> str:
    place = fault.places[0]
    lines = files.get(place.path, "").splitlines()
    shown = lines[place.line - 1].strip() if 0 < place.line <= len(lines) else ""
    quoted = f" `` {shown} ``" if shown and len(shown) < 120 else ""
    hint = f"\n  - What to do: {fault.hint}" if fault.hint else ""
    # What the solver itself makes up may differ from one version of it to another.
    shown = f"\n  - Shown by: `` {fault.profile} ``" if '"made-up-' in fault.profile else ""
    return f"- {case.sentence}{quoted}\n  - {fault.message}{hint}{shown}\n"


def write_anew() -> Iterator[Path]:
    """Writes the reported lines of every case and the page; gives the files whose text changed."""
    for case in cases():
        path = HERE / f"{case.name}.txt"
        text = path.read_text(encoding="utf-8")
        now = text.partition(REPORTED)[0] + REPORTED + "".join(f"{fault}\n" for fault in case.faults())
        if now != text:
            path.write_text(now, encoding="utf-8")
            yield path
    for path, text in ((PAGE, page()), (CHECKS_PAGE, checks_page())):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            yield path


if __name__ == "__main__":
    print(*write_anew(), sep="\n")
