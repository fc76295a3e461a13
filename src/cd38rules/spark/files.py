"""A list in a file to verdicts as Parquet, by Spark on this machine."""

from __future__ import annotations

import errno
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..rules.book import RuleBook
from .errors import FrameError, SparkFailure, WorkerError
from .frames import evaluate_dataframe
from .session import local_session
from .worker import KEY, TEXT

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ROW = "cd38rules row"  # no field of a profile has such a name, and hardly a column of anybody's
_PATTERN = re.compile(r"[{}\[\]*?\\]")
_FROM_A_WORKER = re.compile(r"^cd38rules\.spark\.errors\.WorkerError: (.+)", re.MULTILINE)
# "[NAME] ..." from Spark; "An error occurred while calling o1.x.\n: org.Exception: [NAME] ..." where py4j passes it on.
_CONDITION = re.compile(r"(?:[^\n]*\n: [\w.$]+: )?\[([A-Z][A-Z0-9_.]{2,80})\]")
_OF_READING = re.compile(r"READ|INFER_SCHEMA|PATH|PARQUET|FILE")


@dataclass(frozen=True, slots=True)
class Done:
    """The patients of a list, how many of them were refused, and the rows of the table of verdicts."""

    patients: int
    refused: int
    verdicts: int

    def in_words(self) -> str:
        """One line for people."""
        return f"{self.patients} patients, {self.refused} of them refused; {self.verdicts} verdicts"


def evaluate_file(patients: Path, folder: Path, book: RuleBook, *, master: str, key: str | None = None) -> Done:
    """Decides a list and writes the verdicts as Parquet into `folder`, which must not be there yet.

    `patients` is Parquet (a file, or a folder of parts) or NDJSON with a profile a line. `key` names the column of a
    Parquet table that becomes `key`; without it, that is the number of the row or of the line, from 1 on.

    Raises FrameError for a call that can't be answered, WorkerError and SparkFailure if it fails, OSError if the list
    can't be read. After an error, and after an interruption, there is no folder.
    """
    is_text = _is_text(patients, key)
    if folder.exists():
        raise FrameError("the output folder is there already: name another one")
    if any(_PATTERN.search(str(path)) for path in (patients, folder)):
        raise FrameError("Spark takes {}[]*? and \\ in a path for a pattern: give the file or folder another name")
    _check_readable(patients, is_text)
    folder.mkdir(parents=True)
    try:
        with local_session(master) as spark:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException

            try:
                return _evaluated(spark, patients, folder, book, key, is_text)
            except (PySparkException, Py4JError) as error:
                raise _told(error) from None
    except BaseException:
        # It wasn't there before, so that everything in it is of this run.
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _evaluated(
    spark: SparkSession, patients: Path, folder: Path, book: RuleBook, key: str | None, is_text: bool
) -> Done:
    from pyspark.sql.functions import col

    if is_text:
        frame, count = _lines(spark, patients)
    else:
        frame = spark.read.parquet(str(patients.absolute()))
        if key is None:
            frame = frame.select("*", (col("_metadata.row_index") + 1).alias(_ROW))
        count = frame.count()
    evaluate_dataframe(frame, book, key=key or _ROW).write.mode("append").parquet(str(folder.absolute()))
    written = spark.read.parquet(str(folder.absolute()))
    refused = written.where(col("verdict") == "refused").select(KEY).distinct().count()
    return Done(count, refused, written.count())


def _lines(spark: SparkSession, patients: Path) -> tuple[DataFrame, int]:
    """The lines of a file that aren't blank, with their numbers from 1 on, and how many these are."""
    from pyspark.sql import functions as f

    lines = spark.read.text(str(patients.absolute()), lineSep="\n").withColumnRenamed("value", TEXT)
    # Spark gives each part of a file its number and counts within it. How many lines come before a part needs one pass.
    part, within = f.spark_partition_id(), f.monotonically_increasing_id().bitwiseAND((1 << 33) - 1)
    numbered = lines.select(TEXT, part.alias("part"), within.alias("within"))
    sizes = {row["part"]: row["count"] for row in numbered.groupBy("part").count().collect()}
    starts = [0]
    for number in range(max(sizes, default=-1) + 1):
        starts.append(starts[-1] + sizes.get(number, 0))
    start = f.element_at(f.array(*map(f.lit, starts)), f.col("part") + 1)
    frame = numbered.select(TEXT, (start + f.col("within") + 1).alias(_ROW)).where(f.col(TEXT).rlike(r"\S"))
    return frame, frame.count()


def _is_text(patients: Path, key: str | None) -> bool:
    """Whether the list is NDJSON. Raises FrameError if it is nothing that is read here."""
    if patients.is_dir():
        if key is None:
            raise FrameError(
                "the rows of a folder of parts have no numbers: name a column that identifies them (--key)"
            )
        return False
    if patients.suffix == ".parquet":
        return False
    if patients.suffix not in (".ndjson", ".jsonl"):
        raise FrameError("the list is a .parquet or .ndjson file, or a folder of Parquet: `batch` reads other tables")
    if key is not None:
        raise FrameError("the key of a line is its number: --key is for Parquet")
    return True


def _check_readable(patients: Path, is_text: bool) -> None:
    """Raises OSError, in the system's words where they are the system's, before Spark says it in its own."""
    if patients.is_dir():
        return
    patients.open("rb").close()
    if is_text:
        return
    import pyarrow
    from pyarrow.parquet import read_schema

    try:
        read_schema(patients)
    except (OSError, pyarrow.ArrowException):
        raise OSError(errno.EIO, "the file isn't whole Parquet: write it again") from None


def _told(error: Exception) -> Exception:
    """What may be told of an error of Spark's: what a worker of ours said, or the name of the condition."""
    ours = _FROM_A_WORKER.search(str(error))
    if ours:
        return WorkerError(ours[1])
    named = _CONDITION.match(str(error))
    if not named:
        return SparkFailure(f"Spark failed ({type(error).__name__}); what it says isn't shown, for it may hold values")
    if _OF_READING.search(named[1]):
        return OSError(errno.EIO, f"Spark can't read the list or write the verdicts ({named[1]})")
    return SparkFailure(f"Spark failed ({named[1]})")
