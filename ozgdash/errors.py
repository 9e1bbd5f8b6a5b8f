"""Every error that a reader may see, and the exit code that belongs to it.

A message says what happened, where, what was received, what is allowed and what to do. Messages for readers are
looked up by key in ``ozgdash.texts`` (German and English); the exception carries the key and the values, so that the
page and the command line can each say it in the reader's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ozgdash import texts


class OzgError(Exception):
    """Root of the errors that ozgdash raises on purpose."""


class UserError(OzgError):
    """Something the reader can mend: input, configuration, a missing program.

    ``key`` names a sentence in ``ozgdash/texts``; ``values`` fill its placeholders. ``str(error)`` is the German
    sentence, ``error.message(lang)`` the one in the reader's language.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, key: str, **values: Any) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def message(self, lang: texts.Lang) -> str:
        """The sentence in the reader's language."""
        return texts.text(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.message("de")


class UsageError(UserError):
    """The command was called with words it does not know."""

    exit_code = 2


class SettingsError(UserError):
    """A setting or a file in the data folder cannot be used."""


@dataclass(frozen=True)
class Phrase:
    """A part of a sentence that is said in the reader's language, too."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    def message(self, lang: texts.Lang) -> str:
        """The words."""
        return texts.text(self.key, lang, **dict(self.values))


def _said(value: Any, lang: texts.Lang) -> Any:
    """A value as it stands in a sentence; phrases are said, several of them as a list."""
    if isinstance(value, tuple):
        return ", ".join(str(_said(item, lang)) for item in value)
    return value.message(lang) if isinstance(value, Phrase) else value


@dataclass(frozen=True)
class Finding:
    """One thing noticed while reading a file.

    ``severity`` is ``error`` (stops the publish), ``warning`` (is published, should be looked at) or ``notice``.
    ``row`` is the row number as the spreadsheet shows it (1-based) or None where the finding concerns the whole file.
    """

    severity: str
    key: str
    values: tuple[tuple[str, Any], ...] = ()
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def message(self, lang: texts.Lang) -> str:
        """Place and sentence, for instance ``Blatt „Status“, Zeile 7, Spalte reifegrad: …``."""
        place = texts.place(self.sheet, self.row, self.column, lang)
        return f"{place}: {self.sentence(lang)}" if place else self.sentence(lang)

    def sentence(self, lang: texts.Lang) -> str:
        """What was noticed, without the place."""
        return texts.text(self.key, lang, **{name: _said(value, lang) for name, value in self.values})


SHOWN_ERRORS = 50
"""So many errors get a line of their own; a file may have a hundred thousand."""


def _shortened(errors: Sequence[Finding], lang: texts.Lang) -> list[str]:
    """A line for each of the first errors; of the rest one per kind, with its first and how many more there are."""
    kinds: dict[str, list[Finding]] = {}
    for found in errors[SHOWN_ERRORS:]:
        kinds.setdefault(found.key, []).append(found)
    lines = [found.message(lang) for found in errors[:SHOWN_ERRORS]]
    for first, *more in kinds.values():
        line = first.message(lang)
        lines.append(texts.text("errors.more_of_kind", lang, first=line, count=len(more)) if more else line)
    return lines


class SourceFormatError(UserError):
    """A file cannot be taken over; ``findings`` names every reason, in the order of the file."""

    def __init__(self, file_name: str, findings: tuple[Finding, ...]) -> None:
        self.file_name = file_name
        self.findings = findings
        errors = [finding for finding in findings if finding.severity == "error"]
        super().__init__("errors.source_format", file=file_name, count=len(errors))

    def headline(self, lang: texts.Lang) -> str:
        """The heading sentence alone."""
        return super().message(lang)

    def message(self, lang: texts.Lang) -> str:
        """The heading sentence and below it one line per error; of very many the first, then how many of each kind."""
        errors = [found for found in self.findings if found.severity == "error"]
        lines = [f"- {line}" for line in _shortened(errors, lang)]
        if len(errors) > SHOWN_ERRORS:
            lines.append(texts.text("errors.whole_report", lang, count=len(errors)))
        return "\n".join([self.headline(lang), *lines])


class PlausibilityError(UserError):
    """A sheet is sound cell by cell and cannot be true as a whole; ``findings`` says why."""

    def __init__(self, file_name: str, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("errors.implausible", file=file_name, count=len(findings))

    def message(self, lang: texts.Lang) -> str:
        """The heading sentence and below it one line per finding."""
        return "\n".join([super().message(lang), *(f"- {found.message(lang)}" for found in self.findings)])


class NotAllowedError(UserError):
    """Whoever asks may not do this."""


class SourceUnavailableError(UserError):
    """A service on the network did not deliver what was asked of it."""


class SnapshotMissingError(UserError):
    """There is no snapshot to read yet."""


class SnapshotDamagedError(UserError):
    """The current snapshot cannot be read or is not what was published."""


class SnapshotNewerError(UserError):
    """The current snapshot was made by a newer program."""


class StoreReadError(UserError):
    """A snapshot, or the folder of them, is there and may not or cannot be read: that is no damage to be mended."""


class StoreBusyError(UserError):
    """Another process is publishing right now."""


class StoreWriteError(UserError):
    """The folder of the snapshots cannot be written: read-only, or no space left."""
