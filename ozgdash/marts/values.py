"""Values that fit their column and still cannot be: what the program's own readers refuse, too."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from ozgdash.errors import UserError
from ozgdash.model.days import FIRST_DAY, LAST_DAY
from ozgdash.model.groups import DIGITS, GroupKind
from ozgdash.model.observation import DEFAULT_MATURITY_MODEL, MATURITY_LEVELS

KEY, KEY_ALLOWED = "regexp_full_match({column}, '[a-z][a-z0-9_-]{{0,39}}')", "a–z, 0–9, -, _"
OWN_KINDS = (GroupKind.CHOSEN.value, GroupKind.SHARED_WORD.value)
"""Groups by ARS are worked out, never read."""
HIGHEST = " ".join(f"WHEN '{model}' THEN {max(levels)}" for model, levels in MATURITY_LEVELS.items())
LEVEL = f"{{column}} BETWEEN 0 AND CASE coalesce(maturity_model, '{DEFAULT_MATURITY_MODEL}') {HIGHEST} END"
LEVELS_ALLOWED = ", ".join(f"0–{max(levels)} ({model})" for model, levels in MATURITY_LEVELS.items())


@dataclass(frozen=True)
class Form:
    """What holds for every value of a column: as SQL over the row, and as a sentence names it."""

    table: str
    column: str
    holds: str
    allowed: str

    @property
    def condition(self) -> str:
        """``holds`` with the column's name."""
        return self.holds.format(column=f'"{self.column}"')


def _filled(table: str, *columns: str) -> list[Form]:
    return [Form(table, column, "trim({column}) <> ''", "a–z …") for column in columns]


def _days(**columns: str) -> list[Form]:
    between = f"{{column}} BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"
    return [Form(table, column, between, f"{FIRST_DAY} – {LAST_DAY}") for table, column in columns.items()]


def _counts(table: str, *columns: str) -> list[Form]:
    return [Form(table, column, "{column} >= 0", "0, 1, 2 …") for column in columns]


FORMS = (
    Form("partner", "partner_id", KEY, KEY_ALLOWED),
    Form("partner", "ars", r"regexp_full_match({column}, '\d{{12}}')", "031030000000"),
    Form("partner", "colour", "regexp_full_match({column}, '#[0-9a-fA-F]{{6}}')", "#0072B2"),
    *_filled("partner", "name", "short_name"),
    *_filled("partner_group", "key", "name"),
    Form("partner_group", "key", f"NOT regexp_matches({{column}}, '^({'|'.join(DIGITS)})-')", "a–z …"),
    Form("partner_group", "kind", f"{{column}} IN ({', '.join(map(repr, OWN_KINDS))})", ", ".join(OWN_KINDS)),
    Form("partner_group", "partner_ids", "len({column}) > 0", "[…]"),
    *_filled("cooperation", "name"),
    Form("deadline", "key", KEY, KEY_ALLOWED),
    *_filled("deadline", "name"),
    Form("deadline", "scope", "{column} = 'sdg'", "sdg"),
    Form("deadline", "share", "{column} > 0 AND {column} <= 1", "0 < … ≤ 1"),
    *_days(cooperation="start", partner="joined_on", deadline="date"),
    *_days(observation="observed_on"),
    Form("initiative", "cost_planned", "{column} >= 0", "0 …"),
    Form("initiative", "cost_actual", "{column} >= 0", "0 …"),
    Form("alert_rule", "bound", "{column} >= 0", "0 …"),
    Form("alert_rule", "months", "{column} BETWEEN 1 AND 120", "1–120"),
    Form("observation", "maturity", f"coalesce({LEVEL}, false)", LEVELS_ALLOWED),
    *_counts("observation", "cases_per_year", "cases_digital_per_year", "backlog"),
    Form("observation", "handling_days", "{column} >= 0", "0, 0.5, 12 …"),
    *_counts("use_month", "cases", "cases_digital"),
    Form("use_month", "month", "day({column}) = 1", "2026-10-01"),
    *_days(use_month="month"),
)


def check_values(connection: duckdb.DuckDBPyConnection) -> None:
    """Raises UserError for the first value that cannot be, with what is allowed, and for a second cooperation."""
    for form in FORMS:
        # All names are our own.
        query = f'SELECT min("{form.column}"::TEXT) FROM "{form.table}" WHERE "{form.column}" IS NOT NULL AND NOT ({form.condition})'  # noqa: S608, E501
        ((received,),) = connection.execute(query).fetchall()
        if received is not None:
            raise UserError(
                "marts.other_value", table=form.table, column=form.column, received=received[:80], allowed=form.allowed
            )
    ((count,),) = connection.execute("SELECT count(*) FROM cooperation").fetchall()
    if count > 1:
        raise UserError("marts.several_cooperations", count=count)
