"""Amounts in euros as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash import formats
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.money_cells import euros
from ozgdash.sources.values import Value


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (None, None), ("12500", 12_500.0), ("12.500", 12_500.0), ("12 500 €", 12_500.0), ("12.500,00 €", 12_500.0),
        ("€ 12.500,5", 12_500.5), ("EUR 12500.50", 12_500.5), ("12.500,- €", 12_500.0), ("0", 0.0), ("12,5 Tsd. €", 12_500.0),
        ("1.250 Tsd. €", 1_250_000.0), ("12,5 T€", 12_500.0), ("12 TEUR", 12_000.0), ("1,234 Mio. €", 1_234_000.0),
        (12_500.55, 12_500.55), (7.0, 7.0), ("999.999.999,99", 999_999_999.99),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_meant(written: Value, amount: float | None) -> None:
    assert euros(written) == amount


@pytest.mark.parametrize(
    "written",
    ["ca. 12000", "-5", "12,345", "1,000", "€ 12,500", "12,500 €", "12.500.00", "1.2.3", "$5", "5-10", "1234567890", "0,001", "12 CHF", 0.001, -1.0, "zwölf",
     date(2026, 1, 1), True],
)  # fmt: skip
def test_what_could_be_another_amount_is_refused(written: Value) -> None:
    with pytest.raises(CellError):
        euros(written)


@settings(max_examples=50)
@given(st.integers(0, 99_999_999_999))
def test_what_we_write_in_german_is_read_again(cents: int) -> None:
    assert euros(f"{formats.number(cents / 100, 'de', 2)} €") == cents / 100
