"""The note as HTML that prints on one sheet of A4: no script, no address, the same bytes for the same note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ..render.elements import Html, element, joined
from ..render.visible import visible
from . import words
from .fitting import fitted
from .model import Antibody, Entry, Note, Open, Said, is_open


def as_html(note: Note) -> str:
    """The page. What doesn't fit one sheet is left out and told on it (`fitting`).

    Its title doesn't name the patient: browsers make the name of a file from it.
    """
    note = fitted(note)
    head = joined(
        (
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            element("title", words.TITLE),
            element("style", Html(_style())),
        ),
        "\n",
    )
    body = joined((_header(note), element("main", joined(_sections(note), "\n")), _footer(note)), "\n")
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _header(note: Note) -> Html:
    who = element(
        "dl",
        element("div", element("dt", "Patient"), element("dd", element("bdi", visible(note.patient)))),
        element("div", element("dt", "Day of assessment"), element("dd", note.as_of)),
        class_="who",
    )
    marks = [element("strong", mark) for mark in note.marks]
    limits = element("p", joined((*marks, words.LIMITS), " "), class_="limits", role="note")
    emergency = [element("p", element("strong", words.EMERGENCY), class_="emergency")] if note.is_emergency else []
    return element("header", element("h1", words.TITLE), who, *emergency, limits)


def _sections(note: Note) -> Iterator[Html]:
    yield _section("antibodies", words.ANTIBODIES, *_antibodies(note))
    blood = (note.red_cells, note.typing, note.kell, note.laboratory)
    boxes = [
        element("div", element("h2", heading), _list(entries))
        for heading, entries in zip(words.BLOOD, blood, strict=True)
    ]
    yield element("section", *boxes, class_="boxes", aria_label="Red cells, typing, Kell and laboratory")
    said = element("ol", *map(_said, note.said)) if note.said else _nothing_said(note)
    yield _section("said", words.SAID, said)
    undecided = element("ul", *map(_open, note.undecided)) if note.undecided else _p(words.NOTHING_UNDECIDED)
    yield _section("undecided", words.UNDECIDED, undecided)
    conflicts = [element("li", visible(conflict)) for conflict in note.conflicts]
    yield _section("conflicts", words.CONFLICTS, element("ul", *conflicts) if conflicts else _p(words.NO_CONFLICT))
    yield from _run(words.SILENT, note.silent)
    yield from _run(words.BACKGROUND, note.background)
    if note.shortened:
        told = f"left out: {'; '.join(map(visible, note.shortened))}. {words.SHORTENED_END}"
        yield element("p", element("strong", words.SHORTENED), ": ", told, class_="shortened", role="note")


def _antibodies(note: Note) -> Iterator[Html]:
    if note.antibodies:
        heads = element("tr", *(element("th", word, scope="col") for word in words.ANTIBODY_HEADS))
        rows = element("tbody", *map(_row, note.antibodies))
        table = element("table", element("thead", heads), rows, aria_labelledby="antibodies")
        yield element("div", table, class_="wide", tabindex="0", role="region", aria_labelledby="antibodies")
    if note.regimens:
        said = [joined((f"{entry.label}: ", _value(entry.value))) for entry in note.regimens]
        yield element("p", joined(said, "; "), ".")


def _row(antibody: Antibody) -> Html:
    others = (antibody.agent, antibody.route, antibody.first_dose, antibody.last_dose, antibody.precision)
    cells = [element("td", _value(text)) for text in (*others, antibody.since)]
    return element("tr", element("th", antibody.role, scope="row"), *cells)


def _list(entries: Sequence[Entry]) -> Html:
    rows = (element("div", element("dt", entry.label), element("dd", _value(entry.value))) for entry in entries)
    return element("dl", *rows)


def _value(text: str) -> Html:
    """What is on record stands out; what isn't reads as such."""
    return element("span", text, class_="open") if is_open(text) else element("b", text)


def _said(said: Said) -> Html:
    kind = f"{said.severity} question" if said.kind == "question" else said.severity
    badge = element("span", kind, class_=f"badge {said.severity}")
    head = (badge, " ", element("strong", visible(said.summary)))
    source = element("span", visible(said.basis()), class_="source")
    if said.detail:
        return element("li", element("p", *head), element("p", visible(said.detail), " ", source))
    return element("li", element("p", *head, " ", source))


def _nothing_said(note: Note) -> Html:
    return _p(f"{words.NOTHING_SAID} {note.statement}")


def _open(entry: Open) -> Html:
    badge = [element("span", entry.severity, class_=f"badge {entry.severity}"), " "] if entry.severity else []
    facts = f"; open: {', '.join(map(visible, entry.facts))}"
    return element("li", *badge, element("strong", visible(entry.what)), facts)


def _run(heading: str, texts: Sequence[str]) -> Iterator[Html]:
    if texts:
        yield element("p", element("strong", heading), ": ", " ".join(map(visible, texts)), class_="run")


def _section(name: str, heading: str, *content: Html) -> Html:
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name)


def _footer(note: Note) -> Html:
    made = f"cd38rules {note.package_version}, {note.rulebook}, sha256 "
    return element("footer", _p(note.elsewhere), element("p", made, element("code", note.rulebook_sha256)))


def _p(text: str) -> Html:
    return element("p", text)
