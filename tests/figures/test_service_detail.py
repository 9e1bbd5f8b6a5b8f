"""One service: who has it, what is said of it, how it came there; in both languages and in the awkward cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest
from figure_frames import ADAM, BERTA, HOSTILE_NAMES, JAN, make_view

from ozgdash.charts import by_name
from ozgdash.drawing import plotly, theme
from ozgdash.drawing.grid import full_tint
from ozgdash.export import registry
from ozgdash.figures.service_history import FULLEST, MAX_DAYS, service_history_figure
from ozgdash.figures.service_partners import cards_of, service_partners_figure, web_link
from ozgdash.figures.service_table import FIXED_COLUMNS, cell_colours, group_head
from ozgdash.model import palette
from ozgdash.model.cooperation import Partner, PartnerKind
from ozgdash.model.filters import View
from ozgdash.texts import LANGS

CARL = Partner("carl", "Gemeinde Carlsdorf", "Carlsdorf", PartnerKind.MUNICIPALITY, "030000000003", date(2020, 9, 1))
THREE = (ADAM, BERTA, CARL)
COLUMNS = (
    *("service_id", "leika_key", "name", "ozg_id", "ozg_name", "topic", "partner_id", "standing", "maturity"),
    *("maturity_model", "stage", "planned_on", "department", "url", "efa_stage", "obstacle", "remark", "observed_on"),
)
OUT, NOT_DIGITISABLE = "not_responsible", "not_digitisable"


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def said_of(partner: str, level: int | None, standing: str = "counted", **more: Any) -> dict[str, Any]:
    base = dict.fromkeys(COLUMNS) | {"service_id": "99000000000001", "leika_key": "99000000000001", "name": "Hund"}
    base |= {"ozg_id": "10001", "ozg_name": "Hunde", "topic": "Hobby", "partner_id": partner, "standing": standing}
    return base | {"maturity": level, "maturity_model": "1.1"} | more


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)


@pytest.mark.parametrize(
    ("rows", "de", "en"),
    [
        (
            [said_of("adam", 3), said_of("berta", 4), said_of("carl", None, OUT)],
            "„Hund“: Alle 2 zuständigen Partner haben mindestens Reifegrad 3 (Adamsburg und LK Bertatal).",
            "“Hund”: all 2 responsible partners are at maturity level 3 or higher (Adamsburg and LK Bertatal).",
        ),
        (
            [said_of("adam", 3), said_of("berta", 2), said_of("carl", None)],
            "„Hund“: 1 von 3 zuständigen Partnern hat mindestens Reifegrad 3 (Adamsburg). "
            "Kein Reifegrad gemeldet: Carlsdorf.",
            "“Hund”: 1 of 3 responsible partners is at maturity level 3 or higher (Adamsburg). "
            "No level reported: Carlsdorf.",
        ),
        (
            [said_of("adam", 0), said_of("berta", 2), said_of("carl", None, NOT_DIGITISABLE)],
            "„Hund“: Noch keiner von 2 zuständigen Partnern hat mindestens Reifegrad 3. "
            "Nicht digitalisierbar: Carlsdorf.",
            "“Hund”: none of 2 responsible partners is at maturity level 3 or higher yet. Not digitisable: Carlsdorf.",
        ),
        (
            [said_of("adam", 3), said_of("berta", None, OUT)],
            "„Hund“: Adamsburg ist zuständig und steht bei RG 3.",
            "“Hund”: Adamsburg is responsible and stands at level 3.",
        ),
        (
            [said_of("adam", None), said_of("berta", None)],
            "„Hund“: Es ist noch kein Reifegrad gemeldet; zuständig: Adamsburg und LK Bertatal.",
            "“Hund”: no maturity level has been reported yet; responsible: Adamsburg and LK Bertatal.",
        ),
        (
            [said_of("adam", None, OUT)],
            "„Hund“: Adamsburg ist nicht zuständig.",
            "“Hund”: Adamsburg is not responsible.",
        ),
        (
            [said_of("adam", None, OUT), said_of("berta", None, OUT)],
            "„Hund“: Keiner der gewählten Partner ist zuständig (Adamsburg und LK Bertatal).",
            "“Hund”: none of the chosen partners is responsible (Adamsburg and LK Bertatal).",
        ),
        (
            [said_of("adam", None, NOT_DIGITISABLE)],
            "„Hund“: Adamsburg ist zuständig, hält sie aber für nicht digitalisierbar.",
            "“Hund”: Adamsburg is responsible, but holds it not digitisable.",
        ),
        ([], "Für diese Auswahl gibt es keine Leistung.", "There is no service for this selection."),
    ],
)
def test_the_sentence_says_who_has_it(rows: list[dict[str, Any]], de: str, en: str) -> None:
    for lang, sentence in zip(LANGS, (de, en), strict=True):
        spec = service_partners_figure(frame(*rows), make_view(lang=lang, partners=THREE))
        assert plain(spec.finding) == sentence


def test_the_table_says_everything_that_was_reported() -> None:
    row = said_of(
        "adam",
        2,
        stage="in_progress",
        planned_on=JAN,
        department="Bauamt",
        url="https://adam.example/hund",
        efa_stage="Anbindung",
        obstacle="awaits_efa",
        remark="kommt",
        observed_on=JAN,
    )
    spec = service_partners_figure(frame(row), make_view(partners=THREE))
    assert spec.table.rows == (
        (
            *("Stadt Adamsburg", "RG 2", "in Umsetzung", JAN, "Bauamt", "wartet auf EfA-Dienst", "Anbindung"),
            *("https://adam.example/hund", "kommt", JAN),
        ),
    )


def test_it_names_the_service_and_not_the_filters_that_play_no_part() -> None:
    view = make_view(partners=THREE, topics=("Bildung",), departments=("Bauamt",))
    spec = service_partners_figure(frame(said_of("adam", 3)), view)
    assert spec.provenance.filters == "Filter: alle Partner; Leistung 99000000000001"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://adam.example/hund?x=1", "https://adam.example/hund?x=1"),
        ("http://adam.example", "http://adam.example"),
        *((address, None) for address in ("javascript:alert(1)", "data:text/html,x", "//adam.example", "adam.example")),
        *((address, None) for address in ("https://", "https://a b", "https://a\nb", "file:///etc/passwd", "", None)),
        ("https://[::1", None),
    ],
)
def test_only_web_addresses_are_links(address: str | None, link: str | None) -> None:
    assert web_link(address) == link


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_words_stay_words_everywhere(name: str) -> None:
    row = said_of("adam", 2, name=name, remark=name, department=name, efa_stage=name, url="javascript:alert(1)")
    view = make_view(partners=THREE)
    changes = history(("adam", date(2020, 9, 1), "counted", None), ("adam", JAN, "counted", 2))
    for spec in (
        service_partners_figure(frame(row), view),
        service_history_figure(changes, frame(row), view),
    ):
        for entry in registry.formats_of(spec):
            assert registry.write(spec, entry.key)
    (card,) = cards_of(frame(row), view)
    assert (card.link, card.remark) == (None, name)
    drawn = plotly.drawing(service_history_figure(changes, frame(row), view), target="print").figure()
    assert not any("<a " in annotation.text for annotation in drawn.layout.annotations)


def history(*rows: tuple[str, date, str, int | None]) -> pd.DataFrame:
    records = [(p, day, standing, level, "1.1") for p, day, standing, level in rows]
    columns = ["partner_id", "on_date", "standing", "maturity", "maturity_model"]
    return pd.DataFrame(records, columns=columns, dtype=object)


START = date(2020, 9, 1)
CHANGES = history(
    ("adam", START, "counted", None),
    ("carl", START, OUT, None),
    ("adam", date(2021, 1, 31), "counted", 1),
    ("berta", date(2021, 4, 23), "counted", None),
    ("adam", date(2022, 6, 30), "counted", 3),
    ("berta", date(2022, 6, 30), "counted", 2),
    ("adam", date(2022, 12, 31), "counted", 2),
)


def test_the_history_shows_what_changed_on_which_day() -> None:
    spec = service_history_figure(CHANGES, frame(said_of("adam", 2)), make_view(partners=THREE))
    cells = {series.key: [plain(label) for label in series.labels] for series in spec.series}
    assert spec.categories == ("31.12.2022", "30.06.2022", "31.01.2021")
    assert cells["adam"] == ["RG 2 (vorher RG 3)", "RG 3 (vorher RG 1)", "RG 1 (vorher unbekannt)"]
    assert cells["berta"] == ["RG 2", "RG 2 (vorher unbekannt)", "–"]
    assert cells["carl"] == ["nicht zuständig"] * 3
    assert plain(spec.finding) == "Zuletzt geändert am 31.12.2022: Adamsburg von RG 3 auf RG 2."
    assert spec.series[0].values == (0.25, 0.375, 0.125)
    assert spec.table.rows[0] == (date(2022, 12, 31), "Stadt Adamsburg", "RG 2", "RG 3")
    assert len(spec.table.rows) == len(CHANGES)


def test_the_history_in_english_and_with_two_changes_on_one_day() -> None:
    view = make_view(lang="en", partners=THREE)
    spec = service_history_figure(CHANGES[:-1], frame(said_of("adam", 3)), view)
    assert plain(spec.finding) == (
        "Last changed on 30 June 2022: Adamsburg from level 1 to level 3; LK Bertatal from unknown to level 2."
    )


def test_where_nothing_changed_it_says_so() -> None:
    spec = service_history_figure(CHANGES[:2], frame(said_of("adam", None)), make_view(partners=THREE))
    assert spec.finding == "Bis zu diesem Stand hat sich nichts geändert."


def test_without_a_service_the_history_is_empty_and_says_so() -> None:
    spec = service_history_figure(CHANGES[:0], frame(), make_view(partners=THREE))
    assert spec.empty
    assert spec.finding == "Für diese Auswahl gibt es keine Leistung."


def test_a_level_of_another_model_is_named_and_not_compared() -> None:
    changes = history(("adam", START, "counted", 3), ("adam", JAN, "counted", 7))
    changes.loc[1, "maturity_model"] = "2.0"
    spec = service_history_figure(changes, frame(said_of("adam", 7)), make_view(partners=[ADAM]))
    assert spec.series[0].labels[0] == "RG 7 · Modell 2.0 (vorher RG 3)"
    assert spec.series[0].values == (FULLEST,)


def test_a_long_history_shows_the_newest_days_and_keeps_all_in_the_table() -> None:
    days = [date(2021, 1 + month % 12, 1 + month // 12) for month in range(20)]
    changes = history(*(("adam", day, "counted", place % 5) for place, day in enumerate(sorted(days))))
    spec = service_history_figure(changes, frame(said_of("adam", 1)), make_view(partners=[ADAM]))
    assert len(spec.categories) == MAX_DAYS
    assert len(spec.table.rows) == 20


def test_the_golden_service_is_what_was_counted_by_hand(golden: duckdb.DuckDBPyConnection, golden_view: View) -> None:
    answers = {
        "99000000000201": "„Baugenehmigung“: Noch keiner von 2 zuständigen Partnern hat mindestens Reifegrad 3.",
        "99000000000301": "„Fahrzeug zulassen“: Rechnen ist zuständig und steht bei RG 5 (Modell 2.0). "
        "Nicht digitalisierbar: Zählheim.",
        "99000000000102": "„Wohnsitz abmelden“: Alle 2 zuständigen Partner haben mindestens Reifegrad 3 "
        "(Zählheim und Summe).",
        "99000000000501": "„Gewerbe anmelden“: Keiner der gewählten Partner ist zuständig (Zählheim, Rechnen und Summe).",
    }
    for service, answer in answers.items():
        spec = by_name.chart("service_partners", golden, replace(golden_view, service=service))
        assert plain(spec.finding) == answer
    spec = by_name.chart("service_history", golden, replace(golden_view, service="99000000000201"))
    assert plain(spec.finding) == (
        "Zuletzt geändert am 31.03.2021: Zählheim von RG 3 auf RG 2; Rechnen von unbekannt auf RG 2."
    )


def test_the_head_of_a_topic_counts_what_stands_below_it() -> None:
    fixed = ("",) * len(FIXED_COLUMNS)
    rows = [
        (*fixed, "RG 3", "nicht zuständig"),
        (*fixed, "RG 4 (Modell 2.0)", "nicht digitalisierbar"),
        (*fixed, "RG 2", "nicht zuständig"),
        (*fixed, "unbekannt", "nicht zuständig"),
    ]
    head = group_head("Umwelt", rows, "de")
    assert head[:2] == ("Umwelt", "Umwelt · 4 Leistungen")
    assert [plain(words) for words in head[len(FIXED_COLUMNS) :]] == ["2 von 4 ab RG 3", ""]


@pytest.mark.parametrize("lang", LANGS)
def test_every_cell_of_the_matrix_can_be_read_and_says_its_level_in_words(lang: Any) -> None:
    colours = cell_colours(lang)
    assert len(colours) == 5 + 8
    for words, ground in colours.items():
        assert any(character.isdigit() for character in words)
        assert theme.contrast(theme.text_on(ground), ground) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_cell_of_the_history_can_be_read(look: Any) -> None:
    colours = theme.THEMES[look]
    fullest = theme.mixed(colours.background, full_tint(palette.ACCENT, colours), FULLEST)
    for ink in (colours.ink, colours.muted):
        for ground in (colours.background, fullest):
            assert theme.contrast(ink, ground) >= theme.MIN_TEXT_CONTRAST


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_share_of_a_grid_can_be_read_on_its_tint(look: Any) -> None:
    colours = theme.THEMES[look]
    for colour in (palette.ACCENT, *palette.PARTNER_PALETTE):
        for share in (0.0, 0.5, 1.0):
            ground = theme.mixed(colours.background, full_tint(colour, colours), share)
            assert theme.contrast(colours.ink, ground) >= theme.MIN_TEXT_CONTRAST
