"""What is gathered while resources are read: issues, questions, where facts are from, and what no code fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Place, Severity, in_order
from .codes import Entry
from .model import Provenance, Question

if TYPE_CHECKING:
    from .unfold import Resource

_NOT_READ_HINT = "nothing of them is in the profile"
_UNMAPPED_HINT = "`cd38rules fhir codes` lists the codes; a site's own can be added by a file"


class Notes:
    """Gathers, and gives everything in a fixed order at the end. Nothing said twice is told twice."""

    def __init__(self) -> None:
        self._issues: set[Diagnostic] = set()
        self._questions: dict[tuple[str, str], set[str]] = {}
        self._provenance: set[Provenance] = set()
        self._unmapped: dict[str, set[int]] = {}
        self._not_needed: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()
        self._holding: Counter[str] = Counter()

    def issue(
        self, code: str, message: str, ref: str, element: str = "", hint: str = "", severity: Severity = "warning"
    ) -> None:
        """Something that wasn't used, or was used with a doubt: the resource, and the FHIRPath in it."""
        place = f"{ref}: {element}" if element else ref
        self._issues.add(Diagnostic(f"fhir-{code}", message, (Place(place),), hint, severity))

    def add(self, issues: Iterable[Diagnostic]) -> None:
        """Issues that were made elsewhere."""
        self._issues.update(issues)

    def ask(self, path: str, question: str, *refs: str) -> None:
        """A question to a human; asked of several resources, it is one question."""
        self._questions.setdefault((_path(path), question), set()).update(refs)

    def used(
        self, path: str, ref: str, element: str, entry: Entry | None = None, unit: str = "", date: str = ""
    ) -> None:
        """A fact went into the profile."""
        path = _path(path)
        if entry is None:
            self._provenance.add(Provenance(path, ref, element, unit=unit, date=date))
            return
        self._provenance.add(Provenance(path, ref, element, entry.uri, entry.code, unit, date, entry.status))
        if entry.status != "V":
            known = "one weak source tells" if entry.status == "W" else "no source tells"
            message = f"is read by {entry.system} {entry.code}, which {known}"
            self.issue("code-weak", message, ref, hint="check it; a site's file of codes settles it", severity="info")

    def unmapped(self, resource: Resource) -> None:
        """A resource of a kind that is read, without a code that is known."""
        if not resource.is_doubtful:  # told when it was unfolded, and here more than once
            self._unmapped.setdefault(resource.kind, set()).add(id(resource))

    def account(self, resources: Iterable[Resource], orders: Iterable[str]) -> None:
        """Counts what had no part in anything: each resource that was read is told, asked about, or counted."""
        told = {one.resource for one in self._provenance} | set(orders)
        told |= {ref for refs in self._questions.values() for ref in refs}
        told |= {place.path.split(":")[0] for issue in self._issues for place in issue.places}
        for resource in resources:
            if resource.ref not in told and id(resource) not in self._unmapped.get(resource.kind, ()):
                self._not_needed[resource.kind] += 1

    def unread(self, kind: str) -> None:
        """A resource of a kind that isn't read."""
        self._unread[kind] += 1

    def holds_others(self, kind: str) -> None:
        """A resource with others inside that aren't read there."""
        self._holding[kind] += 1

    def provenance(self) -> tuple[Provenance, ...]:
        """Where the facts are from, by path."""
        return tuple(sorted(self._provenance))

    def questions(self) -> tuple[Question, ...]:
        """The questions, by path."""
        return tuple(
            sorted(Question(path, asked, tuple(sorted(refs))) for (path, asked), refs in self._questions.items())
        )

    def issues(self) -> tuple[Diagnostic, ...]:
        """The issues by place, with the counts of what wasn't looked at closely."""
        found = list(self._issues)
        for kind, ones in self._unmapped.items():
            message = f"{len(ones)} of these hold no code that is known here"
            found.append(Diagnostic("fhir-unmapped", message, (Place(kind),), _UNMAPPED_HINT, "info"))
        for kind, count in self._not_needed.items():
            message = f"{count} of these are known here and had no part: older results, or drugs without a regimen"
            found.append(Diagnostic("fhir-not-needed", message, (Place(kind),), "", "info"))
        for kind, count in self._unread.items():
            message = f"{count} resources of this type aren't read"
            found.append(Diagnostic("fhir-unread-type", message, (Place(kind),), _NOT_READ_HINT, "info"))
        for kind, count in self._holding.items():
            message = f"{count} of these hold resources inside (`contained`) that aren't read there"
            hint = "send them by themselves; only a Medication is read inside another resource"
            found.append(Diagnostic("fhir-contained", message, (Place(kind),), hint, "info"))
        return tuple(in_order(found))

    def forget(self, path: str) -> None:
        """Drops where a field, and all inside it, is from: it was taken out of the profile again."""
        inside = (f"{path}.", f"{path}[")
        self._provenance = {one for one in self._provenance if one.path != path and not one.path.startswith(inside)}


def _path(path: str) -> str:
    return path if path.startswith("$") else f"$.{path}"
