"""Rule books in a store: the texts of the files, compressed, each book once by its hash."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, select

from ...rules.book import RuleBook
from ...rules.load import inspect_rulebook, sha256_of
from .tables import RULEBOOKS

# Why a decision can't be made again under its rule book: it isn't in the store; it is, and not as it was; this version
# of the program refuses it.
NoBook = Literal["other rule book", "damaged", "other program"]


def packed(book: RuleBook) -> bytes:
    """The files of a book, in about an eighth of their size."""
    return zlib.compress(json.dumps(dict(book.files), ensure_ascii=True).encode("ascii"), 9)


def unpacked(data: bytes) -> Mapping[str, str]:
    """The files. Raises ValueError for anything that wasn't packed."""
    try:
        files = json.loads(zlib.decompress(data))
    except (zlib.error, TypeError) as error:
        raise ValueError("not a packed rule book") from error
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise ValueError("not a packed rule book")
    return files


def kept_book(connection: Connection, sha256: str) -> RuleBook | NoBook:
    """The rule book of a hash. It was tested before it was in service, and isn't tested again."""
    data = connection.scalar(select(RULEBOOKS.c.files).where(RULEBOOKS.c.sha256 == sha256))
    if data is None:
        return "other rule book"
    try:
        files = unpacked(data)
    except ValueError:
        return "damaged"
    if sha256_of(files) != sha256:
        return "damaged"
    return inspect_rulebook(files)[0] or "other program"
