import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import pytest
from PIL import Image

from ozgdash.errors import ChromiumMissingError, PictureError
from ozgdash.export import pictures


def figure(number):
    """A picture that can be told from every other one by its text and by its colour."""
    bar = go.Bar(x=["a"], y=[number + 1], marker={"color": f"rgb({number}, 100, 200)"})
    drawn = go.Figure(bar, layout={"width": 300, "height": 200})
    return drawn.add_annotation(text=f"number-{number}", x=0.5, y=0.5, xref="paper", yref="paper", showarrow=False)


def numbers_in(svg):
    """(number in the text, number in the bar's colour)."""
    text = re.search(r"number-(\d+)", svg.decode())
    colour = re.search(r"rgb\((\d+), 100, 200\)", svg.decode())
    return int(text[1]), int(colour[1])


def colours_in(png):
    with Image.open(io.BytesIO(png)) as image:
        return {colour[:3] for _, colour in image.convert("RGB").getcolors(maxcolors=image.width * image.height)}


def browser_processes(settings):
    """Process ids of the running browser's group."""
    pictures.draw(figure(0), "svg", settings)
    group = pictures._browser.process_id
    listed = subprocess.run(["ps", "-e", "-o", "pid=,pgid="], capture_output=True, text=True, check=True).stdout
    return [int(pid) for pid, pgid in map(str.split, listed.splitlines()) if int(pgid) == group]


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_every_thread_gets_its_own_picture(settings):
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda number: pictures.draw(figure(number), "svg", settings), range(32)))
    assert [numbers_in(svg) for svg in drawn] == [(number, number) for number in range(32)]


def test_every_thread_gets_its_own_picture_in_its_own_format(settings):
    forms = ("png", "svg", "pdf")
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda n: pictures.draw(figure(n), forms[n % 3], settings), range(32)))
    for number, picture in enumerate(drawn):
        if number % 3 == 0:
            assert (number, 100, 200) in colours_in(picture)
        elif number % 3 == 1:
            assert numbers_in(picture) == (number, number)
        else:
            assert picture.startswith(b"%PDF-")


def test_a_png_has_twice_the_pixels_and_a_pdf_is_one(settings):
    png = pictures.draw(figure(1), "png", settings)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (600, 400)
    assert pictures.draw(figure(1), "pdf", settings)[:5] == b"%PDF-"


def test_a_browser_that_was_killed_is_replaced_without_the_caller_noticing(settings):
    for pid in browser_processes(settings):
        os.kill(pid, signal.SIGKILL)
    assert numbers_in(pictures.draw(figure(7), "svg", settings)) == (7, 7)


def test_a_browser_that_hangs_is_an_error_in_time_and_the_next_picture_gets_a_fresh_one(settings):
    stopped = browser_processes(settings)
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    with pytest.raises(PictureError, match="nicht in 2 Sekunden"):
        pictures.draw(figure(8), "svg", replace(settings, picture_timeout_s=2.0))
    assert not any(map(alive, stopped))
    assert numbers_in(pictures.draw(figure(9), "svg", settings)) == (9, 9)


def test_a_huge_picture_for_a_hanging_browser_does_not_block_either(settings):
    for pid in browser_processes(settings):
        os.kill(pid, signal.SIGSTOP)
    large = figure(1).add_scatter(x=list(range(300_000)), y=list(range(300_000)))
    with pytest.raises(PictureError):
        pictures.draw(large, "svg", replace(settings, picture_timeout_s=2.0))
    assert numbers_in(pictures.draw(figure(3), "svg", settings)) == (3, 3)


def test_a_picture_that_cannot_be_drawn_is_an_error_and_the_next_one_works(settings):
    broken = figure(1).update_layout(width=1_000_000, height=1_000_000)
    with pytest.raises(PictureError):
        pictures.draw(broken, "png", replace(settings, picture_timeout_s=8.0))
    assert numbers_in(pictures.draw(figure(4), "svg", settings)) == (4, 4)


def test_without_a_browser_the_error_says_what_to_install(settings):
    with pytest.raises(ChromiumMissingError, match="apt-get install chromium"):
        pictures.draw(figure(1), "png", replace(settings, chromium=None))


def test_a_program_that_is_no_browser_is_named(settings, tmp_path):
    for content in ("#!/bin/sh\nexit 1\n", "#!/bin/sh\nexit 0\n", "not a program"):
        fake = tmp_path / "browser"
        fake.write_text(content)
        fake.chmod(0o755)
        with pytest.raises(ChromiumMissingError) as caught:
            pictures.draw(figure(1), "png", replace(settings, chromium=fake))
        assert str(fake) in caught.value.message("de")
        assert "OZGDASH_CHROMIUM" in caught.value.message("en")


def test_a_program_that_only_pretends_to_be_a_browser_is_an_error_in_time(settings, tmp_path):
    fake = tmp_path / "browser"
    fake.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Chromium 1" && exit 0\nsleep 60\n')
    fake.chmod(0o755)
    with pytest.raises(PictureError):
        pictures.draw(figure(1), "png", replace(settings, chromium=fake, picture_timeout_s=2.0))
    assert numbers_in(pictures.draw(figure(5), "svg", settings)) == (5, 5)


def test_who_waits_too_long_for_a_turn_is_told(settings):
    release = threading.Event()

    def occupy():
        with pictures._lock:
            release.wait(30)

    holder = threading.Thread(target=occupy)
    holder.start()
    try:
        while not pictures._lock.locked():
            time.sleep(0.01)
        with pytest.raises(PictureError, match="gleich noch einmal"):
            pictures.draw(figure(1), "png", replace(settings, picture_timeout_s=0.1))
    finally:
        release.set()
        holder.join()


def test_shutdown_leaves_no_process(settings):
    running = browser_processes(settings)
    assert running
    pictures.shutdown()
    assert not any(map(alive, running))


def test_the_end_of_the_program_leaves_no_process_and_no_complaint(settings):
    program = (
        "import plotly.graph_objects as go\n"
        "from ozgdash import settings\n"
        "from ozgdash.export import pictures\n"
        "pictures.draw(go.Figure(go.Bar(y=[1])), 'svg', settings.from_environment())\n"
        "print(pictures._browser.process_id)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert not alive(int(done.stdout))
    assert "Warning" not in done.stderr
    assert "Traceback" not in done.stderr
