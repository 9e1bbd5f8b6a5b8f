"""A reader's run keeps the snapshot that it began with, also while a publisher removes the file."""

from __future__ import annotations

import shutil
from dataclasses import replace

import streamlit as st

from ozgdash.store.snapshots import Store
from ozgdash.ui import data


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
