"""cd38rules rules: list, show and check the rule book, print its attributes and the vocabulary of facts."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .exits import Exit
from .inputs import add_rulebook_option, rulebook, write
from .paged import write_page

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..rules.book import RuleBook


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its actions."""
    command = commands.add_parser("rules", help="list, show or check rules", description="The rule book.")
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="one line a rule")
    listing.add_argument("--topic", help="one topic only")
    add_rulebook_option(listing)
    listing.set_defaults(run=run_list)
    show = actions.add_parser("show", help="one rule with everything behind it")
    show.add_argument("rule", metavar="RULE", nargs="?", help="the code of a rule")
    show.add_argument("--topic", help="a topic or a word: its rules, or that the source is silent")
    add_rulebook_option(show)
    show.set_defaults(run=run_show)
    check = actions.add_parser("check", help="every fault and finding, as path:line:column: CODE message (hint)")
    check.add_argument("folder", nargs="?", metavar="FOLDER", help="default: the shipped rule book")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--quick", action="store_true", help="leave out the checks of the whole book, which take seconds"
    )
    check.set_defaults(run=run_check)
    attributes = actions.add_parser("attributes", help="the 13 source attributes of the rule book")
    attributes.add_argument("--format", choices=("text", "json"), default="text")
    add_rulebook_option(attributes)
    attributes.set_defaults(run=run_attributes)
    facts = actions.add_parser("facts", help="the vocabulary: type, unit, choices and definition of each fact")
    facts.set_defaults(run=run_facts)


def run_list(options: argparse.Namespace) -> int:
    """Prints one line a rule, in the order of the topics; on a terminal, in lines that fit it."""
    book = rulebook(options)
    if options.topic and options.topic not in book.topic_order:
        from ..diagnostics import did_you_mean

        hint = did_you_mean(options.topic, book.topic_order, f"one of: {', '.join(book.topic_order)}")
        print(f"cd38rules: there is no such topic ({hint})", file=sys.stderr)
        return Exit.WRONG_CALL
    rules = [rule for rule in book.rules.values() if not options.topic or rule.topic == options.topic]
    rules.sort(key=lambda rule: (book.topic_order[rule.topic], rule.id))
    for rule in rules:
        cases = dict.fromkeys([*(case.severity for case in rule.severity.cases), rule.severity.otherwise])
        severity = "/".join(cases)
        if sys.stdout.isatty():
            write_page(f"{rule.id}\n    {rule.title} ({rule.kind}, {severity}, {rule.claim})\n")
        else:
            write(f"{rule.id:<42} {rule.kind:<10} {severity:<16} {rule.claim:<17} {rule.title}\n")
    return Exit.DONE


def run_show(options: argparse.Namespace) -> int:
    """Prints a rule, or what the book says of a topic."""
    from ..diagnostics import did_you_mean
    from ..present import Presenter
    from ..rule_page import rule_page, topic_page

    book = rulebook(options)
    if bool(options.topic) is bool(options.rule):
        print("cd38rules: name one rule, or one topic with --topic", file=sys.stderr)
        return Exit.WRONG_CALL
    if options.topic:
        write_page(topic_page(book, options.topic))
        return Exit.DONE
    if options.rule not in book.rules:
        hint = did_you_mean(options.rule, book.rules, "see cd38rules rules list")
        print(f"cd38rules: there is no such rule ({hint})", file=sys.stderr)
        return Exit.WRONG_CALL
    write_page(rule_page(Presenter(book), options.rule))
    return Exit.DONE


def run_check(options: argparse.Namespace) -> int:
    """Prints every fault, or, of a book that can be used, what the checks find; exits with 3, 1 or 0."""
    from ..checks.run import findings
    from ..diagnostics import RuleBookError, in_order
    from ..rules.load import inspect_folder
    from ..rules.locate import shipped_rulebook

    folder = Path(options.folder) if options.folder else shipped_rulebook()
    try:
        book, faults = inspect_folder(folder)
    except RuleBookError as error:
        book, faults = None, list(error.diagnostics)
    if book is not None:
        faults = in_order([*faults, *findings(book), *([] if options.quick else _whole_book(book))])
    _print(faults, options.format)
    if book is None:
        return Exit.RULE_BOOK_INVALID
    if options.format == "text":
        counts = f"{len(book.rules)} rules, {len(book.concepts)} concepts, {len(book.catalogue)} evidence entries"
        write(f"{counts}: {len(faults)} findings\n")
    return Exit.FINDINGS if faults else Exit.DONE


def run_attributes(options: argparse.Namespace) -> int:
    """Prints the 13 source attributes with their answers."""
    from ..rule_page import ATTRIBUTES_HEAD, attributes_page

    book = rulebook(options)
    if options.format == "text":
        write_page(attributes_page(book))
        return Exit.DONE
    attributes = [{"id": item.id, "title": item.title, "answer": item.answer} for item in book.about.attributes]
    head = {"rulebook": book.name, "version": book.version, "sha256": book.sha256, "note": ATTRIBUTES_HEAD}
    write(json.dumps({**head, "attributes": attributes}, indent=2, ensure_ascii=False) + "\n")
    return Exit.DONE


def run_facts(options: argparse.Namespace) -> int:
    """Prints the vocabulary."""
    from ..facts import VOCABULARY

    for fact in VOCABULARY.values():
        unit = f" in {fact.unit} ({fact.low:g} to {fact.high:g})" if fact.type == "number" else ""
        choices = f": {', '.join(fact.choices)}" if fact.choices else ""
        write_page(f"{fact.name} — {fact.label}\n    {fact.type}{unit}{choices}\n")
        if fact.is_derived:
            write_page(f"    derived from {', '.join(fact.inputs)}\n    {fact.definition} [{fact.source}]\n")
    return Exit.DONE


def _whole_book(book: RuleBook) -> list[Diagnostic]:
    """What the checks of the whole book find; without the solver nothing, which is said on stderr."""
    from ..checks.run import NOT_INSTALLED, is_solver_installed, whole_book_findings

    if not is_solver_installed():
        print(f"cd38rules: {NOT_INSTALLED}", file=sys.stderr)
        return []
    return whole_book_findings(book)


def _print(faults: list[Diagnostic], form: str) -> None:
    if form == "json":
        write(json.dumps([fault.as_json() for fault in faults], indent=2, ensure_ascii=False) + "\n")
        return
    for fault in faults:
        write(f"{fault}\n")
        if fault.profile:
            write(f"    shown by {fault.profile}\n")
