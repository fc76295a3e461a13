"""Parquet and Arrow tables whose columns are the profile's own fields, nested as in its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Self

from ..profile import PatientProfile
from .item import Item, Source
from .passing import NOT_JSON, plain
from .tables import Origin
from .tables.arrow import Batches, arrow_library, listed

_RECORDS = frozenset(PatientProfile.model_fields) - {"schema_version", "patient_id", "as_of", "region"}


class ProfileColumns(Source):
    """Each row is a profile. Nulls are dropped: they are what isn't recorded; an empty list stays a known none."""

    def __init__(self, origin: Origin, batches: Batches, as_of: date | None) -> None:
        """The rows of opened batches."""
        super().__init__({"profiles": origin})
        self._batches, self._position = batches, 0
        self.as_of = as_of

    @classmethod
    def if_own_shape(cls, origin: Origin, file_format: str, as_of: date | None) -> Self | None:
        """The source, or None if the columns aren't those of the profile. Raises TableError and OSError."""
        batches = Batches(origin, "profiles", file_format)
        types = arrow_library("profiles").types
        is_own = all(
            field.name in PatientProfile.model_fields
            and (field.name not in _RECORDS or types.is_struct(field.type) or types.is_null(field.type))
            for field in batches.schema
        )
        # A stream can be read once: what isn't the profile's own shape needs a file to be opened again.
        if is_own or origin == "-":
            return cls(origin, batches, as_of)
        batches.close()
        return None

    def items(self, skip: int = 0) -> Iterator[Item]:
        """The rows; their numbers count from 1."""
        pa = arrow_library("profiles")
        for batch in self._batches.read(None):
            passed = min(max(skip - self._position, 0), batch.num_rows)
            self._position += passed
            for record in listed(batch.slice(passed), pa):
                self._position += 1
                if record is None:
                    yield Item(self._position, None, (NOT_JSON,))
                    continue
                profile = plain(record) or {}
                if self.as_of is not None:
                    profile.setdefault("as_of", self.as_of.isoformat())
                try:
                    text = json.dumps(profile, ensure_ascii=False, separators=(",", ":"))
                    yield Item(self._position, text.encode())
                except (TypeError, ValueError):
                    yield Item(self._position, None, (NOT_JSON,))

    @property
    def position(self) -> int:
        """Rows read so far."""
        return self._position

    def size(self) -> int | None:
        """Rows of the table; None where only its end tells them."""
        return self._batches.rows

    def close(self) -> None:
        """Closes the file."""
        self._batches.close()
