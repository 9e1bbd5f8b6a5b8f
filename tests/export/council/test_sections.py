import pytest

from ozgdash.charts import by_name
from ozgdash.errors import UsageError
from ozgdash.export.council.sections import DEFAULT_SECTIONS, PARTS, parts
from ozgdash.texts import LANGS


def test_every_chart_of_a_section_exists():
    assert {name for part in PARTS.values() for name in part.charts} - set(by_name.CHARTS) == set()


def test_no_chart_stands_in_two_sections():
    names = [name for part in PARTS.values() for name in part.charts]
    assert sorted(names) == sorted(set(names))


def test_every_section_has_a_title_of_its_own():
    for lang in LANGS:
        assert len({part.title(lang) for part in PARTS.values()}) == len(PARTS)


def test_sections_come_in_the_order_asked_for_and_once():
    assert [part.key for part in parts(["method", "situation", "method"])] == ["method", "situation"]
    assert [part.key for part in parts(DEFAULT_SECTIONS)] == [key for key, part in PARTS.items() if part.by_default]
    assert [part.key for part in parts(["appendix", "situation"])] == ["situation", "appendix"]
    with pytest.raises(UsageError, match=r"wetter.*situation, topics"):
        parts(["wetter"])
