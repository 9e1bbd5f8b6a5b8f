"""The order of a council package from the command line: a recipe, and what the call says instead of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

import duckdb

from ozgdash.cli.command import Call
from ozgdash.cli.days import day
from ozgdash.cli.view import add_filters, add_options, opened_view
from ozgdash.errors import UserError
from ozgdash.export.council.order import Order
from ozgdash.export.council.package import Formats, Occasion
from ozgdash.export.council.recipe_files import read_recipe
from ozgdash.export.council.recipes import CouncilRecipe
from ozgdash.model.filters import View
from ozgdash.model.paper_number import paper_number
from ozgdash.texts import Lang, text

OPTIONS = ("recipe", "title", "committee", "session", "vorlage", "section", "formats")


def add_occasion(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What only a council package has."""
    parser.add_argument("--recipe", metavar="NAME", help=text("cli.help_recipe", lang))
    parser.add_argument("--title", metavar="TEXT", help=text("cli.help_title", lang))
    parser.add_argument("--committee", metavar="TEXT", help=text("cli.help_committee", lang))
    parser.add_argument("--session", metavar="D", help=text("cli.help_session", lang))
    parser.add_argument("--vorlage", metavar="NR", help=text("cli.help_vorlage", lang))
    parser.add_argument("--section", action="append", default=[], metavar="S", help=text("cli.help_section", lang))
    parser.add_argument("--formats", choices=tuple(map(str, Formats)), help=text("cli.help_formats", lang))


def by_recipe_alone(call: Call) -> Call:
    """A call that says nothing of the package but which recipe it follows, as ``opened_order`` takes it."""
    silent = argparse.ArgumentParser(add_help=False)
    add_occasion(silent, call.lang)
    add_filters(silent, call.lang)
    add_options(silent, call.lang)
    silent.add_argument("--template")
    return replace(call, arguments=argparse.Namespace(**vars(silent.parse_args([])) | vars(call.arguments)))


@contextmanager
def opened_order(call: Call) -> Iterator[tuple[duckdb.DuckDBPyConnection, Order]]:
    """A connection to the current snapshot and what the call orders; what it does not say the recipe does.

    Raises UserError for a recipe that cannot be read or does not fit the snapshot, and as ``opened_view`` does.
    """
    name: str | None = call.arguments.recipe
    recipe = read_recipe(call.settings.data_dir, name) if name else CouncilRecipe()
    with ExitStack() as stack:
        try:
            connection, view = stack.enter_context(opened_view(_filled(call, recipe)))
        except UserError as error:
            if name is None or type(error) is not UserError:
                raise
            raise UserError("council.recipe_does_not_fit", name=name, reason=error.message(call.lang)) from error
        yield connection, _order(call, recipe, view)


def _filled(call: Call, recipe: CouncilRecipe) -> Call:
    """The call with the recipe's filters where it names none itself; partners and groups are one choice."""
    said = vars(call.arguments)
    chosen = {"partner", "group"} if said["partner"] or said["group"] else set()
    added = {name: value for name, value in _words(recipe).items() if not said[name] and name not in chosen}
    return replace(call, arguments=argparse.Namespace(**said | added))


def _words(recipe: CouncilRecipe) -> dict[str, Any]:
    """The recipe in the words of the command line; months to compare with are counted when the Stand is known."""
    return {
        "partner": list(recipe.partners),
        "group": list(recipe.groups),
        "rule": recipe.rule.value,
        "topic": list(recipe.topics),
        "department": list(recipe.departments),
        "addressee": list(recipe.addressees),
        "deadline": recipe.deadline,
        "as_of": recipe.as_of.isoformat() if recipe.as_of else None,
        "compare": None if isinstance(recipe.compare, int) else recipe.compare.isoformat(),
        "target": recipe.target_on.isoformat() if recipe.target_on else None,
        "pace": str(recipe.pace_months),
        "use_below": str(recipe.use_below),
    }


def _order(call: Call, recipe: CouncilRecipe, view: View) -> Order:
    said, occasion = call.arguments, recipe.occasion
    return Order(
        occasion=Occasion(
            title=occasion.title if said.title is None else said.title,
            committee=occasion.committee if said.committee is None else said.committee,
            session_on=day(said.session) or occasion.session_on,
            paper=occasion.paper if said.vorlage is None else paper_number(said.vorlage),
        ),
        view=replace(view, compare_on=view.compare_on or recipe.compare_on(view.filters.as_of)),
        sections=tuple(said.section) or recipe.sections,
        template=_template(call, recipe),
        formats=Formats(said.formats) if said.formats else recipe.formats,
    )


def _template(call: Call, recipe: CouncilRecipe) -> str:
    """The file of the template: the call's, else the recipe's; ``--template ""`` wants our look."""
    from ozgdash.export.templates.kept import template_path

    said: str | None = call.arguments.template
    given = recipe.template if said is None else said
    return str(template_path(call.settings.data_dir, given)) if given else ""
