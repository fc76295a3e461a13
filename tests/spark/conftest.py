"""Spark on this machine, started once for all tests of this folder that need it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from cd38rules.spark import SparkFailure
from cd38rules.spark.session import check_installation, local_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


PART = 400_000
"""The bytes of a file that a worker gets at once: few, so that small files are cut too."""


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips a test where the extra `spark` or Java isn't there; `make spark-test` lets it fail instead."""
    try:
        check_installation()
    except SparkFailure as lacking:
        if os.environ.get("CD38RULES_REQUIRE_SPARK"):
            pytest.fail(str(lacking))
        pytest.skip(str(lacking))
    # Java's second compiler pays after a minute only; without it, the tests take half the time of the processor.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.fixture(scope="session")
def spark(installed: None) -> Iterator[SparkSession]:
    """A session with two workers, that cuts files into small parts."""
    with local_session("local[2]") as session:
        session.conf.set("spark.sql.files.maxPartitionBytes", PART)
        session.conf.set("spark.sql.files.openCostInBytes", 0)
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 500)
        yield session
