"""A made-up report that the tests of the renderers share. Its rules and figures are invented."""

from __future__ import annotations

from typing import Any

from cd38rules.report import (
    Advisory,
    CoverageBlock,
    EvidenceShown,
    FactAssumed,
    FactMissing,
    FactToRecord,
    FactUsed,
    InputIssue,
    NotEvaluable,
    Receipt,
    RegimenNotRecorded,
    Report,
    Suppressed,
)

SHA = "0123456789abcdef" * 4
REFERENCE = "[7] Author A (2020) A paper on <lungs>. Journal 1:2–3"
ERRATUM = "X1: The table says 48, the text 84."


def evidence(**fields: Any) -> EvidenceShown:
    """A figure of a made-up trial."""
    given: dict[str, Any] = {
        "id": "source/figure",
        "kind": "figure",
        "supports": "summary",
        "says": "Half of the patients wheezed.",
        "value": "50%",
        "unit": "per cent of patients",
        "measure": "wheezing",
        "arm": "antibody",
        "comparator": "control: 40%",
        "interval": "95 % CI 41–59",
        "p_value": "P 0.04 (two-sided)",
        "n": "120",
        "trial": "ICARIA-MM",
        "population": "adults",
        "design": "phase III trial",
        "data_cut": "2020-01-01",
        "location": "Table 1",
        "citation": "Source 2022, Table 1 [ref 7]",
        "references": (REFERENCE,),
        "errata": (ERRATUM,),
    }
    return EvidenceShown(**{**given, **fields})


def advisory(rule: str = "wheeze-check", **fields: Any) -> Advisory:
    """An advisory with something in each of its parts."""
    given: dict[str, Any] = {
        "rule": rule,
        "version": "1.0.0",
        "status": "draft",
        "kind": "advisory",
        "severity": "warning",
        "claim": "expert-review",
        "topic": "made-up-topic",
        "topic_title": "made up topic",
        "roles": ("planned",),
        "agents": ("daratumumab",),
        "title": "Wheezing",
        "summary": "Consider listening to the lungs.",
        "detail": "Lungs can be heard with a stethoscope.",
        "condition": "FEV1 below 50 %",
        "facts_used": (
            FactUsed(
                name="lungs.fev1", label="FEV1", value="45", unit="%", date="2024-01", origin="$.lungs.fev1_percent"
            ),
        ),
        "facts_assumed": (FactAssumed(name="lungs.copd", label="COPD", assumption="not recorded; taken to hold"),),
        "facts_missing": (),
        "evidence": (evidence(),),
        "caveats": ("The lungs were heard once.", "Not in children."),
        "covers": (),
        "covered_by": (),
        "audience": ("haematologist", "infusion-nurse"),
        "override_reasons": ("action-completed",),
    }
    return Advisory(**{**given, **fields})


def bare(rule: str, **fields: Any) -> Advisory:
    """An advisory that has a summary and little else."""
    nothing: dict[str, Any] = dict.fromkeys(
        ("facts_used", "facts_assumed", "evidence", "caveats", "roles", "agents"), ()
    )
    return advisory(rule, **{**nothing, "detail": "", "condition": "", "summary": f"Says {rule}.", **fields})


def report(**fields: Any) -> Report:
    """A report with one advisory and nothing else, unless told."""
    given: dict[str, Any] = {
        "patient_id": "P-1",
        "as_of": "2024-03-15",
        "advisories": (advisory(),),
        **dict.fromkeys(("questions", "evidence", "background", "not_evaluable", "not_checked"), ()),
        **dict.fromkeys(("facts_to_record", "suppressed", "input_issues"), ()),
        "coverage": CoverageBlock(
            rules_checked=3,
            rules_in_force=3,
            rules_not_evaluable=1,
            topics_checked=("Lungs", "Transfusion"),
            covered=("Wheezing",),
            not_covered=("Hiccups", "Sneezing"),
            evidence_as_of=("Source 2022: 2022-03-16",),
            statement="Silence is not safety.",
        ),
        "receipt": receipt(),
    }
    return Report(**{**given, **fields})


def receipt(**fields: Any) -> Receipt:
    """What produced the made-up report."""
    given: dict[str, Any] = {
        "package_version": "0.1.0",
        "engines": ("durable", "reference"),
        "rulebook": "made-up-rules",
        "rulebook_version": "9.9",
        "rulebook_sha256": SHA,
        "locally_modified": False,
        "as_of": "2024-03-15",
        "input_sha256": SHA[::-1],
        "unsigned_rules": 3,
    }
    return Receipt(**{**given, **fields})


def full_report(**fields: Any) -> Report:
    """A report with something in each of its parts; one question is covered by the advisory."""
    asked = FactMissing(name="lungs.asthma", label="asthma", question="Is there asthma?", reason="not recorded")
    given: dict[str, Any] = {
        "advisories": (
            bare("cough-check", severity="critical"),
            advisory(covers=("ask-asthma",)),
        ),
        "questions": (
            bare("ask-asthma", kind="question", covered_by=("wheeze-check",), facts_missing=(asked,)),
            bare("ask-age", kind="question", severity="info"),
        ),
        "evidence": (bare("trial-figure", kind="evidence", severity="info"),),
        "background": (bare("mechanism", kind="background", severity="info", caveats=("In vitro.",)),),
        "not_evaluable": (
            NotEvaluable(
                rule="asthma-check",
                title="Asthma",
                kind="advisory",
                severity="critical",
                topic="made-up-topic",
                roles=("alternative",),
                missing=(asked,),
            ),
        ),
        "not_checked": (RegimenNotRecorded(role="current", rules_not_checked=2, message="current: 2 not checked"),),
        "facts_to_record": (
            FactToRecord(
                name="lungs.asthma",
                label="asthma",
                question="Is there asthma?",
                critical=1,
                warning=0,
                info=2,
                rules=("asthma-check",),
            ),
        ),
        "suppressed": (
            Suppressed(rule="sneeze", title="Sneezing", roles=("planned",), by=("done",), reason="“Done” applies"),
        ),
        "input_issues": (
            InputIssue(code="conflict-x", severity="warning", message="two dates", places=("$.a", "$.b"), hint="ask"),
        ),
    }
    return report(**{**given, **fields})


def test_the_made_up_report_is_a_valid_one() -> None:
    shown = full_report()
    assert Report.model_validate_json(shown.model_dump_json()) == shown
