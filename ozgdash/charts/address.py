"""Where on the dashboard a chart is found: the address that files carry where OZGDASH_ADDRESS says how it begins."""

from __future__ import annotations

from urllib.parse import urlencode

from ozgdash.errors import SettingsError
from ozgdash.model.address import parameters
from ozgdash.model.asked import Asked
from ozgdash.settings import base_address

PAGES = {
    "": ("progress", "ranking", "maturity", "topics"),
    "partner": ("partner", "departments", "pipeline"),
    "partner?demnaechst": ("late", "due"),
    "partner?hindernisse": ("obstacles", "obstacle_services"),
    "partner?plaene": ("plan_history", "plan_slip"),
    "partner?nachfrage": ("demand", "demand_next", "demand_services"),
    "partner?nutzung": (
        "use",
        "use_over_time",
        "use_topics",
        "use_departments",
        "use_list",
        "use_best",
        "use_services",
    ),
    "leistungen": ("services", "matrix", "service_partners", "service_history"),
    "synergien": ("opportunities", "opportunity_counts", "what_if"),
    "synergien?basis": ("procurement_windows", "components"),
    "synergien?initiativen": ("initiatives", "asks", "resolutions"),
    "ausblick": ("outlook", "outlook_completion", "pace_needed", "targets", "targets_unplanned"),
    "veraenderungen": ("changes_waterfall", "changes_counts", "changes_list", "targets_changes"),
    "daten": (
        "quality",
        "quality_kinds",
        "quality_findings",
        "outside_counts",
        "outside_view",
        "comparison",
        "alerts",
        "jumps",
    ),
    "methodik": ("rules", "rule_gap", "outlook_backtest"),
}
"""Page below the root, behind a question mark its tab where that is not the first -> the charts that stand there."""
PLACES = {name: page for page, names in PAGES.items() for name in names}


def of(asked: Asked) -> str:
    """The whole address of the chart with its filters, its day said in any case: the newest one moves on.

    Empty where the setting is missing or no address, where the chart has no place on a page, and for a choice of
    services to take over, which no address says.
    """
    base = _base()
    if not base or asked.chart not in PLACES or asked.takeover:
        return ""
    page, _, tab = PLACES[asked.chart].partition("?")
    said = parameters(asked, asked.lang, default=None, more=[("reiter", tab)] if tab else [])
    return f"{base}{page}?{urlencode(said, doseq=True)}#chart-{asked.chart}"


def _base() -> str:
    try:
        return base_address() or ""
    except SettingsError:
        return ""
