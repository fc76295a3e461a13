"""One rule, or one topic, of the rule book as plain text: everything that a reviewer needs on one page."""

from __future__ import annotations

from .diagnostics import did_you_mean
from .present import Presenter
from .rules.book import RuleBook
from .rules.condition import Condition
from .rules.model import Rule, Text
from .rules.revisable import reasons_by_decision
from .wording import outline

NOT_ADDRESSED = "not addressed in the source"


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
        f"version    {rule.review.version}, {rule.review.status}, next review {rule.review.next_review}",
        f"signed by  {', '.join(rule.review.reviewed_by) or 'nobody'}",
        f"file       sha256 {book.hashes.get(rule.id, '')}",
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
    return "\n".join(lines) + "\n"


def topic_page(book: RuleBook, topic: str) -> str:
    """What the book says of a topic: its rules, or that the source doesn't address it."""
    rules = [rule for rule in book.rules.values() if rule.topic == topic]
    if rules:
        title = next(t.title for t in book.topics if t.id == topic)
        return "\n".join([title, *(f"  {rule.id:<42} {rule.title}" for rule in rules)]) + "\n"
    for item in book.coverage:
        if item.id == topic:
            return f"{item.text}: {'covered, but without rules of its own' if item.covered else NOT_ADDRESSED}\n"
    hint = did_you_mean(topic, [*book.topic_order, *(item.id for item in book.coverage)])
    return f"This topic: {NOT_ADDRESSED}{f' ({hint})' if hint else ''}\n"


def _severity(presenter: Presenter, rule: Rule) -> str:
    cases = [f"{case.severity} if {presenter.words(case.when)}" for case in rule.severity.cases]
    return "; ".join([*cases, f"{'otherwise ' if cases else ''}{rule.severity.otherwise}"])


def _outlined(presenter: Presenter, condition: Condition) -> list[str]:
    return [f"  {'  ' * depth}{words}" for depth, words in outline(condition, presenter.title)]


def _texts(presenter: Presenter, texts: tuple[Text, ...]) -> list[str]:
    return [f"[if {presenter.words(t.when)}] {t.text}" if t.when is not None else t.text for t in texts]


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
