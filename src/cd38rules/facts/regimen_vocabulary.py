"""The words for one regimen (read once for the current and once for the planned one) with their definitions."""

from __future__ import annotations

from collections.abc import Callable

from ..profile import DRUGS, PatientProfile
from . import regimen as predicates
from .definition import FactDefinition as Fact
from .patient_vocabulary import AGENTS
from .regimen import Regimen
from .values import Value

RegimenPredicate = Callable[[PatientProfile, Regimen, str], Value]

REGIMEN_FACTS: tuple[Fact, ...] = (
    Fact(
        "regimen.agent",
        "choice",
        "anti-CD38 antibody",
        "Which anti-CD38 antibody is it (or none)?",
        choices=AGENTS,
        path="agent",
    ),
    Fact(
        "regimen.route",
        "choice",
        "route",
        "Is the antibody given intravenously or subcutaneously?",
        choices={"intravenous": "intravenous", "subcutaneous": "subcutaneous"},
        path="route",
    ),
    Fact(
        "regimen.partner_drugs",
        "members",
        "partner drugs",
        "Which drugs are given together with the antibody (or none)?",
        choices={name: name.replace("_", " ") for name in DRUGS},
        path="partner_drugs",
    ),
    Fact(
        "regimen.doses_given",
        "number",
        "doses given",
        "How many doses of the antibody were given in this course (a split first dose counts once)?",
        unit="doses",
        integer=True,
        high=1000,
        path="doses_given",
    ),
    Fact("regimen.start", "record", "start", "On which day does or did the regimen start?", path="start_date"),
    Fact(
        "regimen.last_dose",
        "record",
        "latest dose so far",
        "When was the latest dose of the antibody?",
        path="last_dose_date",
    ),
)

REGIMEN_ROLE = Fact(
    "regimen.role",
    "choice",
    "role of the regimen",
    "Is the regimen being given or planned?",
    choices={"current": "current", "planned": "planned"},
    path="",
)

_PRIOR = ("prior.agents", "current.agent", "regimen.agent")

