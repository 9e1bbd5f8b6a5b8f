"""The process beside the server, for real: orders, steps, faults, a death, a time limit, no process left behind."""

import io
import os
import pickle
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ozgdash.errors import ChromiumMissingError, UsageError, UserError
from ozgdash.export import documents
from ozgdash.export.council import Occasion
from ozgdash.export.order import Order, assembled_from
from ozgdash.export.steps import Done
from ozgdash.export.workshop import Workshop

PATIENCE_S = 60


@pytest.fixture
def package(golden, golden_view):
    return assembled_from(golden, Order(Occasion("Sachstand"), golden_view, ("situation",)))


@pytest.fixture(scope="module")
def workshop():
    opened = Workshop()
    yield opened
    opened.shutdown()


def entries(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def size(picture):
    with Image.open(io.BytesIO(picture)) as opened:
        opened.load()
        return opened.size


def finished(job):
    assert job.ended(PATIENCE_S)
    return job.content()


def children_of(pid):
    """The processes below ``pid``, at any depth."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in listed.splitlines()}
    found = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found - {pid}
        found |= more


def gone(pids):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(
            Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text() for pid in pids
        ):
            return True
        time.sleep(0.1)
    return False


def test_a_document_from_the_workshop_is_the_one_written_here(workshop, package, settings):
    job = workshop.order(package, "pictures", settings)
    there, here = entries(finished(job)), entries(documents.write(package, "pictures", settings))
    assert list(there) == list(here)
    for name in here:
        # Two browsers may set a pixel of a PNG differently; everything else is the same byte for byte.
        if name.endswith(".png"):
            assert size(there[name]) == size(here[name])
        else:
            assert there[name] == here[name]
    assert (job.step.document, job.step.share) == ("pictures", 1.0)


def test_orders_wait_for_their_turn_and_get_their_own(workshop, package, settings):
    others = [replace(package, occasion=Occasion(f"Sitzung {number}")) for number in range(4)]
    jobs = [workshop.order(other, "pictures", settings) for other in others]
    for number, job in enumerate(jobs):
        with zipfile.ZipFile(io.BytesIO(finished(job))) as archive:
            assert f"Sitzung {number}" in archive.read("inhalt.txt").decode("utf-8-sig")


def test_what_the_reader_can_mend_arrives_as_it_was_raised(workshop, package, settings):
    with pytest.raises(ChromiumMissingError, match="apt-get install chromium"):
        finished(workshop.order(package, "pictures", replace(settings, chromium=None)))
    with pytest.raises(UsageError) as caught:
        finished(workshop.order(package, "painting", settings))
    assert "“painting”" in caught.value.message("en")


def test_a_fault_of_the_program_comes_with_its_trace_and_the_worker_goes_on(workshop, package, settings):
    with pytest.raises(RuntimeError, match="Traceback"):
        finished(workshop.order(None, "pictures", settings))
    assert finished(workshop.order(package, "pictures", settings))


def test_a_worker_that_died_is_replaced(workshop, package, settings):
    finished(workshop.order(package, "pictures", settings))
    first, below = workshop.process_id, children_of(workshop.process_id)
    os.kill(first, signal.SIGKILL)
    assert finished(workshop.order(package, "pictures", settings))
    assert workshop.process_id != first
    assert below
    assert gone(below), "the browser of the dead worker is still there"


def test_a_worker_that_takes_too_long_is_ended(package, settings):
    opened = Workshop(time_limit_s=0.2)
    with pytest.raises(UserError, match="noch einmal"):
        finished(opened.order(package, "pictures", settings))
    assert opened.process_id is None
    opened.shutdown()


def test_the_end_leaves_no_process(package, settings):
    opened = Workshop()
    finished(opened.order(package, "pictures", settings))
    running = children_of(opened.process_id) | {opened.process_id}
    assert len(running) > 1
    opened.shutdown()
    assert gone(running)
    opened.shutdown()


def test_what_a_library_prints_does_not_get_between_the_answers():
    program = (
        "from ozgdash.export import worker\nworker.documents.write = lambda *_: print('noise') or b'x'\nworker.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps((1, 2, 3)), capture_output=True, timeout=60, check=True
    )
    assert pickle.loads(done.stdout) == Done(b"x")  # noqa: S301
    assert b"noise" in done.stderr
