"""One rule that applies, as an entry of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facts import ROLE_WORDS
from ..report import Advisory, EvidenceShown, FactMissing, FactUsed
from ..wording import figure_words
from .page import Brief, Entry, Part, Point

DAY_OF_REPORT = "assessment.date"  # it stands in the head


def entry_of(advisory: Advisory, under: Iterable[Advisory], *, alert: bool, errata_in_words: bool = True) -> Entry:
    """The full entry, with those shown under it. Only an alert has its severity as a word before it.

    An erratum of the entries under it stands in words, or by its number alone.
    """
    return Entry(
        severity=advisory.severity.upper() if alert else "",
        code=advisory.rule,
        about=about(advisory.roles, advisory.agents),
        summary=advisory.summary,
        detail=advisory.detail,
        parts=_parts(advisory),
        under=tuple(_covered_entry(covered, errata_in_words=errata_in_words) for covered in under),
    )


def brief_of(advisory: Advisory, *, alert: bool) -> Brief:
    """The entry in one run of words."""
    return Brief(
        severity=advisory.severity.upper() if alert else "",
        code=advisory.rule,
        about=about(advisory.roles, advisory.agents),
        summary=advisory.summary,
    )


def compact_of(advisory: Advisory, under: Iterable[Advisory], *, errata_in_words: bool) -> Entry:
    """A compact entry: what it says, why, where from, and its limits; errata in words, or by their numbers alone."""
    # Where it speaks of a group of rules, these are the reason: the facts behind all of them would fill a page.
    facts = () if advisory.concerns else advisory.facts_used
    return Entry(
        severity="",
        code=advisory.rule,
        about=about(advisory.roles, advisory.agents),
        summary=advisory.summary,
        detail=advisory.detail,
        parts=_run_together(
            ("Concerns", _ended(advisory.concerns)),
            ("Because", _ended(fact_words(fact) for fact in facts if fact.name != DAY_OF_REPORT)),
            ("Source", _sources(advisory)),
            ("Errata", _errata(advisory, in_words=errata_in_words)),
            ("Limits", advisory.caveats),
            ("Changed by", _ended(advisory.changes)),
        ),
        under=tuple(_covered_entry(covered, errata_in_words=errata_in_words) for covered in under),
    )


def _covered_entry(advisory: Advisory, *, errata_in_words: bool) -> Entry:
    return Entry(
        severity=advisory.severity.upper() if advisory.kind in ("advisory", "question") else "",
        code=advisory.rule,
        about=about(advisory.roles, advisory.agents),
        summary=advisory.summary,
        detail=advisory.detail,
        parts=_run_together(
            ("To record", map(_question, advisory.facts_missing)),
            ("Because", _ended(fact_words(fact) for fact in advisory.facts_used)),
            ("Assumed", _ended(f"{fact.label}: {fact.assumption}" for fact in advisory.facts_assumed)),
            ("Source", _sources(advisory)),
            ("Errata", _errata(advisory, in_words=errata_in_words)),
            ("Limits", advisory.caveats),
            ("Changed by", _ended(advisory.changes)),
        ),
    )


def about(roles: tuple[str, ...], agents: tuple[str, ...]) -> str:
    """The regimens that an entry speaks of.

    >>> about(("planned",), ("daratumumab",))
    'daratumumab (planned)'
    """
    words = [role_words(role) for role in roles]
    if len(words) == len(agents):
        return ", ".join(f"{agent} ({role})" for agent, role in zip(agents, words, strict=True))
    named = ", ".join(agents)
    return f"{named} ({', '.join(words)})" if named and words else named or ", ".join(words)


def role_words(role: str) -> str:
    """A role in plain words."""
    return ROLE_WORDS.get(role, role)


def fact_words(fact: FactUsed) -> str:
    """A fact with its value, unit and date."""
    value = f"{fact.value} {fact.unit}" if fact.unit else fact.value
    return f"{fact.label}: {value} ({fact.date})" if fact.date else f"{fact.label}: {value}"


def _parts(advisory: Advisory) -> tuple[Part, ...]:
    parts = (
        Part("To record", tuple(Point(_question(fact)) for fact in advisory.facts_missing)),
        Part("Because", tuple(Point(fact_words(fact)) for fact in advisory.facts_used)),
        Part("Assumed", tuple(Point(f"{fact.label}: {fact.assumption}") for fact in advisory.facts_assumed)),
        Part("Evidence", _evidence(advisory.evidence)),
        Part("Limits", tuple(map(Point, advisory.caveats))),
        Part("Changed by", tuple(map(Point, advisory.changes))),
        Part("Rule", tuple(map(Point, _rule(advisory)))),
    )
    return tuple(part for part in parts if part.points)


def _rule(advisory: Advisory) -> Iterable[str]:
    if advisory.condition:
        yield f"applies if {advisory.condition}"
    said = [f"version {advisory.version} ({advisory.status})", f"claim: {spaced(advisory.claim)}"]
    if advisory.audience:
        said.append("for " + ", ".join(map(spaced, advisory.audience)))
    yield "; ".join(said)


def _question(fact: FactMissing) -> str:
    asked = fact.question or fact.label
    if fact.recorded:
        return f"{asked} (recorded: {fact.recorded}, which isn't exact enough)"
    return f"{asked} ({fact.reason})" if fact.reason == "not exact enough" else asked


def _evidence(shown: tuple[EvidenceShown, ...]) -> tuple[Point, ...]:
    """The evidence in order; an erratum that stands under several of one entry is written out at the first."""
    told: set[str] = set()
    points = []
    for evidence in shown:
        notes = [_figure(evidence)] if evidence.kind == "figure" else []
        if evidence.kind == "gap":
            says = f"Not in the source: {evidence.says} ({evidence.citation})"
        else:
            says = evidence.says
            notes.append("; ".join(filter(None, (evidence.citation, evidence.design))))
        for erratum in evidence.errata:
            again = f"{erratum.partition(':')[0]}: as above"
            notes.append(f"Erratum {again if erratum in told else erratum}")
            told.add(erratum)
        points.append(Point(says, tuple(filter(None, notes))))
    return tuple(points)


def _figure(evidence: EvidenceShown) -> str:
    """A figure as printed, with everything that says how far it carries."""
    value = figure_words(evidence.value, evidence.unit, evidence.measure)
    said = [f"{evidence.measure}: {value}" if evidence.measure and value else value]
    said.append(f"arm: {evidence.arm}" if evidence.arm else "")
    said.append(f"compared with {evidence.comparator}" if evidence.comparator else "")
    said += [evidence.interval, evidence.p_value]
    said.append(f"n = {evidence.n}" if evidence.n.isdecimal() else f"n {evidence.n}" if evidence.n else "")
    said.append(evidence.population)
    said.append(f"data cut {evidence.data_cut}" if evidence.data_cut else "")
    return "; ".join(filter(None, said))


def _sources(advisory: Advisory) -> Iterable[str]:
    """Where the entry's statements stand, the places of one table or section drawn together."""
    said = [evidence for evidence in advisory.evidence if evidence.kind != "gap"] or list(advisory.evidence)
    return _ended(places_of(said))


