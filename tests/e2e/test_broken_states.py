"""What a reader sees when the data is missing or damaged, or the program has a fault: a sentence, never a stack trace."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest
from dashboards import Watch, command_line, copy_of_the_project_data
from playwright.sync_api import Page, expect

from ozgdash.store.hashing import file_hash
from ozgdash.store.snapshots import Store
from tools.serving import served

TRACES = re.compile(r"Traceback|\.py\"|line \d+, in")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The project's data without the example sheets: quick to build."""
    folder = copy_of_the_project_data(tmp_path / "data")
    shutil.rmtree(folder / "demo")
    return folder


def shown(address: str, page: Page) -> str:
    page.goto(address)
    box = page.locator(".st-key-error")
    expect(box).to_be_visible()
    body = page.locator("body").inner_text()
    assert not TRACES.search(body)
    assert page.locator('[data-testid="stException"]').count() == 0
    return box.inner_text()


@pytest.mark.long
def test_missing_then_built_then_damaged(data_dir: Path, tmp_path: Path, page: Page, watch: Watch):
    with served(data_dir, tmp_path / "server.log") as address:
        assert "python -m ozgdash build" in shown(address, page)
        assert command_line(data_dir, "build").returncode == 0
        page.goto(address)
        expect(page.locator(".st-key-answer h2")).to_contain_text("noch kein Reifegrad gemeldet")
        current = Store(data_dir / "snapshots").current()
        assert current is not None
        content = bytearray(current.path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        current.path.write_bytes(content)
    with served(data_dir, tmp_path / "again.log") as address:
        message = shown(address, page)
        assert current.path.stem in message
        assert "python -m ozgdash" in message
    assert watch.foreign_requests == []


@pytest.mark.long
def test_a_fault_of_the_program_shows_a_reference_that_the_log_explains(data_dir: Path, tmp_path: Path, page: Page):
    assert command_line(data_dir, "build").returncode == 0
    store = Store(data_dir / "snapshots")
    current = store.current()
    assert current is not None
    # A sound file whose content breaks a query: the fault is ours then, not the file's.
    with duckdb.connect(str(current.path)) as connection:
        connection.execute("UPDATE partner SET kind = 'planet'")
    sound = current.path.with_name(f"{current.path.stem[:-12]}{file_hash(current.path)}.duckdb")
    current.path.rename(sound)
    (data_dir / "snapshots" / "CURRENT").write_text(sound.name + "\n")
    log = tmp_path / "server.log"
    with served(data_dir, log) as address:
        message = shown(address, page)
        reference = re.search(r"\b[0-9a-f]{8}\b", message)
        assert reference is not None, message
        assert f"reference {reference[0]}" in log.read_text()
