"""The pages of the dashboard: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ICON = str(Path(__file__).parent / "assets" / "icon.svg")
"""A local file: an icon by name would be fetched from a font server."""


@dataclass(frozen=True)
class PageEntry:
    """A page: its file, its address below the root and the key of its title in the texts.

    ``ignores``: filters that do not apply to it (names of ``model.filters.APPLICABLE``); ``options``: which of
    ``compare``, ``target`` and ``pace`` the sidebar offers there; ``service``: the page looks at one service. ``tabs``:
    the parts under tabs, each with its id in the address and the key of its name; the first one opens by itself.
    """

    key: str
    file: str
    url_path: str | None
    ignores: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    tabs: tuple[tuple[str, str], ...] = ()

    @property
    def tab_ids(self) -> tuple[str, ...]:
        """The ids of the tabs in their order."""
        return tuple(part for part, _ in self.tabs)

    @property
    def title_key(self) -> str:
        """Key of the page's name in the navigation."""
        return f"app.page_{self.key}"


PARTNER_TABS = (
    ("fachbereiche", "partner.section_departments"),
    ("demnaechst", "partner.section_next"),
    ("hindernisse", "partner.section_obstacles"),
    ("plaene", "partner.section_plans"),
    ("nachfrage", "partner.section_demand"),
    ("nutzung", "partner.section_use"),
)
SYNERGIES_TABS = (
    ("uebernehmen", "synergies.section_reuse"),
    ("basis", "synergies.section_common"),
    ("initiativen", "synergies.section_initiatives"),
)
PAGES = (
    PageEntry("overview", "pages/uebersicht.py", None),
    PageEntry("partner", "pages/partner.py", "partner", tabs=PARTNER_TABS),
    PageEntry("services", "pages/leistungen.py", "leistungen", options=("service",)),
    PageEntry("synergies", "pages/synergien.py", "synergien", tabs=SYNERGIES_TABS),
    PageEntry("outlook", "pages/ausblick.py", "ausblick", options=("pace", "target")),
    PageEntry("changes", "pages/veraenderungen.py", "veraenderungen", ignores=("rule",), options=("compare",)),
    PageEntry("council", "pages/ratspaket.py", "ratspaket", options=("compare", "target", "pace")),
    PageEntry("data", "pages/daten.py", "daten", ignores=("rule", "deadline")),
    PageEntry("method", "pages/methodik.py", "methodik", ignores=("rule",)),
)
"""In the order of the navigation; the first one is the default page."""
STATEMENT = PageEntry("accessibility", "pages/barrierefreiheit.py", "barrierefreiheit")
"""At the foot of every page and not in the navigation: it answers for the dashboard, not for the data."""

KEYS = PageEntry("keys", "pages/tasten.py", "tasten")
"""Beside the statement: which keys do what."""


def named(key: str) -> PageEntry:
    """The page with that key; StopIteration where there is none."""
    return next(entry for entry in PAGES if entry.key == key)


def at(url_path: str) -> PageEntry:
    """The page at an address below the root; the first one for none."""
    return next((entry for entry in (*PAGES, STATEMENT, KEYS) if entry.url_path == url_path), PAGES[0])
