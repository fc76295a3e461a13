"""Reading the fields of a located mapping, with a diagnostic for each that is missing, unknown or of the wrong type.

A reader never raises: it returns an empty value, and the fault stands in `faults`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..diagnostics import Diagnostic, Place, did_you_mean
from .located import Located, shown_word


class Fields:
    """The keys of one mapping. `what` names it in messages, `family` starts the codes of its faults.

    Call `done()` last: it reports the keys that were never asked for.
    """

    def __init__(self, located: Located, what: str, faults: list[Diagnostic], family: str = "evidence") -> None:
        self.located = located
        self.what = what
        self.faults = faults
        self.family = family
        self._asked: list[str] = []
        if not located.is_mapping:
            self.fault("type", f"{what} must be a mapping", located.place, "write `key: value` lines")

    def fault(self, code: str, message: str, place: Place | None = None, hint: str = "", *also: Place) -> None:
        """Adds a diagnostic at `place`, or at the mapping itself."""
        self.faults.append(Diagnostic(f"{self.family}-{code}", message, (place or self.located.place, *also), hint))

    def place(self, key: str) -> Place:
        """Where a key's value stands; the mapping itself if it is missing."""
        value = self.located.get(key)
        return value.place if value else self.located.place

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return self.located.get(key) is not None

    def value(self, key: str, required: bool = True) -> Located | None:
        """The located value of a key; reported if missing and required."""
        self._asked.append(key)
        value = self.located.get(key)
        if value is None and required and self.located.is_mapping:
            self.fault("missing-key", f"{self.what} has no `{key}`", hint=f"add `{key}:`")
        return value

    def text(self, key: str, required: bool = True, one_of: Sequence[str] = (), code: str = "choice") -> str:
        """A non-empty text; of a closed set if `one_of` is given."""
        value = self.value(key, required)
        if value is None:
            return ""
        text = self._as_text(value, key)
        if text and one_of and text not in one_of:
            hint = did_you_mean(text, one_of, f"one of: {', '.join(one_of)}")
            self.fault(code, f"`{shown_word(text)}` is not a known `{key}`", value.place, hint)
            return ""
        return text

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A text, or a list of texts, as a tuple."""
        value = self.value(key, required)
        if value is None:
            return ()
        items = value.entries() if value.is_list else (value,)
        if not items:
            self.fault("type", f"`{key}` is an empty list", value.place, "remove it or fill it")
        return tuple(filter(None, (self._as_text(item, key) for item in items)))

    def integer(self, key: str, required: bool = True, word: str = "") -> int | None:
        """A whole number from 0; None if missing or if it is the word that stands for none."""
        value = self.value(key, required)
        if value is None or (word and value.value == word):
            return None
        if type(value.value) is int and value.value >= 0:
            return value.value
        other = f" or `{word}`" if word else ""
        message = f"`{key}` must be a whole number{other}"
        self.fault("type", message, value.place, "write digits without quotes")
        return None

    def integers(self, key: str) -> tuple[tuple[int, Place], ...]:
        """A list of whole numbers with their places; empty if missing."""
        value = self.value(key, required=False)
        if value is None:
            return ()
        if not value.is_list:
            self.fault("type", f"`{key}` must be a list of numbers", value.place, "write them in brackets")
        found = []
        for item in value.entries():
            if type(item.value) is int:
                found.append((item.value, item.place))
            else:
                self.fault("type", f"an item of `{key}` isn't a whole number", item.place, "write digits")
        return tuple(found)

    def day(self, key: str) -> date:
        """A date written as 2022-03-16."""
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else date.min
        except ValueError:
            self.fault("type", f"`{key}` must be a date", self.place(key), "write it as 2022-03-16")
            return date.min

    def mappings(self, key: str, required: bool = True) -> tuple[Located, ...]:
        """The items of a list; each must be read with its own `Fields`."""
        value = self.value(key, required)
        if value is not None and not value.is_list:
            self.fault("type", f"`{key}` must be a list", value.place, "start each item with `- `")
        return value.entries() if value is not None else ()

    def done(self) -> None:
        """Reports the keys that nobody asked for."""
        for key, place, _ in self.located.items():
            if key not in self._asked:
                known = sorted(set(self._asked))
                hint = did_you_mean(key, known, f"known here: {', '.join(known)}")
                self.fault("unknown-key", f"{self.what} has no place for a key `{shown_word(key)}`", place, hint)

    def _as_text(self, value: Located, key: str) -> str:
        if isinstance(value.value, str) and value.value.strip():
            return value.value
        number = isinstance(value.value, (int, float)) and not isinstance(value.value, bool)
        hint = "put it in quotes: it is kept as printed" if number else "write words"
        self.fault("type", f"`{key}` must be text", value.place, hint)
        return ""