def places_of(evidence: Iterable[EvidenceShown]) -> Iterator[str]:
    """`Leleu 2022: Table 3; IKEMA and CANDOR, ¶1, ¶2 [refs 54, 64]`, one for each source.

    A cell of a table stands as its table, a place in the text as its section and paragraph.
    """
    sources: dict[str, tuple[dict[str, dict[str, None]], set[int]]] = {}
    for entry in evidence:
        places, numbers = sources.setdefault(entry.citation.partition(f", {entry.location}")[0], ({}, set()))
        home, part = _home_and_part(entry.location)
        places.setdefault(home, {}).update({part: None} if part else {})
        numbers |= {int(found[1]) for reference in entry.references if (found := re.match(r"\[(\d+)\]", reference))}
    for source, (places, numbers) in sources.items():
        said = "; ".join(", ".join((home, *sorted(parts))) for home, parts in sorted(places.items()))
        refs = f" [{'ref' if len(numbers) == 1 else 'refs'} {', '.join(map(str, sorted(numbers)))}]" if numbers else ""
        yield f"{source}: {said}{refs}"


def _home_and_part(location: str) -> tuple[str, str]:
    if found := re.match(r"(Table \d+)(?:, (footnote .+|caveat))?", location):
        return found[1], found[2] or ""
    home, _, part = location.rpartition(", ")
    return (home, part) if home and part.startswith("¶") else (location, "")


def errata_of(advisory: Advisory) -> Iterable[str]:
    """The errata of what an entry cites, each once, as `X9: what is wrong`."""
    return dict.fromkeys(erratum for evidence in advisory.evidence for erratum in evidence.errata)


def _errata(advisory: Advisory, *, in_words: bool) -> Iterable[str]:
    errata = sorted(errata_of(advisory), key=by_number)
    return errata if in_words else filter(None, (", ".join(erratum.partition(":")[0] for erratum in errata),))


def by_number(entry: str) -> tuple[int, str]:
    """The order of references and errata: `[12] Usmani ...` by 12, `X9: ...` by 9."""
    number = entry.lstrip("[X").partition("]")[0].partition(":")[0]
    return (int(number) if number.isdecimal() else 0), entry


def _run_together(*labelled: tuple[str, Iterable[str]]) -> tuple[Part, ...]:
    joined = ((label, " ".join(words)) for label, words in labelled)
    return tuple(Part(label, (Point(words),)) for label, words in joined if words)


def _ended(statements: Iterable[str]) -> Iterable[str]:
    """Statements with what keeps them apart in one line: a semicolon, and a full stop after the last."""
    words = [statement.rstrip() for statement in statements]
    for statement in words[:-1]:
        yield f"{statement};"
    if words:
        yield words[-1] if words[-1].endswith(".") else f"{words[-1]}."


def spaced(name: str) -> str:
    """A name of the rule language as words.

    >>> spaced("expert-review")
    'expert review'
    """
    return name.replace("-", " ").replace("_", " ")
