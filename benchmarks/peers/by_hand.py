"""The 24 rules written by hand in polars, as one would without any rule engine: null is "unknown".

polars joins nulls by Kleene's logic, so one expression gives yes, no or unknown. The rules are written once, over two
kinds of columns: the prepared tests that the peers read, and the columns of facts that our columnar engine reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

import polars as pl

from cd38rules.facts import ROLES, instance_name
from cd38rules.rules.condition import FactLeaf
from cd38rules.rules.model import Scope

from .logic import base_of
from .peer import Blobs
from .prepared import SCOPES, Prepared
from .rules import CHOSEN

if TYPE_CHECKING:
    from cd38rules.facts.columns import FactColumns

col = pl.col
LAZY_FROM = 50_000
"""Rows from which the optimizer, which finds what rules share, is worth the milliseconds that it takes."""


class Columns(Protocol):
    """Where the rules find a fact: each gives true, false or null, or a number."""

    def flag(self, fact: str) -> pl.Expr: ...
    def one_of(self, fact: str, *values: str) -> pl.Expr: ...
    def has(self, fact: str, *values: str) -> pl.Expr: ...
    def low(self, fact: str) -> pl.Expr: ...
    def high(self, fact: str) -> pl.Expr: ...
    def recorded(self, fact: str) -> pl.Expr: ...


class Tests:
    """Prepared tests: one row a regimen, or a patient."""

    def flag(self, fact: str) -> pl.Expr:
        return col(fact.replace(".", "_"))

    def one_of(self, fact: str, *values: str) -> pl.Expr:
        return col(base_of(FactLeaf(fact, "one_of", values)))

    has = one_of

    def low(self, fact: str) -> pl.Expr:
        return col(fact.replace(".", "_") + "_lo")

    def high(self, fact: str) -> pl.Expr:
        return col(fact.replace(".", "_") + "_hi")

    def recorded(self, fact: str) -> pl.Expr:
        return col(fact.replace(".", "_") + "_recorded")


class FactsOf:
    """Columns of facts as one role sees them: one row a patient, choices and lists as bits.

    Each test of bits becomes a column of its own, which `steps` makes: rules share them.
    """

    def __init__(self, role: str, steps: dict[str, pl.Expr]) -> None:
        from cd38rules.facts.columns import mask_of  # imported late: the other half of this module needs no columns

        self.role = role
        self.steps = steps
        self._mask_of = mask_of

    def flag(self, fact: str) -> pl.Expr:
        return col(instance_name(fact, self.role))

    def one_of(self, fact: str, *values: str) -> pl.Expr:
        held = self.flag(fact)
        mask = self._mask_of(fact, values)
        test = (held & mask) != 0
        if fact == "regimen.agent":  # the one choice that may still be several values: an undecided plan
            outside = (held & (0xFFFFFFFF ^ mask)) != 0
            test = pl.when(test & outside).then(None).otherwise(test)
        return self._step(test, fact, values)

    def has(self, fact: str, *values: str) -> pl.Expr:
        name, mask = instance_name(fact, self.role), self._mask_of(fact, values)
        surely, possibly = (col(f"{name}.{reading}") & mask != 0 for reading in ("surely", "possibly"))
        return self._step(pl.when(possibly & ~surely).then(None).otherwise(surely), fact, values)

    def low(self, fact: str) -> pl.Expr:
        return col(instance_name(fact, self.role) + ".lo")

    def high(self, fact: str) -> pl.Expr:
        return col(instance_name(fact, self.role) + ".hi")

    def recorded(self, fact: str) -> pl.Expr:
        return (self.low(fact) if fact == "lungs.fev1" else self.flag(fact)).is_not_null()

    def _step(self, test: pl.Expr, fact: str, values: tuple[str, ...]) -> pl.Expr:
        name = f"{instance_name(fact, self.role)}={'|'.join(values)}"
        self.steps[name] = test
        return col(name)


def regimen_rules(known: Columns) -> dict[str, pl.Expr]:
    """The rules about a regimen."""
    flag, one_of, low = known.flag, known.one_of, known.low
    dara, isa = one_of("regimen.agent", "daratumumab"), one_of("regimen.agent", "isatuximab")
    either = one_of("regimen.agent", "daratumumab", "isatuximab")
    planned, current = one_of("regimen.role", "planned"), one_of("regimen.role", "current")
    subcutaneous = one_of("regimen.route", "subcutaneous")
    not_subcutaneous = (~subcutaneous).fill_null(True)
    kd, pd = one_of("regimen.combination", "Kd"), one_of("regimen.combination", "Pd")
    kd_or_pd = one_of("regimen.combination", "Kd", "Pd")
    relapsed = one_of("disease.setting", "relapsed_mm", "relapsed_refractory_mm")
    copd, dialysis = flag("lungs.copd"), flag("kidneys.dialysis")
    lines, doses = low("disease.prior_lines"), low("regimen.doses_given")
    isa_kd, isa_pd = (isa & combination & relapsed & not_subcutaneous for combination in (kd, pd))
    stop = dara & current & copd & (doses >= 4) & ~flag("reactions.major_infusion_reaction")
    kappa = either & known.has("disease.m_protein", "IgG_kappa")
    high_risk = [
        flag(f"cytogenetics.{name}") & (low(f"cytogenetics.{name}_clone") >= cutoff).fill_null(True)
        for name, cutoff in (("del_17p", 50), ("t_4_14", 30), ("t_14_16", 30))
    ]
    isa_before, dara_before = flag("regimen.prior_isatuximab"), flag("regimen.prior_daratumumab")
    washout = one_of("regimen.washout", "below_3", "3_to_6", "reached_6", "ambiguous")
    return {
        "copd-dara-bronchodilator": dara & copd & ~stop.fill_null(False),
        "copd-dara-prophylaxis-stop": stop,
        "copd-dara-fev1-lt50": dara & copd & (low("lungs.fev1") < 50),
        "asthma-dara-trial-exclusion": dara
        & flag("lungs.asthma")
        & (one_of("lungs.asthma_severity", "moderate", "severe") | ~flag("lungs.asthma_controlled")),
        "missing-fev1": dara & copd & ~known.recorded("lungs.fev1"),
        "dose-dara-sc": dara
        & subcutaneous
        & one_of("regimen.combination", "Pd", "Rd", "mono")
        & ~one_of("disease.setting", "al_amyloidosis"),
        "ir-premedication": dara | (either & not_subcutaneous),
        "label-isa-kd-us": isa
        & kd
        & not_subcutaneous
        & relapsed
        & lines.is_between(1, 3)
        & one_of("region", "US").fill_null(True),
        "label-isa-not-described": isa
        & (~kd_or_pd | one_of("disease.setting", "al_amyloidosis", "newly_diagnosed_mm")),
        "renal-isa-kd-egfr-lt60": isa_kd
        & one_of("kidneys.egfr_equation", "MDRD")
        & (low("kidneys.egfr") < 60)
        & (~dialysis).fill_null(True),
        "renal-below-range": (dara & kd & (low("kidneys.creatinine_clearance") < 15))
        | (either & kd_or_pd & dialysis.fill_null(False)),
        "age-isa-pd-65to74": isa_pd & _between(known, "person.age", 65, 74),
        "lines-isa-pd-gt3": isa_pd & (lines > 3),
        "cyto-isa-pd-high": isa_pd & (high_risk[0] | high_risk[1] | high_risk[2]),
        "ife-igg-kappa-interference": kappa,
        "missing-isotype": either & kappa.is_null(),
        "seq-dara-combo-after-isa": dara & known.has("regimen.partner_classes", "IMiD", "PI", "alkylator") & isa_before,
        "seq-washout-other-direction-no-data": planned
        & washout
        & ((dara & isa_before) | (isa & ~one_of("regimen.combination", "mono") & dara_before)),
        "transfusion-pretreatment-typing": either
        & (~flag("transfusion.typing_in_time")).fill_null(True)
        & ((planned & (doses == 0).fill_null(True)) | (doses == 0).fill_null(False)),
    }


def patient_rules(known: Columns) -> dict[str, pl.Expr]:
    """The rules about the patient."""
    flag = known.flag
    dara_now, isa_now = flag("exposure.current_daratumumab"), flag("exposure.current_isatuximab")
    dara_recent = flag("exposure.ended_daratumumab") & _at_most(known, "exposure.since_daratumumab", 6).fill_null(True)
    isa_recent = flag("exposure.ended_isatuximab") & _at_most(known, "exposure.since_isatuximab", 6).fill_null(True)
    interferes = dara_now | dara_recent | isa_now | isa_recent
    return {
        "transfusion-dara-tail-6mo": dara_recent & (~dara_now).fill_null(True),
        "transfusion-isa-tail-unknown": isa_recent
        & (~isa_now).fill_null(True)
        & flag("transfusion.red_cells_planned").fill_null(True),
        "transfusion-typing-missed": interferes & ~flag("transfusion.typing_in_time"),
        "missing-typing": interferes & ~known.recorded("transfusion.typing_done"),
        "meta-out-of-scope": known.one_of("disease.setting", "other")
        | flag("exposure.other_antibody")
        | ~_at_least(known, "person.age", 18),
    }


def _at_most(known: Columns, fact: str, limit: float) -> pl.Expr:
    """A range at most a limit: null where the limit lies within it."""
    return pl.when(known.high(fact) <= limit).then(True).when(known.low(fact) > limit).then(False)


def _at_least(known: Columns, fact: str, limit: float) -> pl.Expr:
    return pl.when(known.low(fact) >= limit).then(True).when(known.high(fact) < limit).then(False)


def _between(known: Columns, fact: str, first: float, last: float) -> pl.Expr:
    return _at_least(known, fact, first) & _at_most(known, fact, last)


class ByHand:
    """Over the prepared tests: one table of patients, one of regimens."""

    name: ClassVar[str] = "polars by hand, over the peers' tests"
    packages: ClassVar[tuple[str, ...]] = ("polars",)
    is_peer: ClassVar[bool] = False
    how: ClassVar[str] = (
        f"one `select` of all rules of a table, one nullable Boolean column for each; lazy from {LAZY_FROM:,} rows on, "
        "where finding what rules share is worth its time, eager below"
    )

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        self._rules: dict[Scope, dict[str, pl.Expr]] = {
            "patient": patient_rules(Tests()),
            "regimen": regimen_rules(Tests()),
        }
        self._order: dict[Scope, list[str]] = {
            scope: [rule.name for rule in prepared.tables[scope].rules] for scope in SCOPES
        }
        if sorted(CHOSEN) != sorted(name for names in self._order.values() for name in names):
            raise NotImplementedError("24 rules only")
        self._frames = {scope: pl.concat([prepared.tables[scope].frame()] * copies, rechunk=True) for scope in SCOPES}

    def decide(self) -> object:
        found = {}
        for scope in SCOPES:
            frame, rules = self._frames[scope], self._rules[scope]
            lazy = frame.height >= LAZY_FROM
            found[scope] = frame.lazy().select(**rules).collect() if lazy else frame.select(**rules)
        return found

    def blobs(self, decided: object) -> Blobs:
        assert isinstance(decided, dict)
        return {scope: coded(decided[scope].select(self._order[scope])) for scope in SCOPES}


class ByHandOverFacts:
    """Over the columns of facts that our columnar engine reads: one row a patient, three roles side by side."""

    name: ClassVar[str] = "polars by hand, over our columns"
    packages: ClassVar[tuple[str, ...]] = ("polars",)
    is_peer: ClassVar[bool] = False
    how: ClassVar[str] = (
        "as above, over the columns of facts that our columnar engine reads, all roles in one `select`: choices and "
        "lists are bits, tested once each in a `with_columns` before it (without that step half as fast)"
    )

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        self._names = {scope: [rule.name for rule in prepared.tables[scope].rules] for scope in SCOPES}
        if sorted(CHOSEN) != sorted(name for names in self._names.values() for name in names):
            raise NotImplementedError("24 rules only")
        self._facts = fact_columns(prepared, copies)
        self._steps: dict[str, pl.Expr] = {}
        self._rules = patient_rules(FactsOf("", self._steps))
        for role in ROLES:
            rules = regimen_rules(FactsOf(role, self._steps))
            self._rules |= {f"{name}@{role}": rule for name, rule in rules.items()}

    def decide(self) -> object:
        frame = self._facts.frame
        if frame.height < LAZY_FROM:
            return frame.with_columns(**self._steps).select(**self._rules)
        return frame.lazy().with_columns(**self._steps).select(**self._rules).collect()

    def blobs(self, decided: object) -> Blobs:
        import numpy as np

        assert isinstance(decided, pl.DataFrame)
        names = self._names["regimen"]
        wide = coded(decided.select([f"{name}@{role}" for role in ROLES for name in names]))
        rows = np.frombuffer(wide, dtype=np.uint8).reshape(decided.height, len(ROLES), len(names))
        return {"patient": coded(decided.select(self._names["patient"])), "regimen": active_rows(self._facts, rows)}


def fact_columns(prepared: Prepared, copies: int) -> FactColumns:
    """The columns of facts of the list of patients, taken several times."""
    from cd38rules.facts.columns import FactColumns, derive_columns

    return FactColumns(pl.concat([derive_columns(prepared.profiles).frame] * copies, rechunk=True))


def active_rows(facts: FactColumns, verdicts: object) -> bytes:
    """Of verdicts by patient, role and rule those of the roles that the patients have, in that order."""
    import numpy as np

    active = np.stack([facts.frame[f"{role}:active"].to_numpy() for role in ROLES], axis=1)
    found: bytes = np.asarray(verdicts)[active].tobytes()
    return found


def coded(frame: pl.DataFrame) -> bytes:
    """Nullable Boolean columns as bytes, row by row."""
    codes = frame.select(pl.all().cast(pl.UInt8).mul(2).fill_null(1).cast(pl.UInt8))
    found: bytes = codes.to_numpy(order="c").tobytes()
    return found
