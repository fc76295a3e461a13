"""The codes of FHIR in service: the shipped ones, with those of a site's file laid over them, read anew on demand.

As with the rule book, what can be used is in service at once; what can't is refused, and the codes before go on.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from datetime import date, tzinfo
from functools import partial
from pathlib import Path

from ..diagnostics import Diagnostic, Place
from ..fhir import CodeBook, load_codes, points_to_myeloma, read_fhir
from ..fhir.model import CodesError
from ..fhir.pointers import names_antibody
from .patients import Reading, Reads, Resource


class CodesInService:
    """The codes that are read by now, and why a changed file was refused. Raises CodesError for the first file."""

    def __init__(self, site_file: Path | None) -> None:
        self._site_file = site_file
        self._lock = threading.Lock()
        self._looked_at = ""
        self.refused: tuple[Diagnostic, ...] = ()
        self._book = self._loaded()

    @property
    def sha256(self) -> str:
        """The hash of all files of codes in service."""
        return self._book.sha256

    @property
    def has_site_file(self) -> bool:
        """Whether a site's file is laid over the shipped codes."""
        return self._site_file is not None

    def reads(self, zone: tzinfo | None = None) -> Reads:
        """How one request is read: by the codes of now, also if others come into service meanwhile.

        `zone` is the one whose day is that of assessment.
        """
        codes = self._book

        def read(resources: Iterable[Resource], *, as_of: date, patient: str | None = None) -> Reading:
            return read_fhir(resources, as_of=as_of, patient=patient, codes=codes, zone=zone)

        return Reads(read, partial(points_to_myeloma, codes=codes), partial(names_antibody, codes=codes))

    def refresh(self, *, again: bool = True) -> bool:
        """Reads the site's file anew; a changed one that can be used is in service afterwards, and True is returned.

        Without `again` a file that is as it was isn't read a second time.
        """
        if self._site_file is None:
            return False
        with self._lock:
            if not again and self._digest() == self._looked_at:
                return False
            try:
                book = self._loaded()
            except CodesError as error:
                self.refused = tuple(error.diagnostics)
                return False
            self.refused = ()
            if book.sha256 == self._book.sha256:
                return False
            self._book = book
            return True

    def _loaded(self) -> CodeBook:
        self._looked_at = self._digest()
        try:
            return load_codes(self._site_file)
        except OSError as error:
            message = f"the file of codes can't be read: {error.strerror or type(error).__name__}"
            place = Place(str(self._site_file))
        raise CodesError([Diagnostic("codes-unreadable", message, (place,), "see fhir.codes in the settings")])

    def _digest(self) -> str:
        """Of the site's file; empty if there is none that can be read."""
        try:
            return hashlib.sha256(self._site_file.read_bytes()).hexdigest() if self._site_file is not None else ""
        except OSError:
            return ""
