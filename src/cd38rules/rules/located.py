"""YAML as located values: every key, item and scalar knows its line and column.

A strict subset: one document, plain scalars, no anchors, aliases, merge keys, tags or duplicate keys;
`true` and `false` are the only booleans, so that `yes`, `no` and `unknown` stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from ..diagnostics import Diagnostic, Place

MAX_BYTES = 2_000_000
MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_NUMBER = 16  # characters: a float holds 15 digits, and int() refuses thousands of them with an exception
MAX_SHOWN = 60

Scalar = str | int | float | bool | None

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_OTHER_NUMBER = re.compile(
    r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.inf|\.nan|0[xob][0-9a-fA-F_]+)\Z", re.I
)


@dataclass(frozen=True, slots=True)
class Located:
    """A value with its place. `value` is a scalar, a tuple of Located, or a dict of key to Located.

    `lines` is of a text that runs over several lines, and is empty for others: (line, column, words on it) of each.
    """

    value: Scalar | tuple[Located, ...] | dict[str, Located]
    place: Place
    key_places: dict[str, Place] = field(default_factory=dict)
    lines: tuple[tuple[int, int, int], ...] = ()

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        return isinstance(self.value, tuple)

    def items(self) -> Iterator[tuple[str, Place, Located]]:
        """(key, place of the key, value) of a mapping in the order of the file; nothing for other values."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, self.key_places[key], value

    def entries(self) -> tuple[Located, ...]:
        """The items of a list; nothing for other values."""
        return self.value if isinstance(self.value, tuple) else ()

    def get(self, key: str) -> Located | None:
        """The value of a key of a mapping, or None."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def plain(self) -> object:
        """The value as dicts, lists and scalars, without places."""
        if isinstance(self.value, dict):
            return {key: value.plain() for key, value in self.value.items()}
        if isinstance(self.value, tuple):
            return [item.plain() for item in self.value]
        return self.value


def read_yaml(text: str, path: str) -> tuple[Located | None, list[Diagnostic]]:
    """The located document of `text`, and the faults found; None where nothing could be made of it.

    `path` is used for places only; no file is opened.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return None, [
            Diagnostic("yaml-too-large", f"the file has more than {MAX_BYTES} bytes", (Place(path, 1, 1),), "split it")
        ]
    reader = _Reader(path, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except _Stop as stop:
        return None, [*reader.faults, stop.diagnostic]
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return None, [*reader.faults, _yaml_fault(error, path)]
    if reader.document is None or reader.document.value is None:
        return None, [
            *reader.faults,
            Diagnostic("yaml-empty", "the file has no content", (Place(path, 1, 1),), "write a mapping"),
        ]
    return reader.document, reader.faults


# The C parser is ten times as fast; the pure one is a fallback for builds of PyYAML without libyaml.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Stop(Exception):
    """A fault after which nothing more of the file is worth reading."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Open:
    """A mapping or list that is still being read."""

    def __init__(self, place: Place, mapping: bool) -> None:
        self.place = place
        self.mapping = mapping
        self.values: dict[str, Located] = {}
        self.key_places: dict[str, Place] = {}
        self.items: list[Located] = []
        self.key: str | None = None  # the key whose value comes next
        self.expects_key = mapping


class _Reader:
    """Builds located values from parser events: no aliases are followed, no object is constructed."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.faults: list[Diagnostic] = []
        self.document: Located | None = None
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path, 1, 1)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _Stop(
                    Diagnostic(
                        "yaml-several-documents",
                        "the file holds more than one document",
                        (place,),
                        "one document a file: remove the `---`",
                    )
                )
        elif isinstance(event, yaml.AliasEvent):
            self._fault("yaml-alias", "an alias is not allowed", place, "write the value out")
            if self._open and self._open[-1].expects_key:
                self._open[-1].expects_key, self._open[-1].key = False, None
            else:
                self._put(Located(None, place))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            self._put(Located(done.values if done.mapping else tuple(done.items), done.place, done.key_places))
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, place)

    def _node(self, event: yaml.NodeEvent, place: Place) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Stop(Diagnostic("yaml-too-large", f"the file has more than {MAX_NODES} nodes", (place,), "split it"))
        if event.anchor:
            self._fault("yaml-anchor", "an anchor is not allowed", place, "write the value out where it is needed")
        if getattr(event, "tag", None) is not None:
            self._fault("yaml-tag", "a tag is not allowed", place, "remove the word that starts with `!`")
        if isinstance(event, yaml.ScalarEvent):
            if self._open and self._open[-1].expects_key:
                self._take_key(str(event.value), place)
            else:
                value = _scalar(str(event.value), event.style, place, self.faults)
                self._put(Located(value, place, lines=self._lines_of(event)))
            return
        if self._open and self._open[-1].expects_key:
            raise _Stop(Diagnostic("yaml-key", "a key must be a plain word", (place,), "quote it or restructure"))
        if len(self._open) >= MAX_DEPTH:
            raise _Stop(
                Diagnostic(
                    "yaml-too-deep",
                    f"the file is nested deeper than {MAX_DEPTH} levels",
                    (place,),
                    "flatten the condition or name a part as a concept",
                )
            )
        self._open.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))

    def _take_key(self, key: str, place: Place) -> None:
        inside = self._open[-1]
        inside.expects_key = False
        inside.key = None
        if key == "<<":
            self._fault("yaml-merge-key", "a merge key is not allowed", place, "write the keys out")
        elif key in inside.values:
            places = (place, inside.key_places[key])
            message = f"the key `{shown_word(key)}` stands twice"
            self.faults.append(Diagnostic("yaml-duplicate-key", message, places, "keep one of them"))
        else:
            inside.key = key
            inside.key_places[key] = place

    def _put(self, value: Located) -> None:
        if not self._open:
            self.document = value
            return
        inside = self._open[-1]
        if not inside.mapping:
            inside.items.append(value)
            return
        if inside.key is not None:
            inside.values[inside.key] = value
        inside.expects_key = True

    def _lines_of(self, event: yaml.ScalarEvent) -> tuple[tuple[int, int, int], ...]:
        """The lines of a folded, literal or plain text over several lines; nothing for a quoted one."""
        start, end = event.start_mark, event.end_mark
        if not start or not end or start.line == end.line or event.style not in (None, "", ">", "|"):
            return ()
        lines = self._text_lines
        found = []
        for number in range(start.line + (1 if event.style else 0), end.line + (1 if end.column else 0)):
            first = start.column if number == start.line else 0
            line = lines[number][first : end.column if number == end.line else None]
            if words := len(line.split()):
                found.append((number + 1, first + len(line) - len(line.lstrip()) + 1, words))
        is_whole = sum(words for _, _, words in found) == len(str(event.value).split())
        return tuple(found) if is_whole else ()

    @cached_property
    def _text_lines(self) -> list[str]:
        return self.text.splitlines()

    def _fault(self, code: str, message: str, place: Place, hint: str) -> None:
        self.faults.append(Diagnostic(code, message, (place,), hint))


