"""Every way into the server, and who may take it. What does not stand here is shut.

Streamlit opens its ways to whoever knows their address: the sign-in of a page guards that page alone. Here a request is
let through to a way that is named below, by those whom it is for, to a file of the front end, Streamlit's or ours, or
to the one document that every page is; whatever else Streamlit may serve, now or in a later version, answers nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from ozgdash.errors import UserError
from ozgdash.ui import current, data, document, ended, front_end, visitor
from ozgdash.ui.refusal import refuse
from ozgdash.ui.uploads import Uploads, is_known

STREAM = "/_stcore/stream"
LOOKING = frozenset({"GET", "HEAD"})
UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
LOGOUT = "/auth/logout"
NO_DOOR = "no_door", 404
NO_PAGE = "no_page", 404
"""Of several servers behind a proxy one knows the page: at this answer the proxy asks the next one."""
NO_DOCUMENTS = frozenset({"_stcore", "auth", "media", "component", "app", "static", front_end.BELOW})
"""Where nothing is a page: an unknown address there is not found, elsewhere it is the document that says so itself."""
DEEPEST = 8
"""Slashes in the address of a page: every depth has a document of its own."""


@dataclass(frozen=True)
class Door:
    """One way in: the whole address, how it may be asked, who may, and what is said to others."""

    address: re.Pattern[str]
    methods: frozenset[str]
    is_for: Callable[[Scope], bool]
    refusal: tuple[str, int] = ("not_for_you", 403)


def _everybody(_: Scope) -> bool:
    return True


def _readers(scope: Scope) -> bool:
    return visitor.rights_of(scope).reads


def publishers(scope: Scope) -> bool:
    """Whether whoever asks may publish, and is protected from pages of others that would publish in their name."""
    return bool(st.get_option("server.enableXsrfProtection")) and visitor.rights_of(scope).publishes


def _where_somebody_signs_in(_: Scope) -> bool:
    try:
        return data.settings().edit == "oidc"
    except UserError:
        return False


DOORS = (
    Door(re.compile("/_stcore/(health|host-config)"), LOOKING, _everybody),
    Door(re.compile("/media/[^/]+"), LOOKING, _readers),
    Door(re.compile(current.ADDRESS), LOOKING, _readers),
    Door(UPLOAD, frozenset({"PUT", "DELETE"}), publishers),
    Door(re.compile(f"/auth/login|{LOGOUT}|/oauth2callback"), frozenset({"GET"}), _where_somebody_signs_in, NO_DOOR),
)
"""Shut for everybody, though Streamlit serves them: the measurements, the run of the page as a health check, components
and static files (there are none), and the interface for programs, whatever ``server.enableAgentApi`` says."""


class Doors:
    """Lets through what stands in ``DOORS``; everything else is refused or becomes the document."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.uploads = Uploads(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say that there is no way."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        address = below_base(scope["path"])
        if scope["type"] == "websocket" and address == STREAM and not _of_another_server(scope):
            await self.app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        elif address is None:
            await refuse(*NO_DOOR, scope, receive, send)
        else:
            await self._request(address, scope, receive, send)

    async def _request(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        door = next((one for one in DOORS if one.address.fullmatch(address)), None)
        is_looking = scope["method"] in LOOKING
        if door is not None and scope["method"] in door.methods:
            await self._through(door, address, scope, receive, send)
        elif is_looking and address.lstrip("/") in front_end.files():
            await self.app(scope, receive, send)
        elif is_looking and door is None and _may_be_a_page(address):
            await self.app(_for_the_document(scope), receive, send)
        else:
            await refuse(*NO_DOOR, scope, receive, send)

    async def _through(self, door: Door, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        if not door.is_for(scope):
            await refuse(*door.refusal, scope, receive, send)
            return
        upload = UPLOAD.fullmatch(address)
        if upload and not is_known(upload["session"]):
            await refuse(*NO_PAGE, scope, receive, send)
            return
        if upload and scope["method"] == "PUT":
            who = visitor.rights_of(scope).who
            await self.uploads(upload["session"], who, scope, receive, send)
            return
        if address == current.ADDRESS:
            await current.answer(scope, receive, send)
            return
        if address == LOGOUT:
            _end_sign_in(scope)
        await self.app(scope, receive, send)


def below_base(path: str) -> str | None:
    """The address below ``server.baseUrlPath``; None outside it, and for addresses that could be read in two ways."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    inside = path.removeprefix(f"/{base}") if base else path
    if base and not (path == f"/{base}" or path.startswith(f"/{base}/")):
        return None
    strange = inside.startswith("//") or "\\" in inside or ".." in inside.split("/") or not inside.isprintable()
    return None if strange else inside or "/"


def _may_be_a_page(address: str) -> bool:
    parts = address.strip("/").split("/")
    return parts[0] not in NO_DOCUMENTS and "." not in parts[-1] and address.count("/") <= DEEPEST


def _for_the_document(scope: Scope) -> Scope:
    """The same request for the start page: every page is that document, and no other way is taken by mistake."""
    start = front_end.base_path()
    way = {document.WAY_TO_START: front_end.way_to_start(scope)}
    return {**scope, "path": start, "raw_path": start.encode(), **way}


def _of_another_server(scope: Scope) -> bool:
    """Whether a page of another server asks for a stream; a proxy that does not pass on ``Host`` makes ours look so.

    Streamlit would refuse it as well, but only after it has asked a server on the internet what this machine is called.
    """
    headers = visitor.headers_of(scope)
    if "origin" not in headers or not st.get_option("server.enableCORS"):
        return False
    ours = [f"//{st.get_option('browser.serverAddress')}", *(st.get_option("server.corsAllowedOrigins") or [])]
    try:
        origin = urlsplit(headers["origin"])
        known = {"localhost", "127.0.0.1", *(urlsplit(one).hostname for one in ours)}
        return origin.netloc != headers.get("host") and origin.hostname not in known
    except ValueError:
        return True


def _end_sign_in(scope: Scope) -> None:
    claims = visitor.claims_of(visitor.headers_of(scope))
    if claims:
        settings = data.settings()
        ended.end(claims, settings.signed_out_dir, hours=settings.session_hours)
