"""The dashboard: which pages there are, and what stands around them.

The server imports this file once for the application; for every run of a reader's page Streamlit runs it as a script.
"""

import streamlit as st

from ozgdash.texts import text
from ozgdash.ui import (
    account,
    components,
    data,
    filter_state,
    filters,
    frame,
    helping,
    origin,
    page_list,
    paper,
    server,
)

if __name__ == "__main__":
    lang = filter_state.lang()
    beside = frame.beside(lang)
    page = st.navigation([*frame.pages(lang), *beside], position=account.menu())
    entry = page_list.at(page.url_path)
    name = text(entry.title_key, lang)
    st.set_page_config(page_title=text("app.page_title", lang, page=name), page_icon=page_list.ICON, layout="wide")
    account.door(lang, beside[0], asked=page)
    view = filters.sidebar(data.current(), entry, today=data.today())
    account.name_plate(view.cooperation, view.lang)
    helping.top(view)
    components.notices(view, filter_state.dropped(), ignored=entry.ignores)
    page.run()
    origin.answered()
    frame.foot(view.lang, *beside)
    paper.end(entry.url_path, view.lang)
else:
    app = st.App(__file__, **server.OPTIONS)
