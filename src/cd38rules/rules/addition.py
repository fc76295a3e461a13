"""A second folder of rules beside the shipped book: a hospital's own rules, which add to it and never override it.

The folder has `addition.yaml` instead of `rulebook.yaml`: its name, version and developer, and topics of its own if it
needs any. Its rules may build on the concepts, facts and evidence of the shipped book. What it may not do is to hold a
file, a rule or a concept of the same name, to add to the evidence of a source of the shipped book, or to show a shipped
rule under one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place
from .fields import Fields
from .located import Located, shown_word
from .model import CoverageItem, Rule, Topic

ADDITION_FILE = "addition.yaml"
MUST_FIRE_FILE = "must-fire.yaml"
SHIPPED_MUST_FIRE = f"shipped/{MUST_FIRE_FILE}"
FAMILY = "addition"

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_VERSION = re.compile(r"\d+\.\d+\.\d+\Z")


class BookFiles(dict[str, str]):
    """The texts of a book's files by path; `own` are the paths of an addition, and empty for a book of its own."""

    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Addition:
    """What `addition.yaml` says: it is told with every report of the book."""

    name: str
    version: str
    topics: tuple[Topic, ...] = ()
    coverage: tuple[CoverageItem, ...] = ()


def is_addition(files: Mapping[str, str]) -> bool:
    """Whether the files of a folder are an addition and no book."""
    return ADDITION_FILE in files and "rulebook.yaml" not in files


def added(own: Mapping[str, str], shipped: Mapping[str, str]) -> tuple[BookFiles, dict[str, Diagnostic]]:
    """The files of the shipped book with those of an addition, and the faults of files that would override one."""
    files = BookFiles({SHIPPED_MUST_FIRE if path == MUST_FIRE_FILE else path: text for path, text in shipped.items()})
    refused: dict[str, Diagnostic] = {}
    sources = {path.split("/")[1] for path in shipped if path.startswith("evidence/")}
    for path, text in own.items():
        parts = path.split("/")
        if path in files:
            message = "the shipped book has a file of this name, and an addition doesn't override it"
            refused[path] = _refusal(path, message, "rename the file, and the rule or concept in it")
        elif parts[0] == "evidence" and len(parts) > 1 and parts[1] in sources:
            message = f"the source {shown_word(parts[1])} is one of the shipped book, and an addition doesn't add to it"
            refused[path] = _refusal(path, message, "cite its entries by their ids; give evidence of your own a source")
        else:
            files[path] = text
    files.own = frozenset(own)
    return files, refused


def read_addition(document: Located | None, faults: list[Diagnostic]) -> Addition | None:
    """What `addition.yaml` says; None where there is none."""
    if document is None:
        return None
    fields = Fields(document, "the addition", faults, FAMILY)
    name, version = fields.text("addition"), fields.text("version")
    for key in ("title", "developer"):
        fields.text(key)
    if name and not _NAME.match(name):
        fields.fault("name", f"`{shown_word(name)}` is no name", fields.place("addition"), "words joined by `-`")
    if version and not _VERSION.match(version):
        message = f"`{shown_word(version)}` is not a version"
        fields.fault("version", message, fields.place("version"), "write major.minor.patch")
    topics: list[Topic] = []
    coverage: list[CoverageItem] = []
    for item in fields.mappings("topics", required=False):
        topic = Fields(item, "a topic", faults, FAMILY)
        own_id, letter, title, text = (topic.text(key) for key in ("id", "letter", "title", "text"))
        topic.done()
        topics.append(Topic(own_id, letter, title, item.place))
        coverage.append(CoverageItem(own_id, text, covered=True, place=item.place))
    fields.done()
    return Addition(name, version, tuple(topics), tuple(coverage))


def check_covers(rules: Mapping[str, Rule], own: frozenset[str], faults: list[Diagnostic]) -> None:
    """A rule of an addition shows no rule of the shipped book under itself: nobody would look for it there."""
    for rule in rules.values():
        for cover in rule.covers if rule.place.path in own else ():
            if cover.rule in rules and rules[cover.rule].place.path not in own:
                message = f"`{rule.id}` covers `{cover.rule}`, which is a rule of the shipped book"
                faults.append(Diagnostic("addition-covers", message, (cover.place,), "leave it out of `covers`"))


def _refusal(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic("addition-overrides", message, (Place(path, 1, 1),), hint)
