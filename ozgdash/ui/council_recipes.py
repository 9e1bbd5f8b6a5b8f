"""Recipes on the council page: take one over, save the present choice as one."""

from __future__ import annotations

import streamlit as st

from ozgdash.errors import UserError
from ozgdash.export.council.order import Order
from ozgdash.export.council.recipe_files import read_recipe, recipe_names, write_recipe
from ozgdash.export.council.recipes import CouncilRecipe
from ozgdash.model import days
from ozgdash.model.filters import View
from ozgdash.model.rights import Rights
from ozgdash.texts import Lang, text
from ozgdash.ui import address, components, council, council_templates, data, filter_state
from ozgdash.ui.permissions import rights

CHOSEN, NAME, FIXED, REPLACE, SAID = "recipe-chosen", "recipe-name", "recipe-fixed", "recipe-replace", "recipe-said"
CLICKED, SAVED, TAKEN = "recipe-clicked", "recipe-saved", "recipe-taken"
MOST_BUTTONS = 6
"""So many recipes are a click away each; more are a list."""


def choice(view: View) -> None:
    """The recipes in the data folder, if there are any: a click takes one over."""
    names = recipe_names(data.settings().data_dir)
    with st.container(key="council-recipes", width="content"):
        if 0 < len(names) <= MOST_BUTTONS:
            _buttons(names, view)
        elif names:
            _list(names, view)


def tell(lang: Lang) -> None:
    """Which recipe the form holds, as long as nobody has changed what it said; what of a recipe could not be."""
    name, form = st.session_state.get(TAKEN, ("", None))
    if name and form == council.form():
        st.caption(text("council.recipe_taken_over", lang, name=components.plain(name)))
    said = st.session_state.pop(SAID, None)
    if said:
        st.error(components.plain(said))


def _buttons(names: tuple[str, ...], view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.markdown(text("council.recipe", view.lang), help=text("council.recipe_help", view.lang), width="content")
        for name in names:
            label = components.plain(name[:1].upper() + name[1:])
            st.button(label, key=f"recipe-take-{name}", on_click=_take, args=(view, name))


def _list(names: tuple[str, ...], view: View) -> None:
    lang = view.lang
    st.selectbox(
        text("council.recipe", lang),
        names,
        index=None,
        key=CHOSEN,
        placeholder=text("council.recipe_choose", lang),
        help=text("council.recipe_help", lang),
        width=300,
        on_change=_take,
        args=(view,),
    )


def saving(order: Order) -> None:
    """Save the choice under a name; only for who may write into the data folder."""
    mine = rights()
    if not mine.publishes:
        return
    lang = order.view.lang
    with st.expander(text("council.save", lang), key="council-save"):
        st.caption(text("council.save_help", lang))
        st.text_input(text("council.recipe_name_field", lang), key=NAME, max_chars=60, placeholder="quartalsbericht")
        st.toggle(text("council.fixed", lang), key=FIXED, help=text("council.fixed_help", lang))
        if mine.admin:
            st.toggle(text("council.replace", lang), key=REPLACE)
        # The click is noted and taken up with what the fields say then: a run that another one cuts off loses neither
        # the click nor what came of it.
        st.button(text("council.save_button", lang), key="recipe-save", disabled=not order.sections, on_click=_clicked)
        if st.session_state.get(CLICKED):
            st.session_state[SAVED] = st.session_state[NAME], _save(order, mine, lang)
            st.session_state[CLICKED] = False
        _tell_saved()


def _clicked() -> None:
    st.session_state[CLICKED] = True


def _tell_saved() -> None:
    """What came of the last click, as long as the name stands in the field."""
    name, (is_saved, sentence) = st.session_state.get(SAVED, (None, (False, "")))
    if sentence and name == st.session_state[NAME]:
        (st.success if is_saved else st.error)(components.plain(sentence))


def _take(view: View, name: str | None = None) -> None:
    name = name or st.session_state[CHOSEN]
    if name is None:
        return
    try:
        recipe = read_recipe(data.settings().data_dir, name)
    except UserError as error:
        st.session_state[SAID] = error.message(view.lang)
        return
    council.adopt(recipe.occasion, recipe.sections, recipe.formats)
    st.session_state[TAKEN] = name, council.form()
    is_kept = council_templates.adopt(recipe.template)
    newest = view.snapshot.newest_observation or days.today()
    stand = recipe.as_of or newest
    at_once = filter_state.interactive()
    asked = address.Asked(
        recipe.filters(newest),
        recipe.compare_on(stand),
        recipe.target_on,
        recipe.pace_months,
        recipe.use_below,
        interactive=at_once,
    )
    left_out = filter_state.follow(asked, data.current(), default=newest, today=days.today())
    if left_out or not is_kept:
        missing = [f"{entry.parameter} {components.few(entry.values, view.lang)}" for entry in left_out]
        missing += [] if is_kept else [f"template {components.few((recipe.template,), view.lang)}"]
        words = "; ".join(missing)
        st.session_state[SAID] = text("council.recipe_left_out", view.lang, name=name, words=words)


def _save(order: Order, mine: Rights, lang: Lang) -> tuple[bool, str]:
    """Whether the recipe was written, and the sentence that says so or why not."""
    name, folder = st.session_state[NAME].strip(), data.settings().data_dir
    if name in recipe_names(folder) and not (mine.admin and st.session_state[REPLACE]):
        return False, text("council.recipe_exists" if mine.admin else "council.recipe_taken", lang, name=name)
    try:
        path = write_recipe(folder, name, CouncilRecipe.of(order, fixed=st.session_state[FIXED]))
    except UserError as error:
        return False, error.message(lang)
    return True, text("council.saved", lang, name=name, file=path)