REGIMEN_DERIVED: tuple[tuple[Fact, RegimenPredicate], ...] = (
    (
        Fact(
            "regimen.combination",
            "choice",
            "combination",
            choices={
                "mono": "antibody alone",
                "corticosteroid_only": "with corticosteroids only",
                "Pd": "with pomalidomide and dexamethasone (Pd)",
                "Kd": "with carfilzomib and dexamethasone (Kd)",
                "Rd": "with lenalidomide and dexamethasone (Rd)",
                "Vd": "with bortezomib and dexamethasone (Vd)",
                "VMP": "with bortezomib, melphalan and prednisone (VMP)",
                "VTd": "with bortezomib, thalidomide and dexamethasone (VTd)",
                "VCd": "with bortezomib, cyclophosphamide and dexamethasone (VCd)",
                "other": "another combination",
            },
            inputs=("regimen.partner_drugs",),
            definition="The exact set of partner drugs, in any order; any further drug makes it another combination. "
            "An empty list on record is the antibody alone.",
            source="policy: names of the combinations as in the article",
        ),
        predicates.combination,
    ),
    (
        Fact(
            "regimen.partner_classes",
            "members",
            "classes of the partner drugs",
            choices={
                "PI": "a proteasome inhibitor",
                "IMiD": "an immunomodulatory drug",
                "alkylator": "an alkylating agent",
                "corticosteroid": "a corticosteroid",
                "other": "a drug of another class",
            },
            inputs=("regimen.partner_drugs",),
            definition="Proteasome inhibitors: bortezomib, carfilzomib, ixazomib. Immunomodulatory drugs: "
            "lenalidomide, pomalidomide, thalidomide. Alkylating agents: cyclophosphamide, melphalan, bendamustine "
            "(this one goes beyond the list of the codes page).",
            source="policy: the article names the classes, not their members; codes page, section 1, and bendamustine",
        ),
        predicates.partner_classes,
    ),
    (
        Fact(
            "regimen.prior_daratumumab",
            "flag",
            "daratumumab given before",
            inputs=_PRIOR,
            definition="An ended course of daratumumab is on record, or, for a planned regimen, daratumumab is current "
            "and the plan is another agent. A course whose agent isn't named leaves it open, and so does, for a "
            "planned regimen, a current one that isn't recorded.",
            source="policy: architecture of roles",
            settles="a dose count of the current regimen that isn't recorded counts as doses given",
        ),
        predicates.had_daratumumab,
    ),
    (
        Fact(
            "regimen.prior_isatuximab",
            "flag",
            "isatuximab given before",
            inputs=_PRIOR,
            definition="An ended course of isatuximab is on record, or, for a planned regimen, isatuximab is current "
            "and the plan is another agent. A course whose agent isn't named leaves it open, and so does, for a "
            "planned regimen, a current one that isn't recorded.",
            source="policy: architecture of roles",
            settles="a dose count of the current regimen that isn't recorded counts as doses given",
        ),
        predicates.had_isatuximab,
    ),
    (
        Fact(
            "regimen.prior_anti_cd38",
            "flag",
            "anti-CD38 antibody given before",
            inputs=_PRIOR,
            definition="Daratumumab, isatuximab or an anti-CD38 antibody that isn't named was given before; for a "
            "planned regimen also the current one if it is another agent.",
            source="policy: architecture of roles",
            settles="an unnamed antibody counts as one of the two",
        ),
        predicates.had_any,
    ),
    (
        Fact(
            "regimen.washout",
            "choice",
            "washout from the other antibody",
            choices={
                "below_3": "less than 3 months",
                "3_to_6": "3 to less than 6 months",
                "reached_6": "6 months or more",
                "ambiguous": "not decided by the recorded count or partial date",
            },
            inputs=(
                "prior.agents",
                "prior.last_dose",
                "current.agent",
                "current.last_dose",
                "regimen.start",
                "regimen.agent",
            ),
            stand_ins={"regimen.start": "the date of assessment is taken for the start"},
            definition="Calendar months from the latest dose of the other agent to the start of this regimen: n months "
            "are reached on the same day of the month, or the last day of a shorter one. Bare counts of days and "
            "partial dates are ranges; where a range allows two bands the washout is ambiguous. A planned start that "
            "isn't recorded is the day of assessment; a current start that isn't recorded leaves it open. The latest "
            "of several courses counts. An undated one leaves it open, and so does, beside a plan, a current regimen "
            "that isn't recorded. A course without a name leaves it open unless the band is the same either way.",
            source="article, Monotherapy ¶1 (bands); policy (counting of months)",
        ),
        predicates.washout,
    ),
    (
        Fact(
            "regimen.recent_daratumumab",
            "flag",
            "daratumumab within 6 months before the new course",
            inputs=(
                "prior.agents",
                "prior.last_dose",
                "current.agent",
                "current.last_dose",
                "regimen.start",
                "regimen.agent",
            ),
            stand_ins={"regimen.start": "the date of assessment is taken for the start"},
            definition="From the latest dose of daratumumab to the planned start of either antibody at most 6 calendar "
            "months pass, 6 included, or a recorded count or partial date allows that. A current course of daratumumab "
            "counts where the plan is another agent; going on with the current agent is no new course, so that an "
            "undecided plan beside a current antibody leaves it open. So does an undated or unnamed course.",
            source="article, Monotherapy ¶2 and Mechanisms of resistance ¶2 (6 months); policy (inclusive, counting)",
            settles="a count or partial date that allows at most 6 months counts as such",
        ),
        predicates.had_daratumumab_within_6_months,
    ),
    (
        Fact(
            "regimen.route_open",
            "flag",
            "choice of route open",
            inputs=("regimen.route",),
            definition="The route is recorded as undecided. A route that isn't recorded is not open.",
            source="policy",
            settles="a route that isn't recorded counts as not open",
        ),
        predicates.is_route_open,
    ),
    (
        Fact(
            "regimen.retreatment",
            "flag",
            "re-treatment with the same antibody",
            inputs=_PRIOR,
            definition="The planned agent was given in a course that has ended, and is not the current one.",
            source="policy",
            settles="a current regimen that isn't recorded counts as another one",
        ),
        predicates.is_retreatment,
    ),
    (
        Fact(
            "regimen.switch",
            "flag",
            "switch between the two antibodies",
            inputs=(*_PRIOR, "prior.last_dose"),
            definition="The planned agent is the other one than the current agent or, without a current one, than "
            "that of the latest ended course.",
            source="policy",
            settles="a dose count that isn't recorded counts as doses given",
        ),
        predicates.is_switch,
    ),
    (
        Fact(
            "regimen.daratumumab_refractory",
            "flag",
            "refractory to the daratumumab given before",
            inputs=("prior.refractory", "disease.refractory_to"),
            definition="Refractoriness to daratumumab is on record, for a course given before or for the disease; no "
            "only if it is on record as absent for each course.",
            source="policy",
        ),
        predicates.is_daratumumab_refractory,
    ),
    (
        Fact(
            "regimen.after_isatuximab_pd",
            "flag",
            "earlier isatuximab was given with pomalidomide and dexamethasone",
            inputs=("prior.partner_drugs",),
            definition="A course of isatuximab given before had exactly pomalidomide and dexamethasone as partners.",
            source="policy: the later-therapy results of ICARIA-MM concern patients treated with isatuximab-Pd",
        ),
        predicates.is_after_isatuximab_pd,
    ),
)
