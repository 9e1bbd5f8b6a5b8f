"""Single cells as values of the model; each raises CellError saying what was received and what is allowed.

What takes more than a few lines stands in modules of its own and is named here, so that a reader needs one module.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeVar

from ozgdash.model.names import cleaned
from ozgdash.sources.cell_error import CellError
from ozgdash.sources.cell_words import blank_vocabulary
from ozgdash.sources.day_cells import any_day, day
from ozgdash.sources.findings import Findings
from ozgdash.sources.key_cells import leika_key, ozg_id
from ozgdash.sources.money_cells import euros
from ozgdash.sources.month_cells import month
from ozgdash.sources.number_cells import amount, count, level, model
from ozgdash.sources.number_format import shown as shown_as
from ozgdash.sources.values import Value
from ozgdash.sources.vocabulary import choice_form, vocabulary

__all__ = [
    "CellError",
    "amount",
    "any_day",
    "choice",
    "count",
    "day",
    "euros",
    "group_name",
    "leika_key",
    "level",
    "model",
    "month",
    "name",
    "ozg_id",
    "read_cell",
    "refuse_error_value",
    "text",
    "web_address",
    "yes_no",
]

T = TypeVar("T")

MAX_TEXT = 2_000
JOINERS = "\u200c\u200d" + "".join(map(chr, range(0xE0020, 0xE0080)))
"""Zero-width (non-)joiner, and the tags by which flags are spelled."""
LINE_END = re.compile("\r\n?")
"""Of another system: the same text is the same on each."""
BLANK = " \t\n\r\u00a0\u200c\u200d"
ERROR_VALUE = re.compile(r"#(?:[A-ZÄÖÜ_]+|DIV/0)[!?]|Err:\d{3}|#{3,}", re.IGNORECASE)
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def text(value: Value) -> str | None:
    """The cell as a person sees it, without control and format characters, line breaks kept; None for an empty one.

    The joiners of pictures and scripts stay: letters would change without them.
    """
    if value is None:
        return None
    written = LINE_END.sub("\n", shown_as(value))
    plain = "".join(filter(_stays, written)).strip(BLANK)
    if len(plain) > MAX_TEXT:
        raise CellError("sources.text_too_long", received=len(plain), allowed=MAX_TEXT)
    return plain if cleaned(plain) else None


def _stays(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in ("Cc", "Cf") or character in JOINERS or character in "\t\n\r"


def name(value: Value, *, longest: int = MAX_TEXT) -> str | None:
    """The cell as a name: on one line, without characters that show nothing; None for an empty one."""
    written = text(value)
    plain = cleaned(written) if written else ""
    if len(plain) > longest:
        raise CellError("sources.text_too_long", received=len(plain), allowed=longest)
    return plain or None


def group_name(value: Value, *, longest: int = MAX_TEXT) -> str | None:
    """Like ``name``, for names that group rows. Raises CellError for a web address and for "as above" as well."""
    plain = name(value, longest=longest)
    if plain is not None and WEB_ADDRESS.fullmatch(plain):
        raise CellError("sources.address_as_name", received=plain)
    if plain is not None and blank_vocabulary().means_as_above(plain):
        raise CellError("sources.as_above", received=plain)
    return plain


def refuse_error_value(value: Value) -> None:
    """Raises CellError for what a spreadsheet program writes where a formula has no result."""
    if isinstance(value, str) and ERROR_VALUE.fullmatch(value.strip()):
        raise CellError("sources.error_value", received=value.strip())


def choice(value: Value, allowed: Mapping[str, T], *, shown: str) -> T | None:
    """The value that the cell's word stands for, compared as ``choice_form`` says. None for an empty cell.

    ``allowed`` is keyed by words in that form; ``shown`` lists the words for the message.
    """
    word = name("ja" if value is True else "nein" if value is False else value)
    if word is None:
        return None
    wanted = choice_form(word)
    if wanted not in allowed:
        raise CellError("sources.not_allowed", received=word, allowed=shown)
    return allowed[wanted]


def yes_no(value: Value) -> bool | None:
    """True and False for the words of a status sheet. None for an empty cell."""
    return choice(value, vocabulary().yes_no, shown="ja, nein")


def web_address(value: Value) -> str | None:
    """An http or https address; None for an empty cell."""
    received = name(value)
    if received is not None and not WEB_ADDRESS.fullmatch(received):
        raise CellError("sources.not_an_address", received=received)
    return received


def read_cell(
    read: Callable[[], T], findings: Findings, *, row: int | None = None, column: str | None = None
) -> T | None:
    """What ``read`` returns; None, and an error among the findings, where the cell cannot be read."""
    try:
        return read()
    except CellError as error:
        findings.error(error.key, row=row, column=column, **error.values)
        return None
