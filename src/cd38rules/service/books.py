"""The rule book in service: loaded and self-tested before anything is decided; a changed one is tested aside.

What passes is put in service at once; what doesn't is refused, and the one before goes on.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Cd38RulesError, DiagnosedError, Diagnostic, Place, RuleBookError
from ..evaluation import evaluator_for
from ..rules.book import RuleBook
from ..rules.load import read_files, sha256_of
from ..rules.locate import placed_in, shipped_rulebook
from ..self_test import load_rulebook, self_test
from .problems import NOT_READY


@dataclass(frozen=True)
class Refused:
    """A rule book that was not put in service, and why."""

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

        One that fails is kept as `refused`; without `again` it isn't tested a second time.
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
                self.refused = Refused(digest, tuple(self._placed(error)))
                return False
            except (Cd38RulesError, OSError) as error:
                message = f"the rule book can't be loaded ({type(error).__name__})"
                self.refused = Refused(digest, (Diagnostic("rule-book-unusable", message, (Place(""),)),))
                return False
            self._book, self.refused = book, None
            return True

    def _tested(self) -> RuleBook:
        book = load_rulebook(self._folder)  # tests one that isn't the shipped one
        if not book.locally_modified and (faults := self_test(book)):
            raise RuleBookError(faults)
        evaluator_for(book)
        return book

    def _placed(self, error: DiagnosedError) -> list[Diagnostic]:
        return list(error.diagnostics) if self._folder is None else placed_in(self._folder, error.diagnostics)
