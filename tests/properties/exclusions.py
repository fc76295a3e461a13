"""What `exclusive.yaml` declares, looked for in a report: which rules are shown together, regimen by regimen."""

from __future__ import annotations

from collections.abc import Iterator

from cd38rules.engines import reference
from cd38rules.engines.outcome import PATIENT
from cd38rules.engines.reference import Walk
from cd38rules.facts import ROLES, derive
from cd38rules.profile import PatientProfile
from cd38rules.report import Report
from cd38rules.rules.book import RuleBook
from cd38rules.rules.condition import Condition
from cd38rules.rules.read_rule import scope_of
from cd38rules.truth import YES


def shown_in(report: Report, even_covered: bool = False) -> dict[str, set[str]]:
    """For each role the rules that are shown for it; what is about the patient as a whole is shown for each."""
    found: dict[str, set[str]] = {role: set() for role in ROLES}
    for advisory in report.applying():
        if even_covered or not advisory.covered_by:
            for role in advisory.roles or ROLES:
                found[role].add(advisory.rule)
    return found


def breaches(book: RuleBook, profile: PatientProfile, report: Report) -> Iterator[str]:
    """Every pair that is declared never together and is shown together, and every rule shown without its fellow."""
    shown = {even: shown_in(report, even) for even in (False, True)}
    for entry in book.expectations.exclusions:
        for role, rules in shown[entry.even_covered].items():
            for one, two in entry.pairs:
                if one in rules and two in rules and not _is_excepted(book, profile, entry.except_when, role):
                    yield f"{entry.id}: {one} with {two} ({role})"
    for together in book.expectations.together:
        for role, rules in shown[False].items():
            if 0 < len(rules & set(together.rules)) < len(together.rules):
                yield f"{together.id}: apart ({role})"


def _is_excepted(book: RuleBook, profile: PatientProfile, condition: Condition | None, role: str) -> bool:
    if condition is None:
        return False
    facts = derive(profile)
    walk = Walk(book.plan, facts, reference.decide(book.plan, facts).truths)
    return walk.truth_of(condition, role if scope_of(condition) == "regimen" else PATIENT) is YES


def members_of(book: RuleBook) -> set[str]:
    """Every rule that a declaration names."""
    pairs = {name for entry in book.expectations.exclusions for pair in entry.pairs for name in pair}
    return pairs | {name for together in book.expectations.together for name in together.rules}
