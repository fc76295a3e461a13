"""Proof that the evidence says what its source prints: every figure, statement, gap and reference against the text.

A text search has limits; what it can't prove is listed in the result and never counted as proved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, in_order
from ..rules.evidence import Evidence, EvidenceCatalogue, Location, Reference, Source
from ..rules.evidence_text import find_whole, levelled, occurrences, stands_in
from .patient_numbers import wrong_number
from .source_tables import ARM, begins
from .source_text import NotThere, Passage, SourceText, parse_source_text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_REACH = 80  # characters from the start of a figure within which its interval must follow

_LIMITS = (
    "that the plain sentence of an entry (`says`) is a fair reading of the passage",
    "that unit, measure, population, design and data cut are right, and the arm where `arm_printed` isn't given",
    "that a number of patients (n) is the figure's denominator: only that it is printed for the arm or study named",
    "that a cited reference supports the figure: only that the next citation, or the table's header, names it",
    "that the source is silent: only that the terms of a gap occur as often as stated where it was checked",
    "that an erratum is one: only that its places exist",
)


@dataclass(frozen=True, slots=True)
class EntryResult:
    """What became of one entry; proved if it has no failures. `unproved` says what was left open for it."""

    id: str
    kind: str
    failures: tuple[Diagnostic, ...] = ()
    unproved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome for one source. `unproved` holds what a text search can't prove, general things first."""

    source: str
    results: tuple[EntryResult, ...]
    failures: tuple[Diagnostic, ...]
    unproved: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that can be proved is."""
        return not self.failures

    def checked(self, kind: str) -> int:
        """How many entries of a kind (figure, statement, gap, reference, erratum) were looked up."""
        return sum(result.kind == kind for result in self.results)

    def summary(self) -> str:
        """One line: `leleu-2022: 30 figures, 40 statements, ... checked; 0 failures; 7 points can't be proved`."""
        counts = Counter(result.kind for result in self.results)
        kinds = ("figure", "statement", "gap", "reference")
        parts = [f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in kinds]
        parts.append(f"{counts['erratum']} errata")
        failed = f"{len(self.failures)} failure{'' if len(self.failures) == 1 else 's'}"
        return f"{self.source}: {', '.join(parts)} checked; {failed}; {len(self.unproved)} points can't be proved"


def verify(catalogue: EvidenceCatalogue, source_text: str, source_id: str = "") -> Verification:
    """Checks one source's entries, references and errata against the plain text of its article.

    `source_id` may be left out if the catalogue has one source. Raises KeyError if the source isn't in the catalogue.
    """
    wanted = [s for s in catalogue.sources if s.id == source_id or (not source_id and len(catalogue.sources) == 1)]
    if not wanted:
        raise KeyError(f"no single source to verify; known: {', '.join(s.id for s in catalogue.sources)}")
    source = wanted[0]
    text = parse_source_text(source_text, source.sections, source.furniture)
    results = [_entry(entry, text) for entry in catalogue.of_source(source.id)]
    results += [_reference(r, text) for r in catalogue.references if r.source == source.id]
    for erratum in catalogue.errata:
        if erratum.source == source.id:
            lost = tuple(_lost(place, where, erratum.id) for where in erratum.where for place in [text.at(where)])
            results.append(EntryResult(erratum.id, "erratum", tuple(filter(None, lost))))
    failures, unproved = _source(source, text)
    for result in results:
        failures += result.failures
    return Verification(
        source=source.id,
        results=tuple(results),
        failures=tuple(in_order(failures)),
        unproved=(*_LIMITS, *unproved, *(f"`{r.id}`: {what}" for r in results for what in r.unproved)),
    )


def _entry(entry: Evidence, text: SourceText) -> EntryResult:
    if entry.kind == "gap":
        return EntryResult(entry.id, entry.kind, tuple(_gap(entry, text)))
    passage = text.at(entry.location)
    lost = _lost(passage, entry.location, entry.id, entry.place)
    if lost or isinstance(passage, NotThere):
        return EntryResult(entry.id, entry.kind, (lost,) if lost else ())
    failures: list[Diagnostic] = []
    end = start = 0
    for fragment in entry.printed:
        wanted = levelled(fragment)
        position = find_whole(wanted, passage.text)
        if position < 0:
            failures.append(_not_printed(entry, fragment, passage, text))
        else:
            start, end = position, max(end, position + len(wanted))
    for again in entry.also:
        place = text.at(again.location)
        if isinstance(place, NotThere):
            failures += filter(None, [_lost(place, again.location, entry.id, entry.place)])
        elif find_whole(levelled(again.printed), place.text) < 0:
            failures.append(_not_printed(entry, again.printed, place, text))
    if wrong := wrong_number(entry, passage, text):
        failures.append(_fault(entry, "evidence-n", *wrong))
    if not failures:
        failures += _figure(entry, passage, start, text) if entry.kind == "figure" else ()
        failures += _cited(entry, passage, end)
    return EntryResult(entry.id, entry.kind, tuple(failures), tuple(_open_points(entry, passage)))


def _figure(entry: Evidence, passage: Passage, start: int, text: SourceText) -> Iterator[Diagnostic]:
    printed = entry.printed[0] if entry.printed else ""
    if not stands_in(entry.value, printed):
        yield _fault(entry, "evidence-value", f"the value `{entry.value}` doesn't stand in its printed fragment")
    if entry.arm_printed and not _names_arm(levelled(entry.arm_printed), levelled(printed), passage):
        where = f"it stands under {' > '.join(passage.headings)}" if passage.headings else f"the fragment is: {printed}"
        yield _fault(entry, "evidence-arm", f"`{entry.arm_printed}` doesn't name the arm of the figure", where)
    if entry.interval:
        low_high = f"{entry.interval.low}–{entry.interval.high}"
        level = entry.interval.level.replace(" ", "")
        full = re.compile(rf"{re.escape(level)} CI,? {re.escape(low_high)}(?![\d.]*\d)")
        in_reach = passage.text[start : start + _REACH] if not passage.headings else passage.text
        by_heading = any(f"{level} CI" in heading for heading in passage.headings) and stands_in(low_high, in_reach)
        if not (full.search(in_reach) or by_heading):
            hint = f"it reads there: {_excerpt(passage.text, start)}"
            yield _fault(entry, "evidence-interval", f"the interval {entry.interval} doesn't follow the figure", hint)
    if entry.means and not text.explains(entry.location, entry.value, entry.means):
        message = f"the table doesn't say that `{entry.value}` stands for `{entry.means}`"
        yield _fault(entry, "evidence-means", message, "see its abbreviations")
    if entry.p:
        position = find_whole(levelled(entry.p.value), passage.text)
        if position < 0:
            yield _fault(entry, "evidence-p", f"the P value {entry.p.value} isn't printed at {entry.location}")
        else:
            before = passage.text[max(0, position - 20) : position].casefold()
            said = next((word for word in ("one-sided", "two-sided") if word in before), "not stated")
            if said != entry.p.sided:
                message = f"the P value is given as {entry.p.sided}"
                yield _fault(entry, "evidence-p", message, f"its sidedness is printed as: {said}")


def _names_arm(arm: str, printed: str, passage: Passage) -> bool:
    if not passage.headings:
        return find_whole(arm, printed) >= 0
    lowest = passage.headings[-1]
    return any(begins(heading, arm) for heading in ((lowest,) if ARM.match(lowest) else passage.headings))


def _cited(entry: Evidence, passage: Passage, end: int) -> Iterator[Diagnostic]:
    near = passage.citations if passage.header_citations is not None else passage.citations_after(end)
    near = near or passage.citations
    for reference in entry.references:
        if reference.number not in near:
            stands = "nothing is cited there" if not near else f"cited there: {_numbers(near)}"
            also = "; it is cited elsewhere in the passage" if reference.number in passage.citations else ""
            message = f"reference {reference.number} isn't cited for this at {entry.location}"
            yield _fault(entry, "evidence-citation", message, stands + also)


def _open_points(entry: Evidence, passage: Passage) -> Iterator[str]:
    if entry.kind == "figure" and entry.n is None:
        yield "n is `not given`: that no number is given can't be searched"
    if entry.references and not passage.citations:
        yield "the passage cites nothing, so its references can't be checked"


def _not_printed(entry: Evidence, fragment: str, passage: Passage, text: SourceText) -> Diagnostic:
    wanted = levelled(fragment)
    hints: list[str] = []
    if near := _with_other_numbers(wanted, passage.text):
        hints.append(f"there the source prints `{near}`")
    elsewhere = [p for p in text.passages() if find_whole(wanted, p.text) >= 0 and p.location != passage.location]
    if elsewhere:
        hints.append("it stands at " + "; ".join(str(p.location) for p in elsewhere[:3]))
    if not hints and passage.headings:
        hints.append(f"the cell reads: {passage.text or 'nothing'}")
    message = f"`{fragment}` isn't printed at {entry.location}"
    return _fault(entry, "evidence-not-printed", message, "; ".join(hints) or "it stands nowhere in the source")


def _with_other_numbers(wanted: str, text: str) -> str:
    """What the text prints with the words of `wanted` but other numbers."""
    pieces = [re.escape(piece) for piece in re.split(r"\d+(?:\.\d+)?", wanted)]
    if len(pieces) < 2 or sum(len(piece) for piece in pieces) < 4:
        return ""
    found = re.search(r"\d+(?:\.\d+)?".join(pieces), text)
    return found[0] if found else ""


def _gap(entry: Evidence, text: SourceText) -> Iterator[Diagnostic]:
    location = entry.location
    if location.article:
        searched = text.whole()
    elif location.sections:
        paragraphs = [paragraph for heading in location.sections for paragraph in text.section(heading)]
        searched = [(Location(section=p.section, paragraph=p.number), p.text) for p in paragraphs]
    else:
        passage = text.at(location)
        lost = _lost(passage, location, entry.id, entry.place)
        if lost or isinstance(passage, NotThere):
            yield from filter(None, [lost])
            return
        searched = [(location, passage.text)]
    if not searched:
        yield _fault(entry, "evidence-place", "the sections of the gap hold no text", "check the headings")
    for term in entry.occurs:
        counts = [(where, occurrences(term.term, passage_text)) for where, passage_text in searched]
        total = sum(count for _, count in counts)
        if total != term.times:
            message = f"`{term.term}` occurs {total} times in {location}, not {term.times}"
            yield _fault(entry, "evidence-gap", message, "it stands at " + "; ".join(str(w) for w, c in counts if c))


def _reference(reference: Reference, text: SourceText) -> EntryResult:
    own_id = f"{reference.source}/[{reference.number}]"
    printed, _ = text.references.get(reference.number, ("", 0))
    failures: list[Diagnostic] = []
    fields = ("authors", "title", "where", "pages", "url", "identifier", "accessed")
    values = [(name, getattr(reference, name)) for name in fields] + [("year", str(reference.year or ""))]
    for name, value in values:
        if value and find_whole(levelled(value), printed) < 0:
            message = f"the {name} of reference {reference.number}, `{value}`, isn't printed in that entry"
            others = [n for n, (entry, _) in text.references.items() if find_whole(levelled(value), entry) >= 0]
            telling = bool(others) and name not in ("year", "accessed")
            hint = f"reference {others[0]} has it" if telling else f"it reads: {printed}"
            failures.append(Diagnostic("evidence-reference", message, (reference.place,), hint))
    unproved = () if reference.year else ("that the entry prints no year of publication",)
    return EntryResult(own_id, "reference", tuple(failures), unproved)


def _source(source: Source, text: SourceText) -> tuple[list[Diagnostic], list[str]]:
    failures = [
        Diagnostic("evidence-heading", f"the source has no heading `{heading}` in that order", (source.place,))
        for heading in text.missing_headings
    ]
    for line in text.misnumbered:
        message = f"line {line} of the source breaks the numbering of its references"
        failures.append(Diagnostic("evidence-reference", message, (source.place,)))
    days = (("Received", source.received), ("Accepted", source.accepted), ("Published online", source.published))
    for what, printed in (
        ("title", source.title),
        *((f"author {author}", author) for author in source.authors),
        *((what, f"{what}: {day.day} {_MONTHS[day.month - 1]} {day.year}") for what, day in days),
    ):
        if find_whole(levelled(printed), _without_raised(text.front)) < 0:
            message = f"the {what}, `{printed}`, isn't printed in the front matter"
            failures.append(Diagnostic("evidence-source", message, (source.place,)))
    everything = " ".join(t for _, t in text.whole()) + text.front
    ids = (("doi", source.doi), ("pmcid", source.pmcid), ("journal", source.journal))
    unproved = [f"the {name} {value}: it isn't printed in the text" for name, value in ids if value not in everything]
    unproved.append("that funding and interests are summarised fairly")
    return failures, [f"`{source.id}`: {what}" for what in unproved]


def _without_raised(text: str) -> str:
    return re.sub(r"[⁰¹²³⁴-⁹]+", " ", text)


def _lost(passage: Passage | NotThere, where: Location, name: str, place: Place | None = None) -> Diagnostic | None:
    if isinstance(passage, Passage):
        return None
    return Diagnostic("evidence-place", f"`{name}`: {passage.message}", (place or where.place,), passage.hint)


def _fault(entry: Evidence, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, f"`{entry.id}`: {message}", (entry.place,), hint)


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


def _excerpt(text: str, start: int) -> str:
    return text[start : start + _REACH].strip()
