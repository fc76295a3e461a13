"""When an antibody was, is or will be given: from events to courses and a role. The policy is told in docs/fhir.md.

Nothing is guessed: where events don't tell the role, the doses stand as a course, the current regimen stays open, and
a question is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..profile import PartialDate
from .last_dose import DOSES, begins_later, is_fresh, later
from .medications import Event, MedicationReader
from .notes import Notes
from .windows import Windows

CURRENT, PRIOR = "therapy.current", "therapy.prior"


@dataclass(slots=True)
class Course:
    """Doses of one antibody that belong together, or what stands for them. `ended_by` are stopped orders.

    `followed_by` are events that may tell of a dose after the last sure one; `doubted` are such that may tell of a dose
    at any time of the course.
    """

    agent: str
    doses: list[Event] = field(default_factory=list)
    ended_by: list[Event] = field(default_factory=list)
    followed_by: list[Event] = field(default_factory=list)
    doubted: list[Event] = field(default_factory=list)

    def first(self) -> PartialDate | None:
        """The first dose; None if a dose without a day may be earlier."""
        days = [first_day(one) for one in self.doses]
        known = [day for day in days if day is not None]
        return min(known, key=lambda day: day.earliest) if known and len(known) == len(days) else None

    def last(self) -> PartialDate | None:
        """The last dose; None if another one, or one without a day, may be later."""
        return None if self.followed_by else self.last_sure()

    def last_sure(self) -> PartialDate | None:
        """The last of the doses, whatever may follow; None if one of them has no last day."""
        days = [last_day(one) for one in self.doses]
        known = [day for day in days if day is not None]
        return max(known, key=lambda day: (day.latest, day.earliest)) if known and len(known) == len(days) else None


@dataclass(slots=True)
class Account:
    """What is known of one antibody: ended courses, the current one, and orders that are a plan.

    `stated` are statements that the current one is being taken.
    """

    agent: str
    prior: list[Course] = field(default_factory=list)
    current: Course | None = None
    continuing: list[Event] = field(default_factory=list)
    stated: list[Event] = field(default_factory=list)
    planned: list[Event] = field(default_factory=list)
    unplaced: list[Event] = field(default_factory=list)


def account_of(agent: str, reader: MedicationReader, as_of: date, windows: Windows, notes: Notes) -> Account:
    """The account of one antibody by all its events, and by those that may be its."""
    judge = _Judge(agent, [one for one in reader.events if one.drug == agent], as_of, windows, notes)
    account = judge.judged()
    unreadable = [one for one in reader.unreadable if one.drug == agent]
    judge.doubt(unreadable, has_administrations=reader.has_administrations)
    return account


class _Judge:
    def __init__(self, agent: str, events: list[Event], as_of: date, windows: Windows, notes: Notes) -> None:
        self.agent, self.as_of, self.windows, self.notes = agent, as_of, windows, notes
        self.events = events
        self.account = Account(agent)
        self.latest: Course | None = None

    def judged(self) -> Account:
        doses = self._of("dose", "taken")
        courses = self._courses(doses)
        for one in self._of("unsure"):
            self._ask(PRIOR, f"Was {self.agent} given? What a record of it means can't be told.", [one])
        if courses:
            self._with_doses(courses)
        else:
            self._without_doses()
        return self.account

    def doubt(self, unreadable: list[Event], *, has_administrations: bool) -> None:
        """Marks what may tell of further doses of the latest course."""
        course = self.latest
        if course is None:
            return
        # A new order hasn't begun, if a dose of it would be on file.
        orders = [one for one in unreadable if one.act == "order" and is_fresh(one, self.as_of, self.windows)]
        ahead = [
            one for one in (*self.account.planned, *orders) if has_administrations or begins_later(one, self.as_of)
        ]
        ignored = [*course.doses, *ahead]
        others = [one for one in (*self.events, *unreadable) if not any(one is known for known in ignored)]
        last, first = course.last_sure(), course.first()
        if last is not None:
            course.followed_by = later(others, last, self.as_of, self.windows)
        doses = [one for one in others if one.resource.kind in DOSES and one.act in ("dose", "unsure")]
        gap = timedelta(self.windows.gap_days)
        course.doubted = [
            one
            for one in doses
            if first is None or (day := last_day(one)) is None or first.earliest - day.latest <= gap
        ]

    def _of(self, *acts: str) -> list[Event]:
        return [one for one in self.events if one.act in acts]

    def _ask(self, path: str, question: str, events: Iterable[Event]) -> None:
        self.notes.ask(path, question, *(one.ref for one in events))

    # Courses

    def _courses(self, doses: list[Event]) -> list[Course]:
        """The doses cut at pauses; with a dose that has no day, one course."""
        if not doses:
            return []
        undated = [one for one in doses if first_day(one) is None]
        dated = sorted((one for one in doses if one not in undated), key=lambda one: (_day(first_day(one)), one.ref))
        unended = [one for one in dated if last_day(one) is None]
        if unended:
            question = f"When was the last dose of {self.agent}? A time of it is on file without an end."
            self._ask(PRIOR, question, unended)
        if undated:
            question = f"When was the dose of {self.agent} without a date given?"
            self._ask(PRIOR, question, undated)
            return [Course(self.agent, [*dated, *undated])]
        courses = [Course(self.agent, [dated[0]])]
        for one in dated[1:]:
            until = max(self._last_day(before) for before in courses[-1].doses)
            if _day(first_day(one)) > until + timedelta(self.windows.gap_days):
                courses.append(Course(self.agent, [one]))
            else:
                courses[-1].doses.append(one)
        return courses

    def _last_day(self, one: Event) -> date:
        day = last_day(one)
        return self.as_of if day is None else day.latest

    # With doses

    def _with_doses(self, courses: list[Course]) -> None:
        latest = self.latest = courses[-1]
        ends = [day for one in latest.doses if (day := last_day(one)) is not None]
        self.account.prior = courses
        edge = self.as_of - timedelta(self.windows.current_within_days)
        if ends and max(day.earliest for day in ends) >= edge:
            self._recent(latest, max(day.latest for day in ends))
        elif ends and latest.last() is not None and max(day.latest for day in ends) < edge:
            self._long_ago(max(day.earliest for day in ends))
        else:
            self._open(latest, f"Is {self.agent} still being given? The date of its last dose isn't exact enough.")

    def _recent(self, latest: Course, last: date) -> None:
        """The last dose is so near that the treatment may be going on: the orders tell."""
        drafts = self._drafts_in_time()
        in_force = self._of("order", "taking")
        stopped = [one for one in self._of("stopped") if one.authored is None or one.authored.day.earliest <= last]
        if in_force and not drafts and any(_is_newer(one, in_force) for one in stopped):
            question = f"Is {self.agent} still being given? Its newest order was stopped, and an older one is in force."
            self._open(latest, question)
            return
        if in_force or drafts or self._of("held"):
            self.account.prior.pop()
            self.account.current = latest
            self.account.continuing = [*self._of("order", "held"), *drafts]
            self.account.stated = self._of("taking")
            if not in_force and not drafts:
                question = f"Is {self.agent} paused, or has it ended? Its order is on hold."
                self._ask(CURRENT, question, self._of("held"))
            return
        if stopped or any(one.act == "taken" for one in latest.doses):
            latest.ended_by = stopped
            return
        question = f"Is {self.agent} still being given? Its last dose is recent, and no order in force is on file."
        self._open(latest, question)

    def _long_ago(self, last: date) -> None:
        """The last dose lies so far back that the course has ended; a later order is a plan to begin again."""
        self._plan(self._drafts_in_time())
        for one in self._of("order", "taking"):
            if (
                one.act == "order"
                and one.authored is not None
                and one.authored.day.earliest > last
                and is_fresh(one, self.as_of, self.windows)
            ):
                self._plan([one])
            else:
                question = f"Has {self.agent} ended? It is on file as going on, but its last dose lies far back."
                self._unplaced(CURRENT, question, one)
        for one in self._of("held"):
            self._unplaced(CURRENT, f"Has {self.agent} ended? Its order is on hold.", one)

    def _open(self, latest: Course, question: str) -> None:
        """It isn't sure whether the course goes on: its doses stand as a course, and the current regimen stays open."""
        self._ask(CURRENT, question, [*latest.doses, *self._of("order", "taking", "held", "draft", "ended", "stopped")])
        self.account.unplaced += self._of("order", "held", "draft")

    # Without doses

    def _without_doses(self) -> None:
        for one in self._of("taking"):
            self._taking(one)
        if self.account.current is not None:
            self.account.continuing = [*self._of("order", "held"), *self._drafts_in_time()]
            return
        self._plan(self._drafts_in_time())
        for one in self._of("order"):
            if is_fresh(one, self.as_of, self.windows):
                self._plan([one])
            else:
                question = f"Has {self.agent} been given? An order is in force, and no dose is on file."
                self._unplaced(CURRENT, question, one)
        for one in self._of("held"):
            self._unplaced(CURRENT, f"Has {self.agent} been given? Its order is on hold, and no dose is on file.", one)
        ended = self._of("ended")
        if ended:
            self.account.prior = [Course(self.agent, ended)]
            self._ask(PRIOR, f"When was {self.agent} given? Its order was completed, and no dose is on file.", ended)
        self._asks_if_given("stopped", "Its order was stopped")
        self._asks_if_given("dispensed", "It was dispensed")

    def _asks_if_given(self, act: str, why: str) -> None:
        found = self._of(act)
        if found:
            self._ask(PRIOR, f"Was {self.agent} given? {why}, and no dose is on file.", found)

    def _taking(self, one: Event) -> None:
        """A statement that the drug is being taken, without any dose: believed while it is new."""
        said = one.authored or (one.at.first if one.at else None)
        end = one.at.last if one.at and one.at.last is not one.at.first else None
        if end is not None and end.day.latest < self.as_of:
            self._ask(PRIOR, f"Has {self.agent} ended? It is stated as taken, until a day that is past.", [one])
        elif said is not None and said.day.earliest >= self.as_of - timedelta(self.windows.plan_valid_days):
            if self.account.current is None:
                self.account.current = Course(self.agent, [one])
            else:
                self.account.current.doses.append(one)
        else:
            self._ask(CURRENT, f"Is {self.agent} being given? A statement says so that is old or undated.", [one])

    # Plans

    def _plan(self, orders: list[Event]) -> None:
        self.account.planned += orders

    def _drafts_in_time(self) -> list[Event]:
        """Drafts that aren't old. One without a date is taken as of today, as in an order that is being written."""
        edge = self.as_of - timedelta(self.windows.plan_valid_days)
        fresh = []
        for one in self._of("draft"):
            if (
                one.authored is None
                or one.authored.day.latest >= edge
                or (one.start and one.start.day.latest >= self.as_of)
            ):
                fresh.append(one)
            else:
                self._unplaced("therapy.planned", f"Is {self.agent} still planned? The draft of its order is old.", one)
        return fresh

    def _unplaced(self, path: str, question: str, order: Event) -> None:
        self._ask(path, question, [order])
        if order.resource.kind == "MedicationRequest":
            self.account.unplaced.append(order)


def first_day(one: Event) -> PartialDate | None:
    """The first day that an event tells of."""
    found = None if one.at is None else one.at.first or (one.at.last if one.act == "dose" else None)
    return None if found is None else found.day


def last_day(one: Event) -> PartialDate | None:
    """The last day that an event tells of; what is still being taken has none."""
    if one.act == "taking":
        return None
    found = None if one.at is None else one.at.last
    return None if found is None else found.day


def _is_newer(stopped: Event, others: list[Event]) -> bool:
    """Whether an order was surely written after all others; one without a date never was."""
    if stopped.authored is None:
        return False
    return all(one.authored is not None and one.authored.day.latest < stopped.authored.day.earliest for one in others)


def _day(day: PartialDate | None) -> date:
    return date.min if day is None else day.earliest
