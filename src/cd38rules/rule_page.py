"""One rule, one topic or the attributes of the rule book as plain text: what a reviewer needs, on one page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from .diagnostics import did_you_mean
from .present import Presenter
from .rules.about import NOT_RELEASED
from .rules.book import RuleBook
from .rules.condition import Condition
from .rules.model import CoverageItem, Rule, Text
from .rules.reviews import ReviewState
from .rules.revisable import reasons_by_decision
from .rules.subjects import known_words, rules_that_name, subjects_named
from .rules.texts import STAND_INS, filled
from .wording import outline

NOT_ADDRESSED = "not addressed in the source"
ATTRIBUTES_HEAD = (
    "This rule book models the 13 source attributes of 45 CFR 170.315(b)(11)(iv)(A); it isn't certified by anybody."
)


def rule_page(presenter: Presenter, rule_id: str) -> str:
    """The text of a rule's page. Raises KeyError for an id that the book doesn't have."""
    book, rule = presenter.book, presenter.book.rules[rule_id]
    lines = [
        f"{rule.id}",
        f"{rule.title}",
        "",
        f"topic      {presenter.topics.get(rule.topic, rule.topic)}",
        f"kind       {rule.kind}, claim: {rule.claim}",
        f"severity   {_severity(presenter, rule)}",
        f"decided    {'once for each regimen' if rule.scope == 'regimen' else 'once for the patient'}",
        f"version    {rule.review.version}, {rule.review.status}, {_reviewed(rule)}",
        f"signed by  {', '.join(rule.review.reviewed_by) or 'nobody'}",
        *_reviews(book.review_of(rule.id)),
        f"content    sha256 {book.contents[rule.id]}",
        f"file       {rule.place.path}, sha256 {book.hashes.get(rule.id, '')}",
    ]
    if rule.applies_when is not None:
        lines += ["", "Applies when", *_outlined(presenter, rule.applies_when)]
    lines += _listed("Unless", [f"“{presenter.title(name)}” ({name}) applies" for name in rule.unless])
    lines += _listed("Never", [f"{truth.value}: {reason}" for truth, reason in rule.never])
    lines += _listed(
        "A later record may turn it round, because it", list(reasons_by_decision(book.plan).get(rule.id, ()))
    )
    lines += ["", "Says", *(f"  {line}" for line in _texts(presenter, (*rule.summary, *rule.detail)))]
    lines += _listed("Limits", _texts(presenter, rule.caveats))
    lines += _listed("Shows under it", [_cover(presenter, c.rule, c.when) for c in rule.covers])
    lines += _listed("Asks for", list(rule.asks))
    lines += _evidence(presenter, rule)
    lines += _listed("For", list(rule.audience))
    lines += _listed("Hazards controlled", list(rule.hazards))
    lines += _listed("Builds on it", _dependants(book, rule.id))
    lines += _listed("Checks waived", [f"{check}: {reason}" for check, reason in rule.allow])
    lines += _about_the_book(book)
    return "\n".join(lines) + "\n"


def topic_page(book: RuleBook, topic: str) -> str:
    """What the book says of a topic, by its id or another word for it: its rules, or that the source is silent.

    A word that stands in no list is looked for in the texts of the rules. The word itself is never repeated.
    """
    parts = ["\n".join(_subject(book, item)) for item in subjects_named(book, topic)]
    if not parts and topic in book.topic_order:
        parts = ["\n".join(_rules_of(book, topic))]
    if parts:
        return "\n".join(f"{part}\n" for part in parts)
    rules = rules_that_name(book, topic)
    if rules:
        return "\n".join(["No topic of that name. Rules that name it:", *map(_line, rules)]) + "\n"
    hint = did_you_mean(topic, [*book.topic_order, *known_words(book)])
    return f"No rule names it, so take it as {NOT_ADDRESSED}{f' ({hint})' if hint else ''}\n"


def attributes_page(book: RuleBook) -> str:
    """The 13 source attributes with their answers."""
    lines = [f"{book.title}, version {book.version} ({book.name})", ATTRIBUTES_HEAD]
    for number, attribute in enumerate(book.about.attributes, start=1):
        lines += ["", f"{number}. {attribute.title}", *_wrapped(attribute.answer)]
    return "\n".join(lines) + "\n"


def _subject(book: RuleBook, item: CoverageItem) -> list[str]:
    if item.covered:
        rules = _rules_of(book, item.id)
        return rules if len(rules) > 1 else [f"{item.text}: covered, but without rules of its own"]
    gap = book.catalogue.get(item.gap)
    return [f"{item.text}: {NOT_ADDRESSED}", *([f"  {gap.says} [{gap.cite}]"] if gap is not None else [])]


def _rules_of(book: RuleBook, topic: str) -> list[str]:
    titles = [found.title for found in book.topics if found.id == topic]
    return [*titles, *(_line(rule) for rule in book.rules.values() if rule.topic == topic)]


def _line(rule: Rule) -> str:
    return f"  {rule.id:<42} {rule.title}"


def _about_the_book(book: RuleBook) -> list[str]:
    about = book.about
    unsigned = sum(not rule.review.reviewed_by for rule in book.rules.values())
    released = about.released if about.released == NOT_RELEASED else f"released {about.released}"
    edited = ", changed since its release" if book.locally_modified else ""
    return [
        "",
        f"The rule book: {book.title}, version {book.version}",
        *_headed("intended use", [book.intended_use]),
        *_headed("intended users", [", ".join(about.intended_users)]),
        *_headed("population", [about.population]),
        *_headed("not for", about.not_for),
        *_headed("known limits", about.known_limits),
        *_headed("developer", [about.developer]),
        *_headed("dates", [f"{released}, revised {about.revised}"]),
        *_headed("review", [f"{unsigned} of {len(book.rules)} rules are signed by nobody"]),
        *_headed("evidence as of", [f"{s.evidence_as_of} ({s.short_name})" for s in book.catalogue.sources]),
        *_headed("content", [f"sha256 {book.sha256}{edited}"]),
    ]


def _headed(head: str, texts: Iterable[str]) -> list[str]:
    indent = " " * 18
    lines = [line for text in texts if text for line in _wrapped(text, indent)]
    return [f"  {head:<16}{lines[0][len(indent) :]}", *lines[1:]] if lines else []


def _wrapped(text: str, indent: str = "   ") -> list[str]:
    return textwrap.wrap(
        text, 80, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def _reviewed(rule: Rule) -> str:
    last = f"last review {rule.review.last_review}, " if rule.review.last_review else ""
    return f"{last}next review {rule.review.next_review}"


def _reviews(state: ReviewState) -> list[str]:
    """Every record, the latest first; one of an earlier content is called stale."""
    return [
        f"reviewed   {record.date}: {record.decision} by {record.reviewer} ({record.role})"
        + ("" if record.content == state.content else ", of an earlier content")
        + (f": {record.comment}" if record.comment else "")
        for record in state.records
    ]


def _severity(presenter: Presenter, rule: Rule) -> str:
    cases = [f"{case.severity} if {presenter.words(case.when)}" for case in rule.severity.cases]
    return "; ".join([*cases, f"{'otherwise ' if cases else ''}{rule.severity.otherwise}"])


def _outlined(presenter: Presenter, condition: Condition) -> list[str]:
    return [f"  {'  ' * depth}{words}" for depth, words in outline(condition, presenter.title)]


def _texts(presenter: Presenter, texts: tuple[Text, ...]) -> list[str]:
    """The texts with their figures, each after the condition under which it is shown."""
    shown = [(t.when, filled(t.text, STAND_INS, presenter.book.catalogue)) for t in texts]
    return [f"[if {presenter.words(when)}] {text}" if when is not None else text for when, text in shown]


def _cover(presenter: Presenter, name: str, when: Condition | None) -> str:
    return f"{name} ({presenter.title(name)})" + (f", if {presenter.words(when)}" if when is not None else "")


def _evidence(presenter: Presenter, rule: Rule) -> list[str]:
    lines: list[str] = []
    for use in rule.evidence:
        shown = presenter.evidence[use.evidence, use.supports]
        numbers = ", ".join(part for part in (shown.interval, shown.p_value, shown.n and f"n {shown.n}") if part)
        lines += ["", f"Evidence for the {use.supports}: {shown.id} ({shown.kind}, {shown.design})", f"  {shown.says}"]
        lines += [f"  {numbers}"] if numbers else []
        lines += [f"  {shown.citation}", *(f"  {reference}" for reference in shown.references)]
        lines += [f"  erratum {erratum}" for erratum in shown.errata]
    return lines


def _dependants(book: RuleBook, name: str) -> list[str]:
    found = [decision for decision, targets in book.plan.depends_on.items() if name in targets]
    return sorted({decision.removesuffix("~raw") for decision in found if not decision.startswith("when:")} - {name})


def _listed(head: str, lines: list[str]) -> list[str]:
    return ["", head, *(f"  {line}" for line in lines)] if lines else []
