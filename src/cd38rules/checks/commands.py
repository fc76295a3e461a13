"""Options, not commands, and no all-clear: the reader decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.book import RuleBook
from ..rules.model import Rule
from .check import Found
from .parts import Part, clause_before, parts_of

_ANYWHERE = re.compile(r"\b(?:must|shall|ought to|diagnose|diagnoses)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\bshould(?:n't)?\b", re.IGNORECASE)
# "how it should be given is open" and "not that they should" instruct nobody.
_ASKED_OR_DENIED = re.compile(r"\b(?:how|whether|which|what|when|who|not that)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"\W*(?:never|always|do not|don't|stop|discontinue|withhold|hold|give|administer|prescribe|order|start|initiate"
    r"|begin|continue|resume|use|avoid|omit|skip|delay|postpone|switch|change|reduce|increase|adjust|treat|transfuse"
    r"|ensure|make sure|notify|tell|perform|monitor|refer|diagnose|exclude|choose|select)\b"
    # the same words as nouns: "use of", "treat" never, "order is", "change in"
    r"(?! (?:of|in|is|was|isn't|wasn't|are|were|from)\b)",
    re.IGNORECASE,
)
_ALL_CLEAR = re.compile(
    r"\b(?:all[- ]clear|no (?:need for )?concerns?|nothing to worry|(?:is|are) safe\b(?! release)|can safely|safe to"
    r"|risk[- ]free|harmless)\b",
    re.IGNORECASE,
)
_HINT = "write an option: consider, confirm, review, ask, expect"


def command_wording(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """A text gives options, never commands: the reader can check the basis, and decides.

    No "must", "shall", "diagnose" or instructing "should", and no sentence that starts with an order ("Stop ...",
    "Give ...", "Never ...", "Do not ..."). "How they should be sequenced is open" isn't an instruction.
    """
    for part in parts_of(rule):
        for word, position in _commands_in(part):
            yield Found(f"`{word}` reads as a command", part.place_of(position), _HINT)


def all_clear(rule: Rule, book: RuleBook) -> Iterator[Found]:
    """Silence is never safety: no text gives an all-clear.

    No "all clear", "no concerns", "is safe", "can safely". Say what was observed, and what isn't known.
    """
    for part in parts_of(rule):
        for hit in _ALL_CLEAR.finditer(part.text):
            place = part.place_of(hit.start())
            yield Found(f"`{hit[0]}` reads as an all-clear", place, "say what was observed and what isn't known")


def _commands_in(part: Part) -> Iterator[tuple[str, int]]:
    """Words that command, and where in the text each stands."""
    for hit in _ANYWHERE.finditer(part.text):
        yield hit[0], hit.start()
    for hit in _SHOULD.finditer(part.text):
        if not _ASKED_OR_DENIED.search(clause_before(part.text, hit.start())):
            yield hit[0], hit.start()
    begin = 0
    for sentence in part.sentences:
        begin = part.text.index(sentence, begin)
        if order := _IMPERATIVE.match(sentence):
            yield order[0].strip(" …"), begin + len(order[0]) - len(order[0].lstrip(" …"))
        begin += len(sentence)
