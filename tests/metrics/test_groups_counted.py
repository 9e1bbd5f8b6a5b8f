"""The numbers of a group are those of its partners named one by one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import cycle

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdash.charts import by_name
from ozgdash.ingest import build, import_files
from ozgdash.metrics.query import chosen
from ozgdash.model.cooperation import Cooperation, Deadline, Partner, PartnerKind
from ozgdash.model.filters import Filters, Rule, View
from ozgdash.model.groups import Group, GroupKind
from ozgdash.model.rights import everything
from ozgdash.settings import PROJECT_DIR, Settings
from ozgdash.store import described, read
from ozgdash.store.queries import sql
from ozgdash.store.snapshots import Store

Cursor = duckdb.DuckDBPyConnection
GOLDEN = PROJECT_DIR / "tests" / "golden"
DAY, TODAY = date(2021, 4, 30), date(2021, 6, 1)
START = date(2021, 1, 1)
MANY = 12
digits = st.text(alphabet="01", min_size=5, max_size=5).map(lambda first: f"{first}0000000")


@given(
    st.lists(digits, min_size=MANY, max_size=MANY),
    st.sets(st.integers(0, MANY - 1), min_size=1),
    st.sets(st.integers(0, MANY - 1)),
    st.randoms(use_true_random=False),
)
@settings(max_examples=20, deadline=None)
def test_the_database_and_the_cooperation_mean_the_same_partners(ars, listed, named, random) -> None:
    partners = tuple(
        Partner(f"p{place}", f"Ort {place}", f"O{place}", PartnerKind.CITY, number, START)
        for place, number in enumerate(ars)
    )
    own = Group("eigene", "Eigene", GroupKind.CHOSEN, tuple(f"p{place}" for place in sorted(listed)))
    joint = Cooperation("Test", START, partners, (Deadline("ozg", "OZG", DAY),), (own,))
    keys = tuple(random.sample([group.key for group in joint.groups], k=random.randint(1, len(joint.groups))))
    asked = Filters(DAY, partners=tuple(f"p{place}" for place in named), groups=keys)
    with closing(duckdb.connect()) as connection:
        connection.execute(sql("schema"))
        described.write_cooperation(connection, joint)
        found = chosen(connection, asked)
    assert len(found) == len(set(found))
    assert set(found) == {partner.id for partner in joint.members(asked.partners, asked.groups)}


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cursor, View]]:
    """The golden cooperation, with a word for its Landkreis and its Gemeinde and a list of Stadt and Gemeinde."""
    folder = tmp_path_factory.mktemp("groups") / "data"
    shutil.copytree(GOLDEN / "data", folder)
    file = folder / "cooperation.toml"
    content = file.read_text(encoding="utf-8")
    for partner in ("kreis", "dorf"):
        content = content.replace(f'id = "{partner}"', f'id = "{partner}"\ngruppe = "Land"')
    content += '[[vergleichsgruppe]]\nkey = "orte"\nname = "Orte"\npartner = ["stadt", "dorf"]\n'
    file.write_text(content, encoding="utf-8")
    found = Settings(data_dir=folder)
    build(found, today=TODAY)
    import_files(found, sorted((GOLDEN / "sheets").glob("*.csv")), by=everything("golden"), today=TODAY)
    current, connection = Store(found.snapshots_dir).open_current()
    with closing(connection):
        joint = read.cooperation(connection)
        yield connection, View(Filters(DAY), "de", joint, read.snapshot_info(connection, current.path))


@pytest.mark.parametrize(("name", "rule"), list(zip(by_name.CHARTS, cycle(Rule), strict=False)))
def test_every_chart_of_a_group_is_that_of_its_partners(grouped: tuple[Cursor, View], name: str, rule: Rule) -> None:
    cursor, view = grouped
    key = view.cooperation.group_named("Land").key
    service = "99000000000101" if name.startswith("service_") else None
    for partners, groups, named in (
        ((), (key,), ("kreis", "dorf")),
        (("kreis",), ("orte",), ("stadt", "kreis", "dorf")),
    ):
        by_group = replace(view, filters=Filters(DAY, rule, partners, groups=groups), service=service)
        named_alone = replace(view, filters=Filters(DAY, rule, named), service=service)
        found, wanted = by_name.chart(name, cursor, by_group), by_name.chart(name, cursor, named_alone)
        assert replace(found, provenance=wanted.provenance) == wanted
        assert found.provenance.n_of_m == wanted.provenance.n_of_m


@pytest.mark.parametrize(
    ("partners", "groups", "lang", "said"),
    [
        ((), ("gruppe-land",), "de", "Filter: Gruppe Land (2 Partner); alle Themenfelder"),
        (("stadt",), ("gruppe-land",), "de", "Filter: Gruppe Land (2 Partner) und Partner Zählheim; alle Themenfelder"),
        ((), ("gruppe-land", "orte"), "de", "Filter: Gruppen Orte (2 Partner) und Land (2 Partner); alle Themenfelder"),
        (("stadt",), ("orte",), "en", "Filter: group Orte (2 partners) and partner Zählheim; all topics"),
    ],
)
def test_a_chart_says_of_which_group_it_is(grouped: tuple[Cursor, View], partners, groups, lang, said) -> None:
    cursor, view = grouped
    asked = replace(view, filters=Filters(DAY, partners=partners, groups=groups), lang=lang)
    assert by_name.chart("progress", cursor, asked).provenance.filters == said


def test_a_group_that_has_nobody_never_becomes_all(grouped: tuple[Cursor, View]) -> None:
    cursor, _ = grouped
    with pytest.raises(KeyError, match="land-77"):
        chosen(cursor, Filters(DAY, groups=("orte", "land-77")))


def test_only_those_who_know_groups_ask_the_filter_for_partners() -> None:
    """Everybody else asks View.partners, View.chosen, Filters.chooses_partners or metrics.query.chosen."""
    folder = PROJECT_DIR / "ozgdash"
    asking = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "filters.partners" in path.read_text("utf-8") and ".groups" not in path.read_text("utf-8")
    }
    assert asking == set()
