"""Rules of data/hinweise.toml on the golden cooperation, worked out by hand from tests/golden/README.md."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from expected import APRIL, JANUARY, MARCH

from ozgdash.metrics.alerts import alerts
from ozgdash.model.alert import AlertKind, AlertRule
from ozgdash.model.filters import Filters

Cursor = duckdb.DuckDBPyConnection
NO_REPORT, FELL, OVERDUE = AlertKind.NO_REPORT, AlertKind.SHARE_FELL, AlertKind.OVERDUE


def met(cursor: Cursor, as_of: date, *rules: AlertRule) -> list[tuple[object, ...]]:
    found = alerts(cursor, Filters(as_of=as_of), rules)
    plain = found.astype(object).where(found.notna(), None)
    return [(row.kind, row.partner_id, row.value, row.since) for row in plain.itertuples()]


def test_a_report_is_missing_once_it_is_older_than_the_bound(golden: Cursor) -> None:
    assert met(golden, APRIL, AlertRule(NO_REPORT, 29)) == [(NO_REPORT, "stadt", 30.0, MARCH)]
    assert met(golden, APRIL, AlertRule(NO_REPORT, 30)) == []
    # kreis joined on 15.03. and had not reported by the 20th: it stands on top; dorf and stadt last did on 31.01.
    assert met(golden, date(2021, 3, 20), AlertRule(NO_REPORT, 30)) == [
        (NO_REPORT, "kreis", None, None),
        (NO_REPORT, "stadt", 48.0, JANUARY),
        (NO_REPORT, "dorf", 48.0, JANUARY),
    ]


def test_a_share_fell_where_it_is_known_on_both_days(golden: Cursor) -> None:
    # stadt: 3 of 8 on 31.01., 2 of 7 on 30.04.; dorf rose from 2/3 to 3/4; kreis was not there yet.
    lost = 100 * (3 / 8 - 2 / 7)
    [(kind, partner, value, since)] = met(golden, APRIL, AlertRule(FELL, 8.9, months=3))
    assert (kind, partner, since) == (FELL, "stadt", JANUARY)
    assert value == pytest.approx(lost)
    assert met(golden, APRIL, AlertRule(FELL, 9.0, months=3)) == []
    assert met(golden, APRIL, AlertRule(FELL, 0.1, months=1)) == []


def test_overdue_services_are_counted_and_rules_hold_for_the_partners_that_they_name(golden: Cursor) -> None:
    # b1 at stadt was planned for 28.02. and is at 2.
    assert met(golden, APRIL, AlertRule(OVERDUE, 0)) == [(OVERDUE, "stadt", 1.0, None)]
    assert met(golden, APRIL, AlertRule(OVERDUE, 1)) == []
    assert met(golden, APRIL, AlertRule(OVERDUE, 0, partners=("kreis", "dorf"))) == []


def test_alerts_stand_in_the_order_of_their_kinds_and_without_rules_there_are_none(golden: Cursor) -> None:
    rules = (
        AlertRule(AlertKind.DEAD_LINK, 0),
        AlertRule(OVERDUE, 0),
        AlertRule(FELL, 1, months=3),
        AlertRule(NO_REPORT, 1),
    )
    assert [row[0] for row in met(golden, APRIL, *rules)] == [NO_REPORT, FELL, OVERDUE]
    assert alerts(golden, Filters(as_of=APRIL), ()).empty
