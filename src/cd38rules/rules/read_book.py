"""`rulebook.yaml` and `coverage.yaml`: what the book says about itself, its topics, what it covers and what it doesn't.

Faults are collected; nothing is raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..diagnostics import Diagnostic, Place, did_you_mean
from .about import ATTRIBUTES, NOT_RELEASED, About, SourceAttribute
from .evidence import EvidenceCatalogue
from .fields import Fields
from .located import Located, shown_word
from .model import CoverageItem, Topic

BOOK_FILE, COVERAGE_FILE = "rulebook.yaml", "coverage.yaml"
FAMILY = "book"


@dataclass(frozen=True, slots=True)
class Head:
    """`rulebook.yaml` as read; empty where there is none."""

    name: str = ""
    version: str = ""
    title: str = ""
    intended_use: str = ""
    about: About = field(default_factory=About)
    topics: tuple[Topic, ...] = ()


def read_head(documents: Mapping[str, Located | None], faults: list[Diagnostic]) -> Head:
    """The head of the book. `documents` maps the paths to what could be read of the files."""
    fields = _file(documents, BOOK_FILE, "the rule book", "it names the book, its version, use and topics", faults)
    if fields is None:
        return Head()
    head = Head(
        name=fields.text("name"),
        version=fields.text("version"),
        title=fields.text("title"),
        intended_use=_folded(fields, "intended_use"),
        about=About(
            intended_users=fields.texts("intended_users"),
            population=_folded(fields, "population"),
            not_for=fields.texts("not_for"),
            known_limits=fields.texts("known_limits"),
            developer=_folded(fields, "developer"),
            released=_day(fields, "released", NOT_RELEASED),
            revised=_day(fields, "revised"),
            attributes=_attributes(fields, faults),
        ),
        topics=_topics(fields, faults),
    )
    fields.done()
    return head


def read_coverage(
    documents: Mapping[str, Located | None],
    catalogue: EvidenceCatalogue,
    faults: list[Diagnostic],
    evidence_unread: bool = False,
) -> tuple[CoverageItem, ...]:
    """What is covered and what isn't, in the order of the file.

    With `evidence_unread` a gap that isn't found is let pass: it may stand in a file that couldn't be read.
    """
    fields = _file(documents, COVERAGE_FILE, "the coverage", "it lists what is covered and what isn't", faults)
    if fields is None:
        return ()
    items: list[CoverageItem] = []
    for key in ("covered", "not_covered"):
        for located in fields.mappings(key):
            entry = Fields(located, "a coverage entry", faults, FAMILY)
            item = CoverageItem(
                id=entry.text("id"),
                text=_folded(entry, "text"),
                covered=key == "covered",
                also=entry.texts("also", required=False),
                gap=entry.text("gap", required=False) if key == "not_covered" else "",
                place=located.place,
            )
            entry.done()
            _check_item(item, items, entry, catalogue, faults, evidence_unread)
            items.append(item)
    fields.done()
    return tuple(items)


def _check_item(
    item: CoverageItem,
    earlier: list[CoverageItem],
    entry: Fields,
    catalogue: EvidenceCatalogue,
    faults: list[Diagnostic],
    evidence_unread: bool,
) -> None:
    if item.id and item.id in [other.id for other in earlier]:
        message = f"the subject `{shown_word(item.id)}` stands twice"
        entry.fault("duplicate", message, entry.place("id"), "keep one of them")
    gap = catalogue.get(item.gap)
    if gap is not None and gap.kind != "gap":
        message, places = f"`{item.gap}` is a {gap.kind}, cited as a gap", (entry.place("gap"), gap.place)
        faults.append(Diagnostic("evidence-kind-mismatch", message, places, "cite a gap, or leave it out"))
    elif gap is None and item.gap and not evidence_unread:
        hint = did_you_mean(item.gap, catalogue.ids, "see `cd38rules evidence show`")
        message = f"there is no evidence `{shown_word(item.gap)}`"
        faults.append(Diagnostic("unknown-evidence", message, (entry.place("gap"),), hint))


def _file(
    documents: Mapping[str, Located | None], path: str, what: str, purpose: str, faults: list[Diagnostic]
) -> Fields | None:
    document = documents.get(path)
    if document is not None:
        return Fields(document, what, faults, FAMILY)
    if path not in documents:
        faults.append(Diagnostic("book-missing", f"there is no {path}", (Place(path, 1, 1),), purpose))
    return None


def _attributes(fields: Fields, faults: list[Diagnostic]) -> tuple[SourceAttribute, ...]:
    node = fields.value("source_attributes")
    if node is None:
        return ()
    entry = Fields(node, "the list of source attributes", faults, FAMILY)
    found = [SourceAttribute(key, _folded(entry, key), entry.place(key)) for key in ATTRIBUTES]
    entry.done()
    return tuple(found)


def _topics(fields: Fields, faults: list[Diagnostic]) -> tuple[Topic, ...]:
    topics: list[Topic] = []
    for item in fields.mappings("topics"):
        entry = Fields(item, "a topic", faults, FAMILY)
        topic = Topic(entry.text("id"), entry.text("letter"), entry.text("title"), item.place)
        entry.done()
        if topic.id in [earlier.id for earlier in topics]:
            message = f"the topic `{shown_word(topic.id)}` stands twice"
            entry.fault("duplicate", message, entry.place("id"), "keep one of them")
        topics.append(topic)
    return tuple(topics)


def _folded(fields: Fields, key: str) -> str:
    return " ".join(fields.text(key).split())


def _day(fields: Fields, key: str, otherwise: str = "") -> str:
    """A date as it is written, or the words that stand for none."""
    if otherwise and (value := fields.value(key, required=False)) is not None and value.value == otherwise:
        return otherwise
    day = fields.day(key)
    return "" if day == date.min else day.isoformat()
