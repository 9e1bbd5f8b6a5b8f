"""The status sheet that a partner fills in, prefilled with what the snapshot knows."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from ozgdash.errors import UserError
from ozgdash.settings import Settings
from ozgdash.sources.template import FORMATS, TemplateRow, write_template
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang


def template(
    settings: Settings,
    out: Path,
    *,
    partner: str,
    as_of: date,
    lang: Lang,
    file_format: str | None = None,
    with_cases: bool = True,
) -> int:
    """Writes the status sheet of ``partner`` (id, name or short name) for ``as_of``; the number of services in it.

    ``file_format`` is one of ``sources.template.FORMATS``; None goes by the ending of ``out``, else XLSX. While the
    snapshot holds example data the sheet is marked as example data. ``with_cases``: with the exact numbers of cases,
    which are for whoever may report for the partner. Raises UserError for an unknown partner and for
    a file that cannot be written.
    """
    _, connection = Store(settings.snapshots_dir).open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        found = cooperation.named(partner)
        if found is None:
            allowed = cooperation.known_ids()
            raise UserError("ingest.unknown_partner", received=partner, allowed=allowed)
        known = read.latest_observations(connection, partner_id=found.id, as_of=as_of)
        components = read.latest_components(connection, partner_id=found.id, as_of=as_of)
        rows = [TemplateRow(service, known.get(service.id)) for service in read.services(connection)]
        example = read.counts(connection)["example_sheets"] > 0
    file_format = file_format or out.suffix.lower().lstrip(".")
    try:
        write_template(
            out,
            partner=found,
            as_of=as_of,
            rows=rows,
            components=components,
            example=example,
            lang=lang,
            file_format=file_format if file_format in FORMATS else "xlsx",
            with_cases=with_cases,
        )
    except (OSError, XlsxFileError) as error:
        raise UserError("ingest.not_written", file=str(out), reason=_reason(error)) from error
    return len(rows)


def _reason(error: Exception) -> str:
    """The operating system's words; XlsxWriter wraps its error in one of its own."""
    cause = error if isinstance(error, OSError) else error.__context__
    return (cause.strerror if isinstance(cause, OSError) else None) or str(error)
