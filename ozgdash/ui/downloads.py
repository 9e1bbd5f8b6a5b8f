"""The menu under a chart: every format, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.export import registry
from ozgdash.model.chart import ChartSpec
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import data, helping


def menu(name: str, spec: ChartSpec, view: View) -> None:
    """A button per format in a small menu, those of one kind in a row; nothing is drawn before a click.

    Each button has the key ``download-<format>-<chart>``, since a key must be unique in a page.
    """
    with st.popover(text("ui.export", view.lang), key=f"export-{name}"):
        # Within the menu: beside its button the words would lie over the first format as long as the mouse rests there.
        st.caption(text("ui.export_help", view.lang))
        for group in registry.groups_of(spec):
            with st.container(horizontal=True, gap="small"):
                for entry in group:
                    _button(entry, name, spec, view)
        helping.copy_link(view.lang, name)


def buttons(name: str, spec: ChartSpec, view: View, keys: Sequence[str]) -> None:
    """A button for each of these formats, side by side."""
    with st.container(horizontal=True, gap="small"):
        for entry in registry.formats_of(spec):
            if entry.key in keys:
                _button(entry, name, spec, view, width="content")


def _button(
    entry: registry.Format, name: str, spec: ChartSpec, view: View, *, width: Literal["stretch", "content"] = "stretch"
) -> None:
    st.download_button(
        text(entry.label_key, view.lang),
        data=_made(name, view, entry.key),
        file_name=registry.file_name(spec, view, entry.key),
        mime=entry.mime,
        key=f"download-{entry.key}-{name}",
        on_click="ignore",
        width=width,
    )


def _made(name: str, view: View, format: str) -> Callable[[], bytes]:
    def make() -> bytes:
        try:
            return data.file(name, view, format)
        except UserError as error:
            # The browser has asked for a file by now: it gets one that says what is wrong.
            return error.message(view.lang).encode("utf-8")

    return make
