"""A rule book on its way to the workers: by content, and checked by hash and version where it arrives."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from .. import __version__
from ..diagnostics import RuleBookError
from ..rules.addition import BookFiles
from ..rules.book import RuleBook
from ..rules.load import inspect_rulebook
from .errors import FrameError, WorkerError


@dataclass(frozen=True)
class SentBook:
    """The texts of a book's files, compressed, with the version of the package and the hash that a worker must match.

    The texts and not the pickled book: so the worker's hash is made of what has arrived, and not copied.
    """

    version: str
    sha256: str
    content: bytes


def sent(book: RuleBook) -> SentBook:
    """A book to be sent. Raises FrameError if it wasn't read from files."""
    if not book.files:
        raise FrameError("this rule book wasn't read from files and can't be sent: load one with load_rulebook()")
    own = book.files.own if isinstance(book.files, BookFiles) else frozenset()
    texts = json.dumps({"files": dict(book.files), "own": sorted(own)})
    return SentBook(__version__, book.sha256, zlib.compress(texts.encode("ascii")))


def received(book: SentBook) -> RuleBook:
    """The book on the worker. Raises WorkerError if the worker isn't the driver's equal."""
    if book.version != __version__:
        raise WorkerError(
            f"the driver has cd38rules {book.version} and a worker {__version__}: install the same wheel on all nodes"
        )
    texts = json.loads(zlib.decompress(book.content))
    files = BookFiles(texts["files"])
    files.own = frozenset(texts["own"])
    found, faults = inspect_rulebook(files)
    if found is None:
        raise WorkerError(f"a worker finds faults in the rule book that the driver didn't: {RuleBookError(faults)}")
    if found.sha256 != book.sha256:
        raise WorkerError(f"the driver has the rule book {book.sha256} and a worker {found.sha256}")
    return found
