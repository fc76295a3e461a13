"""The one-page summary of a run: what summary.json holds, with the titles and labels that a reader needs.

It is one file without scripts or addresses, the same for the same counts. It holds nothing of one patient.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ..facts import ROLE_WORDS, label_of
from ..render.elements import Html, element, joined
from ..rules.book import RuleBook
from ..rules.model import SEVERITY_RANK, Rule
from .names import QUARANTINE, SUMMARY
from .page_parts import Bar, counted, folded, number, picture, section, share, table

MOST_BARS = 12
MOST_SENTENCES = 5
_NEXT = {
    "complete": "Every row was evaluated.",
    "rows-quarantined": "Rows, or cells of joined tables, could not be used.",
    "engine-failure": "An engine failed on some rows, or the engines disagreed.",
}
_NEXT_STEPS = {
    "complete": "Before the counts of alerts are used, see what could not be decided.",
    "rows-quarantined": "Mend them and run the list again: the patients behind them have no verdict.",
    "engine-failure": "Run `cd38rules doctor`, report the fault, and don't use this run until it is understood.",
}


def page_of(data: Mapping[str, Any], book: RuleBook) -> str:
    """The page as HTML. `data` is what summary.json holds, `book` the rule book of the run."""
    title = "Summary of a patient list"
    head = joined(
        (
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            element("title", f"{title} - {data['rulebook']['name']} {data['rulebook']['version']}"),
            element("style", Html(_style())),
        ),
        "\n",
    )
    body = joined(
        (
            element("header", element("h1", title), _state(data), _limits(data)),
            element("main", joined(_sections(data, book), "\n")),
            element("footer", element("p", f"cd38rules {data['package_version']}. The counts are those of {SUMMARY}.")),
        ),
        "\n",
    )
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _sections(data: Mapping[str, Any], book: RuleBook) -> Iterator[Html]:
    yield _run(data, book)
    yield _alerts(data)
    yield _advisories(data, book)
    yield _open(data)
    yield _never_decided(data, book)
    yield _quarantine(data)
    yield _conflicts(data, book)
    yield _silent(book)


def _state(data: Mapping[str, Any]) -> Html:
    state = data["state"]
    evaluated = data["lines"]["patients_evaluated"]
    steps = [_NEXT_STEPS[state]]
    if state != "complete":
        steps.append(f"{QUARANTINE} tells row, field and reason.")
    if not evaluated:
        steps.append("No row was evaluated: is this the list, and is it one profile a line or the mapping's table?")
    head = element("strong", f"State: {state.replace('-', ' ')}. {_NEXT[state]}" if evaluated else f"State: {state}.")
    return element("div", element("p", head), element("p", " ".join(steps)), class_=f"banner {state}")


def _limits(data: Mapping[str, Any]) -> Html:
    """What the page must not be taken for."""
    modified = ""
    if data["rulebook"]["locally_modified"]:
        modified = " Locally modified: the rules differ from those that were shipped."
    unsigned = data["rulebook"]["unsigned_rules"]
    draft = f"Draft: no clinician has signed these rules ({number(unsigned)} unsigned)." if unsigned else ""
    safety = (
        "No alert isn't no concern. A count here says what the rules found in what was recorded; what isn't recorded, "
        "and what the source doesn't address, can't raise an alert. For health professionals; it supports a decision "
        "and never makes one."
    )
    marks = (draft + modified).strip()
    notes = [element("p", element("strong", marks))] if marks else []
    return element("div", *notes, element("p", safety), class_="banner limits", role="note")


def _run(data: Mapping[str, Any], book: RuleBook) -> Html:
    rulebook, lines = data["rulebook"], data["lines"]
    refused = sum(data.get("joined_rows", {}).get("refused", {}).values())
    evidence = "; ".join(f"{s.short_name}: {s.evidence_as_of.isoformat()}" for s in book.catalogue.sources)
    unsigned = f"{number(rulebook['unsigned_rules'])} of {counted(len(book.rules), 'rule')} signed by nobody"
    pairs = [
        ("Rule book", f"{rulebook['name']} {rulebook['version']}"),
        ("Its sha256", element("code", rulebook["sha256"])),
        ("Reviewed", unsigned),
        ("Evidence of", evidence),
        ("Program", f"cd38rules {data['package_version']}; engines: {', '.join(data['engines'])}"),
        ("Rows read", number(lines["read"]) + (f", {number(lines['blank'])} of them blank" if lines["blank"] else "")),
        ("Patients evaluated", number(lines["patients_evaluated"])),
        ("Rows quarantined", number(lines["quarantined"])),
        *([("Faults of joined rows", number(refused))] if refused else []),
        ("Decided again", f"{counted(data['patients_decided_again'], 'patient')}, by both other engines"),
    ]
    listed = [element("div", element("dt", name), element("dd", value)) for name, value in pairs]
    note = "A patient is an evaluated row of the list: someone who is listed twice counts twice."
    return section("run", "What was run", element("dl", *listed), element("p", note, class_="note"))


def _alerts(data: Mapping[str, Any]) -> Html:
    counts = data["alerts_by_severity"]
    what = (
        "An alert is a pair of a patient and an advisory that applies and isn't shown under another one. Its severity "
        "is the highest that the rule has for this patient."
    )
    drawn = picture(
        "alerts-by-severity",
        "Alerts by severity",
        [Bar(severity, (count,), severity) for severity, count in counts.items()],
    )
    rows = [(severity, number(count)) for severity, count in counts.items()]
    listed = table("Alerts by severity", ("Severity", "Alerts"), rows)
    return section("alerts", "Alerts by severity", element("p", what), _side_by_side(drawn, listed))


def _advisories(data: Mapping[str, Any], book: RuleBook) -> Html:
    verdicts, shown = data["verdicts_by_rule"], data["shown_by_rule"]
    alerting = sorted((name for name in shown if shown[name]["as_alert"]), key=lambda n: (-shown[n]["as_alert"], n))
    what = (
        f"Patients to whom each advisory applies and is shown as an alert: {min(len(alerting), MOST_BARS)} of "
        f"{counted(len(alerting), 'advisory', 'advisories')} that alert. The colour is the highest severity that the "
        "rule can have; the table of all rules is below."
    )
    content = [element("p", what)]
    if alerting:
        top = alerting[:MOST_BARS]
        bars = [Bar(_title(book, name), (shown[name]["as_alert"],), _severities(book, name)[-1]) for name in top]
        rows = [
            (
                _named(book, name),
                " or ".join(_severities(book, name)),
                *map(number, (shown[name]["as_alert"], shown[name]["covered"], verdicts[name]["not_evaluable"])),
            )
            for name in top
        ]
        heads = ("Advisory", "Severity", "As an alert", "Covered", "Not decided")
        drawn = picture("advisories-by-code", "Advisories shown as alerts, patients", bars)
        content.append(_side_by_side(drawn, table("Advisories shown as alerts, patients", heads, rows)))
    return section("advisories", "Advisories", *content, folded("All rules, by topic", *_all_rules(data, book)))


def _all_rules(data: Mapping[str, Any], book: RuleBook) -> Iterator[Html]:
    yield element(
        "p",
        "Patients by the verdict on each rule; a patient with two regimens counts once. Covered: shown under another "
        "advisory. Silenced: it holds, but another rule says otherwise. Not checked: the regimen isn't on record. "
        "Applies, not decided, silenced, not checked and doesn't apply add up to all patients.",
    )
    heads = (
        *("Rule", "Severity", "Applies", "As an alert", "On its own", "Covered"),
        *("Not decided", "Silenced", "Not checked", "Doesn't apply"),
    )
    for topic in book.topics:
        names = [name for name in data["verdicts_by_rule"] if name in book.rules and book.rules[name].topic == topic.id]
        if names:
            rows = [_all_counts(data, book, name) for name in names]
            yield table(topic.title, heads, rows)


def _all_counts(data: Mapping[str, Any], book: RuleBook, name: str) -> tuple[str, ...]:
    verdicts, shown = data["verdicts_by_rule"][name], data["shown_by_rule"][name]
    counts = (
        *(verdicts["applies"], shown["as_alert"], shown["on_its_own"], shown["covered"]),
        *(verdicts[kind] for kind in ("not_evaluable", "suppressed", "not_checked", "does_not_apply")),
    )
    return _named(book, name), " or ".join(_severities(book, name)), *map(number, counts)


def _open(data: Mapping[str, Any]) -> Html:
    facts = data["not_evaluable_by_missing_fact"]
    evaluated = data["lines"]["patients_evaluated"]
    by_use = sorted(facts, key=lambda f: (-facts[f]["decided_by_it_alone"], -facts[f]["rules"], f))
    by_patients = sorted(facts, key=lambda f: (-facts[f]["patients"], f))
    what = (
        "An open question is a pair of a patient and a rule that can't be decided. A fact counts only where it leaves "
        "something open: if it is missing and no rule waits for it, it isn't here. Where several facts are missing, "
        "the question counts under each of them. What is recorded can raise further questions."
    )
    content = [element("p", what)]
    if facts:
        first = [fact for fact in by_use if facts[fact]["decided_by_it_alone"]][:MOST_SENTENCES]
        if first:
            content.append(element("ol", *(element("li", _advice(fact, facts[fact])) for fact in first)))
        legend = ("nothing else is missing", "other facts are missing too")
        useful = [Bar(label_of(fact), _questions(facts[fact])) for fact in by_use[:MOST_BARS]]
        missing = [Bar(label_of(fact), (facts[fact]["patients"],)) for fact in by_patients[:MOST_BARS]]
        drawn = picture("open-by-fact", "Open questions by missing fact", useful, legend)
        lacking = picture("missing-by-fact", "Patients for whom a missing fact leaves something open", missing)
        rows = [
            (
                label_of(fact),
                *map(number, _questions(facts[fact])),
                number(facts[fact]["patients"]),
                share(facts[fact]["patients"], evaluated),
            )
            for fact in by_use
        ]
        heads = ("Missing fact", "Decided by it alone", "Need more besides", "Patients", "Of all")
        content += [_side_by_side(drawn, lacking), table("Missing facts, and what they leave open", heads, rows)]
    else:
        content.append(element("p", "No rule was left open by a missing fact."))
    regimens = data["patients_with_regimen_not_recorded"]
    if regimens:
        rows = [
            (f"{ROLE_WORDS[role]} regimen", number(count), share(count, evaluated)) for role, count in regimens.items()
        ]
        told = "Where a regimen isn't on record, the rules about it were not checked: record it, or that there is none."
        caption = "Patients whose regimen isn't on record"
        content += [element("p", told), table(caption, ("Regimen", "Patients", "Of all"), rows)]
    return section("open", "What can't be decided, and what to record first", *content)


def _advice(fact: str, counts: Mapping[str, int]) -> Html:
    alone, besides = _questions(counts)
    patients = counted(counts["patients"], "patient")
    asked = counted(alone, "open question")
    more = f"; {number(besides)} more need other facts besides" if besides else ""
    return joined(("Record ", element("strong", label_of(fact)), f" in {patients}: {asked} can be decided{more}."))


def _questions(counts: Mapping[str, int]) -> tuple[int, int]:
    """Pairs of a patient and a rule that the fact alone leaves open, and those that need others besides."""
    return counts["decided_by_it_alone"], counts["rules"] - counts["decided_by_it_alone"]


def _never_decided(data: Mapping[str, Any], book: RuleBook) -> Html:
    heading = "Rules decided for nobody on this list"
    verdicts = data["verdicts_by_rule"]
    if not data["lines"]["patients_evaluated"]:
        return section("never-decided", heading, element("p", "No patient was evaluated."))
    names = [n for n, v in verdicts.items() if not v["applies"] + v["suppressed"] + v["does_not_apply"]]
    told = f"{counted(len(names), 'rule')} of {number(len(verdicts))}: of these the list says nothing at all."
    if not names:
        return section("never-decided", heading, element("p", f"None of {number(len(verdicts))}."))
    rows = [
        (_named(book, name), number(verdicts[name]["not_evaluable"]), number(verdicts[name]["not_checked"]))
        for name in names
    ]
    listed = table(heading, ("Rule", "Not decided", "Not checked"), rows)
    return section("never-decided", heading, element("p", told), listed)


def _quarantine(data: Mapping[str, Any]) -> Html:
    codes = data["lines"]["quarantined_by_code"]
    of_joined: Mapping[str, Mapping[str, int]] = data.get("joined_rows", {"refused": {}, "of_nobody": {}})
    content: list[Html] = []
    if codes:
        by_count = sorted(codes, key=lambda code: (-codes[code], code))
        file = element("a", f"{QUARANTINE}: every quarantined row, with field and reason", href=QUARANTINE)
        told = "Rows by the reason why they weren't evaluated; a row with two reasons counts under both."
        drawn = picture("quarantine-by-code", "Rows by reason", [Bar(c, (codes[c],)) for c in by_count[:MOST_BARS]])
        listed = table("Quarantined rows by reason", ("Reason", "Rows"), [(c, number(codes[c])) for c in by_count])
        content += [element("p", told), element("p", file), _side_by_side(drawn, listed)]
    else:
        content.append(element("p", "No row of the list was quarantined."))
    tables = sorted({*of_joined["refused"], *of_joined["of_nobody"]})
    if tables:
        strays = "Rows of joined tables that belong to no row of the list. Is the list the whole list?"
        rows = [
            (name, number(of_joined["refused"].get(name, 0)), number(of_joined["of_nobody"].get(name, 0)))
            for name in tables
        ]
        heads = ("Table", "Faults (quarantined)", "Rows that belong to nobody")
        content += [element("p", strays), table("Rows of joined tables", heads, rows)]
    return section("quarantine", "Quarantined rows", *content)


def _conflicts(data: Mapping[str, Any], book: RuleBook) -> Html:
    heading = "Statements that don't fit together"
    issues = data["input_issues_by_code"]
    if not issues:
        none = "None was found among the evaluated patients; only some contradictions can be found."
        return section("conflicts", heading, element("p", none))
    by_count = sorted(issues, key=lambda code: (-issues[code], code))
    told = (
        "Pairs of statements in evaluated rows that can't both be right; a patient with several pairs counts several "
        "times. The verdicts (verdict: conflict) name the fields. Check both statements."
    )
    drawn = picture("conflicts-by-code", "Conflicts by code", [Bar(_title(book, c), (issues[c],)) for c in by_count])
    listed = table("Conflicts by code", ("Conflict", "Found"), [(_named(book, c), number(issues[c])) for c in by_count])
    return section("conflicts", heading, element("p", told), _side_by_side(drawn, listed))


def _silent(book: RuleBook) -> Html:
    """The subjects on which no alert can be expected."""
    subjects: Sequence[str] = [item.text for item in book.coverage if not item.covered]
    told = "Not addressed in the source. No alert on them can be expected, for any patient:"
    listed = element("ul", *(element("li", subject) for subject in subjects), class_="inline")
    return section("silent", "What no rule speaks of", element("p", told), listed)


def _side_by_side(*parts: Html) -> Html:
    return element("div", *parts, class_="pair")


def _title(book: RuleBook, name: str) -> str:
    rule = book.rules.get(name)
    return rule.title if rule else name


def _named(book: RuleBook, name: str) -> Html:
    title = _title(book, name)
    code = element("code", name)
    return code if title == name else joined((title, code), " ")


def _severities(book: RuleBook, name: str) -> list[str]:
    """The severities that a rule can have, the highest last."""
    rule: Rule = book.rules[name]
    found = {rule.severity.otherwise, *(case.severity for case in rule.severity.cases)}
    return sorted(found, key=lambda severity: -SEVERITY_RANK[severity])