def _yaml_fault(error: Exception, path: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)
    problem = getattr(error, "problem", None) or "this isn't readable as YAML, or holds a character that YAML forbids"
    return Diagnostic("yaml-syntax", str(problem), (place,), "check indentation, quotes and brackets here")


def _scalar(text: str, style: str | None, place: Place, faults: list[Diagnostic]) -> Scalar:
    if style:  # quoted or block: always text
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if len(text) <= MAX_NUMBER and _INTEGER.match(text):
        return int(text)
    if len(text) <= MAX_NUMBER and _DECIMAL.match(text):
        return float(text)
    if _OTHER_NUMBER.match(text):
        hint = f"write at most {MAX_NUMBER} digits with an optional decimal point, or quote it"
        faults.append(Diagnostic("yaml-number", "this form of number is not allowed", (place,), hint))
    return text


def shown(value: Located) -> str:
    """A value as a message quotes it: one short line, and never the inside of a list or mapping."""
    if value.is_mapping or value.is_list:
        return "a mapping" if value.is_mapping else "a list"
    if isinstance(value.value, bool):
        return str(value.value).lower()
    return shown_word("" if value.value is None else str(value.value))


def shown_word(word: str) -> str:
    """The word on one line, shortened where it is longer than a message bears."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in word).split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}..."
