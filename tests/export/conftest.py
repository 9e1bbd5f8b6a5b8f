"""Charts to export and the real browser; the charts come from the figures' own tests."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "charts"))

from ozgdash import settings as settings_module
from ozgdash.export import pictures


@pytest.fixture(scope="session")
def settings():
    """The settings of this machine; a missing Chromium is a failure, not a skip."""
    found = settings_module.from_environment()
    assert found.chromium is not None, "these tests draw real pictures: install Chromium (apt-get install chromium)"
    return found


@pytest.fixture(scope="session", autouse=True)
def _browser_ends_with_the_tests():
    yield
    pictures.shutdown()
