"""A Spark session as it has to be for our queries; the only place that imports PySpark."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ozgdash.errors import UserError

SETTINGS: Mapping[str, str] = {
    "spark.app.name": "ozgdash marts",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # `state` begins on 0001-01-01; without this Spark refuses to write, or to read, a day before 1582.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}
SECONDS_FOR_WORKERS = 120
TALKATIVE = "SQLQueryContextLogger"
"""PySpark's logger that writes every error with its stack trace to standard error, beside raising it."""
LOG = "ozgdash-spark-{process}.log"


@contextmanager
def spark_session(master: str) -> Iterator[Any]:
    """A session on this master, with at least one process to work; ended when the block ends.

    What Spark itself says goes into a file in the folder for temporary files, which stays only where something failed.
    Raises UserError where the session does not come about, or Spark breaks off in the block.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    logging.getLogger(TALKATIVE).disabled = True
    log = Path(tempfile.gettempdir()) / LOG.format(process=os.getpid())
    try:
        with _errors_into(log):
            spark = _started(master)
        try:
            _wait_for_workers(spark, master)
            yield spark
        finally:
            spark.stop()
    except (PySparkException, Py4JError, ConnectionError) as error:
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise UserError("marts.spark_failed", master=master, reason=reason, log=str(log)) from error
    log.unlink(missing_ok=True)


def _started(master: str) -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master)
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@contextmanager
def _errors_into(log: Path) -> Iterator[None]:
    """What is started in the block writes its standard error into this file: Java says more than a reader wants."""
    sys.stderr.flush()
    kept = os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _wait_for_workers(spark: Any, master: str) -> None:
    """A master without workers takes every job and waits for ever."""
    if master.startswith("local") and not master.startswith("local-cluster"):
        return
    context = spark.sparkContext._jsc.sc()
    until = time.monotonic() + SECONDS_FOR_WORKERS
    while context.getExecutorMemoryStatus().size() < 2:  # this process counts as one
        if time.monotonic() > until:
            raise UserError("marts.no_workers", master=master, seconds=SECONDS_FOR_WORKERS)
        time.sleep(0.2)
