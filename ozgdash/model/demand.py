"""How small numbers of cases are published."""

from __future__ import annotations

SHOWN_FROM = 5
"""The smallest number of cases that is shown as it is."""
STAND_IN = 3
"""What a smaller one counts in sums. A sum under ``SHOWN_FROM`` is then a single small number, and reads as such."""
