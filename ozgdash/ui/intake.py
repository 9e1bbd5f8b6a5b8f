"""Bringing a status sheet in: hand it over, see what it would change, publish it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ozgdash import formats
from ozgdash.errors import Finding, UserError
from ozgdash.ingest import ImportReport
from ozgdash.model import days
from ozgdash.model.file_names import told_apart
from ozgdash.model.filters import View
from ozgdash.model.rights import Rights
from ozgdash.sources.tabular import MAX_FILE_BYTES
from ozgdash.texts import Lang, text
from ozgdash.ui import account, data, helping, intake_changes, permissions, spoken, table_view
from ozgdash.ui import uploads as uploaded
from ozgdash.ui.intake_trial import Preview, Upload, imported, tried
from ozgdash.ui.markdown import plain

ROUND, PUBLISHED = "intake-round", "intake-published"
"""The uploader's key changes with the round: a new one is empty. What was published last is told in the next run."""
ENDINGS = ["xlsx", "xlsm", "ods", "ots", "fods", "csv", "xml", "json", "txt"]
"""What the browser offers to choose; what a file is, its content tells."""
SEVERITIES = ("error", "warning", "notice")


def panel(view: View) -> None:
    """Upload, preview and publish; only for whoever may."""
    lang = view.lang
    with st.container(key="intake"):
        st.subheader(text("intake.title", lang), anchor=False)
        _tell_published(lang)
        mine = permissions.rights()
        if not mine.publishes:
            st.info(text("intake.read_only" if data.settings().edit != "oidc" else "intake.no_role", lang))
            return
        if not mine.admin:
            st.caption(plain(text("intake.only_for", lang, partners=account.names_of(mine, view.cooperation, lang))))
        uploads = _uploads(lang)
        if uploads:
            _preview_and_publish(uploads, view, mine)


def _uploads(lang: Lang) -> tuple[Upload, ...]:
    files = st.file_uploader(
        text("intake.files", lang, megabytes=MAX_FILE_BYTES // 1_000_000),
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(ROUND, 0)}",
        help=text("intake.files_help", lang),
    )
    names = told_apart([file.name for file in files])
    return tuple(Upload(name, file.getvalue()) for name, file in zip(names, files, strict=True))


def _preview_and_publish(uploads: tuple[Upload, ...], view: View, mine: Rights) -> None:
    lang = view.lang
    partner, as_of = _head_options(view, mine)
    seen = tried(uploads, mine, view.snapshot.id, partner, as_of, days.today(), lang)
    _show_findings(seen.findings, lang)
    if seen.error is not None:
        with st.container(key="intake-error"):
            st.error(plain(seen.error))
        return
    examples = max((report.examples_removed for report in seen.reports), default=0)
    if examples:
        st.warning(text("intake.examples_go", lang, count=examples))
    for position, report in enumerate(seen.reports):
        _show_report(position, report, view)
    reason = _reason(seen, lang)
    note = st.text_input(text("intake.note", lang), key="intake-note", max_chars=200)
    nothing_new = all(report.already_imported for report in seen.reports)
    if nothing_new:
        st.info(text("intake.nothing_new", lang))
    if not st.button(
        text("intake.publish", lang, count=len(uploads)), type="primary", key="publish", disabled=nothing_new
    ):
        return
    if seen.breaches and not reason:
        # No disabled button instead: it would swallow the click of a reader who has just typed the reason.
        st.error(text("intake.reason_missing", lang))
        return
    _publish(uploads, partner, as_of, note=note, reason=reason, lang=lang)


