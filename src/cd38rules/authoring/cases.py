"""Cases written as YAML: a patient, and the verdicts that rules must have for him. So a hospital tests its own rules.

    - case: FEV1 just below the limit
      profile: {patient_id: made-up, as_of: 2026-01-31, lungs: {copd: true, fev1_percent: 49.9}, ...}
      expect:
        copd-dara-fev1-lt50: {planned: yes}
        copd-dara-bronchodilator: yes
    - case: a fraction is no per cent
      profile: {patient_id: made-up, as_of: 2026-01-31, lungs: {fev1_percent: 0.45}}
      refused: reject-fev1

A verdict without a regimen is the one that the patient sees: yes if it is yes for any regimen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, ProfileError, did_you_mean
from ..engines.outcome import PATIENT, Outcome
from ..evaluation import evaluator_for
from ..facts import ROLES, derive
from ..profile import PatientProfile, conflicts
from ..rules.book import RuleBook
from ..rules.fields import Fields
from ..rules.located import Located, read_yaml, shown_word
from ..truth import NO, UNKNOWN, YES, Truth

FAMILY = "case"
VERDICTS = {"yes": YES, "no": NO, "unknown": UNKNOWN}


@dataclass(frozen=True, slots=True)
class Expected:
    """One verdict that must come out. `role` is "" for the one that the patient sees."""

    rule: str
    role: str
    verdict: Truth
    place: Place


@dataclass(frozen=True, slots=True)
class TestCase:
    """A patient with what is expected; `refused` names the code with which the profile must be refused instead."""

    __test__ = False  # no test of pytest's

    title: str
    profile: Mapping[str, object]
    place: Place
    expected: tuple[Expected, ...] = ()
    flagged: tuple[str, ...] = ()
    refused: str = ""

    @property
    def expectations(self) -> int:
        """How many things are expected."""
        return len(self.expected) + len(self.flagged) + bool(self.refused)


def read_test_cases(text: str, path: str, book: RuleBook) -> tuple[list[TestCase], list[Diagnostic]]:
    """The cases of a file, and its faults."""
    document, faults = read_yaml(text, path)
    if document is None:
        return [], faults
    if not document.is_list:
        faults.append(
            Diagnostic("case-type", "a file of cases is a list", (document.place,), "begin each with `- case:`")
        )
        return [], faults
    return [_case(item, book, faults) for item in document.entries()], faults


def failures(case: TestCase, book: RuleBook) -> Iterator[Diagnostic]:
    """What comes out otherwise than it must. Raises EngineError where no verdict can be had."""
    try:
        profile = PatientProfile.model_validate_json(json.dumps(case.profile))
    except ProfileError as error:
        codes = [diagnostic.code for diagnostic in error.diagnostics]
        if not case.refused or case.refused not in codes:
            first = error.diagnostics[0]
            where = f"{first.places[0]}: " if first.places else ""
            message = f"“{case.title}”: the profile is refused with {', '.join(dict.fromkeys(codes))}"
            yield Diagnostic("case-refused", message, (case.place,), f"{where}{first.message}")
        return
    if case.refused:
        message = f"“{case.title}”: the profile is accepted, and must be refused with {case.refused}"
        yield Diagnostic("case-accepted", message, (case.place,))
    flagged = {issue.code for issue in conflicts(profile)}
    for code in case.flagged:
        if code not in flagged:
            said = f"flagged with {', '.join(sorted(flagged))}" if flagged else "not flagged"
            message = f"“{case.title}”: the profile must be flagged with {code}; it is {said}"
            yield Diagnostic("case-not-flagged", message, (case.place,))
    outcome = evaluator_for(book).decide(derive(profile))
    for expected in case.expected:
        found = _verdict(expected, book, outcome)
        if found is not expected.verdict:
            role = f" for the {expected.role} regimen" if expected.role else ""
            message = f"“{case.title}”: `{expected.rule}` is {found.value}{role}, and must be {expected.verdict.value}"
            hint = "`cd38rules explain` says why, for the profile of the case"
            yield Diagnostic("case-verdict", message, (expected.place, book.rules[expected.rule].place), hint)


def _verdict(expected: Expected, book: RuleBook, outcome: Outcome) -> Truth:
    return outcome.of(expected.rule, book.rules[expected.rule].scope, expected.role or PATIENT)


def _case(located: Located, book: RuleBook, faults: list[Diagnostic]) -> TestCase:
    fields = Fields(located, "a case", faults, FAMILY)
    title, node = fields.text("case"), fields.value("profile")
    plain = node.plain() if node is not None and node.is_mapping else {}
    if node is not None and not node.is_mapping:
        fields.fault("type", "the profile is a mapping", node.place, "write it as JSON, or as `key: value` lines")
    case = TestCase(
        title=title,
        profile=plain if isinstance(plain, dict) else {},
        place=located.place,
        expected=tuple(_expected(fields, book)),
        flagged=fields.texts("flagged", required=False),
        refused=fields.text("refused", required=False),
    )
    fields.done()
    if located.is_mapping and not case.expectations and not fields.has("expect"):
        fields.fault("nothing", "the case expects nothing", hint="add `expect:`, `flagged:` or `refused:`")
    return case


def _expected(fields: Fields, book: RuleBook) -> Iterator[Expected]:
    node = fields.value("expect", required=False)
    if node is None:
        return
    if not node.is_mapping:
        fields.fault("type", "`expect` maps codes to verdicts", node.place, "write `code: yes`")
        return
    for code, place, verdict in node.items():
        if code not in book.plan.decisions or code not in book.rules:
            hint = did_you_mean(code, book.plan_rules, "name a rule that is decided for patients")
            fields.fault("unknown-rule", f"there is no rule `{shown_word(code)}`", place, hint)
        elif verdict.is_mapping:
            for role, role_place, word in verdict.items():
                if role not in ROLES:
                    hint = did_you_mean(role, ROLES, f"one of: {', '.join(ROLES)}")
                    fields.fault("choice", f"there is no regimen `{shown_word(role)}`", role_place, hint)
                else:
                    yield from _one(fields, code, role, word)
        else:
            yield from _one(fields, code, "", verdict)


def _one(fields: Fields, code: str, role: str, word: Located) -> Iterator[Expected]:
    if isinstance(word.value, str) and word.value in VERDICTS:
        yield Expected(code, role, VERDICTS[word.value], word.place)
    else:
        fields.fault("choice", "a verdict is yes, no or unknown", word.place, "write one of them")
