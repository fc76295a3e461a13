"""A DataFrame of profiles to a DataFrame of verdicts, by `mapInArrow`. Works with Spark Connect too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..profile import PatientProfile
from ..rules.book import RuleBook
from .errors import FrameError
from .sending import sent
from .worker import KEY, TEXT, Form, verdicts_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def evaluate_dataframe(
    frame: DataFrame, book: RuleBook, *, key: str | None = None, share: float | None = None
) -> DataFrame:
    """The verdicts on the rows of a DataFrame, with the columns of `evaluate_batches` but for `row`.

    The columns of `frame` are fields of the profile, nested as in its JSON; or there is one, `profile`, with the JSON
    as text. Rows have no order in Spark: `key` names a column that is carried through to the verdicts as their column
    `key`, so that a refused row can be found; it may be a field of the profile. `share` of the patients (from 0 to 1,
    usually one in two hundred) are decided by the other two engines too.

    Raises FrameError if the columns are others, ValueError for another share, TypeError for anything but a rule book.
    Nothing is decided before Spark needs the result; what fails then comes as an error of Spark's, see docs/spark.md.
    """
    from pyspark.sql.functions import col
    from pyspark.sql.types import BooleanType, DateType, StringType, StructField, StructType

    if not isinstance(book, RuleBook):
        raise TypeError("a RuleBook decides: load one with load_rulebook()")
    form = _form(frame, key)
    share = _share(share)
    columns = [col(_quoted(name)) for name in _profile_columns(frame, key)]
    fields = [
        StructField("patient_id", StringType()),
        StructField("as_of", DateType()),
        *(StructField(name, StringType()) for name in ("rule", "kind", "role", "verdict", "severity")),
        StructField("covered", BooleanType()),
        *(StructField(name, StringType()) for name in ("missing", "places")),
    ]
    if key is not None:
        columns.insert(0, col(_quoted(key)).alias(KEY))
        fields.insert(0, StructField(KEY, frame.schema[key].dataType))
    work = partial(verdicts_of, book=sent(book), form=form, share=share)
    return frame.select(*columns).mapInArrow(work, StructType(fields))


def _form(frame: DataFrame, key: str | None) -> Form:
    """What the frame holds. Raises FrameError; it names no column, for a table without a header has a patient there."""
    if len(set(frame.columns)) < len(frame.columns):
        raise FrameError("two columns of the DataFrame have the same name")
    if key is not None and key not in frame.columns:
        raise FrameError("the DataFrame has no column of the name that `key` gives")
    others = _profile_columns(frame, key)
    if others == [TEXT]:
        if frame.schema[TEXT].dataType.typeName() not in ("string", "binary"):
            raise FrameError(f"the column `{TEXT}` must hold JSON text")
        return Form(key is not None, True)
    strange = sum(name not in PatientProfile.model_fields for name in others)
    if strange:
        raise FrameError(
            f"{strange} of the DataFrame's columns are no fields of the profile: select those that are, "
            f"or one column `{TEXT}` of JSON text; a column that identifies a row is named by `key`"
        )
    return Form(key is not None, False)


def _profile_columns(frame: DataFrame, key: str | None) -> list[str]:
    return [name for name in frame.columns if name != key or name in PatientProfile.model_fields]


def _share(share: float | None) -> float:
    from ..batch.in_columns import SHARE

    if share is None:
        return SHARE
    if not 0 <= share <= 1:
        raise ValueError("the share of patients that are decided again is from 0 to 1")
    return share


def _quoted(name: str) -> str:
    """A column's name as Spark reads it whatever it holds: a dot would mean a field inside."""
    return "`" + name.replace("`", "``") + "`"
