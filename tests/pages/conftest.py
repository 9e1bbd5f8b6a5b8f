"""The data behind the pages of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from ozgdash.settings import Settings
from ozgdash.ui import data


@pytest.fixture
def look_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Makes the pages find a data folder, and forget what they remember of another."""

    def look(folder: Path) -> None:
        monkeypatch.setenv("OZGDASH_DATA_DIR", str(folder))
        data.settings.cache_clear()
        st.cache_data.clear()
        st.cache_resource.clear()

    yield look
    data.settings.cache_clear()


@pytest.fixture
def golden_pages(golden_settings: Settings, look_at: Callable[[Path], None]) -> None:
    """The pages show the golden cooperation."""
    look_at(golden_settings.data_dir)
