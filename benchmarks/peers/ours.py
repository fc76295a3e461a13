"""Our own engines, in the form of the peers.

The columnar engine is imported when it is asked for: a tree or an environment without it runs the benchmark all the
same, and the run prints the reason.
"""

from __future__ import annotations

from typing import ClassVar

from cd38rules.engines import reference
from cd38rules.engines.durable import DurableEngine
from cd38rules.engines.outcome import Outcome
from cd38rules.facts import ROLES

from .peer import Blobs
from .prepared import SCOPES, Prepared, verdict_codes


class _OnePatient:
    """An engine that decides one patient at a time, from derived facts."""

    packages: ClassVar[tuple[str, ...]] = ()
    is_peer: ClassVar[bool] = False

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        self._plan = prepared.rule_set.plan
        self._facts = prepared.facts * copies
        self._names = {scope: [rule.name for rule in prepared.tables[scope].rules] for scope in SCOPES}

    def blobs(self, decided: object) -> Blobs:
        assert isinstance(decided, list)
        return {scope: b"".join(verdict_codes(self._names[scope], scope, self._facts, decided)) for scope in SCOPES}


class Reference(_OnePatient):
    """The plain walk."""

    name: ClassVar[str] = "ours: reference"
    how: ClassVar[str] = "`reference.decide` from derived facts, one patient at a time; nothing is prepared for it"

    def decide(self) -> object:
        plan = self._plan
        return [reference.decide(plan, known) for known in self._facts]


class Durable(_OnePatient):
    """durable-rules."""

    name: ClassVar[str] = "ours: durable-rules"
    packages: ClassVar[tuple[str, ...]] = ("durable-rules",)
    how: ClassVar[str] = (
        "`DurableEngine.decide` from derived facts, one patient at a time; the messages with the two readings are made "
        "within the time measured"
    )

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        super().__init__(prepared, copies)
        self._engine = DurableEngine(self._plan)

    def decide(self) -> list[Outcome]:
        return [self._engine.decide(known) for known in self._facts]


class Columnar:
    """Whole columns. Raises ImportError where the engine or polars isn't there."""

    name: ClassVar[str] = "ours: columnar"
    packages: ClassVar[tuple[str, ...]] = ("polars",)
    is_peer: ClassVar[bool] = False
    how: ClassVar[str] = (
        "`ColumnarEngine.decide` over columns of facts (`derive_columns`), compiled before; it gives two Boolean "
        "columns, surely and possibly, for each rule, each concept it builds on, and each role"
    )

    def __init__(self, prepared: Prepared, copies: int = 1) -> None:
        from cd38rules.engines.columnar import ColumnarEngine

        from .by_hand import fact_columns

        self._engine = ColumnarEngine(prepared.rule_set.plan)
        self._facts = fact_columns(prepared, copies)
        self._names = {scope: [rule.name for rule in prepared.tables[scope].rules] for scope in SCOPES}

    def decide(self) -> object:
        return self._engine.decide(self._facts)

    def blobs(self, decided: object) -> Blobs:
        import numpy as np
        import numpy.typing as npt

        from cd38rules.engines.columnar import ColumnarOutcome

        from .by_hand import active_rows

        assert isinstance(decided, ColumnarOutcome)

        def codes(name: str, role: str) -> npt.NDArray[np.uint8]:
            if role and not decided.active(role).any():
                return np.zeros(self._facts.height, dtype=np.uint8)
            surely, possibly = decided.surely(name, role), decided.possibly(name, role)
            found: npt.NDArray[np.uint8] = surely.to_numpy().astype(np.uint8) + possibly.to_numpy()
            return found

        patient = np.stack([codes(name, "") for name in self._names["patient"]], axis=1)
        regimen = np.stack(
            [np.stack([codes(name, role) for name in self._names["regimen"]], axis=1) for role in ROLES], axis=1
        )
        return {"patient": patient.tobytes(), "regimen": active_rows(self._facts, regimen)}
