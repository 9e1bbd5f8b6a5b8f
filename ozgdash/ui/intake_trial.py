"""What importing the files that a reader handed over would do, and doing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from ozgdash.errors import Finding, SourceFormatError, UserError
from ozgdash.ingest import ImportReport, import_files
from ozgdash.model.rights import Rights
from ozgdash.texts import Lang
from ozgdash.ui import data


@dataclass(frozen=True)
class Upload:
    """A file as it came from the reader's machine, under a name that is harmless and unlike the others."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Preview:
    """What a trial import found. ``reports`` is empty where an error stops it; ``error`` then says which."""

    reports: tuple[ImportReport, ...]
    findings: tuple[Finding, ...]
    error: str | None

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """What is implausible as a whole and needs a reason."""
        return tuple(found for report in self.reports for found in report.breaches)


@st.cache_data(show_spinner=False, max_entries=50)
def tried(
    uploads: tuple[Upload, ...],
    by: Rights,
    snapshot_id: str,  # noqa: ARG001 - a result holds for one snapshot only: it is part of the cache's key
    partner: str | None,
    as_of: date | None,
    today: date,
    lang: Lang,
) -> Preview:
    """What importing the files into this snapshot would do; nothing is published."""
    try:
        reports = imported(uploads, by, partner, as_of, today=today, dry_run=True)
    except SourceFormatError as error:
        return Preview((), error.findings, error.headline(lang))
    except UserError as error:
        return Preview((), (), error.message(lang))
    findings = tuple(found for report in reports for found in report.findings)
    return Preview(reports, findings, None)


def imported(
    uploads: tuple[Upload, ...],
    by: Rights,
    partner: str | None,
    as_of: date | None,
    *,
    today: date,
    dry_run: bool = False,
    note: str = "",
    reason: str = "",
) -> tuple[ImportReport, ...]:
    """What importing the files did, or with ``dry_run`` would do; raises UserError where nothing was published."""
    with TemporaryDirectory() as folder:
        paths = []
        for position, upload in enumerate(uploads):
            path = Path(folder, str(position), upload.name)
            path.parent.mkdir()
            path.write_bytes(upload.content)
            paths.append(path)
        return import_files(
            data.settings(),
            paths,
            by=by,
            today=today,
            partner=partner,
            as_of=as_of,
            dry_run=dry_run,
            note=note,
            reason=reason,
        )
