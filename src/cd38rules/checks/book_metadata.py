"""What the book says about itself agrees with what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import did_you_mean
from ..rules.about import NOT_RELEASED
from ..rules.book import RuleBook
from .check import Found


def topics_covered(book: RuleBook) -> Iterator[Found]:
    """Every topic of the book stands in `coverage.yaml` as covered, and nothing else does.

    Every report lists what is covered and what isn't: a topic that is missing there would be read as either.
    """
    covered = {item.id: item for item in book.coverage if item.covered}
    for topic in book.topics:
        if topic.id not in covered:
            yield Found(f"the topic `{topic.id}` isn't listed as covered", topic.place, "add it to coverage.yaml")
    for item in book.coverage:
        if item.covered and item.id not in book.topic_order:
            hint = did_you_mean(item.id, book.topic_order, "name a topic of rulebook.yaml")
            yield Found(f"`{item.id}` is listed as covered and is no topic", item.place, hint)
        if not item.covered and item.id in book.topic_order:
            message = f"the topic `{item.id}` is listed as not covered"
            yield Found(message, item.place, "list it as covered, or rename the subject")


def attributes_agree(book: RuleBook) -> Iterator[Found]:
    """The source attributes say the same as the book: its developer and dates, its sources and their dates."""
    about = book.about
    wanted = {
        "bibliographic_citation": [source.doi for source in book.catalogue.sources],
        "developer": [about.developer],
        "release_and_revision_dates": [
            about.released,
            about.revised,
            *(str(day) for source in book.catalogue.sources for day in (source.published, source.evidence_as_of)),
        ],
    }
    for attribute in about.attributes:
        for words in wanted.get(attribute.id, ()):
            if words not in attribute.answer:
                message = f"the attribute `{attribute.id}` doesn't say `{words}`"
                yield Found(message, attribute.place, "make it agree with rulebook.yaml and source.yaml")
    if about.released not in (NOT_RELEASED, "") and about.revised < about.released:
        places = [attribute.place for attribute in about.attributes if attribute.id == "release_and_revision_dates"]
        yield from (Found("the revision lies before the release", place, "correct `revised`") for place in places)


def concept_used(book: RuleBook) -> Iterator[Found]:
    """Every concept decides something: a rule, or a choice that a rule makes, builds on it.

    A reader would take one that nothing builds on for a condition of the advice.
    """
    for concept in book.concepts.values():
        if not book.deciding(f"concept:{concept.id}"):
            yield Found(f"no rule builds on the concept `{concept.id}`", concept.place, "use it, or remove its file")


def review_stale(book: RuleBook) -> Iterator[Found]:
    """The latest review of a rule is one of its present content.

    Who signed an earlier content hasn't signed what is shown now.
    """
    for rule in {record.rule: None for record in book.sign_offs}:
        state = book.review_of(rule)
        if state.state == "stale":
            latest = state.records[0]
            message = f"`{rule}` has changed since the review of {latest.date}"
            yield Found(message, latest.place, "have it reviewed anew; `cd38rules rules review` prints the record")
