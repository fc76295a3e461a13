"""What the routes of one service share. Nothing of a patient is in it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ..fhir import points_to_myeloma, read_fhir
from ..profile import PatientProfile
from ..report import Advisory, Report
from ..rules.book import RuleBook
from .books import BookInService
from .logs import defect
from .metrics import Metrics
from .patients import Pointing, Reader
from .settings import Settings
from .sinks import Decision, DecisionSink, FeedbackSink, KeepsNothing, RuleShown
from .work import Workers


def today() -> date:
    """The day on this machine: the date of assessment where a request has none."""
    return datetime.datetime.now().date()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A report with everything that it was made of."""

    report: Report
    profile: PatientProfile
    book: RuleBook
    changes: bool = False


@dataclass
class Context:
    """The parts of one service. `reader` makes profiles of FHIR resources; `points` says whether they point to myeloma
    or to an anti-CD38 antibody at all, by the codes that the reader knows."""

    settings: Settings
    books: BookInService
    metrics: Metrics
    workers: Workers
    reader: Reader = read_fhir
    decisions: DecisionSink = field(default_factory=KeepsNothing)
    feedback: FeedbackSink = field(default_factory=KeepsNothing)
    today: Callable[[], date] = today
    stopping: bool = False
    points: Pointing = points_to_myeloma

    def decided(
        self,
        number: str,
        service: str,
        evaluated: Evaluated,
        body: bytes,
        cards: Mapping[str, tuple[RuleShown, ...]] = MappingProxyType({}),
    ) -> None:
        """Counts a decision and hands it to the sink, which may take its time: never called in the loop.

        A sink that fails doesn't cost the advice. `number` is that of the request, as the log has it.
        """
        report = evaluated.report
        self.metrics.evaluated({entry.rule for entry in report.applying()}, report.coverage.rules_not_evaluable)
        decision = Decision(
            id=number,
            at=datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
            service=service,
            rulebook_sha256=report.receipt.rulebook_sha256,
            input_sha256=hashlib.sha256(body).hexdigest(),
            rules=shown(report.applying()),
            cards=cards,
            profile=evaluated.profile,
            report=report,
            book=evaluated.book,
            changes=evaluated.changes,
        )
        try:
            self.decisions.decided(decision)
        except Exception as error:
            defect(error, request=number, part="decision sink")


def shown(entries: tuple[Advisory, ...]) -> tuple[RuleShown, ...]:
    """The rules of entries with their versions, each once."""
    return tuple(dict.fromkeys(RuleShown(entry.rule, entry.version) for entry in entries))
