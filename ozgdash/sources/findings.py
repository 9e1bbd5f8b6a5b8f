"""Collects what is noticed while a file is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ozgdash.errors import Finding, SourceFormatError


class Findings:
    """The findings of one file, in the order in which they were made."""

    def __init__(self, file_name: str, *, sheet: str | None = None) -> None:
        self.file_name = file_name
        self.sheet = sheet
        self._all: list[Finding] = []

    def error(self, key: str, /, *, row: int | None = None, column: str | None = None, **values: Any) -> None:
        """Something that stops the publish."""
        self._add("error", key, row, column, values)

    def warning(self, key: str, /, *, row: int | None = None, column: str | None = None, **values: Any) -> None:
        """Something to look at that is published all the same."""
        self._add("warning", key, row, column, values)

    def notice(self, key: str, /, *, row: int | None = None, column: str | None = None, **values: Any) -> None:
        """Something the reader should know."""
        self._add("notice", key, row, column, values)

    def _add(self, severity: str, key: str, row: int | None, column: str | None, values: dict[str, Any]) -> None:
        self._all.append(Finding(severity, key, tuple(values.items()), self.sheet, row, column))

    def join(self, *others: Findings) -> None:
        """Appends what was found in other sheets of the same file."""
        for other in others:
            self.take(other.all)

    def take(self, findings: Iterable[Finding]) -> None:
        """Appends what somebody else found in the same file."""
        self._all.extend(findings)

    @property
    def has_errors(self) -> bool:
        """True where something stops the publish."""
        return any(finding.severity == "error" for finding in self._all)

    def raise_errors(self) -> None:
        """Raise SourceFormatError with everything found so far if there is an error among it."""
        if self.has_errors:
            raise SourceFormatError(self.file_name, self.all)

    def fail(self, key: str, /, **values: Any) -> SourceFormatError:
        """The exception for a file in which there is nothing further to read."""
        self.error(key, **values)
        return SourceFormatError(self.file_name, self.all)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Everything found so far."""
        return tuple(self._all)
