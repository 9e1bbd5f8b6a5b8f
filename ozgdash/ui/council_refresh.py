"""An old presentation on the council page: handed over, brought up to date beside the server, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ozgdash.export.council.renewal import RefreshOrder
from ozgdash.export.council.workshop import Job
from ozgdash.export.refresh.report import Report, lines, summary
from ozgdash.model.filters import View
from ozgdash.texts import Lang, text
from ozgdash.ui import data, errors
from ozgdash.ui.markdown import plain
from ozgdash.ui.permissions import rights

KEY = "refresh"
JOB, CLICKED = "refresh-job", "refresh-clicked"
"""What was begun, with the order that it was begun for; whether the last click asks for it."""
MIME = {".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation"}
MIME_ODP = "application/vnd.oasis.opendocument.presentation"
MAX_LINES = 60


def panel(view: View) -> dict[str, tuple[Job, DeltaGenerator]]:
    """Draw it, for who may hand over files; what is being done, with the place for its progress."""
    if not rights().publishes:
        return {}
    lang = view.lang
    with st.expander(text("council.refresh", lang), key="council-refresh"):
        st.caption(text("council.refresh_help", lang))
        file = st.file_uploader(text("council.refresh_file", lang), type=["pptx", "odp"], key="refresh-upload")
        lists = st.toggle(text("council.refresh_list_changes", lang), key="refresh-list-changes")
        order = _order(file, view, list_changes=lists) if file is not None else None
        job = _job(order)
        is_running = job is not None and not job.ended()
        # The click is taken up in the run, where the fields say what was chosen right before it.
        st.button(
            text("council.refresh_button", lang),
            key="refresh-make",
            disabled=order is None or is_running,
            on_click=_note_click,
        )
        if job is not None and order is not None and job.ended():
            _tell(job, order, lang)
        place = st.empty()
    return {KEY: (job, place)} if job is not None and is_running else {}


def _note_click() -> None:
    st.session_state[CLICKED] = True


def _order(file: Any, view: View, *, list_changes: bool) -> RefreshOrder:
    name = Path(file.name.replace("\\", "/")).name
    return RefreshOrder(file.getvalue(), name, data.path_of(view), view.filters.as_of, list_changes)


def _job(order: RefreshOrder | None) -> Job | None:
    """What was begun for this very file and Stand, begun now where somebody has just asked for it."""
    is_asked = st.session_state.pop(CLICKED, False)
    if order is not None and is_asked:
        st.session_state[JOB] = order, data.workshop().order(order, KEY)
    made_for, job = st.session_state.get(JOB, (None, None))
    if made_for != order:
        st.session_state.pop(JOB, None)
        return None
    found: Job | None = job
    return found


def _tell(job: Job, order: RefreshOrder, lang: Lang) -> None:
    """What was done and the file, or why it could not be."""
    try:
        content = job.content()
    except Exception as error:
        errors.show(error)
        return
    if job.report is not None:
        st.success(plain(summary(job.report, lang)))
    st.download_button(
        text("council.refresh_take", lang),
        data=content,
        file_name=order.new_name,
        mime=MIME.get(Path(order.file).suffix.lower(), MIME_ODP),
        key="download-refreshed",
        on_click="ignore",
        type="primary",
    )
    if job.report is not None:
        _list(job.report, lang)


def _list(report: Report, lang: Lang) -> None:
    """What was done slide by slide, as far as somebody reads it on a page."""
    said = lines(report, lang)
    shown = [f"{'  ' if line.startswith(' ') else ''}- {plain(line.strip())}" for line in said[:MAX_LINES]]
    st.markdown("\n".join(shown))
    if len(said) > MAX_LINES:
        st.caption(text("council.refresh_more", lang, count=len(said) - MAX_LINES))
