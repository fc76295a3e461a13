"""Spark on this machine alone: started for one list, heard by nobody else, and gone afterwards.

What Spark prints may hold values of rows, so that nothing of it is passed on.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import FrameError, SparkFailure

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = re.compile(r"local(\[(\*|[1-9]\d{0,3})\])?\Z")
ROWS_AT_ONCE = 8_192
SECONDS_TO_END = 20

SETTINGS = {
    "spark.app.name": "cd38rules",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "16",  # only the counting of refused rows shuffles
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
}

_NO_SPARK = "Spark isn't installed (pip install 'cd38rules[spark]')"
_NO_JAVA = "Spark needs Java 17 or newer, and there is none (on Debian and Ubuntu: apt install default-jre-headless)"
_NOT_STARTED = "Java didn't start Spark: it needs Java 17 or newer (`java -version` tells yours)"


def check_installation() -> None:
    """Raises SparkFailure with what to install where pyspark or Java is lacking; starts nothing."""
    if any(find_spec(name) is None for name in ("pyspark", "pandas", "pyarrow", "polars")):
        raise SparkFailure(_NO_SPARK)
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else Path("java")
    if shutil.which(java) is None:
        raise SparkFailure(_NO_JAVA)


@contextmanager
def local_session(master: str = "local[*]") -> Iterator[SparkSession]:
    """A session of Spark in one Java process, with as many workers as `master` says: local, local[4], local[*].

    Raises FrameError for another master, SparkFailure if Spark can't be started.
    """
    if not MASTER.match(master):
        raise FrameError("the master is local, local[N] or local[*]; on a cluster, see docs/spark.md")
    check_installation()
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers' Python must be this one, whatever PATH says
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # pyspark logs Java's errors from this process too
    conf = SparkConf(loadDefaults=False).setMaster(master).setAll(list(SETTINGS.items()))
    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        try:
            gateway = launch_gateway(conf, silence)
        except (PySparkException, OSError):
            raise SparkFailure(_NOT_STARTED) from None
        try:
            context = SparkContext(conf=conf, gateway=gateway)
            try:
                yield SparkSession(context)
            finally:
                context.stop()
        finally:
            _end(gateway)
    finally:
        logging.disable(level)


def _end(gateway: Any) -> None:
    """Ends the Java process that was started here. It ends by itself when its standard input is closed."""
    gateway.shutdown()
    SparkContext = sys.modules["pyspark"].SparkContext
    SparkContext._gateway = SparkContext._jvm = None  # another session in this process must start Java anew
    process: subprocess.Popen[bytes] | None = gateway.proc
    if process is None:
        return
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
