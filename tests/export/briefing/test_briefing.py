import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from archived_pdf import broken_rules, faults, metadata
from figure_frames import ADAM, BERTA, HOSTILE_NAMES, all_specs, hostile_specs, make_view
from pdf_structure import elements, packed, pages, plain, reader

from ozgdash.charts import by_name as package_module
from ozgdash.drawing.lettering import one_line
from ozgdash.errors import UserError
from ozgdash.export.briefing import briefing, lists
from ozgdash.export.council.package import CouncilPackage, Occasion, Section
from ozgdash.export.typst import typesetting
from ozgdash.model.chart import Column, ColumnType, Kind, Table
from ozgdash.model.groups import Group, GroupKind

SUMMARY = ("Zwei Partner haben 12 von 150 (8,0\u00a0%).", "Im letzten Monat kamen 6 hinzu.", "Offen sind 138 von 150.")
OCCASION = Occasion("Sachstand OZG", "Ausschuss für Digitales", date(2023, 2, 14))
MARKUP = "# Kopf $x^2$ [a] {b} *c* _d_ `e` \\ #emph[f] @ref // weg /* da */ <lab> ~ -- ''"
HOSTILE = (*HOSTILE_NAMES, MARKUP, "x" * 300, "erste\nzweite\r\nZeile")
COLUMNS = (
    Column("topic", "Themenfeld"),
    Column("name", "Leistung"),
    Column("key", "LeiKa-Schlüssel"),
    Column("on", "Geplant zum", ColumnType.DATE),
    Column("count", "Anzahl", ColumnType.COUNT),
    Column("share", "Anteil", ColumnType.SHARE),
)


def table_spec(rows, columns=COLUMNS, **more):
    """A list like those that the package has, with a title of its own."""
    spec = all_specs()["topics"]
    facts = {"name": "list", "title": "Nächste Schritte", "finding": "Bis Ende März sind es mehrere.", **more}
    return replace(spec, kind=Kind.TABLE, series=(), categories=(), table=Table(columns, tuple(rows)), **facts)


def many_rows(count, topics=3):
    return [
        (f"Feld {i * topics // count}", f"Leistung Nummer {i}", f"99{i:012}", date(2023, 3, 31), i, i / count)
        for i in range(count)
    ]


def a_package(specs=None, *, lang="de", sections=None, view=None, **more):
    view = view or make_view(lang=lang)
    charts = tuple(specs if specs is not None else all_specs(lang).values())
    found = (Section("situation", "Lage", charts),) if sections is None else sections
    return CouncilPackage(**{"occasion": OCCASION, "view": view, "summary": SUMMARY, "sections": found, **more})


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_briefing_is_accessible_and_fit_for_the_archive(lang):
    package = a_package(lang=lang, sections=(
        Section("situation", "Lage", tuple(all_specs(lang).values())),
        Section("list", "Liste", (table_spec(many_rows(40)),)),
    ))  # fmt: skip
    assert faults(briefing.pdf_file(package)) == []


def test_every_chart_that_exists_can_stand_in_it(golden, golden_view):
    specs = [package_module.chart(name, golden, golden_view) for name in package_module.CHARTS]
    file = briefing.pdf_file(a_package(specs, view=golden_view))
    assert faults(file) == []
    said = packed(" ".join(pages(file)))
    assert [spec.name for spec in specs if packed(one_line(spec.finding)) not in said] == []


@pytest.mark.parametrize(("lang", "tag"), [("de", "de-DE"), ("en", "en-GB")])
def test_language_and_title_are_set(lang, tag):
    file = reader(briefing.pdf_file(a_package(lang=lang)))
    root = file.trailer["/Root"]
    assert root["/Lang"] == tag
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (file.metadata.title, file.metadata.author) == ("Sachstand OZG", "Testkooperation")


def test_every_picture_has_the_alternative_text_of_its_chart():
    specs = all_specs()
    figures = [element["/Alt"] for tag, element in elements(briefing.pdf_file(a_package())) if tag == "Figure"]
    assert figures == [one_line(specs[name].alt_text) for name in ("progress", "maturity", "topics")]


def test_tables_have_header_cells_for_their_columns():
    tree = elements(briefing.pdf_file(a_package([all_specs()["matrix"]])))
    tags = [tag for tag, _ in tree]
    heads = [element for tag, element in tree if tag == "TH"]
    assert (tags.count("Table"), len(heads), tags.count("TD")) == (1, 3, 2 * 3)
    assert all(head["/A"][0]["/Scope"] == "/Column" if isinstance(head["/A"], list) else True for head in heads)


