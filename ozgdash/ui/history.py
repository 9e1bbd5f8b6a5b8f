"""What was published, how to go back, and the sheet for the next report."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from ozgdash import formats
from ozgdash.errors import UserError
from ozgdash.export.registry import MIME_XLSX
from ozgdash.ingest import template
from ozgdash.model.cooperation import Partner
from ozgdash.model.filters import View
from ozgdash.model.many import SEVERAL
from ozgdash.odf.spreadsheet import MIMETYPE as MIME_ODS
from ozgdash.store.entries import SnapshotEntry
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang, text
from ozgdash.ui import components, data, helping, permissions, spoken, table_view
from ozgdash.ui.markdown import plain

log = logging.getLogger("ozgdash")

ROLLED_BACK = "history-rolled-back"
HISTORY_COLUMNS = (
    "imported_at", "imported_by", "kind", "partner_id", "as_of", "file_name", "row_count", "left_out", "note",
    "override_reason", "sha256",
)  # fmt: skip
TEMPLATES = {
    "xlsx": (MIME_XLSX, "{partner} (XLSX)", "template-{partner}"),
    "ods": (MIME_ODS, "{partner} (ODS)", "template-{partner}-ods"),
}
"""Ending -> MIME type, label and key of the button."""


def templates(view: View) -> None:
    """A sheet per partner (of many: those chosen), prefilled with the state of the Stand; made when it is asked for."""
    lang = view.lang
    few = len(view.cooperation.partners) <= SEVERAL
    partners = view.cooperation.partners if few else view.partners
    with st.container(key="templates"):
        st.subheader(text("history.templates", lang), anchor=False)
        st.markdown(text("history.templates_help", lang))
        mine = permissions.rights()
        if not all(mine.may_publish(partner.id) for partner in partners):
            st.markdown(text("history.templates_without_cases", lang))
        if len(partners) > SEVERAL:
            count = formats.number(len(partners), lang)
            st.info(text("history.templates_choose", lang, count=count, most=SEVERAL))
            return
        for ending, (mime, label, key) in TEMPLATES.items():
            with st.container(horizontal=True):
                for partner in partners:
                    st.download_button(
                        label.format(partner=partner.short_name),
                        data=_template(partner, view, ending, with_cases=mine.may_publish(partner.id)),
                        file_name=f"ozg-status_{partner.id}_{view.filters.as_of.isoformat()}.{ending}",
                        mime=mime,
                        key=key.format(partner=partner.id),
                        on_click="ignore",
                    )


def _template(partner: Partner, view: View, ending: str, *, with_cases: bool) -> Callable[[], bytes]:
    settings, as_of, lang = data.settings(), view.filters.as_of, view.lang

    def make() -> bytes:
        with TemporaryDirectory() as folder:
            out = Path(folder, f"status.{ending}")
            try:
                template(settings, out, partner=partner.id, as_of=as_of, lang=lang, with_cases=with_cases)
            except UserError as error:
                # The browser has asked for a file by now: it gets one that says what is wrong.
                return error.message(lang).encode("utf-8")
            return out.read_bytes()

    return make


def imports(view: View) -> None:
    """Every file behind the present snapshot: who, when, which, how many rows."""
    lang = view.lang
    rows = data.import_history(data.current())
    count = 0 if rows.empty else int(rows["files"].iloc[0])
    number = formats.number(count, lang)
    with st.container(key="table-imports"):
        st.subheader(text("history.imports", lang), anchor=False)
        st.markdown(text("history.imports_count", lang, count=count, number=number))
        if rows.empty:
            return
        rows["sha256"] = permissions.checksums(rows)
        rows["imported_at"] = rows["imported_at"].dt.tz_localize("UTC")
        rows["kind"] = [text(f"history.kind_{kind}", lang) for kind in rows["kind"]]
        names = {**view.cooperation.short_names, **{peer.id: peer.short_name for peer in view.cooperation.peers}}
        rows["partner_id"] = [names.get(str(key)) for key in rows["partner_id"].fillna(rows["peer_id"])]
        headers = {name: text(f"history.column_{name}", lang) for name in HISTORY_COLUMNS}
        label = f"{text('history.imports', lang)}. {text('history.imports_count', lang, count=count, number=number)}"
        files = table_view.of_frame(rows, headers, counts=("row_count", "left_out"))
        table_view.shown(files, lang, name="imports", label=label, kept=("imported_at",))
        components.newest_files(len(rows), count, lang)


def snapshots(view: View) -> None:
    """The snapshots that are kept, and the way back to one of them: for an admin, it undoes what others published."""
    lang = view.lang
    store = Store(data.settings().snapshots_dir)
    entries = {entry.id: entry for entry in store.list()}
    with st.container(key="snapshots"):
        st.subheader(text("history.snapshots", lang), anchor=False)
        _tell_rolled_back(lang)
        columns = ("snapshot", "published_at", "note", "current")
        rows = [
            (
                entry.id,
                entry.published_at,
                text("cli.other_format" if entry.is_other_format else "history.damaged", lang)
                if entry.note is None
                else entry.note,
                text("charts.yes", lang) if entry.is_current else "",
            )
            for entry in entries.values()
        ]
        headers = {name: text(f"history.column_{name}", lang) for name in columns}
        table_view.shown(
            table_view.of_rows(headers, rows), lang, name="snapshots", label=text("history.snapshots", lang)
        )
        others = [key for key, entry in entries.items() if not entry.is_current]
        if others and permissions.rights().admin:
            _rollback(store, others, entries, lang)


def _rollback(store: Store, others: list[str], entries: dict[str, SnapshotEntry], lang: Lang) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            text("history.go_back_to", lang),
            others,
            format_func=lambda key: f"{_moment(entries[key], lang)} · {entries[key].note or key}",
            key=spoken.chosen("rollback-to", lang),
        )
        if not st.button(text("history.go_back", lang), key="rollback"):
            return
    try:
        store.rollback(chosen)
    except UserError as error:
        st.error(plain(error.message(lang)))
        return
    log.info("%s went back to %s", permissions.rights().who, chosen)
    st.session_state[ROLLED_BACK] = chosen
    helping.knows(chosen)
    st.rerun()


def _tell_rolled_back(lang: Lang) -> None:
    snapshot = st.session_state.pop(ROLLED_BACK, None)
    if snapshot:
        st.success(text("history.went_back", lang, snapshot=snapshot))
        st.toast(text("history.went_back", lang, snapshot=snapshot), duration="long")


def _moment(entry: SnapshotEntry, lang: Lang) -> str:
    return formats.moment(entry.published_at, lang)
