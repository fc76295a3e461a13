"""A list of patients decided: rows in, verdicts out. Order is kept; a bad row never stops the rest."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from ..diagnostics import Place
from ..engines.outcome import EngineDisagreement
from ..mapping import Source, open_source
from ..mapping.passing import ProfileLines
from ..mapping.tables import parquet_parts
from ..rules.book import RuleBook
from ..self_test import load_rulebook
from .chunks import AT_ONCE, WITH_REPORTS, Chunk, Reached, chunks_of
from .deciding import Wanted
from .failing import failing_as
from .in_columns import SHARE
from .inputs import fingerprints, made_from, unchanged
from .manifest import manifest_of
from .names import (
    ALL_OUTPUTS,
    FHIR_QUARANTINE,
    MANIFEST,
    NOTES,
    PAGE,
    QUARANTINE,
    REPORTS,
    SUMMARY,
    VERDICT_FORMS,
    VerdictForm,
    verdicts_file,
)
from .page import page_of
from .quarantine import Refused
from .summary import BatchSummary, Strays, summary_of
from .unfinished import Unfinished, UnfinishedRunError
from .verdict_files import head_of, joined
from .workers import decided_in_order

LINES = ("", ".ndjson", ".jsonl", ".json")
"""How the names of files end that hold one profile a line."""
KEPT = "what was done is kept: the same call with --resume (resume=True) goes on from there"
"""The note of an exception after which a run can be taken up."""

Progress = Callable[[int, int, int | None], None]
"""Called with the lines done, and how far the list was read of how much (bytes or rows; None if it doesn't tell)."""


def run_batch(
    source: str | os.PathLike[str] | BinaryIO | Source,
    folder: str | os.PathLike[str],
    book: RuleBook | str | os.PathLike[str],
    *,
    verdicts: VerdictForm = "parquet",
    reports: bool = False,
    fhir: bool = False,
    jobs: int = 1,
    share: float = SHARE,
    at_once: int | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> BatchSummary:
    """Decides every patient of `source` and returns the counts of the run.

    `source` is the path of a list that needs no mapping, a binary stream of profiles, one a line, or what `open_source`
    opened (tables, by a mapping); `book` a rule book or the path of its folder. `folder`, made if it isn't there, gets
    the verdicts (`verdicts.parquet`, `.ndjson` or `.csv`), the report of each patient if `reports` (`reports.ndjson`,
    some thirty times as slow), what was refused (`quarantine.ndjson`; if `fhir`, also as OperationOutcomes), what was
    found while resources of an EHR were read (`fhir-notes.ndjson`, if the list is made of them), `summary.json`,
    `summary.html` and `manifest.json`. They replace those of the run before, all at once.

    `share` of the patients, 0 to 1, are decided again by both other engines. `at_once` rows are decided together.
    The same list, rule book and options give the same bytes whatever `jobs` is, the number of processes; above 1, a
    script must call this under `if __name__ == "__main__":`.

    Raises OSError, which says whether the list can't be read or which output can't be written, RuleBookError if the
    rule book has faults, EngineError if it can't be compiled or a process is lost, EngineDisagreement if the engines
    differ on one of the sampled patients, ValueError for a wrong call. After any of them, and after KeyboardInterrupt,
    the outputs are those of the run before; what was done lies in `.unfinished` and is taken up with `resume`, unless
    the engines differed or the list is a stream. Raises UnfinishedRunError where that was made from something else.
    """
    if verdicts not in VERDICT_FORMS:
        raise ValueError(f"verdicts must be one of {', '.join(VERDICT_FORMS)}")
    if jobs < 1 or (at_once is not None and at_once < 1):
        raise ValueError("jobs and at_once must be 1 or more")
    at_once = at_once or (WITH_REPORTS if reports else AT_ONCE)
    if not isinstance(book, RuleBook):
        book = load_rulebook(Path(book))
    with _opened(source) as opened:
        wanted = Wanted(verdicts, reports, fhir, share, notes=opened.has_readings)
        _refuse_outputs(opened, Path(folder))
        with failing_as("the list can't be read"):
            inputs = fingerprints(opened)
        if resume and inputs is None:
            raise ValueError("standard input can't be read again: resume needs a file")
        unfinished = _unfinished(Path(folder), wanted)
        try:
            finished = unfinished.open(made_from(opened, inputs, book, wanted, at_once), resume=resume)
            if finished is not None:  # it was stopped while its outputs were put in place
                unfinished.discard()
                return BatchSummary.of_plain(finished)
            _decide(opened, book, wanted, at_once, jobs, unfinished, progress)
            with failing_as("the list can't be read"):
                unchanged(opened)
            summary = _close_off(opened, book, wanted, unfinished)
            names = _written(wanted)
            content = manifest_of(summary, opened, inputs, book, wanted, at_once, unfinished, names[:-1])
            unfinished.write_last(MANIFEST, content)
            unfinished.finish(names, summary.plain())
        except BaseException as error:
            _keep_or_discard(unfinished, error, is_stream=inputs is None)
            raise
        finally:
            unfinished.close()
    return summary


def _keep_or_discard(unfinished: Unfinished, error: BaseException, *, is_stream: bool) -> None:
    """What was done is kept for another call, unless it isn't to be trusted or the list can't be read again."""
    if unfinished.is_finishing:
        return
    if isinstance(error, EngineDisagreement) or is_stream or not unfinished.reached.rows:
        unfinished.discard()
    elif not isinstance(error, UnfinishedRunError):
        error.add_note(KEPT)


def _unfinished(folder: Path, wanted: Wanted) -> Unfinished:
    texts = {QUARANTINE: b""}
    if wanted.fhir:
        texts[FHIR_QUARANTINE] = b""
    if wanted.reports:
        texts[REPORTS] = b""
    if wanted.notes:
        texts[NOTES] = b""
    parts = []
    if wanted.verdicts == "parquet":
        parts.append(verdicts_file(wanted.verdicts))
    else:
        texts[verdicts_file(wanted.verdicts)] = head_of(wanted.verdicts)
    return Unfinished(folder, texts, parts)


def _written(wanted: Wanted) -> tuple[str, ...]:
    """The outputs of a run, the manifest last."""
    asked = {verdicts_file(wanted.verdicts), QUARANTINE, SUMMARY, PAGE, MANIFEST}
    asked |= {REPORTS} if wanted.reports else set()
    asked |= {FHIR_QUARANTINE} if wanted.fhir else set()
    asked |= {NOTES} if wanted.notes else set()
    return tuple(name for name in ALL_OUTPUTS if name in asked)


def _decide(
    source: Source,
    book: RuleBook,
    wanted: Wanted,
    at_once: int,
    jobs: int,
    unfinished: Unfinished,
    progress: Progress | None,
) -> None:
    total = source.size()
    chunks = _read(source, at_once, unfinished.reached)
    with closing(decided_in_order(chunks, book, wanted, jobs)) as results:
        for result in results:
            unfinished.add(result.outputs, result.tally, result.reached, opening=result.opens_a_layout)
            if progress is not None:
                progress(result.reached.lines, result.reached.position, total)


def _read(source: Source, at_once: int, begun: Reached) -> Iterator[Chunk]:
    with failing_as("the list can't be read"):
        yield from chunks_of(source, at_once, begun)


def _close_off(source: Source, book: RuleBook, wanted: Wanted, unfinished: Unfinished) -> BatchSummary:
    """Writes what comes at the end: rows that belong to nobody, verdicts as one file, and the two summaries."""
    strays = _strays(source, wanted, unfinished)
    name = verdicts_file(wanted.verdicts)
    with failing_as(f"{name} of the output folder can't be written"):
        if wanted.verdicts == "parquet":
            joined(unfinished.parts(name), unfinished.path(name))
    summary = summary_of(unfinished.tally, book, unfinished.reached, pretty=unfinished.opening, strays=strays)
    unfinished.write_last(SUMMARY, summary.as_text().encode("utf-8"))
    unfinished.write_last(PAGE, page_of(summary.data, book).encode("utf-8"))
    return summary


def _strays(source: Source, wanted: Wanted, unfinished: Unfinished) -> Strays:
    """The rows of joined tables that belong to no row of the list; what can't be used of them is quarantined.

    A damaged key takes a row from its patient, who would then look as if it had never been there.
    """
    refused: Counter[str] = Counter()
    with failing_as("the list can't be read"):
        for fault in source.leftovers():
            table = next((place for place in fault.places if place.line), Place("$"))
            row = Refused(table.line, (fault,), table=table.path)
            unfinished.write_last(QUARANTINE, row.as_line())
            if wanted.fhir:
                unfinished.write_last(FHIR_QUARANTINE, row.as_operation_outcome())
            refused[table.path] += 1
        return Strays(refused, +Counter(source.rows_of_nobody()))  # `+` leaves out what counts nothing


@contextmanager
def _opened(source: str | os.PathLike[str] | BinaryIO | Source) -> Iterator[Source]:
    if isinstance(source, Source):
        yield source
        return
    with failing_as("the list can't be read"):
        if isinstance(source, str | os.PathLike):
            lines = open_source(Path(source), None, file_format="ndjson" if Path(source).suffix in LINES else None)
        else:
            lines = ProfileLines(source)
    with lines:
        yield lines


def _refuse_outputs(source: Source, folder: Path) -> None:
    for origin in source.origins.values():
        if not isinstance(origin, Path):
            continue
        if origin.is_dir() and folder.resolve().is_relative_to(origin.resolve()):
            raise ValueError("the output folder lies in that of the list: name another one")
        for part in parquet_parts(origin):
            for name in ALL_OUTPUTS:
                target = folder / name
                if target.exists() and part.exists() and target.samefile(part):
                    raise ValueError(f"the source is the {name} of the output folder, which the run would replace")
