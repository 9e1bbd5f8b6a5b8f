"""What checks of tables ask of a package again and again: the list of services, who is who, and the Stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ozgdash.proof.claims import header
from ozgdash.proof.numbers import days_in
from ozgdash.proof.reading import Package, Sheet
from ozgdash.proof.services import Services, Tally, bundle_tally, tally
from ozgdash.texts import Lang, text

RULES = ("leistung_rg3", "buendel_rg2", "buendel_alle_rg3")
NAMING = ("rules", "maturity", "progress", "outlook", "changes_waterfall", "plan_history", "use", "demand")
"""Tables with a row for each partner, by the names that are not short."""
MOST_APART = 8
"""So many partners are shown one by one."""


def _is_of_many(sheet: Sheet, lang: Lang) -> bool:
    """Whether there is a column of that, or there are more partners in the table than are told apart."""
    spread = (header(sheet, f"crowd.column_{key}", lang) for key in ("partners", "sharing", "rank"))
    partners = header(sheet, "charts.column_partner", lang)
    named = {row[partners] for row in sheet.rows} if partners is not None else set()
    return any(place is not None for place in spread) or len(named) > MOST_APART


@dataclass(frozen=True, eq=False)
class Facts:
    """A package and its list of services; None where it has none with a column for each partner."""

    package: Package
    listed: Services | None

    @cached_property
    def of_single_services(self) -> bool:
        """Whether the package's own Zählweise counts single services."""
        return self.package.rule == RULES[0]

    @cached_property
    def names(self) -> list[str]:
        """The partners as tables call them, in the order of the list; none where no table has just these partners."""
        listed = self.listed
        sheets = [self.package.sheets[name] for name in NAMING if name in self.package.sheets]
        found = (list(dict.fromkeys(row[0] for row in sheet.rows)) for sheet in sheets)
        return next((names for names in found if listed and len(names) == len(listed.partners)), [])

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of a partner in the list, by its short name and by the other one."""
        short = self.listed.partners if self.listed else ()
        return {name: place for place, name in enumerate(self.names)} | {name: at for at, name in enumerate(short)}

    @cached_property
    def short(self) -> dict[str, str]:
        """The short name of a partner by any of its names."""
        return {name: self.listed.partners[place] for name, place in self.places.items()} if self.listed else {}

    @cached_property
    def unfiltered(self) -> bool:
        """Whether all services of the chosen partners are counted: every filter but that of partners is open."""
        topics = text("charts.filter_all_topics", self.package.lang)
        said = {sheet.facts["filters"] for sheet in self.package.sheets.values() if "filters" in sheet.facts}
        return all(filters.endswith(topics) for filters in said)

    @cached_property
    def by_department(self) -> bool:
        """Whether only services of some Fachbereiche are counted; the list calls all others not responsible."""
        word = text("charts.filter_departments", self.package.lang, count=1, names="").strip()
        said = {sheet.facts.get("filters", "") for sheet in self.package.sheets.values()}
        return any(part.strip().startswith(word) for filters in said for part in filters.split(";"))

    @cached_property
    def of_many(self) -> bool:
        """Whether figures show how many partners are spread, instead of each of them; their lists are cut."""
        return any(_is_of_many(sheet, self.package.lang) for sheet in self.package.sheets.values())

    @cached_property
    def as_of(self) -> date | None:
        """The Stand, as the tables of services have it."""
        known = (self.package.sheets.get(name) for name in ("services", "progress", "rules", "maturity"))
        days = (days_in(sheet.facts.get("as_of", ""), self.package.lang) for sheet in known if sheet is not None)
        return next((found[0] for found in days if found), None)

    def by_rule(self, partner: int, rule: str) -> Tally:
        """The count of one partner of the list by a rule. Raises TypeError without a list."""
        if self.listed is None:
            raise TypeError("no list of services")
        if rule == RULES[0]:
            return tally(self.listed.cells[partner])
        return bundle_tally(self.listed, partner, lowest=2 if rule == RULES[1] else 3, every=rule == RULES[2])

    def tally_of(self, name: str) -> Tally | None:
        """The count of single services of a partner by any of its names; None where it is not in the list."""
        place = self.places.get(name)
        return None if place is None else self.by_rule(place, RULES[0])

    def level(self, partner: str, service: str, key: str) -> tuple[str, bool, bool] | None:
        """What the list says of a service at a partner: the words, whether it counts, whether it is done."""
        place, row = self.places.get(partner), self._rows.get((service, key))
        if place is None or row is None or self.listed is None:
            return None
        own = self.listed.cells[place][row]
        return self.package.sheets["services"].rows[row][self._first + place], own.counted, own.done

    @cached_property
    def _rows(self) -> dict[tuple[str, str], int]:
        return {(row[1], row[3]): at for at, row in enumerate(self.package.sheets["services"].rows)}

    @cached_property
    def _first(self) -> int:
        sheet = self.package.sheets["services"]
        place = header(sheet, "services.column_ozg_id", self.package.lang)
        return 0 if place is None else place + 1
