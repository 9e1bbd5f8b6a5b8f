"""Builds a snapshot from the files that people edit in the data folder, keeping what was imported since."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from ozgdash.errors import Finding, SettingsError, SnapshotDamagedError, SnapshotMissingError
from ozgdash.ingest.examples import add_examples
from ozgdash.ingest.fingerprint import (
    ALERTS,
    BENCHMARKS,
    CATALOGUE,
    COOPERATION,
    EVENTS,
    INITIATIVES,
    MATURITY_LEVELS,
    SYNONYMS,
    TARGETS,
    fingerprint,
)
from ozgdash.ingest.reports import BuildReport
from ozgdash.model.cooperation import Cooperation
from ozgdash.settings import Settings
from ozgdash.sources.alerts import read_alerts
from ozgdash.sources.catalogue import Catalogue, read_catalogue
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.events import read_events
from ozgdash.sources.initiatives import read_initiatives
from ozgdash.sources.reference import read_benchmarks, read_maturity_levels
from ozgdash.sources.synonyms import read_synonyms
from ozgdash.sources.targets import read_targets
from ozgdash.store import described, load, read
from ozgdash.store.carrying import carry_over
from ozgdash.store.connection import open_unchecked, set_meta
from ozgdash.store.folder import SnapshotFile
from ozgdash.store.snapshots import Store
from ozgdash.texts import DEFAULT_LANG, text


def build(settings: Settings, *, today: date) -> BuildReport:
    """Publishes a snapshot of the data folder unless the current one already has this content.

    Imported status sheets, lists of components and services of imported lists are kept; the example sheets of
    ``demo/`` and the initiatives marked as examples are taken while nothing real was reported. Where the current
    snapshot is damaged the newest sound one is continued, and a finding says so. Raises UserError for every file that
    cannot be used; nothing is published then.
    """
    store = Store(settings.snapshots_dir, keep=settings.keep_snapshots)
    content_hash = fingerprint(settings.data_dir)
    unchanged = _unchanged(store, content_hash)
    if unchanged:
        return unchanged
    cooperation = read_cooperation(settings.data_dir / COOPERATION)
    catalogue = read_catalogue(settings.data_dir / CATALOGUE)
    with store.draft(note=text("ingest.note_build", DEFAULT_LANG), empty=True) as draft:
        set_meta(draft.connection, "data_hash", content_hash)
        described.write_cooperation(draft.connection, cooperation)
        load.add_services(draft.connection, catalogue.services, origin="data")
        _write_reference(draft.connection, settings.data_dir)
        findings = [*catalogue.findings, *_carry_over(store, draft.connection)]
        _check_partners(draft.connection, cooperation)
        findings += _forget_peers(draft.connection)
        findings += _kept_services(draft.connection, catalogue)
        examples = not read.has_real_reports(draft.connection)
        _write_initiatives(draft.connection, settings.data_dir, cooperation, examples=examples)
        _write_targets(draft.connection, settings.data_dir, cooperation, examples=examples)
        _write_alert_rules(draft.connection, settings.data_dir, cooperation)
        if examples:
            findings += add_examples(draft.connection, settings, cooperation, today)
        report = _report(draft.connection, findings)
    return replace(report, published=True, snapshot_id=draft.result().id)


def _unchanged(store: Store, content_hash: str) -> BuildReport | None:
    """The report where the current snapshot is sound and has this content already."""
    try:
        current, connection = store.open_current()
    except (SnapshotMissingError, SnapshotDamagedError):
        return None
    with closing(connection):
        if read.meta(connection).get("data_hash") != content_hash:
            return None
        return replace(_report(connection, []), snapshot_id=current.id)


def _report(connection: duckdb.DuckDBPyConnection, findings: list[Finding]) -> BuildReport:
    counts = read.counts(connection)
    return BuildReport(published=False, snapshot_id="", findings=tuple(findings), **counts)


def _write_reference(connection: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
    levels, benchmarks = data_dir / MATURITY_LEVELS, data_dir / BENCHMARKS
    described.write_reference(
        connection,
        maturity_levels=read_maturity_levels(levels) if levels.is_file() else (),
        benchmarks=read_benchmarks(benchmarks) if benchmarks.is_file() else (),
    )
    synonyms = data_dir / SYNONYMS
    described.write_word_groups(connection, read_synonyms(synonyms) if synonyms.is_file() else ())


def _write_initiatives(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, cooperation: Cooperation, *, examples: bool
) -> None:
    path = data_dir / INITIATIVES
    initiatives = read_initiatives(path, cooperation=cooperation) if path.is_file() else ()
    described.write_initiatives(connection, [item for item in initiatives if examples or not item.example])


def _write_targets(
    connection: duckdb.DuckDBPyConnection, data_dir: Path, cooperation: Cooperation, *, examples: bool
) -> None:
    """The targets and the events, of which the examples go with the example data."""
    path, topics = data_dir / TARGETS, read.topics(connection)
    targets = read_targets(path, cooperation=cooperation, topics=topics) if path.is_file() else ()
    described.write_targets(connection, [item for item in targets if examples or not item.example])
    path = data_dir / EVENTS
    events = read_events(path, cooperation=cooperation) if path.is_file() else ()
    described.write_events(connection, [item for item in events if examples or not item.example])


def _write_alert_rules(connection: duckdb.DuckDBPyConnection, data_dir: Path, cooperation: Cooperation) -> None:
    path = data_dir / ALERTS
    described.write_alert_rules(connection, read_alerts(path, cooperation=cooperation) if path.is_file() else ())


def _carry_over(store: Store, connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Takes imports over from the current snapshot or, where that is damaged, from the newest sound one before it."""
    findings: list[Finding] = []
    try:
        current = store.current()
    except SnapshotDamagedError as error:
        current = None
        findings.append(Finding("warning", "ingest.pointer_broken", tuple(error.values.items())))
    for file in store.by_preference():
        try:
            _carry_from(file, connection)
        except SnapshotDamagedError:
            findings.append(Finding("warning", "ingest.former_damaged", (("file", file.path.name),)))
            continue
        if file != current:
            findings.append(Finding("warning", "ingest.carried_from", (("file", file.path.name),)))
        return findings
    if findings:
        findings.append(Finding("warning", "ingest.not_carried"))
    return findings


