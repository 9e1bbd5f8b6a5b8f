"""The menu under a chart: every format, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from ozgdash.charts.spec import ChartSpec
from ozgdash.errors import UserError
from ozgdash.export import registry
from ozgdash.model.filters import View
from ozgdash.texts import text
from ozgdash.ui import data


def menu(name: str, spec: ChartSpec, view: View) -> None:
    """A small menu; a button per format once it is open, whose file is made when it is asked for.

    Each button has the key ``download-<format>-<chart>``, since a key must be unique in a page.
    """
    opened = st.popover(text("ui.export", view.lang), key=f"export-{name}", on_change="rerun")
    if opened.open:
        _buttons(opened, name, spec, view)


def _buttons(opened: PopoverContainer, name: str, spec: ChartSpec, view: View) -> None:
    with opened:
        # Within the menu: beside its button the words would lie over the first format as long as the mouse rests there.
        st.caption(text("ui.export_help", view.lang))
        for entry in registry.formats_of(spec):
            label = text(entry.label_key, view.lang)
            st.download_button(
                label,
                data=_made(name, view, entry.key),
                file_name=registry.file_name(spec, view, entry.key),
                mime=entry.mime,
                key=f"download-{entry.key}-{name}",
                on_click="ignore",
                width="stretch",
            )


def _made(name: str, view: View, format: str) -> Callable[[], bytes]:
    def make() -> bytes:
        try:
            return data.file(name, view, format)
        except UserError as error:
            # The browser has asked for a file by now: it gets one that says what is wrong.
            return error.message(view.lang).encode("utf-8")

    return make
