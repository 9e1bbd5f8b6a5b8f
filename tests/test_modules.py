"""Test modules and what they share are imported by their bare names, whatever folder they lie in."""

from collections import defaultdict
from pathlib import Path

from hypothesis import settings

TESTS_DIR = Path(__file__).parent


def test_no_two_modules_bear_the_same_name():
    """Of two tests with one name pytest collects the first; of two helpers the second hides behind the first unsaid."""
    places = defaultdict(list)
    for path in TESTS_DIR.rglob("*.py"):
        if "node_modules" not in path.parts and path.name != "conftest.py":
            places[path.name].append(str(path.relative_to(TESTS_DIR)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_example_has_a_limit_of_time():
    """A fifth of a second, which Hypothesis allows one, is soon gone on a busy machine."""
    assert settings().deadline is None
