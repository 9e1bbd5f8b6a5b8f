"""Which scripts of Streamlit's a document asks for early, found in the files of the version that is installed."""

from __future__ import annotations

import re

from ozgdash.ui import chunks, document, front_end


def name(where: str) -> str:
    return where.rsplit("/", 1)[-1].split(".")[0]


def test_this_version_of_streamlit_has_every_script_that_the_table_names(caplog):
    chunks.first_view.cache_clear()
    chunks.needed.cache_clear()
    assert set(chunks.FRAME) <= {name(where) for where in chunks.first_view()}
    assert set(chunks.LATER) <= {name(where) for where in chunks.needed()}
    assert caplog.records == []


def test_a_name_that_a_version_does_not_have_is_said_and_left_out(caplog):
    found = chunks._scripts_of(["Radio", "Grammophone"], without=())
    assert "Radio" in {name(where) for where in found}
    assert [record.message for record in caplog.records] == [
        "Streamlit has no script Grammophone: what it shows comes a little later."
    ]


def test_a_script_comes_with_all_that_it_imports_and_nothing_comes_twice():
    early = [*chunks._named_by_the_document(), *chunks.first_view()]
    assert len(early) == len(set(early))
    for where in early:
        content = front_end.files()[where].read_text(encoding="utf-8")
        imports = {f"static/js/{one}" for one in chunks.IMPORT.findall(content)}
        assert imports <= set(early), where


def test_the_document_asks_early_for_what_opens_a_page_and_not_for_charts_of_others_or_a_font():
    html = document.document("de", "./").bodies[""].decode()
    linked = set(re.findall(r'<link rel="modulepreload"[^>]* href="\./([^"]+)"', html))
    assert linked <= front_end.files().keys()
    assert set(chunks.first_view()) < linked
    never = {"PlotlyChart", "DeckGlJsonChart", "EChartsChart", "DataFrame", "katex", "embed"}
    assert {name(where) for where in linked} & never == set()
    assert 'as="font"' not in html
