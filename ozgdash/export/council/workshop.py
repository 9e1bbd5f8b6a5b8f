"""Documents made one after the other in a process of their own, so that nobody who reads has to wait for them."""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO, cast

from ozgdash.errors import UserError
from ozgdash.export.council.package import CouncilPackage
from ozgdash.export.council.renewal import RefreshOrder
from ozgdash.export.council.steps import Done, Failed, Step
from ozgdash.export.refresh.report import Report
from ozgdash.settings import PROJECT_DIR

TIME_LIMIT_S = 180.0
"""How long one document may take."""
END_TIMEOUT_S = 15.0
ATTEMPTS = 2
"""A worker that died is replaced once; one that took too long is not."""


class Job:
    """A document in the making. ``step``: how far it is; None while it waits for its turn.

    ``report``: what was done, once a presentation was brought up to date; else None.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.step: Step | None = None
        self.report: Report | None = None
        self._ended = threading.Event()
        self._content = b""
        self._error: Exception | None = None

    def ended(self, timeout_s: float = 0.0) -> bool:
        """Whether it is finished or has failed; waits for that no longer than ``timeout_s``."""
        return self._ended.wait(timeout_s)

    @property
    def succeeded(self) -> bool:
        """Whether there is a document to take."""
        return self.ended() and self._error is None

    def content(self) -> bytes:
        """The document, once it has ended. Raises what went wrong: UserError, or RuntimeError with the trace."""
        if self._error is not None:
            raise self._error
        return self._content

    def end(self, content: bytes, error: Exception | None = None, report: Report | None = None) -> None:
        """Says that it is over."""
        self._content, self._error, self.report = content, error, report
        self._ended.set()


class Workshop:
    """One worker process, started with the first order and again after every failure."""

    def __init__(self, *, time_limit_s: float = TIME_LIMIT_S) -> None:
        self.time_limit_s = time_limit_s
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.shutdown)

    @property
    def process_id(self) -> int | None:
        """The running worker; None where there is none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def order(self, package: CouncilPackage | RefreshOrder, key: str) -> Job:
        """Begins a document, or to bring a presentation up to date, and returns at once; ``key``: what it is called."""
        job = Job(key)
        threading.Thread(target=self._make, args=(job, package), daemon=True, name="ozgdash-workshop").start()
        return job

    def shutdown(self) -> None:
        """Ends the worker; the next order starts another one. Called at the end of the process."""
        process, self._process = self._process, None
        if process is not None:
            _stop(process)

    def _make(self, job: Job, package: CouncilPackage | RefreshOrder) -> None:
        with self._turn:
            try:
                done = self._made(job, (package, job.key))
            except Exception as error:  # to be raised where somebody asks for the document
                job.end(b"", error)
            else:
                job.end(done.content, report=done.report)

    def _made(self, job: Job, order: tuple[Any, ...]) -> Done:
        for _ in range(ATTEMPTS):
            process = self._running()
            too_late = threading.Timer(self.time_limit_s, _stop, [process])
            too_late.start()
            try:
                return _talk(process, job, order)
            except (OSError, ValueError, EOFError, pickle.UnpicklingError):  # it died, or was stopped
                self.shutdown()
                if too_late.finished.is_set():
                    break
            finally:
                too_late.cancel()
        raise UserError("council.worker_ended")

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            self.shutdown()
            paths = [str(PROJECT_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]
            process = self._process = subprocess.Popen(
                [sys.executable, "-m", "ozgdash.export.council.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            )
        return process


def _talk(process: subprocess.Popen[bytes], job: Job, order: tuple[Any, ...]) -> Done:
    """Sends the order and follows the answers to the last one."""
    orders, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
    pickle.dump(order, orders)
    orders.flush()
    while True:
        answer = pickle.load(answers)  # noqa: S301 - from our own other half
        if isinstance(answer, Step):
            job.step = answer
        elif isinstance(answer, Failed):
            raise answer.error or RuntimeError(answer.trace)
        else:
            done: Done = answer
            return done


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks it to end; makes it end where it does not listen."""
    process.terminate()
    try:
        process.wait(END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError, ValueError):  # what was not sent any more no longer matters
            cast("BinaryIO", pipe).close()
