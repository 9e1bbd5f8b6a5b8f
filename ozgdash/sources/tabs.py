"""Which tabs of a file are read, and as what; every other tab is named with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ozgdash.errors import Finding, Phrase, SourceFormatError
from ozgdash.sources.catalogue import OFFICIAL_COLUMNS, is_catalogue
from ozgdash.sources.findings import Findings
from ozgdash.sources.header import SEARCHED_ROWS, find_header, folded
from ozgdash.sources.pvog import is_pvog_header
from ozgdash.sources.source_kind import SourceKind
from ozgdash.sources.tables import Sheet, Tables, Unread, UnreadTab
from ozgdash.sources.vocabulary import component_vocabulary, use_vocabulary, vocabulary

LISTS = (SourceKind.CATALOGUE, SourceKind.OFFICIAL_LIST, SourceKind.PVOG)
"""One of these stands alone in its file."""
USE_COLUMNS = ("monat", "faelle", "faelle_digital")
"""By these, and by no other of its columns, a file of cases by month is told."""
MAX_SHOWN = 200
SHOWN_TABS = 30


@dataclass(frozen=True)
class Choice:
    """The tabs of one kind in their order. ``components``: the lists of components in a workbook of status sheets.

    ``findings`` names the tabs that are not read.
    """

    kind: SourceKind
    sheets: tuple[Sheet, ...]
    components: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Guess:
    """What a tab looks like. ``whole``: it has the columns without which its rows mean nothing."""

    sheet: Sheet
    kind: SourceKind | None
    whole: bool


def known_columns() -> tuple[str, ...]:
    """The columns by which a table is told."""
    return (*vocabulary().columns, *OFFICIAL_COLUMNS, *component_vocabulary().columns, *USE_COLUMNS)


def choose(tables: Tables) -> Choice:
    """The tabs that are read. Hidden tabs never are, whatever stands in them.

    Status sheets go first, with the lists of components beside them; then lists of components alone, then cases by
    month, then one list of services. Where no tab has what makes its rows mean something, one that nearly does is
    handed on, so that its reader says what is missing. Raises SourceFormatError that names all tabs where none is of a
    known kind, and for two lists of services.
    """
    guesses = [_guess(sheet) for sheet in tables.sheets]
    status = _whole_or_all(guesses, SourceKind.STATUS_SHEET)
    components = _whole_or_all(guesses, SourceKind.COMPONENTS, need_whole=bool(status))
    use = _whole_or_all(guesses, SourceKind.USE)
    lists = [guess for guess in guesses if guess.kind in LISTS]
    if status:
        kind, read, beside = SourceKind.STATUS_SHEET, status, components
    elif components:
        kind, read, beside = SourceKind.COMPONENTS, components, []
    elif use:
        kind, read, beside = SourceKind.USE, use, []
    elif lists:
        kind, read, beside = _only_list(tables, lists), lists, []
    else:
        raise _unknown(tables)
    taken = [guess.sheet for guess in (*read, *beside)]
    left = [guess for guess in guesses if guess.sheet not in taken]
    findings = tuple(_not_read(left, tables.unread))
    return Choice(kind, tuple(g.sheet for g in read), tuple(g.sheet for g in beside), findings)


def _guess(sheet: Sheet) -> _Guess:
    status, components = vocabulary().columns, component_vocabulary().columns
    header = find_header(sheet, known_columns())
    cells = [cell for row in ([header.row] if header else sheet.rows[:1]) for cell in row.cells if cell is not None]
    names = {folded(cell) for cell in cells}

    def has(*columns: str) -> bool:
        return {folded(column) for column in columns} <= names

    if any(is_pvog_header(row.cells) for row in sheet.rows[:SEARCHED_ROWS]):
        return _Guess(sheet, SourceKind.PVOG, whole=True)
    if is_catalogue(cells):
        return _Guess(sheet, SourceKind.CATALOGUE, whole=True)
    if header and has("themenfeld", "lage"):
        return _Guess(sheet, SourceKind.OFFICIAL_LIST, whole=True)
    counts_months = has("monat") and (has("faelle") or has("faelle_digital") or has("leika_schluessel"))
    if header and counts_months and not has("reifegrad"):
        return _Guess(sheet, SourceKind.USE, whole=has("leika_schluessel"))
    # Told by what only a status sheet has; a missing mandatory column is then named by its own reader.
    if header and names & {folded(column) for column in set(status) - set(OFFICIAL_COLUMNS)}:
        return _Guess(sheet, SourceKind.STATUS_SHEET, whole=has("leika_schluessel") or has("ozg_id", "leistung"))
    if header and len(names & {folded(column) for column in components}) > 1:
        named = folded(sheet.name) == folded(component_vocabulary().sheet)
        return _Guess(sheet, SourceKind.COMPONENTS, whole=named or has("bereich", "name"))
    return _Guess(sheet, None, whole=False)


def _whole_or_all(guesses: Sequence[_Guess], kind: SourceKind, *, need_whole: bool = False) -> list[_Guess]:
    of_kind = [guess for guess in guesses if guess.kind is kind]
    whole = [guess for guess in of_kind if guess.whole]
    return whole if whole or need_whole else of_kind


def _only_list(tables: Tables, lists: Sequence[_Guess]) -> SourceKind:
    if len(lists) > 1 or lists[0].kind is None:
        shown = _quoted([guess.sheet.name for guess in lists])
        raise Findings(tables.file_name).fail("sources.several_lists", tabs=shown, count=len(lists))
    return lists[0].kind


def _not_read(left: Sequence[_Guess], unread: Sequence[UnreadTab]) -> Iterator[Finding]:
    """One notice that names every tab."""
    phrases = [
        *(Phrase(f"sources.tab_{_reason(guess)}", (("name", guess.sheet.name),)) for guess in left),
        *(Phrase(f"sources.tab_{_hidden_or(tab)}", (("name", tab.name),)) for tab in unread),
    ]
    if phrases:
        more = (Phrase("sources.tabs_more", (("count", len(phrases) - SHOWN_TABS),)),) * (len(phrases) > SHOWN_TABS)
        values = (("count", len(phrases)), ("tabs", (*phrases[:SHOWN_TABS], *more)))
        yield Finding("notice", "sources.tabs_not_read", values)


def _reason(guess: _Guess) -> str:
    if guess.kind is None:
        return "no_table"
    if guess.kind is SourceKind.USE:
        return "use"
    return "incomplete" if guess.kind not in LISTS else "list"


def _hidden_or(tab: UnreadTab) -> str:
    """Why a tab is not read; of a hidden one also that it looks like a table."""
    if tab.reason is not Unread.HIDDEN or tab.sheet is None or not tab.sheet.rows:
        return tab.reason.value
    return {SourceKind.STATUS_SHEET: "hidden_status", SourceKind.COMPONENTS: "hidden_components"}.get(
        _guess(tab.sheet).kind or SourceKind.FIM, "hidden"
    )


def _unknown(tables: Tables) -> SourceFormatError:
    """The refusal of a file without a table that is known, in words that fit what it has."""
    status, components = vocabulary().columns, component_vocabulary().columns
    hidden = [tab.name for tab in tables.unread if _hidden_or(tab).startswith("hidden_")]
    if hidden:
        shown = _quoted([*(sheet.name for sheet in tables.sheets), *(tab.name for tab in tables.unread)])
        return Findings(tables.file_name).fail("sources.only_hidden", hidden=_quoted(hidden), tabs=shown)
    if not tables.sheets:
        shown = _quoted([tab.name for tab in tables.unread])
        return Findings(tables.file_name).fail("sources.tabs_empty" if shown else "sources.file_empty", tabs=shown)
    several = len(tables.sheets) + len(tables.unread) > 1
    name = None if several else tables.sheets[0].name
    return Findings(tables.file_name, sheet=name).fail(
        "sources.no_known_tab" if several else "sources.unknown_kind",
        received="; ".join(_beginning(sheet, with_name=several) for sheet in tables.sheets[:SHOWN_TABS]),
        unread=_quoted([tab.name for tab in tables.unread]) or "–",
        status="; ".join(status),
        components="; ".join(components),
        use="; ".join(use_vocabulary().columns),
        catalogue="; ".join(OFFICIAL_COLUMNS),
    )


def _beginning(sheet: Sheet, *, with_name: bool) -> str:
    header = find_header(sheet, known_columns())
    row = header.row if header else sheet.rows[0] if sheet.rows else None
    shown = "; ".join(str(cell) for cell in row.cells if cell is not None)[:MAX_SHOWN] if row else ""
    return f"„{sheet.name}“ ({shown})" if with_name else shown


def _quoted(names: Sequence[str | None]) -> str:
    return ", ".join(f"„{name}“" for name in names[:SHOWN_TABS])