def _head_options(view: View, mine: Rights) -> tuple[str | None, date | None]:
    """Partner and Stand for sheets that do not name them."""
    lang = view.lang
    names = {partner.id: partner.short_name for partner in view.cooperation.partners if mine.may_publish(partner.id)}
    with st.expander(text("intake.head", lang)):
        partner = st.selectbox(
            text("intake.partner", lang),
            [None, *names],
            format_func=lambda key: names[key] if key else text("intake.as_in_sheet", lang),
            key=spoken.chosen("intake-partner", lang),
            placeholder=text("intake.as_in_sheet", lang),
        )
        as_of = st.date_input(
            text("intake.as_of", lang),
            value=None,
            min_value=days.FIRST_DAY,
            max_value=days.today(),
            format="DD.MM.YYYY" if lang == "de" else "YYYY-MM-DD",
            key="intake-as-of",
        )
    return partner, as_of


def _show_findings(findings: tuple[Finding, ...], lang: Lang) -> None:
    if not findings:
        return
    ordered = sorted(findings, key=lambda found: SEVERITIES.index(found.severity))
    columns = ("severity", "sheet", "row", "column", "sentence")
    rows = [
        (
            text(f"intake.severity_{found.severity}", lang),
            found.sheet or formats.DASH,
            found.row,
            found.column or formats.DASH,
            found.sentence(lang),
        )
        for found in ordered
    ]
    with st.container(key="table-findings"):
        st.markdown(text("intake.findings", lang, count=len(rows)))
        headers = {name: text(f"intake.column_{name}", lang) for name in columns}
        label = text("intake.findings", lang, count=len(rows))
        table_view.shown(table_view.of_rows(headers, rows), lang, name="findings", label=label, kept=columns)


def _show_report(position: int, report: ImportReport, view: View) -> None:
    lang = view.lang
    with st.container(border=True, key=f"preview-{position}"):
        st.markdown(plain(_recognised(report, view)))
        if report.difference is not None:
            intake_changes.of_sheet(report.difference, position, lang)
        if report.use is not None:
            intake_changes.of_months(report.use, position, lang)
        if report.components:
            number, changed = (formats.number(value, lang) for value in (report.components, report.components_changed))
            st.markdown(text("intake.components", lang, count=report.components, number=number, changed=changed))
        for found in report.breaches:
            st.warning(plain(found.message(lang)))


def _recognised(report: ImportReport, view: View) -> str:
    lang = view.lang
    rows = formats.number(report.rows, lang)
    if report.partner_id is None or report.as_of is None:
        return text("intake.recognised_list", lang, file=report.file_name, rows=rows)
    partner = view.cooperation.partner(report.partner_id).name
    day = formats.day(report.as_of, lang)
    return text("intake.recognised_sheet", lang, file=report.file_name, partner=partner, day=day, rows=rows)


def _reason(seen: Preview, lang: Lang) -> str:
    if not seen.breaches:
        return ""
    return st.text_input(text("intake.reason", lang), key="intake-reason", max_chars=300).strip()


def _publish(
    uploads: tuple[Upload, ...], partner: str | None, as_of: date | None, *, note: str, reason: str, lang: Lang
) -> None:
    with st.status(text("intake.publishing", lang, count=len(uploads))) as status:
        try:
            # Asked anew: the sign-in may have ended while the preview stood there.
            mine = permissions.rights()
            reports = imported(uploads, mine, partner, as_of, today=days.today(), note=note.strip(), reason=reason)
        except UserError as error:
            status.update(label=text("intake.not_published", lang), state="error", expanded=True)
            st.error(plain(error.message(lang)))
            return
    uploaded.let_go()
    st.session_state[PUBLISHED] = reports[-1].snapshot_id
    helping.knows(reports[-1].snapshot_id)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def _tell_published(lang: Lang) -> None:
    snapshot = st.session_state.pop(PUBLISHED, None)
    if snapshot:
        with st.container(key="intake-published"):
            st.success(text("intake.published", lang, snapshot=snapshot))
            # The reader clicked at the end of a long preview that is gone now.
            st.toast(text("intake.published", lang, snapshot=snapshot), duration="long")
            st.page_link("pages/veraenderungen.py", label=text("intake.to_changes", lang))
