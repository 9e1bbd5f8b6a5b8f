"""A reader's run keeps the snapshot that it began with, also while a publisher removes the file."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from datetime import date

import pytest
import streamlit as st

from ozgdash.model.filters import Filters, View
from ozgdash.store.snapshots import Store
from ozgdash.ui import data, remembered


def test_a_pruning_publish_after_the_pointer_was_read_disturbs_no_reader(golden_settings, monkeypatch, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(golden_settings.data_dir, folder)
    settings = replace(golden_settings, data_dir=folder)
    monkeypatch.setenv("OZGDASH_DATA_DIR", str(folder))
    data.settings.cache_clear()
    st.cache_resource.clear()
    try:
        path = data.current()
        with Store(settings.snapshots_dir, keep=1).draft(note="neu") as draft:
            pass
        assert not path.exists()
        assert data.facts(path)[1].id == path.stem
        assert not data.import_history(path).empty
        assert data.current() == draft.result().path
    finally:
        data.settings.cache_clear()
        st.cache_resource.clear()
        st.cache_data.clear()


OTHERWISE = {
    "filters": Filters(date(2021, 1, 31), partners=("stadt",)),
    "lang": "en",
    "compare_on": date(2020, 12, 31),
    "target_on": date(2030, 12, 31),
    "pace_months": 6,
    "service": "99000000000101",
    "takeover": ("99000000000101",),
    "whole": True,
}


@pytest.mark.parametrize("part", [field.name for field in fields(View) if field.name != "cooperation"])
def test_views_that_differ_in_anything_never_share_a_result(golden_pages, part):
    _, snapshot, _ = data.facts(data.current())
    view = View(Filters(date(2021, 1, 31)), "de", data.facts(data.current())[0], snapshot)
    other = OTHERWISE.get(part) or replace(snapshot, id=f"{snapshot.id}x")
    assert remembered.key_of(replace(view, **{part: other})) != remembered.key_of(view)
    assert remembered.key_of(replace(view)) == remembered.key_of(view)
