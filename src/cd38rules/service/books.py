"""The rule book in service: loaded and self-tested before anything is decided; a changed one is tested aside.

What passes is put in service at once; what doesn't is refused, and the one before goes on.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from ..diagnostics import Cd38RulesError, Diagnostic, Place, RuleBookError
from ..evaluation import evaluator_for
from ..rules.book import RuleBook
from ..rules.load import read_files, sha256_of
from ..rules.locate import placed_in, shipped_rulebook
from ..self_test import load_rulebook, self_test
from .problems import NOT_READY


@dataclass(frozen=True)
class Refused:
    """A rule book that was not put in service, and why; the faults name files as they stand in the book."""

    sha256: str
    faults: tuple[Diagnostic, ...]


class BookInService:
    """The rule book that decides now, and the last one that was refused."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._book: RuleBook | None = None
        self.refused: Refused | None = None

    @property
    def is_ready(self) -> bool:
        """Whether a tested rule book is in service."""
        return self._book is not None

    @property
    def book(self) -> RuleBook:
        """The rule book in service: a request asks once and decides with what it got. Raises Problem before ready."""
        if (book := self._book) is None:
            raise NOT_READY
        return book

    def refresh(self, *, again: bool = True) -> bool:
        """Looks at the folder; a changed book that passes its self-test is in service afterwards, and True is returned.

        One that fails is kept as `refused`; without `again` it isn't tested a second time. Raises only what is a defect
        of this program, and the book is refused then too.
        """
        with self._lock:
            digest = ""
            try:
                digest = sha256_of(read_files(self._folder or shipped_rulebook()))
                if self._book is not None and digest == self._book.sha256:
                    self.refused = None
                    return False
                if not again and self.refused is not None and self.refused.sha256 == digest:
                    return False
                book = self._tested()
            except RuleBookError as error:
                self.refused = Refused(digest, tuple(self._to_be_told(fault) for fault in error.diagnostics))
                return False
            except Exception as error:
                message = f"the rule book can't be loaded ({type(error).__name__})"
                self.refused = Refused(digest, (Diagnostic("rule-book-unusable", message, (Place(""),)),))
                if isinstance(error, Cd38RulesError | OSError):
                    return False
                raise
            self._book, self.refused = book, None
            return True

    def _tested(self) -> RuleBook:
        book = load_rulebook(self._folder)  # tests one that isn't the shipped one
        if not book.locally_modified and (faults := self_test(book)):
            raise RuleBookError(faults)
        evaluator_for(book)
        return book

    def faults_from_here(self) -> list[Diagnostic]:
        """The faults of the book that was refused, with files that can be found from the current folder."""
        faults = () if self.refused is None else self.refused.faults
        return list(faults) if self._folder is None else placed_in(self._folder, faults)

    def _to_be_told(self, fault: Diagnostic) -> Diagnostic:
        """The fault without this machine's folders, and with what isn't text in the name of a file made visible."""
        told = replace(fault, message=visible(fault.message), hint=visible(fault.hint))
        return told.with_paths(lambda path: visible(self._in_book(path)))

    def _in_book(self, path: str) -> str:
        if not PurePath(path).is_absolute() and path != str(self._folder):
            return path
        home = self._folder or shipped_rulebook()
        return (
            PurePath(path).relative_to(home).as_posix() if PurePath(path).is_relative_to(home) else PurePath(path).name
        )


def visible(text: str) -> str:
    r"""The text with escapes for what can't be written in UTF-8, such as a byte of a file's name that is no text.

    >>> visible("a\udcff.yaml")
    'a\\udcff.yaml'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
