"""The status sheet that a partner fills in, prefilled with what the snapshot knows."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from ozgdash.errors import UserError
from ozgdash.settings import Settings
from ozgdash.sources.template import TemplateRow, write_template
from ozgdash.store import read
from ozgdash.store.snapshots import Store
from ozgdash.texts import Lang


def template(settings: Settings, out: Path, *, partner: str, as_of: date, lang: Lang) -> int:
    """Writes the status sheet of ``partner`` (id, name or short name) for ``as_of``; the number of services in it.

    While the snapshot holds example data the sheet is marked as example data. Raises UserError for an unknown partner.
    """
    _, connection = Store(settings.snapshots_dir).open_current()
    with closing(connection):
        cooperation = read.cooperation(connection)
        found = cooperation.named(partner)
        if found is None:
            allowed = ", ".join(item.id for item in cooperation.partners)
            raise UserError("ingest.unknown_partner", received=partner, allowed=allowed)
        known = read.latest_observations(connection, partner_id=found.id, as_of=as_of)
        rows = [TemplateRow(service, known.get(service.id)) for service in read.services(connection)]
        example = read.counts(connection)["example_sheets"] > 0
    write_template(out, partner=found, as_of=as_of, rows=rows, example=example, lang=lang)
    return len(rows)
