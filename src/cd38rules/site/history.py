"""What the change log says of a rule: the entries of its Rules parts that name the rule, or announce its topic.

An entry names rules by their ids, or several by what these begin with (`safety-discontinuation-*`). One that starts
with "New" names topics by letter and title (`D (lungs, 9)`), any other one by letter (`topics G, H and I`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..rules.model import Rule

_HEADING = re.compile(r"^(#+)\s+(.*\S)\s*$")
_NEW = re.compile(r"^New\b")
_NAME = re.compile(r"(?<![\w-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:-\*)?(?![\w-])")
_TOPICS = re.compile(r"\btopics? ([A-Z](?:(?:, | and |, and )[A-Z])*)\b(?! \()")
_LETTER = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the Rules part of one version, on one line."""

    version: str
    text: str

    def is_about(self, rule: Rule, letter: str) -> bool:
        """Whether it names the rule or its topic, or is the entry with which the rule's topic came in."""
        if any(_stands_for(name, rule.id) for name in _NAME.findall(self.text)):
            return True
        if not letter:
            return False
        if _NEW.match(self.text):
            return re.search(rf"(?<!\w){re.escape(letter)} \(", self.text) is not None
        return any(letter in _LETTER.findall(listed) for listed in _TOPICS.findall(self.text))


def _stands_for(name: str, rule: str) -> bool:
    return rule.startswith(name[:-1]) if name.endswith("*") else rule == name


def rule_changes(change_log: str) -> tuple[Change, ...]:
    """The entries of all Rules parts, in the order of the change log."""
    return tuple(_changes(change_log))


def _changes(change_log: str) -> Iterator[Change]:
    version, of_rules = "", False
    entry: list[str] = []
    for line in [*change_log.splitlines(), "# end"]:
        heading = _HEADING.match(line)
        if entry and (heading or line.startswith("- ") or not line.strip()):
            yield Change(version, " ".join(entry))
            entry = []
        if heading:
            if len(heading[1]) <= 2:
                version, of_rules = heading[2], False
            else:
                of_rules = heading[2].startswith("Rules")
        elif of_rules and line.startswith("- "):
            entry = [line[2:].strip()]
        elif entry:
            entry.append(line.strip())
