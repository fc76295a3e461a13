"""A report as a page: which sections it has, in which order, and what each says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from ..report import Advisory, FactSource, FactToRecord, InputIssue, NotEvaluable, Report, Suppressed
from .entries import brief_of, by_number, compact_of, entry_of, errata_of, role_words
from .page import Block, Bullets, Grid, Heading, Labels, Page, Paragraph, Part, Point, Section
from .placement import Placement

Detail = Literal["short", "normal", "full"]
SOURCES_SHOWN = 2
SEVERITIES = ("critical", "warning", "info")
OUT_OF_SCOPE = "meta-out-of-scope"  # what it says holds for the whole report, so it stands in the head too
Placed = list[tuple[Advisory, list[Advisory]]]


def page_of(report: Report, detail: Detail = "full") -> Page:
    """The page of a report.

    "full" cites every figure and statement one by one, "normal" does so for alerts and questions only; "short" has a
    run of words for each alert and critical question, and counts of the rest.
    """
    sections = _short(report) if detail == "short" else _all(report, full=detail == "full")
    receipt = report.receipt
    return Page(
        patient=report.patient_id,
        as_of=report.as_of,
        rulebook=f"{receipt.rulebook} {receipt.rulebook_version}",
        marks=tuple(_marks(report)),
        sections=tuple(section for section in sections if section.blocks),
    )


def _marks(report: Report) -> Iterator[str]:
    if report.receipt.unsigned_rules > 0:
        yield f"draft: no clinician has signed these rules ({report.receipt.unsigned_rules} unsigned)"
    if report.receipt.locally_modified:
        yield "locally modified: the rules differ from those that were shipped"
    for entry in report.background:
        if entry.rule == OUT_OF_SCOPE:
            yield f"{entry.title.lower()}: {entry.detail or entry.summary}"


def _all(report: Report, *, full: bool) -> Iterator[Section]:
    placement = Placement(report)
    yield Section("Advisories", tuple(_advisories(report, placement.standing("advisory"), full=full)))
    questions = (
        entry_of(advisory, under, alert=True, errata_in_words=full)
        for advisory, under in placement.standing("question")
    )
    yield Section("Questions", tuple(questions))
    evidence = (
        entry_of(advisory, under, alert=False) if full else compact_of(advisory, under, errata_in_words=False)
        for advisory, under in placement.standing("evidence")
    )
    yield Section("Matched evidence", tuple(evidence))
    background = (
        compact_of(advisory, under, errata_in_words=full) for advisory, under in placement.standing("background")
    )
    yield Section("Background", tuple(background))
    yield Section("Not evaluable", tuple(_not_evaluable(report)))
    yield Section("Suppressed", _bullets(map(_suppressed, report.suppressed)))
    yield Section("Input issues", _bullets(map(_input_issue, report.input_issues)))
    yield Section("Sources", _bullets(_sources(report, full=full)))
    yield Section("Coverage", tuple(_coverage(report)))
    if not full:
        errata = {erratum for entry in report.applying() for erratum in errata_of(entry)}
        yield Section("Errata of the source", _bullets(map(Point, sorted(errata, key=by_number))))
    evidence_shown = (shown for entry in report.applying() for shown in entry.evidence)
    references = {reference for shown in evidence_shown for reference in shown.references}
    yield Section("References", _bullets(map(Point, sorted(references, key=by_number))))
    yield Section("Receipt", (Labels(tuple(_receipt(report))),))


# ── advisories ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _advisories(report: Report, placed: Placed, *, full: bool) -> Iterator[Block]:
    if not placed:
        yield from _nothing_applies(report)
        return
    yield Paragraph(_counted(placed))
    for (severity, topic), group in groupby(placed, key=lambda item: (item[0].severity, item[0].topic_title)):
        yield Heading(f"{severity.capitalize()}: {topic}")
        for advisory, under in group:
            yield entry_of(advisory, under, alert=True, errata_in_words=full)


def _nothing_applies(report: Report) -> Iterator[Block]:
    yield Paragraph("No advisory of a rule that could be checked applies to what is recorded.")
    checked = [Part("Checked", (Point(_checked(report)),))]
    if report.not_evaluable:
        codes = ", ".join(dict.fromkeys(entry.rule for entry in report.not_evaluable))
        checked.append(Part("Undecided", (Point(codes),)))
    if report.not_checked:
        checked.append(Part("Not checked", tuple(Point(regimen.message) for regimen in report.not_checked)))
    yield Labels(tuple(checked))
    yield Paragraph(report.coverage.statement)


def _counted(placed: Placed) -> str:
    severities = _by_severity(advisory.severity for advisory, _ in placed)
    covered = sum(len(under) for _, under in placed)
    return f"{severities}; {covered} more shown under them." if covered else f"{severities}."


def _by_severity(severities: Iterable[str]) -> str:
    found = list(severities)
    order = dict.fromkeys((*SEVERITIES, *found))
    return ", ".join(f"{found.count(severity)} {severity}" for severity in order if severity in found)


# ── what could not be decided ───────────────────────────────────────────────────────────────────────────────────────


def _not_evaluable(report: Report) -> Iterator[Block]:
    undecided = report.not_evaluable
    if not undecided and not report.not_checked:
        return
    if report.facts_to_record:
        yield Paragraph("To record, the facts that the most urgent rules wait for first:")
        rows = tuple((fact.label, _asked(fact), _waiting(fact)) for fact in report.facts_to_record)
        yield Grid(("Fact", "Question", "Rules waiting"), (3, 4, 2), rows)
    if report.not_checked:
        yield Bullets(tuple(Point(regimen.message) for regimen in report.not_checked))
    if undecided:
        yield Paragraph("Rules that what is recorded doesn't decide:")
        order = dict.fromkeys((*SEVERITIES, *(entry.severity for entry in undecided)))
        parts = ((word, ", ".join(map(_undecided, (e for e in undecided if e.severity == word)))) for word in order)
        yield Labels(tuple(Part(word.capitalize(), (Point(codes),)) for word, codes in parts if codes))


def _asked(fact: FactToRecord) -> str:
    return f"{fact.question} Recorded: {fact.recorded}." if fact.recorded else fact.question


def _waiting(fact: FactToRecord) -> str:
    counts = zip(SEVERITIES, (fact.critical, fact.warning, fact.info), strict=True)
    return ", ".join(f"{count} {severity}" for severity, count in counts if count)


def _undecided(entry: NotEvaluable) -> str:
    return _named(entry.rule, entry.roles)


def _named(rule: str, roles: tuple[str, ...]) -> str:
    return f"{rule} ({', '.join(map(role_words, roles))})" if roles else rule


# ── the rest ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _suppressed(entry: Suppressed) -> Point:
    return Point(f"{_named(entry.rule, entry.roles)}: {entry.title}", (f"Not shown because {entry.reason}",))


def _input_issue(issue: InputIssue) -> Point:
    places = f"At {', '.join(issue.places)}" if issue.places else ""
    return Point(f"{issue.severity.upper()} {issue.code}: {issue.message}", tuple(filter(None, (places, issue.hint))))


def _sources(report: Report, *, full: bool) -> Iterator[Point]:
    """A point a field; of a field that rests on many resources, some of them unless all are wanted."""
    for path, group in groupby(report.sources, key=lambda source: source.path):
        sources = list(group)
        shown = sources if full else sources[-SOURCES_SHOWN:]
        told = [_source(source) for source in shown]
        more = len(sources) - len(shown)
        yield Point(path, (*told, f"and {more} more") if more else tuple(told))


def _source(source: FactSource) -> str:
    code = f"{source.system} {source.code}".strip()
    weak = {"W": "a code of one weak source", "N": "a code that isn't verified"}.get(source.code_status, "")
    return ", ".join(filter(None, (source.resource, code, source.unit, source.date, weak)))


def _coverage(report: Report) -> Iterator[Block]:
    coverage = report.coverage
    yield Paragraph(coverage.statement)
    parts = [Part("Checked", (Point(_checked(report)),))]
    if coverage.covered:
        parts.append(Part("Covered", tuple(map(Point, coverage.covered))))
    if coverage.not_covered:
        parts.append(Part("Not covered", (Point("; ".join(coverage.not_covered) + "."),)))
    if coverage.evidence_as_of:
        parts.append(Part("Evidence of", tuple(map(Point, coverage.evidence_as_of))))
    yield Labels(tuple(parts))


def _checked(report: Report) -> str:
    coverage = report.coverage
    of_all = f" of {coverage.rules_in_force}" if coverage.rules_checked < coverage.rules_in_force else ""
    checked = f"{_rules(coverage.rules_checked)}{of_all}, of which {coverage.rules_not_evaluable} could not be decided."
    unchecked = coverage.rules_in_force - coverage.rules_checked
    roles = " and ".join(role_words(regimen.role) for regimen in report.not_checked)
    others = "The other one is" if unchecked == 1 else f"The other {unchecked} are"
    if unchecked and report.not_checked:
        checked += f" {others} about a regimen, and whether there is one isn't recorded ({roles})."
    elif unchecked:
        checked += f" {others} about a regimen, and none is current or planned."
    elif report.not_checked:
        checked += f" Rules about a regimen were not checked for the {roles} one: whether there is one isn't recorded."
    return f"{checked} Topics: {'; '.join(coverage.topics_checked)}." if coverage.topics_checked else checked


def _rules(count: int) -> str:
    return f"{count} rule" if count == 1 else f"{count} rules"


def _receipt(report: Report) -> Iterator[Part]:
    receipt = report.receipt
    modified = "locally modified" if receipt.locally_modified else "as shipped"
    engines = " and ".join(receipt.engines)
    yield Part("Software", (Point(f"cd38rules {receipt.package_version}; engines: {engines}"),))
    yield Part("Rule book", (Point(f"{receipt.rulebook} {receipt.rulebook_version}, {modified}"),))
    yield Part("Unsigned", (Point(f"{_rules(receipt.unsigned_rules)} that no clinician has signed"),))
    yield Part("Book SHA256", (Point(receipt.rulebook_sha256),))
    yield Part("Input SHA256", (Point(receipt.input_sha256),))
    yield Part("As of", (Point(receipt.as_of),))


def _bullets(points: Iterable[Point]) -> tuple[Block, ...]:
    listed = tuple(points)
    return (Bullets(listed),) if listed else ()


# ── the short form ──────────────────────────────────────────────────────────────────────────────────────────────────


def _short(report: Report) -> Iterator[Section]:
    placement = Placement(report)
    alerts = [advisory for advisory, _ in placement.standing("advisory")]
    critical = [question for question, _ in placement.standing("question") if question.severity == "critical"]
    if alerts:
        briefs = tuple(brief_of(alert, alert=True) for alert in alerts)
        counted = Paragraph(f"{_by_severity(alert.severity for alert in alerts)}.")
        yield Section("Advisories", (counted, *briefs))
    else:
        yield Section("Advisories", tuple(_nothing_applies(report)))
    yield Section("Critical questions", tuple(brief_of(question, alert=True) for question in critical))
    yield Section("Not shown here", (Labels(tuple(_counts(report, len(alerts), len(critical)))),))


def _counts(report: Report, alerts: int, critical: int) -> Iterator[Part]:
    """How many entries of each kind aren't listed above, those under others included."""
    under = len(report.advisories) - alerts
    if under:
        yield Part("Advisories", (Point(f"{under} that stand under others"),))
    questions = len(report.questions) - critical
    yield Part("Questions", (Point(f"{questions} more" if critical else str(questions)),))
    yield Part("Evidence", (Point(str(len(report.evidence))),))
    yield Part("Background", (Point(str(len(report.background))),))
    severities = _by_severity(entry.severity for entry in report.not_evaluable)
    undecided = f"{_rules(report.coverage.rules_not_evaluable)} of {report.coverage.rules_checked} not decided"
    facts = f"; facts to record: {len(report.facts_to_record)}" if report.facts_to_record else ""
    yield Part("Undecided", (Point(f"{undecided}{f' ({severities})' if severities else ''}{facts}"),))
    if report.not_checked:
        yield Part("Not checked", tuple(Point(regimen.message) for regimen in report.not_checked))
    yield Part("Suppressed", (Point(str(len(report.suppressed))),))
    yield Part("Issues", (Point(f"{len(report.input_issues)} in the input"),))
    yield Part("Not covered", (Point(f"{len(report.coverage.not_covered)} subjects: silence on them is not safety"),))
