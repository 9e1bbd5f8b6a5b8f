"""The process in which the documents of a council package are written, beside the one that answers readers.

``python -m ozgdash.export.council.worker`` takes orders from its standard input until that ends. An order is a pickled
(package, document), or (presentation to be brought up to date, its key); the answers are pickled as well: any number of
steps, then a ``Done`` or a ``Failed``.
Both ends are this program; nobody else writes into the pipes.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from contextlib import suppress
from typing import Any, BinaryIO

from ozgdash.errors import UserError
from ozgdash.export.council import documents, renewal
from ozgdash.export.council.steps import Done, Failed, Report, Step

NICENESS = 10
"""Readers go first."""


def main() -> None:
    """Works until there are no more orders."""
    with suppress(AttributeError, OSError):  # Windows has no niceness
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not get between the answers
    with answers:
        work(sys.stdin.buffer, answers)


def work(orders: BinaryIO, answers: BinaryIO) -> None:
    """Answers every order of the stream."""
    while True:
        try:
            ordered, key = pickle.load(orders)  # noqa: S301 - from our own other half
        except EOFError:
            return
        answer: Done | Failed
        try:
            answer = _made(ordered, key, lambda step: _send(step, answers))
        except UserError as error:
            answer = Failed(error, "")
        except Exception:
            # Whatever went wrong is told to the other side, which logs it with a reference for the reader.
            answer = Failed(None, traceback.format_exc())
        _send(answer, answers)


def _made(ordered: Any, key: str, report: Report) -> Done:
    if isinstance(ordered, renewal.RefreshOrder):
        report(Step(key, 0, 1))
        refreshed = renewal.done(ordered)
        return Done(refreshed.content, refreshed.report)
    return Done(documents.write(ordered, key, report))


def _send(message: object, answers: BinaryIO) -> None:
    pickle.dump(message, answers)
    answers.flush()


if __name__ == "__main__":
    main()