def _carry_from(file: SnapshotFile, connection: duckdb.DuckDBPyConnection) -> None:
    with closing(open_unchecked(file.path)) as source:
        carry_over(source, connection, file_name=file.path.name)


def _check_partners(connection: duckdb.DuckDBPyConnection, cooperation: Cooperation) -> None:
    """A partner with imported sheets that is no longer in the file stops the build.

    Leaving its sheets out would lose them, keeping them unseen would hide a mistyped id.
    """
    known = {partner.id for partner in cooperation.partners}
    gone = {name: count for name, count in read.reports_by_partner(connection).items() if name not in known}
    if gone:
        raise SettingsError(
            "ingest.partner_gone",
            file=COOPERATION,
            received=", ".join(gone),
            count=sum(gone.values()),
            known=cooperation.known_ids(),
        )


def _forget_peers(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """One warning per administration that the file no longer compares; its views go and can be fetched again."""
    return [
        Finding("warning", "ingest.peer_gone", (("received", peer_id), ("count", views), ("file", COOPERATION)))
        for peer_id, views in load.forget_peers_gone(connection)
    ]


def _kept_services(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> list[Finding]:
    """One warning per service that left the catalogue file but stays because somebody reported on it."""
    listed = {service.id for service in catalogue.services}
    origins = read.service_origins(connection)
    return [
        Finding("warning", "ingest.service_kept", (("name", service.name), ("id", service.id), ("file", CATALOGUE)))
        for service in read.services(connection)
        if origins[service.id] == "data" and service.id not in listed
    ]
