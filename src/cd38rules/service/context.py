"""What the routes of one service share. Nothing of a patient is in it."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from zoneinfo import ZoneInfo

from ..profile import PatientProfile
from ..report import Advisory, Report
from ..rules.book import RuleBook
from .books import BookInService
from .codes import CodesInService
from .logs import defect
from .metrics import Metrics
from .patients import Reader, Reads
from .problems import NOT_KEPT
from .settings import Settings
from .sinks import Decision, DecisionSink, Feedback, FeedbackSink, KeepsNothing, RuleShown
from .work import Workers

# To be called in the loop when an answer is given.
Given = Callable[[], None]


def zone_of(settings: Settings) -> datetime.tzinfo | None:
    """The zone whose day is that of assessment: the one that is set, or that of this machine by now."""
    return ZoneInfo(settings.zone) if settings.zone is not None else datetime.datetime.now().astimezone().tzinfo


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A report with everything that it was made of."""

    report: Report
    profile: PatientProfile
    book: RuleBook
    changes: bool = False


@dataclass
class Context:
    """The parts of one service. `read` stands in for the reader of FHIR that ships."""

    settings: Settings
    books: BookInService
    metrics: Metrics
    workers: Workers
    read: Reader | None = None
    decisions: DecisionSink = field(default_factory=KeepsNothing)
    feedback: FeedbackSink = field(default_factory=KeepsNothing)
    codes: CodesInService = field(default_factory=lambda: CodesInService(None))
    now: Callable[[datetime.tzinfo | None], datetime.datetime] = datetime.datetime.now
    stopping: bool = False

    def today(self) -> date:
        """The day of assessment where a request has none: a container's own is that of UTC."""
        return self.now(zone_of(self.settings)).date()

    def reads(self) -> Reads:
        """How the resources of one request are read: a request asks once."""
        reads = self.codes.reads(zone_of(self.settings))
        return reads if self.read is None else replace(reads, read=self.read)

    def decided(
        self,
        number: str,
        service: str,
        evaluated: Evaluated,
        body: bytes,
        cards: Mapping[str, tuple[RuleShown, ...]] = MappingProxyType({}),
    ) -> Given:
        """Makes a decision ready to be kept: never called in the loop. `number` is that of the request, as the log
        has it.

        What it returns is called in the loop when the answer is given: it counts the decision, and has it kept. A
        decision whose answer took too long is neither counted nor kept. A sink that fails doesn't cost the advice.
        """
        report = evaluated.report
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
        keep: Given | None = None
        with _logged(number):
            keep = self.decisions.decided(decision)

        def given() -> None:
            applying = {rule.rule for rule in decision.rules}
            self.metrics.evaluated(applying, report.coverage.rules_not_evaluable)
            if keep is not None:
                with _logged(number):
                    keep()

        return given

    async def received(self, feedback: tuple[Feedback, ...]) -> None:
        """Hands feedback to the sink, and returns when it is kept. Raises Problem if it isn't in time: a sink may
        hang, and the feedback of others waits behind it."""
        try:
            async with asyncio.timeout(self.settings.store.feedback_seconds):
                await self.workers.keeping(partial(self.feedback.received, feedback))
        except TimeoutError:
            raise NOT_KEPT from None


def shown(entries: tuple[Advisory, ...]) -> tuple[RuleShown, ...]:
    """The rules of entries with their versions, each once."""
    return tuple(dict.fromkeys(RuleShown(entry.rule, entry.version) for entry in entries))


@contextmanager
def _logged(number: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        defect(error, request=number, part="decision sink")
