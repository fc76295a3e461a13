"""The texts of cards in GitHub-flavoured Markdown. Data never form markup, HTML or links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...diagnostics import Diagnostic
from ...render.entries import about, entry_of, places_of
from ...render.markdown import code, escaped, render_entry
from ...report import Advisory, FactMissing, Report
from ..patients import Reading
from .groups import Group, Selection, Shown
from .prefetch import IN_WORDS, Reason
from .signed import Unread

MOST_POINTS = 12  # of one kind on a card; the rest is counted


def topic_detail(group: Group, report: Report, orders: Sequence[str], lowered: Sequence[str]) -> str:
    """Each entry in full: what it says, its condition, facts with their dates, evidence, limits, what is missing."""
    entries = (render_entry(entry_of(shown.entry, shown.under, alert=True)) for shown in group.shown)
    return "\n\n".join([*entries, "\n".join((*_lowered(lowered), *_foot(report, orders)))])


def rest_detail(groups: Iterable[Group], report: Report, orders: Sequence[str], lowered: Sequence[str]) -> str:
    """The entries that have no card of their own, a line each."""
    lines = []
    for group in groups:
        lines += [f"**{escaped(group.title)}**", ""]
        lines += [_line(entry, with_severity=True) for entry in group.entries]
        lines.append("")
    return "\n".join([*lines, *_lowered(lowered), *_foot(report, orders)])


def context_detail(context: Iterable[Shown], report: Report) -> str:
    """Matched figures of trials and background, a line each with its source."""
    note = "Figures are of the patients of a trial; none predicts the outcome of one patient."
    lines = [_line(entry, with_severity=False) for shown in context for entry in shown.all]
    return "\n".join([note, "", *lines, "", *_foot(report, ())])


def checks_detail(
    found: Selection,
    report: Report,
    reading: Reading,
    gaps: Iterable[tuple[str, Reason]],
    left_out: int,
    *,
    whole: bool,
) -> str:
    """What could not be checked, and what to record for it."""
    lines = [f"- Data {code(key)}: {IN_WORDS[reason]}." for key, reason in gaps]
    lines += [f"- {escaped(regimen.message)}." for regimen in report.not_checked]
    lines += [f"- Input: {escaped(f'{issue.code}: {issue.message}')}" for issue in report.input_issues]
    lines += _first(list(dict.fromkeys(question.text for question in reading.questions)), "questions on the record")
    lines += _first([_asked(fact) for fact in _facts(found)], "facts that are not recorded")
    issues = sorted(reading.issues, key=lambda issue: ("error", "warning", "info").index(issue.severity))
    lines += _first([f"Input: {_issue(issue)}" for issue in issues], "remarks on the data")
    if left_out:
        lines.append(f"- Matched trial figures and background without a card here: {left_out}.")
    if found.undecided:
        rules = ", ".join(code(name) for name in dict.fromkeys(entry.rule for entry in found.undecided))
        lines += ["", f"Not decided: {rules}."]
    if whole:
        lines += ["", escaped(report.coverage.statement)]
        if report.coverage.not_covered:
            lines.append(f"Not covered at all: {escaped('; '.join(report.coverage.not_covered))}.")
    return "\n".join([*lines, "", *_foot(report, ())]).lstrip("\n")


def unread_detail(unread: Iterable[Unread], report: Report) -> str:
    """The selected orders that can't be used, each with its reason."""
    lines = [f"- Order {code(one.order)}: {escaped(one.reason)}" for one in unread]
    note = "Nothing was checked for them: no card on such an order doesn't mean that there is nothing to say."
    return "\n".join([*lines, "", note, "", *_foot(report, ())])


def _first(points: Sequence[str], what: str) -> list[str]:
    lines = [f"- {escaped(point)}" for point in points[:MOST_POINTS]]
    more = len(points) - MOST_POINTS
    return [*lines, f"- Further {what}: {more}."] if more > 0 else lines


def _facts(found: Selection) -> list[FactMissing]:
    by_name = {fact.name: fact for entry in found.undecided for fact in entry.missing}
    return list(by_name.values())


def _asked(fact: FactMissing) -> str:
    return f"{fact.label}: {fact.question}" if fact.question else fact.label


def _issue(issue: Diagnostic) -> str:
    where = f" at {issue.places[0]}" if issue.places and str(issue.places[0]) else ""
    return f"{issue.code}: {issue.message}{where}"


def _line(entry: Advisory, *, with_severity: bool) -> str:
    severity = f"{entry.severity.upper()} " if with_severity else ""
    named = about(entry.roles, entry.agents)
    source = "; ".join(places_of(entry.evidence))
    return "".join(
        (
            f"- {severity}{escaped(entry.summary)}",
            f" ({escaped(named)})" if named else "",
            f" — {escaped(source)}" if source else "",
            f" [{code(entry.rule)}]",
        )
    )


def _lowered(rules: Sequence[str]) -> Iterator[str]:
    """Why a card with something critical is a warning."""
    if rules:
        yield f"Critical by its rule, and given as a warning: no clinician has signed {', '.join(map(code, rules))}."


def _foot(report: Report, orders: Sequence[str]) -> Iterator[str]:
    """What every card ends with: the order it is about, the rule book, the dates of data and of evidence."""
    receipt = report.receipt
    if orders:
        yield f"About the order {', '.join(map(code, orders))}."
    if receipt.unsigned_rules:
        yield f"Draft: no clinician has signed {receipt.unsigned_rules} of these rules."
    if receipt.locally_modified:
        yield "Locally modified: the rules differ from those that were shipped."
    evidence = "; ".join(report.coverage.evidence_as_of)
    named = f"{receipt.rulebook} {receipt.rulebook_version}"
    yield f"Data as of {escaped(report.as_of)}; evidence as of {escaped(evidence)}; rule book {escaped(named)}."
