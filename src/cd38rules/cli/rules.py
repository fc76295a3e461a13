"""cd38rules rules: list and show the rule book, print its attributes and the vocabulary of facts; what checks and
compares books stands in modules of its own."""

from __future__ import annotations

import argparse
import json
import sys

from . import rules_check, rules_diff, rules_new, rules_review, rules_test
from .exits import Exit
from .inputs import add_rulebook_option, rulebook, write
from .paged import write_page


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
    rules_check.add(actions)
    rules_diff.add(actions)
    rules_review.add(actions)
    rules_new.add(actions)
    rules_test.add(actions)
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
