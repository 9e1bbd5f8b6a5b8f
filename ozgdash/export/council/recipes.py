"""A named choice that makes the same council package again next quarter, from the data of then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from ozgdash.export.council.order import Order
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.export.council.sections import DEFAULT_SECTIONS
from ozgdash.export.templates.kept import name_of
from ozgdash.model.days import FIRST_DAY, months_later
from ozgdash.model.filters import COMPARED_MONTHS, DEFAULT_PACE, DEFAULT_USE_LIMIT, Filters, Rule

MAX_MONTHS = 120
"""The longest way back that is given in months."""


@dataclass(frozen=True)
class CouncilRecipe:
    """What to make, without saying when. Empty tuples mean: all.

    ``as_of`` None: the newest Stand there is. ``compare``: so many months before the Stand, or a fixed day.
    """

    occasion: Occasion = field(default_factory=Occasion)
    sections: tuple[str, ...] = DEFAULT_SECTIONS
    partners: tuple[str, ...] = ()
    rule: Rule = Rule.SERVICE_RG3
    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    deadline: str | None = None
    as_of: date | None = None
    compare: int | date = COMPARED_MONTHS
    target_on: date | None = None
    pace_months: int = DEFAULT_PACE
    use_below: int = DEFAULT_USE_LIMIT
    groups: tuple[str, ...] = ()
    template: str = ""
    """The name of a kept template for slides; empty for our look."""
    formats: Formats = Formats.BOTH

    @classmethod
    def of(cls, order: Order, *, fixed: bool) -> Self:
        """The recipe of an order. ``fixed`` keeps its days and its paper; else Stand and comparison move on."""
        view = order.view
        filters = view.filters
        return cls(
            occasion=order.occasion if fixed else Occasion(order.occasion.title, order.occasion.committee),
            sections=order.sections,
            partners=filters.partners,
            rule=filters.rule,
            topics=filters.topics,
            departments=filters.departments,
            addressees=filters.addressees,
            deadline=filters.deadline,
            as_of=filters.as_of if fixed else None,
            compare=view.compared if fixed else months_before(filters.as_of, view.compared),
            target_on=view.target_on,
            pace_months=view.pace_months,
            use_below=view.use_below,
            groups=filters.groups,
            template=name_of(order.template),
            formats=order.formats,
        )

    def filters(self, stand: date) -> Filters:
        """The filter on the recipe's own Stand, else on ``stand``."""
        return Filters(
            as_of=self.as_of or stand,
            rule=self.rule,
            partners=self.partners,
            topics=self.topics,
            departments=self.departments,
            addressees=self.addressees,
            deadline=self.deadline,
            groups=self.groups,
        )

    def compare_on(self, stand: date) -> date | None:
        """The day to compare with on this Stand; None for the one that a view takes by itself."""
        if isinstance(self.compare, date):
            return self.compare
        return None if self.compare == COMPARED_MONTHS else max(months_later(stand, -self.compare), FIRST_DAY)


def months_before(stand: date, day: date) -> int | date:
    """How many months lie between, a part of one taken for a whole; the day where it lies too far back for a recipe."""
    months = (stand.year - day.year) * 12 + stand.month - day.month
    return max(months, 1) if months <= MAX_MONTHS else day
