"""Making the documents of an order: all by one button, each by its row; made on a click, watched, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ozgdash import formats
from ozgdash.export.council.documents import EVERYTHING, Document, file_name, offered
from ozgdash.export.council.order import Order
from ozgdash.export.council.workshop import Job
from ozgdash.texts import Lang, text
from ozgdash.ui import data, errors

JOBS, CLICKED = "council-jobs", "council-clicked"
"""What was begun, with the order that it was begun for; the document that the last click asks for."""
LOOK_EVERY_S = 0.3
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Places:
    """Where on the page it stands: the button for everything, what becomes of it, the rows of the single documents."""

    whole: DeltaGenerator
    progress: DeltaGenerator
    singles: DeltaGenerator


def offer(order: Order, places: Places, besides: Mapping[str, tuple[Job, DeltaGenerator]]) -> None:
    """What can be done next with everything and with each document: make it, watch, take it. The last thing of a page.

    Stays until everything that was begun for this order is finished, and what else is made (``besides``: with the place
    for its progress). A click elsewhere ends the staying and not the
    work: the next run finds it where it is.
    """
    lang = order.view.lang
    _begin_what_was_clicked(order)
    jobs = _jobs(order)
    found = {entry.key: entry for entry in offered(order.formats)}
    everything = found.pop(EVERYTHING)
    with places.whole:
        _next(everything, order, jobs.get(EVERYTHING), text("council.make_all", lang), is_main=True)
    with places.progress:
        slots = {EVERYTHING: _below(jobs.get(EVERYTHING))}
    with places.singles:
        slots |= {key: _row(entry, order, jobs.get(key)) for key, entry in found.items()}
    running = {key: job for key, job in jobs.items() if not job.ended()} | {
        key: job for key, (job, _) in besides.items()
    }
    slots |= {key: place for key, (_, place) in besides.items()}
    if running:
        _watch(running, slots, lang)
        st.rerun()


def _row(entry: Document, order: Order, job: Job | None) -> DeltaGenerator:
    """One document; the place below it, for its progress."""
    lang = order.view.lang
    with st.container(border=True, key=f"document-{entry.key}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(text(f"council.document_{entry.key}", lang), width=560)
            _next(entry, order, job, text("council.make", lang))
        return _below(job)


def _next(entry: Document, order: Order, job: Job | None, label: str, *, is_main: bool = False) -> None:
    """The button for what can be done next with a document."""
    if job is not None and job.succeeded:
        _take(entry, order, job)
        return
    st.button(
        label,
        key=f"make-{entry.key}",
        on_click=_note_click,
        args=(entry.key,),
        disabled=(job is not None and not job.ended()) or not order.sections,
        type="primary" if is_main else "secondary",
    )


def _below(job: Job | None) -> DeltaGenerator:
    """Why a document could not be made, where that is so; the place for the progress of the next one."""
    if job is not None and job.ended() and not job.succeeded:
        _say_what_went_wrong(job)
    return st.empty()


def _take(entry: Document, order: Order, job: Job) -> None:
    content = job.content()
    size = formats.number(max(len(content) / MEGABYTE, 0.1), order.view.lang, 1)
    st.download_button(
        text("council.take", order.view.lang, size=size),
        data=content,
        file_name=file_name(entry.key, order.view, order.occasion.paper),
        mime=entry.mime,
        key=f"download-{entry.key}",
        on_click="ignore",
        type="primary",
    )


def _note_click(key: str) -> None:
    # What is typed right before the click is part of the order only when the fields have been drawn anew.
    st.session_state[CLICKED] = key


def _begin_what_was_clicked(order: Order) -> None:
    key: str | None = st.session_state.pop(CLICKED, None)
    if key is not None and order.sections:
        _jobs(order)[key] = data.workshop().order(data.council_package(order), key)


def _jobs(order: Order) -> dict[str, Job]:
    """What was begun for this very order; what was made for another one is forgotten."""
    made_for, jobs = st.session_state.get(JOBS, (None, {}))
    if made_for != order:
        jobs = {}
        st.session_state[JOBS] = (order, jobs)
    found: dict[str, Job] = jobs
    return found


def _watch(running: dict[str, Job], slots: dict[str, DeltaGenerator], lang: Lang) -> None:
    while not all(job.ended(LOOK_EVERY_S) for job in running.values()):
        for key, job in running.items():
            slots[key].progress(job.step.share if job.step else 0.0, text=_progress(job, lang))


def _progress(job: Job, lang: Lang) -> str:
    step = job.step
    if step is None:
        return text("council.waiting", lang)
    what = text(f"council.step_{step.document}", lang)
    return text("council.step", lang, number=min(step.done + 1, step.total), total=step.total, what=what)


def _say_what_went_wrong(job: Job) -> None:
    try:
        job.content()
    except Exception as error:
        errors.show(error)
