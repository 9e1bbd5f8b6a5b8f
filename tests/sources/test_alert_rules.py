"""data/hinweise.toml: what is read, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from ozgdash.errors import SettingsError
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.alerts import read_alerts
from ozgdash.sources.cooperation import read_cooperation

COOPERATION = read_cooperation(PROJECT_DIR / "tests" / "golden" / "data" / "cooperation.toml")


def listed(folder: Path, content: str) -> tuple[AlertRule, ...]:
    path = folder / "hinweise.toml"
    path.write_text(content, encoding="utf-8")
    return read_alerts(path, cooperation=COOPERATION)


def test_rules_are_read_in_the_order_of_the_file(tmp_path):
    found = listed(
        tmp_path,
        '[[alert]]\nrule = "overdue"\nabove = 0\npartners = ["kreis", "stadt", "kreis"]\n'
        '[[alert]]\nrule = "share_fell"\npoints = 0.5\nmonths = 3\n'
        '[[alert]]\nrule = "no_report"\ndays = 45\n'
        '[[alert]]\nrule = "dead_link"\nabove = 2\n',
    )
    assert found == (
        AlertRule(AlertKind.OVERDUE, 0, partners=("stadt", "kreis")),
        AlertRule(AlertKind.SHARE_FELL, 0.5, months=3),
        AlertRule(AlertKind.NO_REPORT, 45),
        AlertRule(AlertKind.DEAD_LINK, 2),
    )
    assert listed(tmp_path, "") == ()


def test_the_file_that_comes_with_the_project_is_one(tmp_path):
    path = PROJECT_DIR / "data" / "hinweise.toml"
    cooperation = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml")
    assert {rule.kind for rule in read_alerts(path, cooperation=cooperation)} == set(AlertKind)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[[alert]]\nrule = "late"\nabove = 1', ["[alert 1] rule", "late", "no_report, share_fell, overdue, dead_link"]),
        ('[[alert]]\nabove = 1', ["[alert 1] rule", "no_report"]),
        ('[[alert]]\nrule = "overdue"', ["[alert 1] above", "0 – 1000000", {"de": "fehlt", "en": "missing"}]),
        ('[[alert]]\nrule = "overdue"\nabove = -1', ["above", "-1", "0 – 1000000"]),
        ('[[alert]]\nrule = "overdue"\nabove = true', ["above", "true"]),
        ('[[alert]]\nrule = "overdue"\nabove = 1.5', ["above", "1.5"]),
        ('[[alert]]\nrule = "overdue"\nabove = "viele"', ["above", "viele"]),
        ('[[alert]]\nrule = "no_report"\nabove = 45', ["[alert 1] days", "1 – 3650"]),
        ('[[alert]]\nrule = "no_report"\ndays = 0', ["days", "0", "1 – 3650"]),
        ('[[alert]]\nrule = "no_report"\ndays = 45\nmonths = 2', ["[alert 1] months", "rule, days, partners"]),
        ('[[alert]]\nrule = "share_fell"\npoints = nan', ["points", "nan", "0.1 – 100"]),
        ('[[alert]]\nrule = "share_fell"\npoints = 1\nmonths = 0', ["months", "0", "1 – 120"]),
        ('[[alert]]\nrule = "overdue"\nabove = 1\n[[alert]]\nrule = "overdue"\nabove = 1\npartners = ["atlantis"]',
         ["[alert 2] partners", "atlantis", "stadt"]),
        ('[[alert]]\nrule = "overdue"\nabove = 1\npartners = "stadt"', ["partners", "stadt"]),
        ('[alert]\nrule = "overdue"', ["[[alert]]"]),
        ('alert = ["overdue"]', ["[alert 1]", "overdue"]),
        ('[[hinweis]]\nrule = "overdue"', ["hinweis", "[[alert]]"]),
        ('[[alert]]\nrule = ', ["hinweise.toml", "data/README.md"]),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_kept_is_named_with_what_is_allowed(tmp_path, content, said):
    with pytest.raises(SettingsError) as caught:
        listed(tmp_path, content)
    for lang in ("de", "en"):
        for part in ("hinweise.toml", *said):
            assert (part[lang] if isinstance(part, dict) else part) in caught.value.message(lang)
        assert "None" not in caught.value.message(lang)
