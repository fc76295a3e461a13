"""From a word that somebody types to the subjects of the coverage list, and to the rules that name it."""

from __future__ import annotations

import re

from .book import RuleBook
from .model import CoverageItem, Rule

_WORD = re.compile(r"[^\W_]+")


def subjects_named(book: RuleBook, typed: str) -> tuple[CoverageItem, ...]:
    """The subjects that are called so, or else those whose names hold every word of it; in the order of the list."""
    wanted = _words(typed)
    if not wanted:
        return ()
    called = tuple(item for item in book.coverage if wanted in [_words(name) for name in _names(book, item)])
    if called:
        return called
    return tuple(
        item for item in book.coverage if set(wanted) <= {word for name in _names(book, item) for word in _words(name)}
    )


def rules_that_name(book: RuleBook, typed: str) -> tuple[Rule, ...]:
    """The rules in force in whose title or texts the words stand, one after another."""
    wanted = " ".join(_words(typed))
    if not wanted:
        return ()
    return tuple(
        rule
        for rule in book.rules.values()
        if rule.review.status != "retired"
        and any(
            f" {wanted} " in f" {' '.join(_words(text))} "
            for text in (rule.title, *(text.text for text in (*rule.summary, *rule.detail, *rule.caveats)))
        )
    )


def known_words(book: RuleBook) -> list[str]:
    """Every name that `subjects_named` answers to, in lower case: what a "did you mean" may offer."""
    return sorted({name.lower() for item in book.coverage for name in (item.id, *item.also)})


def _names(book: RuleBook, item: CoverageItem) -> tuple[str, ...]:
    titles = (topic.title for topic in book.topics if item.covered and topic.id == item.id)
    return (item.id, item.text, *item.also, *titles)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))
