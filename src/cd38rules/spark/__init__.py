"""Lists decided by Spark: a DataFrame of profiles in, a DataFrame of verdicts out; Spark does all of the distributing.

    from cd38rules import load_rulebook
    from cd38rules.spark import evaluate_dataframe

    verdicts = evaluate_dataframe(spark.table("patients"), load_rulebook(), key="visit_id")

Needs the extra `spark`. A worker imports this too, so that nothing here imports pyspark or polars.
"""

from __future__ import annotations

from .errors import FrameError, SparkFailure, WorkerError
from .frames import evaluate_dataframe

__all__ = ["FrameError", "SparkFailure", "WorkerError", "evaluate_dataframe"]
