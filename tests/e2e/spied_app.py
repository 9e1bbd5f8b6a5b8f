"""The dashboard in a web server of its own, with windows for tests: its routes, its sessions, its memory, the uploads in it.

    python tests/e2e/spied_app.py PORT BOUNDS OPTION ...

BOUNDS: bounds of uploads as JSON; OPTION: options of Streamlit to be turned on.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import uvicorn
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from streamlit import config, runtime

import app as dashboard
from ozgdash.ui import uploads

SWEEP_SECONDS = 0.2


def routes() -> list[tuple[str, list[str]]]:
    """Every route of the application inside: its address and its methods, none for a websocket or a folder."""
    found = dashboard.app._starlette_app.routes
    return [(route.path, sorted(getattr(route, "methods", None) or ())) for route in found]


def sessions() -> list[str]:
    """The ids of the sessions that are open or could be taken up again."""
    return [info.session.id for info in runtime.get_instance()._session_mgr.list_sessions()]


def memory() -> int:
    """Resident bytes of this process (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def spied(scope: Scope, receive: Receive, send: Send) -> None:
    """The dashboard, but for the addresses of the windows."""
    windows = {
        "/test/routes": routes,
        "/test/held": uploads.held,
        "/test/sessions": sessions,
        "/test/memory": memory,
    }
    if scope["type"] == "http" and scope["path"] in windows:
        answer = Response(json.dumps(windows[scope["path"]]()), media_type="application/json")
        await answer(scope, receive, send)
    else:
        await dashboard.app(scope, receive, send)


if __name__ == "__main__":
    port, bounds, *options = sys.argv[1:]
    uploads.SWEEP_SECONDS = SWEEP_SECONDS
    uploads.DEFAULT_BOUNDS = uploads.Bounds(**json.loads(bounds))
    # The environment is read by ``streamlit run`` alone.
    config.set_option("secrets.files", [os.environ.get("STREAMLIT_SECRETS_FILES", "")])
    config.set_option("server.disconnectedSessionTTL", 1)
    for option in options:
        config.set_option(option, True)
    uvicorn.run(spied, host="127.0.0.1", port=int(port), log_level="warning")
