"""The texts of a rule: placeholders, figures by id, and lengths for every way of filling them.

`{agent}`, `{role}` and `{route}` stand for those of the regimen; `{leleu-2022/some-figure}` for a figure as printed,
`{leleu-2022/some-figure | interval}` for it with its interval, `{leleu-2022/some-figure | comparator}` for the other
arm's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..diagnostics import Diagnostic, did_you_mean
from .evidence import Evidence, EvidenceCatalogue
from .located import shown_word
from .model import Rule, Text

SUMMARY_LENGTH = 139  # CDS Hooks allows less than 140 characters

VIEWS = ("", "interval", "comparator")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FILLINGS: Mapping[str, tuple[str, ...]] = {
    "agent": ("daratumumab", "isatuximab", "another anti-CD38 antibody", "daratumumab or isatuximab"),
    "role": ("current", "planned", "alternatively planned"),
    "route": ("intravenous", "subcutaneous", "route not recorded"),
}
STAND_INS: Mapping[str, str] = {"agent": "[antibody]", "role": "[current or planned]", "route": "[route]"}
"""What stands in a text that is shown without a patient."""


def filled(text: str, words: Mapping[str, str], catalogue: EvidenceCatalogue) -> str:
    """The text with every placeholder filled; one that is unknown stays as it is."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name in words:
            return words[name]
        figure, _, view = (part.strip() for part in name.partition("|"))
        entry = catalogue.get(figure)
        return match[0] if entry is None else seen(entry, view)

    return PLACEHOLDER.sub(fill, text)


def seen(entry: Evidence, view: str) -> str:
    """A figure as a text shows it: as printed, with its interval, or the comparator's; "" if it has none of these."""
    if view == "interval":
        return entry.with_interval if entry.interval else ""
    if view == "comparator":
        return entry.comparator.value if entry.comparator else ""
    return entry.shown_value


def figures_in(text: str) -> tuple[str, ...]:
    """The ids of the figures that a text quotes."""
    return tuple(name.partition("|")[0].strip() for name in PLACEHOLDER.findall(text) if name not in FILLINGS)


def check_texts(
    rule: Rule, catalogue: EvidenceCatalogue, faults: list[Diagnostic], evidence_unread: bool = False
) -> None:
    """Unknown placeholders, figures without value, and summaries that are too long in some filling.

    With `evidence_unread` an unknown name that looks like one of evidence is let pass.
    """
    longest = {name: max(words, key=len) for name, words in FILLINGS.items()}
    cited = {use.evidence for use in rule.evidence}
    for text in (*rule.summary, *rule.detail, *rule.caveats):
        _check_placeholders(rule, text, catalogue, cited, faults, evidence_unread)
    for text in rule.summary:
        length = len(filled(text.text, longest, catalogue))
        if length > SUMMARY_LENGTH:
            message = f"the summary can reach {length} characters, {SUMMARY_LENGTH} are allowed"
            faults.append(Diagnostic("summary-too-long", message, (text.place,), "move a part to detail"))
    if rule.summary and rule.summary[-1].when is not None:
        place = rule.summary[-1].place
        message = "no summary is left when no condition holds"
        faults.append(Diagnostic("summary-not-total", message, (place,), "let the last one have no `when`"))


def _check_placeholders(
    rule: Rule,
    text: Text,
    catalogue: EvidenceCatalogue,
    cited: set[str],
    faults: list[Diagnostic],
    evidence_unread: bool,
) -> None:
    def fault(code: str, message: str, hint: str) -> None:
        faults.append(Diagnostic(code, message, (text.place,), hint))

    for found in PLACEHOLDER.findall(text.text):
        name, _, view = (part.strip() for part in found.partition("|"))
        entry = catalogue.get(name)
        if name in FILLINGS:
            if rule.scope != "regimen":
                hint = "name the antibody, or read a fact of the regimen"
                fault("placeholder-scope", f"{{{name}}} needs a regimen, and this rule reads none", hint)
        elif entry is None:
            if not evidence_unread or "/" not in name:
                hint = did_you_mean(name, (*FILLINGS, *catalogue.ids), "an evidence id, agent, role or route")
                fault("unknown-placeholder", f"there is nothing called {{{shown_word(name)}}}", hint)
        elif not entry.value:
            fault("placeholder-without-value", f"{{{name}}} is a {entry.kind} without a value", "cite a figure")
        elif view not in VIEWS or not seen(entry, view):
            hint = "write | interval or | comparator, of a figure that has one"
            fault("unknown-view", f"{{{name}}} has no such view", hint)
        elif name not in cited:
            message = f"the text quotes {{{name}}}, but the rule doesn't cite it"
            fault("figure-not-cited", message, "add it under `evidence`")
    if text.text.count("{") != text.text.count("}") or len(PLACEHOLDER.findall(text.text)) != text.text.count("{"):
        hint = "write {agent}, {role}, {route} or {source/figure}"
        fault("unbalanced-brace", "a brace isn't closed or opened", hint)
