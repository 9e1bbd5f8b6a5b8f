"""The dashboard: which pages there are, and what stands around them.

The server imports this file once for the application; for every run of a reader's page Streamlit runs it as a script.
"""

import streamlit as st

from ozgdash.texts import text
from ozgdash.ui import account, components, data, filter_state, filters, page_list, paper, returning, server, statement

if __name__ == "__main__":
    lang = filter_state.lang()
    pages = [
        st.Page(entry.file, title=text(entry.title_key, lang), url_path=entry.url_path, default=entry.url_path is None)
        for entry in page_list.PAGES
    ]
    about = st.Page(
        page_list.STATEMENT.file,
        title=text(page_list.STATEMENT.title_key, lang),
        url_path=page_list.STATEMENT.url_path,
        visibility="hidden",
    )
    page = st.navigation([*pages, about], position=account.menu())
    entry = page_list.at(page.url_path)
    name = text(entry.title_key, lang)
    st.set_page_config(page_title=text("app.page_title", lang, page=name), page_icon=page_list.ICON, layout="wide")
    account.door(lang, about, asked=page)
    view = filters.sidebar(data.current(), entry, today=data.today())
    account.name_plate(view.cooperation, view.lang)
    returning.tell(view.lang)
    components.notices(view, filter_state.dropped(), ignored=entry.ignores)
    page.run()
    statement.foot(about, view.lang)
    paper.end(entry.url_path, view.lang)
else:
    app = st.App(__file__, **server.OPTIONS)
