"""What a browser says to the server when it asks for a page."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def ask(app: AppTest, page: str, **parameters: str) -> None:
    """One run of the app on a page (its path in the address), with these parameters of the address."""
    app.session_state["page"] = page
    app.query_params.clear()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
