"""cd38rules site: the rule book as static pages for review, and its decision tables as a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from .exits import Exit
from .inputs import add_rulebook_option, rulebook


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its actions."""
    command = commands.add_parser("site", help="review pages of the rule book", description="Pages for reviewers.")
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="static pages that open without a server and load nothing from elsewhere")
    build.add_argument("folder", metavar="OUT", help="where the pages go; made if absent, an earlier site is replaced")
    results = "results of the feature files: pytest tests/bdd --cucumberjson=RESULTS.json (without -n)"
    build.add_argument("--scenarios", metavar="RESULTS.json", type=Path, help=results)
    build.add_argument("--gate", action="store_true", help="exit with 1 if a rule has no passing scenarios")
    build.add_argument(
        "--boundaries", metavar="FILE.json", type=Path, help="boundary examples by rule (default: those of the book)"
    )
    build.add_argument("--cases", metavar="FILE.json", type=Path, help="tables of cases by derived fact")
    log = "the change log; default: CHANGELOG.md beside the folder of rules, if there is one"
    build.add_argument("--change-log", metavar="FILE.md", type=Path, help=log)
    build.add_argument(
        "--since", metavar="BOOK", help="also tell what changed in meaning since a folder, a wheel or a git revision"
    )
    add_rulebook_option(build)
    build.set_defaults(run=run_build)
    export = actions.add_parser("export", help="decision tables as a spreadsheet, as in WHO digital adaptation kits")
    export.add_argument("file", metavar="OUT.xlsx", type=Path)
    add_rulebook_option(export)
    export.set_defaults(run=run_export)


def run_build(options: argparse.Namespace) -> int:
    """Writes the pages; with --gate exits with 1 if a rule that is decided for patients has no passing scenarios."""
    if options.gate and options.scenarios is None:
        print("cd38rules: --gate needs --scenarios", file=sys.stderr)
        return Exit.WRONG_CALL
    if not _installed("jinja2", "matplotlib"):
        return Exit.WRONG_CALL
    from ..difference.origins import book_of
    from ..site.build import NotASite, write_site
    from ..site.inputs import SiteInputError, boundaries_of, read_inputs, since
    from ..site.pages import pages_of

    book = rulebook(options)
    try:
        inputs = read_inputs(
            scenarios=options.scenarios,
            boundaries=options.boundaries,
            fact_cases=options.cases,
            change_log=options.change_log or _change_log(options.rules),
        )
    except SiteInputError as error:
        print(f"cd38rules: {error}", file=sys.stderr)
        return Exit.INPUT_OUTPUT_FAILED
    if options.boundaries is None:
        inputs = replace(inputs, boundaries=boundaries_of(book))
    if options.since:
        inputs = replace(inputs, since=since(Path(options.since).name, book_of(options.since), book))
    pages = pages_of(book, inputs)
    try:
        write_site(pages, Path(options.folder))
    except NotASite as error:
        print(f"cd38rules: {error}; name another, or an empty one", file=sys.stderr)
        return Exit.WRONG_CALL
    count = sum(path.endswith(".html") for path in pages)
    print(f"{count} pages of {len(book.rules)} rules; open index.html", file=sys.stderr)
    red = inputs.scenarios.red_rules(book) if inputs.scenarios else []
    if red:
        print(f"{len(red)} rules without passing scenarios: {', '.join(red)}", file=sys.stderr)
    return Exit.FINDINGS if red and options.gate else Exit.DONE


def run_export(options: argparse.Namespace) -> int:
    """Writes the spreadsheet."""
    if not _installed("openpyxl"):
        return Exit.WRONG_CALL
    from ..site.spreadsheet import workbook_bytes

    content = workbook_bytes(rulebook(options))
    options.file.write_bytes(content)
    return Exit.DONE


def _installed(*packages: str) -> bool:
    from importlib.util import find_spec

    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        print(f"cd38rules: this needs {' and '.join(missing)}: install cd38rules[site]", file=sys.stderr)
    return not missing


def _change_log(rules: str | None) -> Path | None:
    from ..rules.locate import shipped_rulebook

    path = (Path(rules) if rules else shipped_rulebook()).resolve().parent / "CHANGELOG.md"
    return path if path.is_file() else None
