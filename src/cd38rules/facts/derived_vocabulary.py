"""The words for what is derived for the patient as a whole, each with its definition, source and function."""

from __future__ import annotations

from collections.abc import Callable

from ..profile import PatientProfile
from . import blood, exposure
from .definition import FactDefinition as Fact
from .values import Value

PatientPredicate = Callable[[PatientProfile], Value]

_FIRST_DOSE = ("prior.agents", "prior.first_dose", "current.agent", "current.start")

PATIENT_DERIVED: tuple[tuple[Fact, PatientPredicate], ...] = (
    (
        Fact(
            "exposure.current_daratumumab",
            "flag",
            "daratumumab being given",
            inputs=("current.agent",),
            definition="The current antibody is daratumumab and not recorded with zero doses given.",
            source="policy",
            settles="a dose count that isn't recorded counts as doses given",
        ),
        lambda profile: exposure.is_current(profile, "daratumumab"),
    ),
    (
        Fact(
            "exposure.current_isatuximab",
            "flag",
            "isatuximab being given",
            inputs=("current.agent",),
            definition="The current antibody is isatuximab and not recorded with zero doses given.",
            source="policy",
            settles="a dose count that isn't recorded counts as doses given",
        ),
        lambda profile: exposure.is_current(profile, "isatuximab"),
    ),
    (
        Fact(
            "exposure.current_anti_cd38",
            "flag",
            "daratumumab or isatuximab being given",
            inputs=("current.agent",),
            definition="The current antibody is one of the two and not recorded with zero doses given.",
            source="policy",
            settles="a dose count that isn't recorded counts as doses given",
        ),
        exposure.is_any_current,
    ),
    (
        Fact(
            "exposure.planned_daratumumab",
            "flag",
            "daratumumab planned",
            inputs=("planned.agent",),
            definition="The plan or its alternative names daratumumab; an undecided plan leaves it open.",
            source="policy",
            settles="an alternative plan that isn't recorded counts as none",
        ),
        lambda profile: exposure.is_planned(profile, "daratumumab"),
    ),
    (
        Fact(
            "exposure.planned_isatuximab",
            "flag",
            "isatuximab planned",
            inputs=("planned.agent",),
            definition="The plan or its alternative names isatuximab; an undecided plan leaves it open.",
            source="policy",
            settles="an alternative plan that isn't recorded counts as none",
        ),
        lambda profile: exposure.is_planned(profile, "isatuximab"),
    ),
    (
        Fact(
            "exposure.planned_anti_cd38",
            "flag",
            "daratumumab or isatuximab planned",
            inputs=("planned.agent",),
            definition="The plan or its alternative names one of the two, or is undecided between them.",
            source="policy",
            settles="an alternative plan that isn't recorded counts as none",
        ),
        exposure.is_any_planned,
    ),
    (
        Fact(
            "exposure.ended_daratumumab",
            "flag",
            "an ended course of daratumumab",
            inputs=("prior.agents",),
            definition="A course of daratumumab has ended. A course whose agent isn't named counts as daratumumab, "
            "the agent with the wider interference.",
            source="policy: catalogue G36",
            settles="an unnamed antibody counts as daratumumab",
        ),
        exposure.has_ended_daratumumab,
    ),
    (
        Fact(
            "exposure.ended_isatuximab",
            "flag",
            "an ended course of isatuximab",
            inputs=("prior.agents",),
            definition="A course of isatuximab has ended; a course whose agent isn't named leaves it open.",
            source="policy",
        ),
        exposure.has_ended_isatuximab,
    ),
    (
        Fact(
            "exposure.since_daratumumab",
            "number",
            "time since the last dose of daratumumab",
            unit="months",
            high=2400,
            inputs=("prior.agents", "prior.last_dose"),
            definition="Calendar months from the latest dose of ended daratumumab (or of an unnamed antibody) to the "
            "assessment, or to the red-cell transfusion if that is earlier; bare counts run to the assessment. An "
            "undated course leaves it open.",
            source="policy: counting of months; article, Interference with indirect Coombs tests ¶1 (6 months)",
            settles="an unnamed antibody counts as daratumumab; without the date of the "
            "red cells the assessment counts",
        ),
        exposure.months_since_daratumumab,
    ),
    (
        Fact(
            "exposure.since_isatuximab",
            "number",
            "time since the last dose of isatuximab",
            unit="months",
            high=2400,
            inputs=("prior.agents", "prior.last_dose"),
            definition="Counted as for daratumumab; the article gives no duration of interference for isatuximab.",
            source="policy: counting of months",
            settles="without the date of the red cells the assessment counts",
        ),
        exposure.months_since_isatuximab,
    ),
    (
        Fact(
            "exposure.progressed_on_daratumumab",
            "flag",
            "progression on daratumumab",
            inputs=("prior.agents", "prior.refractory", "prior.stop_reason"),
            definition="An ended course of daratumumab is recorded as refractory, or as ended for progression. It is "
            "no only if both are recorded otherwise for every course that was or may have been daratumumab.",
            source="article, Mechanisms of resistance ¶3 and ¶4; policy (how progression is recorded)",
        ),
        exposure.has_progressed_on_daratumumab,
    ),
    (
        Fact(
            "exposure.undated_course",
            "flag",
            "a last dose without date",
            inputs=("prior.agents", "prior.last_dose", "current.agent", "current.last_dose", "planned.agent"),
            definition="An ended course of daratumumab, isatuximab or an unnamed antibody, or a current course of "
            "another agent than the planned one, has neither a date of its last dose nor a count of days or months. "
            "Where the plan is undecided, or a plan stands without a recorded current regimen, it is open.",
            source="policy",
            settles="an unnamed antibody counts as one of the two",
        ),
        exposure.has_undated_course,
    ),
    (
        Fact(
            "exposure.agent_open",
            "flag",
            "choice of antibody open",
            inputs=("planned.agent",),
            definition="The plan is undecided, or two plans name one of the two agents each. No plan is not open.",
            source="policy",
            settles="no plan on record counts as not open",
        ),
        exposure.is_agent_open,
    ),
    (
        Fact(
            "exposure.other_antibody",
            "flag",
            "another anti-CD38 antibody",
            inputs=("prior.agents", "current.agent", "planned.agent"),
            definition="An anti-CD38 antibody other than daratumumab and isatuximab is planned, current or prior.",
            source="policy: the article covers two antibodies",
            settles="a plan that isn't recorded counts as none",
        ),
        exposure.has_other_antibody,
    ),
    (
        Fact(
            "transfusion.red_cells_planned",
            "flag",
            "red cells planned or expected",
            inputs=("transfusion.red_cells",),
            definition="Red cells are recorded as planned, expected or needed as an emergency.",
            source="policy",
        ),
        blood.are_red_cells_planned,
    ),
    (
        Fact(
            "transfusion.after_planned_start",
            "flag",
            "red cells on or after the planned start",
            inputs=("planned.agent", "current.agent", "transfusion.red_cells_date", "planned.start"),
            stand_ins={
                "transfusion.red_cells_date": "the red cells may come after the planned start",
                "planned.start": "the red cells may come after the planned start",
            },
            definition="The red cells can fall on or after the planned start of an antibody; while either date isn't "
            "recorded, they can. Where nothing is planned, a current regimen without any dose counts as planned; with "
            "neither it is no.",
            source="policy",
            settles="an alternative plan that isn't recorded counts as none",
        ),
        blood.is_transfusion_after_planned_start,
    ),
    (
        Fact(
            "transfusion.kell_exempt",
            "flag",
            "Kell positivity established before the first anti-CD38 dose",
            inputs=("transfusion.kell", "transfusion.kell_timing", *_FIRST_DOSE),
            definition="Kell is positive and was determined before the first dose of any anti-CD38 antibody: as "
            "stated, or by a date strictly earlier than every first dose, or because no dose was ever given. The same "
            "day is not before. Stated to be before, but dated on the day of a first dose or later, it contradicts "
            "itself and stays open.",
            source="article, Interference with indirect Coombs tests ¶3; policy (same day, order of dates)",
        ),
        blood.is_kell_exempt,
    ),
    (
        Fact(
            "transfusion.typing_in_time",
            "flag",
            "extended red-cell typing from before the first anti-CD38 dose",
            inputs=("transfusion.typing_done", "transfusion.typing_timing", *_FIRST_DOSE),
            definition="Extended phenotyping or genotyping is done, and was done before the first dose of any "
            "anti-CD38 antibody: as stated, or by a date strictly earlier than every first dose, or because no dose "
            "was ever given. Stated to be before, but dated on the day of a first dose or later, it contradicts "
            "itself and stays open.",
            source="article, Interference with indirect Coombs tests ¶1; policy (order of dates)",
        ),
        blood.is_typing_in_time,
    ),
    (
        Fact(
            "laboratory.dtt",
            "flag",
            "DTT treatment available, standard or modified",
            inputs=("laboratory.dtt_standard", "laboratory.modified_dtt"),
            definition="The transfusion laboratory can treat red cells with DTT by the standard or by a modified "
            "technique; else what is recorded of the standard technique.",
            source="policy",
            settles="a modified technique that isn't recorded counts as not available",
        ),
        blood.has_dtt,
    ),
)
