"""A list of profiles decided: NDJSON in, three files out. Order is kept; a bad line never stops the rest."""

from __future__ import annotations

import io
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from ..diagnostics import Place
from ..mapping import Source
from ..rules.book import RuleBook
from ..self_test import load_rulebook
from .deciding import quarantined_line
from .lines import Chunk, Line, chunks_of, chunks_of_rows, opens_a_layout
from .outputs import OUTPUTS, QUARANTINE, REPORTS, SUMMARY, OutputFiles, failing_as
from .summary import BatchSummary, Strays, summary_of
from .tally import Tally
from .workers import decided_in_order

Progress = Callable[[int, int, int | None], None]
"""Called with the lines done, the bytes done and the bytes in all (None if the source doesn't tell)."""


def run_batch(
    source: str | os.PathLike[str] | BinaryIO | Source,
    folder: str | os.PathLike[str],
    book: RuleBook | str | os.PathLike[str],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BatchSummary:
    """Evaluates every profile of `source`, one JSON object a line, and returns the counts of the run.

    `source` is the path of a file, a binary stream, or what `open_source` opened (tables, by a mapping); `book` a rule
    book or the path of its folder. `folder`, made if
    it isn't there, gets `reports.ndjson` (a report for each line that can be evaluated, in their order),
    `quarantine.ndjson` (line number and faults of the others) and `summary.json`. The same input and rule book give the
    same bytes whatever `jobs` is, the number of processes; above 1, a script must call this under
    `if __name__ == "__main__":`.

    Raises OSError, which says whether the list can't be read or which output can't be written, RuleBookError if the
    rule book has faults, EngineError if it can't be compiled or a process is lost, ValueError for a wrong call. After
    any of them, and after KeyboardInterrupt, the folder holds what it held before.
    """
    if jobs < 1:
        raise ValueError("jobs must be 1 or more")
    if not isinstance(book, RuleBook):
        book = load_rulebook(Path(book))
    tally = Tally()
    lines = blank_lines = 0
    opening: list[Line] = []
    with _opened(source, Path(folder)) as stream, OutputFiles(Path(folder)) as outputs:
        bytes_total = stream.size() if isinstance(stream, Source) else _bytes_in(stream)
        with closing(decided_in_order(_chunks_of(stream, opening), book, jobs)) as results:
            for result in results:
                outputs.write(REPORTS, result.reports)
                outputs.write(QUARANTINE, result.quarantine)
                tally.add(result.tally)
                lines, blank_lines = result.lines_read, result.blank_lines
                if progress is not None:
                    progress(lines, result.bytes_read, bytes_total)
        strays = _strays(stream, outputs) if isinstance(stream, Source) else Strays()
        sizes = {name: outputs.size_and_hash(name) for name in (REPORTS, QUARANTINE)}
        pretty = any(map(opens_a_layout, opening))
        summary = summary_of(
            tally, book, lines=lines, blank_lines=blank_lines, pretty=pretty, outputs=sizes, strays=strays
        )
        outputs.write(SUMMARY, summary.as_text().encode("utf-8"))
        outputs.keep()
    return summary


def _strays(source: Source, outputs: OutputFiles) -> Strays:
    """The rows of joined tables that belong to no row of the list; what can't be used of them is quarantined.

    A damaged key takes a row from its patient, who would then look as if it had never been there.
    """
    refused: Counter[str] = Counter()
    with failing_as("the list can't be read"):
        for fault in source.leftovers():
            table = next((place for place in fault.places if place.line), Place("$"))
            outputs.write(QUARANTINE, quarantined_line(table.line, (fault,), table=table.path))
            refused[table.path] += 1
        return Strays(refused, +Counter(source.rows_of_nobody()))  # `+` leaves out what counts nothing


def _chunks_of(stream: BinaryIO | Source, opening: list[Line]) -> Iterator[Chunk]:
    """The chunks of the list; `opening` gets its first line that isn't blank."""
    with failing_as("the list can't be read"):
        for chunk in chunks_of_rows(stream) if isinstance(stream, Source) else chunks_of(stream):
            if not opening:
                opening += [line for _, line in chunk.lines[:1]]
            yield chunk


@contextmanager
def _opened(source: str | os.PathLike[str] | BinaryIO | Source, folder: Path) -> Iterator[BinaryIO | Source]:
    if isinstance(source, Source):
        for origin in source.origins.values():
            if isinstance(origin, Path):
                _refuse_outputs(origin, folder)
        yield source
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        with failing_as("the list can't be read"):
            opened = path.open("rb")
        with opened as stream:
            _refuse_outputs(path, folder)
            yield stream
    else:
        yield source


def _refuse_outputs(path: Path, folder: Path) -> None:
    for name in OUTPUTS:
        target = folder / name
        if target.exists() and target.samefile(path):
            raise ValueError(f"the source is the {name} of the output folder, which the run would replace")


def _bytes_in(stream: BinaryIO) -> int | None:
    """The bytes from here to the end of a regular file; None for a pipe or anything else."""
    try:
        status = os.fstat(stream.fileno())
        return status.st_size - stream.tell() if stat.S_ISREG(status.st_mode) else None
    except (OSError, AttributeError, io.UnsupportedOperation):
        return None
