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
from refreshing import NOW, THEN, again, made

from ozgdash.errors import UsageError, UserError
from ozgdash.export.council import documents
from ozgdash.export.council.order import Order, assembled_from
from ozgdash.export.council.package import Occasion
from ozgdash.export.council.renewal import RefreshOrder
from ozgdash.export.council.steps import Done
from ozgdash.export.council.workshop import Workshop
from ozgdash.export.refresh.report import Fate

PATIENCE_S = 200


@pytest.fixture(scope="module")
def package(golden_connection, golden_view):
    return assembled_from(golden_connection, Order(Occasion("Sachstand"), golden_view, ("situation",)))


@pytest.fixture(scope="module")
def workshop():
    opened = Workshop()
    yield opened
    opened.shutdown()


def entries(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def finished(job):
    assert job.ended(PATIENCE_S)
    return job.content()


def gone(pid):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if not Path(f"/proc/{pid}").exists() or " Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.1)
    return False


def test_a_document_from_the_workshop_is_the_one_written_here(workshop, package):
    job = workshop.order(package, "pictures")
    there, here = entries(finished(job)), entries(documents.write(package, "pictures"))
    assert list(there) == list(here)
    assert there == here
    assert any(name.endswith(".png") for name in there)
    assert (job.step.document, job.step.share) == ("pictures", 1.0)


def test_a_presentation_is_brought_up_to_date_in_the_workshop_as_it_is_here(
    workshop, golden_connection, golden_view, golden_path
):
    old = made(golden_connection, golden_view, THEN, ("situation",))
    job = workshop.order(RefreshOrder(old, "alt.pptx", golden_path, NOW), "refresh")
    content, here = finished(job), again(golden_connection, golden_view, old)
    assert content == here.content
    assert job.report == here.report
    assert job.report.count(Fate.REFRESHED) > 0


def test_orders_wait_for_their_turn_and_get_their_own(workshop, package):
    others = [replace(package, occasion=Occasion(f"Sitzung {number}")) for number in range(4)]
    jobs = [workshop.order(other, "pictures") for other in others]
    for number, job in enumerate(jobs):
        with zipfile.ZipFile(io.BytesIO(finished(job))) as archive:
            assert f"Sitzung {number}" in archive.read("inhalt.txt").decode("utf-8-sig")


def test_what_the_reader_can_mend_arrives_as_it_was_raised(workshop, package):
    with pytest.raises(UsageError) as caught:
        finished(workshop.order(package, "painting"))
    assert "“painting”" in caught.value.message("en")


def test_a_fault_of_the_program_comes_with_its_trace_and_the_worker_goes_on(workshop, package):
    with pytest.raises(RuntimeError, match="Traceback"):
        finished(workshop.order(None, "pictures"))
    assert finished(workshop.order(package, "pictures"))


def test_a_worker_that_died_is_replaced(workshop, package):
    finished(workshop.order(package, "pictures"))
    first = workshop.process_id
    os.kill(first, signal.SIGKILL)
    assert finished(workshop.order(package, "pictures"))
    assert workshop.process_id != first


def test_a_worker_that_takes_too_long_is_ended(package):
    opened = Workshop(time_limit_s=0.2)
    with pytest.raises(UserError, match="noch einmal"):
        finished(opened.order(package, "pictures"))
    assert opened.process_id is None
    opened.shutdown()


@pytest.mark.long
def test_the_end_leaves_no_process(package):
    opened = Workshop()
    finished(opened.order(package, "pictures"))
    running = opened.process_id
    opened.shutdown()
    assert gone(running)
    opened.shutdown()


def test_what_a_library_prints_does_not_get_between_the_answers():
    program = "from ozgdash.export.council import worker\nworker.documents.write = lambda *_: print('noise') or b'x'\nworker.main()"
    done = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps((1, 2)), capture_output=True, timeout=PATIENCE_S, check=True
    )
    assert pickle.loads(done.stdout) == Done(b"x")  # noqa: S301
    assert b"noise" in done.stderr