def test_headings_go_down_one_level_at_a_time():
    package = a_package([*all_specs().values(), table_spec(many_rows(12))])
    levels = [int(tag[1]) for tag, _ in elements(briefing.pdf_file(package)) if tag in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_head_says_for_whom_and_from_when():
    first = pages(briefing.pdf_file(a_package()))[0]
    for said in ("Anlage zur Mitteilungsvorlage", "Sachstand OZG", "Ausschuss für Digitales", "14.02.2023"):
        assert said in first
    assert "Stadt Adamsburg und Landkreis Bertatal" in first
    for sentence in SUMMARY:
        assert plain(sentence) in first
    assert "Wie gezählt wurde" in " ".join(pages(briefing.pdf_file(a_package())))


def test_the_number_of_the_paper_stands_in_the_head_on_every_page_and_in_the_properties():
    long = Section("appendix", "Anhang: alle Leistungen", (table_spec(many_rows(60)),))
    package = a_package(occasion=replace(OCCASION, paper="26-12345"), sections=(*a_package().sections, long))
    file = briefing.pdf_file(package)
    first, *others = pages(file)
    assert "Vorlage 26-12345" in first
    assert others
    assert all("Vorlage 26-12345 · Sachstand OZG" in said for said in others)
    assert reader(file).metadata["/Keywords"] == "Vorlage 26-12345"
    assert faults(file) == []


def test_the_head_says_which_group_is_counted():
    view = make_view()
    group = Group("grosse", "Große", GroupKind.CHOSEN, ("berta",))
    cooperation = replace(view.cooperation, own_groups=(group,))
    view = replace(view, cooperation=cooperation, filters=replace(view.filters, groups=("grosse",)))
    first = pages(briefing.pdf_file(a_package(view=view)))[0]
    assert "Gruppe Große (ein Partner): Landkreis Bertatal" in first


def test_what_nobody_said_is_left_out():
    first = pages(briefing.pdf_file(a_package(occasion=Occasion())))[0]
    assert "Sachstand zur Umsetzung des Onlinezugangsgesetzes" in " ".join(first.split())
    assert "Gremium" not in first
    assert "Sitzung am" not in first


def test_every_page_says_stand_rule_source_and_its_number():
    package = a_package(sections=(
        *a_package().sections,
        Section("appendix", "Anhang: alle Leistungen", (table_spec(many_rows(120)),)),
    ))  # fmt: skip
    found = pages(briefing.pdf_file(package))
    assert len(found) > 3
    for number, said in enumerate(found, start=1):
        assert "Stand 31.01.2023 · Zählweise: einzelne Leistungen ab Reifegrad 3" in said
        assert "Quelle: Testkooperation, Datenstand ozg-test" in said
        assert f"Seite {number} von {len(found)}" in said
        assert "Beispieldaten, nicht amtlich" in said


def test_real_data_carries_no_label():
    view = make_view(example=False)
    found = pages(briefing.pdf_file(a_package([], view=view)))
    assert not any("Beispieldaten" in said for said in found)


def test_a_usual_package_has_two_to_four_pages():
    package = a_package(
        [*all_specs().values(), table_spec(many_rows(10), title="Veränderungen"), table_spec(many_rows(8))]
    )
    assert 2 <= len(pages(briefing.pdf_file(package))) <= 4


def test_key_figures_are_the_last_values_of_the_lines():
    figures = briefing.content(a_package())["key-figures"]
    assert [(figure["name"], plain(figure["share"]), figure["count"]) for figure in figures] == [
        ("Adamsburg", "9,0 %", "9 von 100"),
        ("LK Bertatal", "6,0 %", "3 von 50"),
    ]
    assert briefing.content(a_package([all_specs()["topics"]]))["key-figures"] == []


def test_a_key_figure_from_before_the_stand_says_its_day():
    spec = all_specs()["progress"]
    adam, *others = spec.series
    silent = replace(adam, values=(*adam.values[:-1], None))
    figures = briefing.content(a_package([replace(spec, series=(silent, *others))]))["key-figures"]
    assert figures[0]["count"].endswith("(Stand 31.12.2022)")
    assert plain(figures[0]["share"]) == "5,0 %"


def test_a_finding_that_the_summary_says_is_not_said_again():
    spec = all_specs()["topics"]
    chart = briefing.content(a_package([spec], summary=(spec.finding,)))["sections"][0]["charts"][0]
    assert chart["finding"] == ""
    assert chart["title"] == spec.title


def test_a_share_has_its_counts_below_and_says_where_it_differs_from_the_footer():
    charts = briefing.content(a_package())["sections"][0]["charts"]
    specs = list(all_specs().values())
    for spec, chart in zip(specs, charts, strict=True):
        assert chart["note"].startswith(spec.provenance.n_of_m)
    levels = next(chart for spec, chart in zip(specs, charts, strict=True) if spec.name == "maturity")
    assert "Zählweise: einzelne Leistungen nach Reifegrad" in levels["note"]
    assert "Zählweise" not in charts[0]["note"]


def test_what_holds_for_all_charts_is_said_once():
    method = briefing.content(a_package())["method"]
    shared = [item["said"] for item in method if not item["of"]]
    assert len(shared) == 2
    assert shared[0].startswith("Nicht zuständige")
    assert sum("Nicht zuständige" in item["said"] for item in method) == 1
    assert "veröffentlicht am 01.02.2023" in shared[1]


def test_a_short_list_stands_whole_where_it_belongs():
    content = briefing.content(a_package([table_spec(many_rows(lists.INLINE_ROWS))]))
    chart = content["sections"][0]["charts"][0]
    assert sum(len(group["rows"]) for group in chart["groups"]) == lists.INLINE_ROWS
    assert content["appendix"] == []


def test_of_a_longer_list_the_first_rows_stand_in_the_body_and_all_in_the_appendix():
    package = a_package([table_spec(many_rows(30, topics=30))])
    content = briefing.content(package)
    chart, listed = content["sections"][0]["charts"][0], content["appendix"][0]["charts"][0]
    assert sum(len(group["rows"]) for group in chart["groups"]) == lists.EXCERPT_ROWS
    assert sum(len(group["rows"]) for group in listed["groups"]) == 30
    heads, all_heads = ([column["header"] for column in part["columns"]] for part in (chart, listed))
    assert heads == all_heads
    assert len(heads) > lists.LEAST_COLUMNS
    found = pages(briefing.pdf_file(package))
    start = next(number for number, said in enumerate(found, start=1) if "Anhang: Nächste Schritte" in said)
    assert f"Die ersten 8 von 30 Zeilen; alle stehen im Anhang ab Seite {start}." in found[0]


def test_an_excerpt_leaves_out_the_last_columns_where_there_is_no_room():
    columns = (*COLUMNS, *(Column(f"p{i}", f"Partner {i}") for i in range(12)))
    rows = [(*row, *["nicht digitalisierbar"] * 12) for row in many_rows(40, topics=40)]
    content = briefing.content(a_package([table_spec(rows, columns)]))
    shown = content["sections"][0]["charts"][0]
    heads = [column["header"] for column in shown["columns"]]
    assert heads == [column.header for column in columns[: len(heads)]]
    assert 3 <= len(heads) < len(columns)
    assert {len(row) for group in shown["groups"] for row in group["rows"]} == {len(heads)}
    assert len(content["appendix"][0]["charts"][0]["columns"]) == len(columns)


def test_a_list_too_long_for_a_paper_refers_to_the_workbook():
    package = a_package([table_spec(many_rows(lists.APPENDIX_ROWS + 1, topics=61))])
    assert briefing.content(package)["appendix"] == []
    assert "Die ersten 8 von 61 Zeilen; alle stehen in der Arbeitsmappe." in pages(briefing.pdf_file(package))[0]


@pytest.mark.parametrize("count", [3, 40])
def test_a_section_for_looking_up_is_appendix_as_a_whole(count):
    sections = (Section("appendix", "Anhang: alle Leistungen", (table_spec(many_rows(count)),)),)
    content = briefing.content(a_package(sections=sections))
    assert content["sections"] == []
    assert [part["title"] for part in content["appendix"]] == ["Anhang: alle Leistungen"]


@pytest.mark.long
def test_six_hundred_rows_break_cleanly_under_a_repeated_header():
    rows = many_rows(600, topics=600)
    long = (rows[0][0], "Verwaltungsverfahrensmodernisierungsgesetz " * 6, *rows[0][2:])
    sections = (Section("appendix", "Anhang", (table_spec([long, *rows[1:]]),)),)
    file = briefing.pdf_file(a_package(sections=sections))
    found = [said for said in pages(file) if "Leistung Nummer" in said]
    assert len(found) > 8
    assert all("LeiKa-Schlüssel" in said for said in found)
    assert [f"99{i:012}" for i in range(600) if f"99{i:012}" not in " ".join(found)] == []
    tags = [tag for tag, _ in elements(file)]
    assert (tags.count("Table"), tags.count("TR"), tags.count("TH")) == (1, 601, len(COLUMNS))
    assert [*broken_rules(file, "ua1"), *broken_rules(file, "2a")] == []


def test_equal_values_of_the_first_column_become_headings():
    content = briefing.content(
        a_package(sections=(Section("appendix", "Anhang", (table_spec(many_rows(60, topics=3)),)),))
    )
    listed = content["appendix"][0]["charts"][0]
    assert [group["name"] for group in listed["groups"]] == ["Feld 0", "Feld 1", "Feld 2"]
    assert [column["header"] for column in listed["columns"]] == [column.header for column in COLUMNS[1:]]


@pytest.mark.parametrize("more", [0, 3, 12])
def test_columns_fill_the_page_and_none_is_starved(more):
    columns = (*COLUMNS, *(Column(f"p{i}", f"Partner {i}") for i in range(more)))
    rows = [(*row, *["RG 3"] * more) for row in many_rows(40)]
    content = briefing.content(a_package(sections=(Section("appendix", "Anhang", (table_spec(rows, columns),)),)))
    part = content["appendix"][0]
    room = lists.WIDE_PAGE_PT if part["wide"] else lists.PAGE_PT
    widths = {column["header"]: column["width"] for column in part["charts"][0]["columns"]}
    assert sum(widths.values()) == pytest.approx(room, abs=0.1)
    assert part["wide"] == (more == 12)
    assert widths["LeiKa-Schlüssel"] > 14 * 4
    assert min(widths.values()) > 20


def test_cells_are_written_in_the_readers_language():
    row = ("Feld", "Name", None, date(2023, 3, 31), 1234, 0.0482)
    cells = [lists.cell(value, column, "de") for value, column in zip(row, COLUMNS, strict=True)]
    assert cells == ["Feld", "Name", "–", "31.03.2023", "1.234", "4,8\u00a0%"]


def test_the_same_package_gives_the_same_bytes_dated_by_its_snapshot():
    package = a_package([*all_specs().values(), table_spec(many_rows(40))])
    file = briefing.pdf_file(package)
    assert file == briefing.pdf_file(package)
    assert reader(file).metadata.creation_date == datetime(2023, 2, 1, tzinfo=UTC)
    snapshot = replace(package.view.snapshot, published_at=package.view.snapshot.published_at + timedelta(days=1))
    later = replace(package, view=replace(package.view, snapshot=snapshot))
    assert briefing.pdf_file(later) != file


def test_hostile_text_is_text_and_does_nothing():
    rows = [(name, name, name, date(2023, 1, 1), 1, 0.5) for name in HOSTILE]
    sections = (
        Section("a", MARKUP, (*hostile_specs(), table_spec(rows))),
        Section("b", HOSTILE[0], (table_spec(rows * 3),)),
    )
    view = make_view(partners=(ADAM, BERTA), topics=HOSTILE_NAMES[:2])
    package = a_package(sections=sections, view=view, summary=HOSTILE, occasion=Occasion(MARKUP, HOSTILE[5], None))
    file = briefing.pdf_file(package)
    assert faults(file) == []
    said = packed(" ".join(pages(file)))
    for name in (*HOSTILE[:6], *HOSTILE[7:]):
        assert packed(one_line(name)) in said, name
    assert "שלום" in said or "םולש" in said
    found = reader(file)
    assert "/Names" not in found.trailer["/Root"] or "/JavaScript" not in found.trailer["/Root"]["/Names"]
    links = [link.get_object() for sheet in found.pages for link in sheet.get("/Annots", ())]
    assert all("/A" not in link or link["/A"]["/S"] == "/GoTo" for link in links)


def test_a_character_without_a_font_becomes_a_square():
    file = briefing.pdf_file(a_package([], occasion=Occasion("Vor \U0010ffff nach")))
    assert "Vor □ nach" in pages(file)[0]


def test_letters_that_melt_into_each_other_are_drawn_and_the_file_is_tagged_and_kept_for_its_look():
    spec = all_specs()["topics"]
    file = briefing.pdf_file(a_package([replace(spec, categories=("Amt \u00e4\u0308", *spec.categories[1:]))]))
    assert [tag for tag, _ in elements(file)].count("Figure") == 1
    assert broken_rules(file, "2b") == []
    said = {element.tag.rpartition("}")[2]: element.text for element in metadata(file).iter()}
    assert said["conformance"] == "B"


def test_an_empty_chart_says_so():
    spec = replace(all_specs()["topics"], categories=(), series=())
    assert "Für diese Auswahl gibt es nichts zu zeigen." in pages(briefing.pdf_file(a_package([spec])))[0]


@pytest.mark.parametrize(("module", "key"), [("typst", "typst_missing"), ("fontpkg_arimo", "font_missing")])
def test_what_is_not_installed_is_named(module, key, monkeypatch):
    typesetting._fonts.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UserError) as raised:
        briefing.pdf_file(a_package([]))
    assert raised.value.key == f"briefing.{key}"
    assert "pip install -r requirements.txt" in str(raised.value)
    typesetting._fonts.cache_clear()


def test_the_typesetter_is_loaded_only_when_needed():
    code = "import sys, ozgdash.export.briefing; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
