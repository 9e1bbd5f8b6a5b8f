"""How small numbers of cases are published."""

from __future__ import annotations

SHOWN_FROM = 5
"""The smallest number of cases that is shown as it is."""
STAND_IN = 3
"""What a smaller one counts in sums. A sum under ``SHOWN_FROM`` is then a single small number, and reads as such."""
SPLIT_FROM = 2 * SHOWN_FROM
"""The smallest number of cases that is told apart by way: of fewer, one of the two parts is always small."""
HIDDEN = {"shown_from": SHOWN_FROM, "split_from": SPLIT_FROM}
"""Both, as parameters of a query."""
ONLINE_FROM = 3
"""From which Reifegrad on a service is online, whatever the rule."""
EXAMPLE_FROM = 50
"""How many cases a partner needs for its share of a service to be an example to others."""
