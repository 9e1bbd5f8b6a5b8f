"""Answers which snapshot counts now: for pages that were drawn from an older one and ask once a minute."""

from __future__ import annotations

import json

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ozgdash import formats
from ozgdash.errors import UserError
from ozgdash.settings import Settings
from ozgdash.store.naming import time_in_name
from ozgdash.store.snapshots import Store
from ozgdash.texts import LANGS
from ozgdash.ui import data
from ozgdash.ui.document import knows, not_modified

ADDRESS = "/snapshot"


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Send the id of the snapshot and when it was published, or that the browser knows; nothing is opened for it."""
    found = _current(data.settings())
    if found is None:
        await Response(status_code=404)(scope, receive, send)
        return
    tag = f'"{json.loads(found)["id"]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Content-Type": "application/json"}
    if knows(scope, tag):
        await not_modified(headers)(scope, receive, send)
        return
    response = Response(found, headers=headers)
    if scope["method"] == "HEAD":
        response.body = b""
    await response(scope, receive, send)


def _current(settings: Settings) -> str | None:
    try:
        file = Store(settings.snapshots_dir).current()
    except UserError:
        return None
    if file is None:
        return None
    published = time_in_name(file.id)
    said = {lang: formats.moment(published, lang) for lang in LANGS} if published else {}
    return json.dumps({"id": file.id, "published": said})
