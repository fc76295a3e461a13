"""What a report tells the transfusion laboratory. Which rules are meant for it, their topic and audience say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..render.entries import about, places_of, role_words, spaced
from ..report import Advisory, FactMissing, InputIssue, Report
from ..rules.book import RuleBook
from .model import Open, Said

TOPIC = "transfusion"
READER = "transfusion-physician"
LABORATORY = "laboratory"
_SHOWN = ("advisory", "question")
_RECORDS = ("$.therapy", "$.transfusion")
"""Where a conflict concerns what stands on the note."""


def is_for_laboratory(book: RuleBook, rule: str) -> bool:
    """Whether a rule is of the topic of transfusion, or is addressed to the transfusion physician."""
    found = book.rules[rule]
    return found.topic == TOPIC or READER in found.audience


def said_of(report: Report, book: RuleBook) -> tuple[Said, ...]:
    """The advisories and questions that apply, those shown under another one last; each in the report's order."""
    meant = [entry for entry in (*report.advisories, *report.questions) if is_for_laboratory(book, entry.rule)]
    order = {"critical": 0, "warning": 1, "info": 2}
    meant.sort(key=lambda entry: (bool(entry.covered_by), order[entry.severity]))
    return tuple(_said(entry, book) for entry in meant)


def _said(entry: Advisory, book: RuleBook) -> Said:
    cited = [shown for shown in entry.evidence if shown.kind != "gap"] or list(entry.evidence)
    return Said(
        severity=entry.severity,
        kind=entry.kind,
        title=entry.title,
        about=about(entry.roles, entry.agents) if entry.roles else "",
        summary=entry.summary,
        detail=entry.detail,
        source=f"Claim: {spaced(entry.claim)}. {'; '.join(places_of(cited))}",
        under="; ".join(book.rules[rule].title for rule in entry.covered_by),
    )


def undecided_of(report: Report, book: RuleBook) -> tuple[Open, ...]:
    """The advisories and questions that can't be decided, with the facts that stand open in them.

    The rules about a regimen that isn't on record are one entry for that regimen.
    """
    return (*_not_checked(report, book), *_not_evaluable(report, book))


def _not_checked(report: Report, book: RuleBook) -> Iterator[Open]:
    rules = [book.rules[name] for name in book.plan_rules if is_for_laboratory(book, name)]
    titles = [rule.title for rule in rules if rule.scope == "regimen" and rule.kind in _SHOWN]
    for regimen in report.not_checked if titles else ():
        role = role_words(regimen.role)
        yield Open("", "; ".join(titles), (f"whether there is a {role} anti-CD38 antibody, and which",))


def _not_evaluable(report: Report, book: RuleBook) -> Iterator[Open]:
    """In the report's order, the most severe first; rules in which the same facts stand open are one entry."""
    by_facts: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    for entry in report.not_evaluable:
        if entry.kind in _SHOWN and is_for_laboratory(book, entry.rule):
            roles = f" ({', '.join(map(role_words, entry.roles))})" if entry.roles else ""
            _, titles = by_facts.setdefault(tuple(map(_fact, entry.missing)), (entry.severity, []))
            titles.append(f"{entry.title}{roles}")
    for facts, (severity, titles) in by_facts.items():
        yield Open(severity, "; ".join(titles), facts)


def _fact(fact: FactMissing) -> str:
    return f"{fact.label} (recorded: {fact.recorded}, which isn't exact enough)" if fact.recorded else fact.label


def silent_of(report: Report, book: RuleBook) -> tuple[str, ...]:
    """What the source doesn't say, of what the entries shown touch on; each once."""
    shown = (entry for entry in (*report.advisories, *report.questions) if is_for_laboratory(book, entry.rule))
    gaps = (evidence.says for entry in shown for evidence in entry.evidence if evidence.kind == "gap")
    return tuple(dict.fromkeys(gaps))


def background_of(report: Report, book: RuleBook) -> tuple[str, ...]:
    """Background that is addressed to the laboratory itself too."""
    return tuple(
        entry.summary
        for entry in report.background
        if is_for_laboratory(book, entry.rule) and LABORATORY in book.rules[entry.rule].audience
    )


def conflicts_of(report: Report) -> tuple[str, ...]:
    """The contradictions in what is recorded of antibodies and transfusion."""
    return tuple(_conflict(issue) for issue in report.input_issues if _concerns(issue.places))


def elsewhere_of(report: Report, book: RuleBook) -> str:
    """What the report holds besides."""
    others = sum(not is_for_laboratory(book, entry.rule) for entry in (*report.advisories, *report.questions))
    issues = sum(not _concerns(issue.places) for issue in report.input_issues)
    return (
        f"In the full report only: {_counted(others, 'entry', 'entries')} on other topics, "
        f"{_counted(issues, 'conflict', 'conflicts')} in other records, and for each entry here its condition, the "
        "facts used and its limits."
    )


def _concerns(places: Iterable[str]) -> bool:
    return any(place.startswith(_RECORDS) for place in places)


def _conflict(issue: InputIssue) -> str:
    return f"{issue.message} ({', '.join(place.removeprefix('$.') for place in issue.places)}; {issue.hint})"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
