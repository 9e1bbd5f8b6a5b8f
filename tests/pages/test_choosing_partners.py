"""The filter of partners in a cooperation of many: a search, the best matches, and little that is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_once import made_once
from streamlit.testing.v1 import AppTest

from ozgdash.model.cooperation import Cooperation
from ozgdash.model.service import Service
from ozgdash.settings import Settings
from ozgdash.store import described, load
from ozgdash.store.snapshots import Store
from ozgdash.ui.partner_field import BEST, FEW_ENOUGH
from tools.scale_region import cooperation

ALL = 11_000
SERVICE = Service("99000000000101", "Wohnsitz", "10001", "Meldewesen", "Wohnen", "Umzug", "5", None, ())
MOST_BYTES = 100_000
"""What the whole sidebar may weigh."""


def _page() -> None:
    from datetime import date

    from ozgdash.ui import data, filters, page_list

    filters.sidebar(data.current(), page_list.PAGES[0], today=date(2026, 11, 23))


def publish(folder: Path, partners: int) -> None:
    """A cooperation of so many partners, none of whom has reported anything about the one service there is."""
    with Store(Settings(data_dir=folder).snapshots_dir).draft(note="viele", empty=True) as draft:
        described.write_cooperation(draft.connection, cooperation(partners, seed=1))
        load.add_services(draft.connection, [SERVICE], origin="data")


@pytest.fixture(params=[FEW_ENOUGH + 1, ALL], ids=["just too many", "the whole country"])
def joint(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, look_at: Callable[[Path], None]
) -> Cooperation:
    """The cooperation that the pages show."""
    look_at(made_once(tmp_path_factory, f"partners-{request.param}", lambda folder: publish(folder, request.param)))
    return cooperation(request.param, seed=1)


@pytest.fixture
def app(joint: Cooperation) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.exception
    return app


def weight(app: AppTest) -> int:
    return sum(element.proto.ByteSize() for element in app.sidebar if getattr(element, "proto", None) is not None)


def said(app: AppTest) -> str:
    return " ".join(caption.value.replace("\\", "") for caption in app.sidebar.caption)


def address(app: AppTest) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else list(value) for name, value in app.query_params.items()}


def searched(app: AppTest, query: str) -> AppTest:
    app.text_input("partner-search").set_value(query).run()
    assert not app.exception
    return app


def test_the_first_are_offered_and_the_search_is_pointed_to(app: AppTest, joint: Cooperation) -> None:
    assert app.multiselect("filter-partner").options == [partner.short_name for partner in joint.partners[:BEST]]
    assert "die Suche findet alle" in said(app)
    assert len(app.multiselect("filter-group").options) == len(joint.groups)
    assert weight(app) < MOST_BYTES


def test_a_partner_that_was_found_stays_chosen_when_something_else_is_searched(
    app: AppTest, joint: Cooperation
) -> None:
    wanted, other = joint.partners[-1], joint.partners[BEST + 3]
    assert searched(app, wanted.name).multiselect("filter-partner").options[0] == wanted.short_name
    app.multiselect("filter-partner").set_value([wanted.id]).run()
    field = searched(app, other.name).multiselect("filter-partner")
    assert (field.value, field.options[:2]) == ([wanted.id], [wanted.short_name, other.short_name])
    assert address(app) == {"partner": [wanted.id]}
    assert weight(app) < MOST_BYTES


def test_an_address_names_a_partner_that_is_not_among_the_first(joint: Cooperation) -> None:
    app = AppTest.from_function(_page, default_timeout=60)
    app.query_params["partner"] = [joint.partners[-1].id]
    field = app.run().multiselect("filter-partner")
    assert (field.value, len(field.options)) == ([joint.partners[-1].id], BEST + 1)


def test_what_matches_nobody_is_said_and_changes_nothing(app: AppTest, joint: Cooperation) -> None:
    app.multiselect("filter-partner").set_value([joint.partners[0].id]).run()
    searched(app, "*Atlantis* 99999")
    assert app.multiselect("filter-partner").options == [joint.partners[0].short_name]
    assert "Kein Partner passt zu „*Atlantis* 99999“" in said(app)
    assert address(app) == {"partner": [joint.partners[0].id]}


def test_a_partner_that_was_offered_before_the_last_search_can_still_be_chosen(
    app: AppTest, joint: Cooperation
) -> None:
    """A reader who is quicker than the network chooses from the list of a moment ago."""
    first, second = joint.partners[:2]
    shown = searched(app, "*Atlantis* 99999")._tree.get_widget_states()
    for widget in shown.widgets:
        if widget.id.endswith("filter-partner"):
            widget.string_array_value.data[:] = [first.short_name, second.short_name]
    app._run(shown)
    assert not app.exception
    assert app.multiselect("filter-partner").value == [first.id, second.id]
    assert address(app) == {"partner": [first.id, second.id]}


def test_up_to_a_limit_all_are_offered_and_nothing_is_searched(tmp_path: Path, look_at: Callable[[Path], None]) -> None:
    publish(tmp_path, FEW_ENOUGH)
    look_at(tmp_path)
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert len(app.multiselect("filter-partner").options) == FEW_ENOUGH
    assert not app.text_input
