"""Courses and orders of all antibodies to the therapy of a profile: planned, current, and prior courses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from .antibodies import Account, Course, account_of, first_day
from .last_dose import why
from .medications import ANTIBODIES, Event, MedicationReader
from .model import Order, Role
from .partners import Partners
from .scene import Scene
from .windows import Windows

PLANS: tuple[Role, Role] = ("planned", "planned_alternative")


class Therapy:
    """Puts the therapy into the profile; `orders` are the orders that are a draft or in force."""

    def __init__(self, scene: Scene, reader: MedicationReader, partners: Partners, windows: Windows) -> None:
        self.scene, self.reader, self.partners, self.windows = scene, reader, partners, windows
        self.orders: list[Order] = []

    def finish(self) -> None:
        """Reads all events of antibodies."""
        accounts = [self._account(agent) for agent in ANTIBODIES]
        self._only_one_current(accounts)
        for account in accounts:
            if account.current is not None:
                self._current(account, account.current)
            for one in account.unplaced:
                self._order(one, None)
        self._plans([account for account in accounts if account.planned])
        prior = [course for account in accounts for course in account.prior]
        self._prior(sorted(prior, key=_course_order))

    def _account(self, agent: str) -> Account:
        return account_of(agent, self.reader, self.scene.as_of, self.windows, self.scene.notes)

    def _only_one_current(self, accounts: list[Account]) -> None:
        current = [account for account in accounts if account.current is not None]
        if len(current) < 2:
            return
        refs = [one.ref for account in current if account.current for one in account.current.doses]
        question = "Which anti-CD38 antibody is being given? Records tell of more than one."
        self.scene.notes.ask("therapy.current", question, *refs)
        for account in current:
            if account.current is not None:
                account.prior.append(account.current)
                account.current = None
            account.unplaced += account.continuing
            account.continuing = []

    def _current(self, account: Account, course: Course) -> None:
        path = "therapy.current"
        record: dict[str, Any] = {"agent": account.agent}
        orders = account.continuing
        self._used(f"{path}.agent", course.doses)
        if route := self._route(path, course.doses or orders, latest_only=True):
            record["route"] = route
        first, last = course.first(), course.last()
        if first is not None and self._is_whole(course, account):
            record["start_date"] = first.text
            self._used(f"{path}.start_date", [one for one in course.doses if _tells(one, first.text)])
            if course.doubted:
                question = f"How many doses of {account.agent} were given? What some records mean can't be told."
                self.scene.notes.ask(f"{path}.doses_given", question, *(one.ref for one in course.doubted))
            elif (count := self._count(course)) is not None:
                record["doses_given"] = count
                self._used(f"{path}.doses_given", course.doses)
        elif first is not None:
            question = (
                f"When was the first dose of {account.agent}, and how many were given? Earlier ones may be missing."
            )
            self.scene.notes.ask(
                f"{path}.start_date", question, *(one.ref for one in (*course.doses, *orders, *account.stated))
            )
        if last is not None:
            record["last_dose_date"] = last.text
            self._used(f"{path}.last_dose_date", [one for one in course.doses if _tells(one, last.text)])
        self._ask_of_later(path, course)
        self._partners(path, record, account.agent, [*course.doses, *orders], course)
        self.scene.draft.put(path, record)
        for one in orders:
            self._order(one, "current")

    def _is_whole(self, course: Course, account: Account) -> bool:
        """Whether nothing was in force so long before the first dose on file that doses may be missing."""
        first = course.first()
        if first is None:
            return False
        days = [first_day(one) for one in course.doubted]
        if any(day is None or day.earliest < first.latest for day in days):
            return False
        edge = first.earliest - timedelta(self.windows.current_within_days)
        begun = [one.authored for one in account.continuing if one.act in ("order", "held")]
        begun += [one.at.first for one in account.stated if one.at is not None]
        return all(time is None or time.day.latest >= edge for time in begun)

    def _count(self, course: Course) -> int | None:
        """Doses on days of their own; None where one isn't known to the day. A split dose counts as one."""
        days = set()
        for one in course.doses:
            if one.act != "dose" or one.at is None or one.at.first is None or one.at.last is None:
                return None
            if one.at.first.day != one.at.last.day or len(one.at.first.day.text) != 10:
                return None
            days.add(one.at.first.day.earliest)
        count, before = 0, None
        for day in sorted(days):
            if before is None or day > before + timedelta(self.windows.split_dose_days):
                count, before = count + 1, day
        return count

    def _plans(self, accounts: list[Account]) -> None:
        if len(accounts) > len(PLANS):
            orders = [one for account in accounts for one in account.planned]
            question = "Which anti-CD38 antibody is planned? There are orders of more than two."
            self.scene.notes.ask("therapy.planned", question, *(one.ref for one in orders))
            for one in orders:
                self._order(one, None)
            return
        # An order in force comes before a draft; else the names of the agents decide, for one plan must be the first.
        ranked = sorted(
            accounts, key=lambda account: (all(one.act == "draft" for one in account.planned), account.agent)
        )
        for role, account in zip(PLANS, ranked, strict=False):
            self._plan(f"therapy.{role}", role, account)
        if len(accounts) == len(PLANS):
            question = "Which anti-CD38 antibody is planned? There are orders of two; one is read as the alternative."
            refs = [one.ref for account in accounts for one in account.planned]
            self.scene.notes.ask("therapy.planned", question, *refs)

    def _plan(self, path: str, role: Role, account: Account) -> None:
        orders = account.planned
        record: dict[str, Any] = {"agent": account.agent}
        self._used(f"{path}.agent", orders)
        if route := self._route(path, orders):
            record["route"] = route
        starts = [one.start for one in orders if one.start is not None and one.start.day.latest >= self.scene.as_of]
        if starts:
            record["start_date"] = min(starts, key=lambda start: start.day.earliest).day.text
            self._used(f"{path}.start_date", [one for one in orders if one.start in starts])
        if not self.reader.has_administrations and any(one.act == "order" for one in orders):
            question = f"Has a first dose of {account.agent} been given? No dose of any drug is on file."
            self.scene.notes.ask(path, question, *(one.ref for one in orders))
        self._partners(path, record, account.agent, orders, None)
        self.scene.draft.put(path, record)
        for one in orders:
            self._order(one, role)

    def _prior(self, courses: list[Course]) -> None:
        records = []
        for index, course in enumerate(courses):
            path = f"therapy.prior[{index}]"
            record: dict[str, Any] = {"agent": course.agent}
            self._used(f"{path}.agent", course.doses)
            self._used(path, course.ended_by)
            if route := self._route(path, course.doses):
                record["route"] = route
            for name, day in (("first_dose_date", course.first()), ("last_dose_date", course.last())):
                if day is not None:
                    record[name] = day.text
                    self._used(f"{path}.{name}", [one for one in course.doses if _tells(one, day.text)])
            self._ask_of_later(path, course)
            self._partners(path, record, course.agent, course.doses, course)
            records.append(record)
        if not records:
            self._doubt_none()
            return
        if self.scene.draft.data.get("therapy", {}).get("prior") == []:
            question = "Was an anti-CD38 antibody given before? It is stated that none was, and doses are on file."
            self.scene.notes.ask("therapy.prior", question, *(one.ref for course in courses for one in course.doses))
            self.scene.notes.forget("$.therapy.prior")
        self.scene.draft.put("therapy.prior", records)

    def _doubt_none(self) -> None:
        """A statement that no antibody was given doesn't stand beside a record that may be of a dose."""
        therapy = self.scene.draft.data.get("therapy", {})
        given = [one for one in self.reader.events if one.drug in ANTIBODIES and one.act in ("unsure", "dispensed")]
        given += [one for one in self.reader.unreadable if one.act in ("dose", "taken", "unsure", "dispensed")]
        if therapy.get("prior") != [] or not given:
            return
        question = "Was an anti-CD38 antibody given before? It is stated that none was, and a record may be of a dose."
        self.scene.notes.ask("therapy.prior", question, *(one.ref for one in given))
        self.scene.notes.forget("$.therapy.prior")
        del therapy["prior"]
        if not therapy:
            del self.scene.draft.data["therapy"]

    def _ask_of_later(self, path: str, course: Course) -> None:
        if course.followed_by:
            question = (
                f"When was the last dose of {course.agent}? Later ones may be missing: {why(course.followed_by)}."
            )
            self.scene.notes.ask(f"{path}.last_dose_date", question, *(one.ref for one in course.followed_by))

    def _partners(
        self, path: str, record: dict[str, Any], agent: str, events: list[Event], course: Course | None
    ) -> None:
        found = self.partners.of(path, agent, events, course)
        if found is not None:
            record["partner_drugs"] = found

    def _route(self, path: str, events: list[Event], *, latest_only: bool = False) -> str:
        """The route that all events share, or the one of the latest dose; asked about where they differ."""
        told = [one for one in events if one.route]
        if latest_only and told:
            days = [(one.at.last.day.latest, one) for one in told if one.at is not None and one.at.last is not None]
            if days:
                newest = max(day for day, _ in days)
                told = [one for day, one in days if day == newest]
        routes = {one.route for one in told}
        if len(routes) == 1:
            self._used(f"{path}.route", told)
            return routes.pop()
        if routes:
            self.scene.notes.ask(
                f"{path}.route", "By which route is it given? The records differ.", *(o.ref for o in told)
            )
        return ""

    def _order(self, one: Event, role: Role | None) -> None:
        self.orders.append(Order(one.ref, role, one.drug, one.route or None, _status(one)))

    def _used(self, path: str, events: Iterable[Event]) -> None:
        for one in events:
            time = (one.at.last or one.at.first) if one.at else one.authored
            self.scene.notes.used(f"$.{path}", one.ref, one.element, one.entry, date=time.day.text if time else "")


def _status(one: Event) -> str:
    status = one.resource.data.get("status")
    return status if isinstance(status, str) else ""


def _tells(one: Event, day: str) -> bool:
    return one.at is not None and day in {point.day.text for point in (one.at.first, one.at.last) if point is not None}


def _course_order(course: Course) -> tuple[str, str, list[str]]:
    first = course.first() or course.last()
    return first.text if first else "", course.agent, sorted(one.ref for one in course.doses)
