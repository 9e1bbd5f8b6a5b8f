"""Recipes as files ``recipes/<name>.toml`` of the data folder."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from ozgdash.drawing.lettering import one_line
from ozgdash.errors import SettingsError, UsageError, UserError
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.export.council.recipes import MAX_MONTHS, CouncilRecipe
from ozgdash.export.council.sections import DEFAULT_SECTIONS, PARTS
from ozgdash.model.days import FIRST_DAY, LAST_DAY, is_in_range
from ozgdash.model.filters import ADDRESSEES, COMPARED_MONTHS, DEFAULT_PACE, DEFAULT_USE_LIMIT, PACES, USE_LIMITS, Rule
from ozgdash.model.paper_number import MAX_CHARACTERS, paper_number

T = TypeVar("T")

FOLDER = "recipes"
QUOTED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
NEWEST = "newest"
MAX_WORDS = 300
DAY = f"{FIRST_DAY.isoformat()} – {LAST_DAY.isoformat()}"


def recipe_names(data_dir: Path) -> tuple[str, ...]:
    """The names of the recipes in the data folder, sorted; files whose names cannot be recipes are left alone."""
    found = (data_dir / FOLDER).glob("*.toml")
    return tuple(sorted(path.stem for path in found if NAME.fullmatch(path.stem)))


def read_recipe(data_dir: Path, name: str) -> CouncilRecipe:
    """The recipe of that name.

    Raises UsageError where there is none and SettingsError naming file, key, what was received and what is allowed.
    Whether its partners, groups, Themenfelder and departments exist only a snapshot can say.
    """
    path = _path(data_dir, name)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        allowed = ", ".join(recipe_names(data_dir)) or "–"
        raise UsageError("council.recipe_missing", received=name, allowed=allowed, folder=path.parent) from error
    except OSError as error:
        raise SettingsError("council.recipe_unreadable", file=path, reason=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError("council.recipe_unreadable", file=path, reason=str(error)) from error
    keys = _Keys(f"{FOLDER}/{path.name}", raw)
    recipe = CouncilRecipe(
        occasion=Occasion(keys.words("title"), keys.words("committee"), keys.day("session"), keys.paper("vorlage")),
        sections=keys.several("sections", PARTS) or DEFAULT_SECTIONS,
        partners=keys.several("partners"),
        rule=Rule(keys.one("rule", tuple(Rule), Rule.SERVICE_RG3)),
        topics=keys.several("topics"),
        departments=keys.several("departments"),
        addressees=keys.several("addressees", ADDRESSEES),
        deadline=keys.words("deadline") or None,
        as_of=keys.stand("as_of"),
        compare=keys.comparison("compare"),
        target_on=keys.day("target"),
        pace_months=keys.one("pace", PACES, DEFAULT_PACE),
        use_below=keys.one("use_below", USE_LIMITS, DEFAULT_USE_LIMIT),
        groups=keys.several("groups"),
        template=keys.words("template"),
        formats=Formats(keys.one("formats", tuple(Formats), Formats.BOTH)),
    )
    keys.finish()
    return recipe


def write_recipe(data_dir: Path, name: str, recipe: CouncilRecipe) -> Path:
    """Writes the recipe, replacing one of that name in one step; the path of the file.

    Raises UsageError for a name that cannot be a file's, UserError where the folder cannot be written.
    """
    path = _path(data_dir, name)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(exist_ok=True)
        part.write_text(_toml(recipe), encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UserError("council.recipe_not_written", file=path, reason=error.strerror or str(error)) from error
    return path


def _path(data_dir: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise UsageError("council.recipe_name", received=one_line(name)[:80])
    return data_dir / FOLDER / f"{name}.toml"


def _values(recipe: CouncilRecipe) -> dict[str, Any]:
    """What the file says at each of its keys; what is false or empty is not written."""
    return {
        "title": recipe.occasion.title,
        "committee": recipe.occasion.committee,
        "session": recipe.occasion.session_on,
        "vorlage": recipe.occasion.paper,
        "sections": recipe.sections,
        "partners": recipe.partners,
        "groups": recipe.groups,
        "template": recipe.template,
        "rule": recipe.rule.value,
        "topics": recipe.topics,
        "departments": recipe.departments,
        "addressees": recipe.addressees,
        "deadline": recipe.deadline,
        "as_of": recipe.as_of or NEWEST,
        "compare": recipe.compare,
        "target": recipe.target_on,
        "pace": recipe.pace_months,
        "use_below": recipe.use_below if recipe.use_below != DEFAULT_USE_LIMIT else None,
        "formats": recipe.formats.value,
    }


def _toml(recipe: CouncilRecipe) -> str:
    """Every key that does not have its default; days as days, words in quotes."""
    values = _values(recipe)
    lines = [f"{key} = {_toml_value(value)}" for key, value in values.items() if value]
    return "\n".join(["# docs/CLI.md explains the keys.", *lines, ""])


def _toml_value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml_value(item) for item in value)}]"
    if isinstance(value, str):
        return json.dumps(one_line(value)[:MAX_WORDS], ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


class _Keys:
    """The keys of the file; every reader removes its own, so that what remains is unknown."""

    def __init__(self, file: str, raw: Mapping[str, Any]) -> None:
        self.file, self.raw = file, dict(raw)

    def refuse(self, key: str, received: object, allowed: str) -> NoReturn:
        shown = one_line(str(received))[:80]
        raise SettingsError("sources.setting", file=self.file, place=key, received=shown, allowed=allowed)

    def words(self, key: str) -> str:
        received = self.raw.pop(key, "")
        if not isinstance(received, str) or len(received) > MAX_WORDS:
            self.refuse(key, received, f'"…" (≤ {MAX_WORDS})')
        return one_line(received)

    def paper(self, key: str) -> str:
        received = self.words(key)
        try:
            return paper_number(received)
        except UserError:
            self.refuse(key, received, f'"26-12345", "2026/123", … (≤ {MAX_CHARACTERS})')

    def day(self, key: str) -> date | None:
        received = _unquoted(self.raw.pop(key, None))
        return None if received is None else self._checked(key, received, _is_day, DAY)

    def stand(self, key: str) -> date | None:
        received = _unquoted(self.raw.pop(key, NEWEST))
        return None if received == NEWEST else self._checked(key, received, _is_day, f'"{NEWEST}"; {DAY}')

    def comparison(self, key: str) -> int | date:
        received: int | date = _unquoted(self.raw.pop(key, COMPARED_MONTHS))
        return self._checked(key, received, _is_comparison, f"1–{MAX_MONTHS}; {DAY}")

    def one(self, key: str, allowed: Sequence[T], default: T) -> T:
        received: T = self.raw.pop(key, default)
        return self._checked(key, received, lambda value: value in allowed, ", ".join(map(str, allowed)))

    def several(self, key: str, allowed: Sequence[str] | Mapping[str, object] | None = None) -> tuple[str, ...]:
        received = self.raw.pop(key, [])
        if not isinstance(received, list):
            self.refuse(key, received, '["…", "…"]')
        for item in received:
            if not isinstance(item, str) or (allowed is not None and item not in allowed):
                self.refuse(key, item, ", ".join(allowed) if allowed is not None else '["…", "…"]')
        return tuple(dict.fromkeys(received))

    def finish(self) -> None:
        for key in self.raw:
            allowed = ", ".join(_values(CouncilRecipe()))
            raise SettingsError("sources.setting_unknown", file=self.file, place=key, allowed=allowed)

    def _checked(self, key: str, received: T, is_allowed: Callable[[T], bool], allowed: str) -> T:
        if not is_allowed(received):
            self.refuse(key, received, allowed)
        return received


def _unquoted(received: Any) -> Any:
    """A day in quotation marks, as words around it have them, is that day."""
    if not isinstance(received, str) or not QUOTED_DAY.fullmatch(received):
        return received
    try:
        return date.fromisoformat(received)
    except ValueError:
        return received


def _is_day(received: object) -> bool:
    return isinstance(received, date) and not isinstance(received, datetime) and is_in_range(received)


def _is_comparison(received: object) -> bool:
    is_number = isinstance(received, int) and not isinstance(received, bool)
    return _is_day(received) or (is_number and 1 <= int(str(received)) <= MAX_MONTHS)
