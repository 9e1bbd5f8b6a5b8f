"""The settings of one process, read once from the environment (``OZGDASH_*``) and passed in."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ozgdash.errors import SettingsError

Edit = Literal["local", "off", "oidc"]
Read = Literal["role", "all"]
FileMode = Literal["user", "group"]
PROJECT_DIR = Path(__file__).resolve().parent.parent
ADDRESS_SETTING = "OZGDASH_ADDRESS"
ADDRESS = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[a-z0-9._~%-]+)*/?", re.IGNORECASE)
"""Scheme, host, port and the path below which the dashboard lies; no parameters."""
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.IGNORECASE)
"""Scheme, host and port, nothing behind them; of the host the first part may be ``*``."""


@dataclass(frozen=True)
class Settings:
    """What a process needs to know about its surroundings."""

    data_dir: Path
    """Folder with cooperation.toml and catalogue/ (OZGDASH_DATA_DIR; default: ``data`` beside app.py)."""
    edit: Edit = "local"
    """Who may publish from the dashboard (OZGDASH_EDIT).

    ``local``: readers at the machine itself; ``off``: nobody; ``oidc``: who signs in and has a role for it.
    """
    read: Read = "role"
    """Where readers sign in: who may read without a role, ``role`` nobody, ``all`` everybody (OZGDASH_READ)."""
    role_claim: str = "roles"
    """The claim that names the roles; with dots the way to it (OZGDASH_ROLE_CLAIM; ``realm_access.roles``)."""
    session_hours: float = 8.0
    """How long a sign-in holds (OZGDASH_SESSION_HOURS; default 8)."""
    keep_snapshots: int = 36
    """How many snapshots stay; a publish removes older ones (OZGDASH_KEEP_SNAPSHOTS; default 36)."""
    max_shrink: float = 0.1
    """From which loss of rated or counted services on a sheet is implausible (OZGDASH_MAX_SHRINK; default 0.1)."""
    max_jump: float = 0.5
    """From which share of services with another Reifegrad on a sheet is implausible (OZGDASH_MAX_JUMP; default 0.5)."""
    file_mode: FileMode = "user"
    """Who may write what is written here (OZGDASH_FILE_MODE).

    ``user``: as the umask of whoever runs the program says; ``group``: the group of the file as well.
    """
    max_upload_mb: int = 200
    """How much one reader may have handed over to the data page at once, in MB (OZGDASH_MAX_UPLOAD_MB; default 200)."""
    max_upload_total_mb: int = 1_000
    """The same of all readers together (OZGDASH_MAX_UPLOAD_TOTAL_MB; default 1000): it is kept in memory."""
    cache_dir: Path | None = None
    """Folder for what can be made anew at any time (OZGDASH_CACHE_DIR; default: ``ozgdash`` in the user's cache).

    None: the user has no such place; then only the folder for temporary files is left.
    """
    frame_ancestors: tuple[str, ...] = ()
    """Origins whose pages may show the dashboard in a frame, besides its own (OZGDASH_FRAME_ANCESTORS, with spaces)."""
    address: str | None = None
    """Where readers find the dashboard, with a slash at the end (OZGDASH_ADDRESS; None: files name no address)."""
    timezone: str = "Europe/Berlin"
    """In which times are shown and days begin (OZGDASH_TIMEZONE; default Europe/Berlin); ``formats.zone`` reads it."""
    pvog_url: str | None = None
    """Base address of Open-PVOG (OZGDASH_PVOG_URL; None: the one in its description file). Asked by ``sync`` only."""

    @property
    def snapshots_dir(self) -> Path:
        """Folder of the generated snapshot files."""
        return self.data_dir / "snapshots"

    @property
    def signed_out_dir(self) -> Path:
        """Folder of what several servers over the same data tell each other about ended sign-ins."""
        return self.snapshots_dir / "signed-out"


def from_environment(environment: Mapping[str, str] | None = None, *, data_dir: Path | None = None) -> Settings:
    """The settings of this process; ``data_dir`` (a command-line option) goes before OZGDASH_DATA_DIR.

    Raises SettingsError naming the variable where a value cannot be used.
    """
    env = os.environ if environment is None else environment
    folder = data_dir or Path(env.get("OZGDASH_DATA_DIR") or PROJECT_DIR / "data")
    return Settings(
        data_dir=folder.expanduser().resolve(),
        max_shrink=_share("OZGDASH_MAX_SHRINK", env.get("OZGDASH_MAX_SHRINK"), 0.1),
        max_jump=_share("OZGDASH_MAX_JUMP", env.get("OZGDASH_MAX_JUMP"), 0.5),
        edit=_one_of(get_args(Edit), "OZGDASH_EDIT", env.get("OZGDASH_EDIT"), "local"),
        read=_one_of(get_args(Read), "OZGDASH_READ", env.get("OZGDASH_READ"), "role"),
        role_claim=env.get("OZGDASH_ROLE_CLAIM") or "roles",
        session_hours=_positive("OZGDASH_SESSION_HOURS", env.get("OZGDASH_SESSION_HOURS"), 8.0),
        keep_snapshots=_at_least_one("OZGDASH_KEEP_SNAPSHOTS", env.get("OZGDASH_KEEP_SNAPSHOTS"), 36),
        file_mode=_one_of(get_args(FileMode), "OZGDASH_FILE_MODE", env.get("OZGDASH_FILE_MODE"), "user"),
        max_upload_mb=_at_least_one("OZGDASH_MAX_UPLOAD_MB", env.get("OZGDASH_MAX_UPLOAD_MB"), 200),
        max_upload_total_mb=_at_least_one("OZGDASH_MAX_UPLOAD_TOTAL_MB", env.get("OZGDASH_MAX_UPLOAD_TOTAL_MB"), 1_000),
        cache_dir=_cache_dir(env),
        frame_ancestors=_origins("OZGDASH_FRAME_ANCESTORS", env.get("OZGDASH_FRAME_ANCESTORS")),
        address=base_address(env),
        timezone=_zone("OZGDASH_TIMEZONE", env.get("OZGDASH_TIMEZONE")),
        pvog_url=env.get("OZGDASH_PVOG_URL") or None,
    )


def base_address(environment: Mapping[str, str] | None = None) -> str | None:
    """OZGDASH_ADDRESS with a slash at its end; None where it is not set.

    Raises SettingsError for what is no address of a server.
    """
    received = (os.environ if environment is None else environment).get(ADDRESS_SETTING, "").strip()
    if not received:
        return None
    if not ADDRESS.fullmatch(received):
        raise SettingsError("errors.setting_address", name=ADDRESS_SETTING, received=received)
    return received.rstrip("/") + "/"


def _cache_dir(env: Mapping[str, str]) -> Path | None:
    if env.get("OZGDASH_CACHE_DIR"):
        return Path(env["OZGDASH_CACHE_DIR"]).expanduser().resolve()
    place = env.get("XDG_CACHE_HOME") or (env.get("LOCALAPPDATA") if os.name == "nt" else "")
    try:
        return (Path(place) if place else Path.home() / ".cache") / "ozgdash"
    except RuntimeError:
        return None


def share_new_files(settings: Settings) -> None:
    """From now on this process writes its files for the group as well, where the settings say so."""
    if settings.file_mode == "group":
        os.umask(os.umask(0o007) & ~0o070)


def _positive(name: str, received: str | None, default: float) -> float:
    if not received:
        return default
    try:
        value = float(received)
    except ValueError:
        value = -1.0
    if not 0 < value < math.inf:
        raise SettingsError("errors.setting_positive", name=name, received=received)
    return value


def _at_least_one(name: str, received: str | None, default: int) -> int:
    if not received:
        return default
    if not received.isdecimal() or int(received) < 1:
        raise SettingsError("errors.setting_at_least_one", name=name, received=received)
    return int(received)


def _share(name: str, received: str | None, default: float) -> float:
    if not received:
        return default
    try:
        value = float(received)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise SettingsError("errors.setting_share", name=name, received=received)
    return value


def _origins(name: str, received: str | None) -> tuple[str, ...]:
    found = tuple((received or "").split())
    if wrong := next((one for one in found if not ORIGIN.fullmatch(one)), None):
        raise SettingsError("errors.setting_origins", name=name, received=wrong)
    return found


def _zone(name: str, received: str | None) -> str:
    try:
        return ZoneInfo(received or "Europe/Berlin").key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError("errors.setting_zone", name=name, received=received) from error


def _one_of(allowed: tuple[Any, ...], name: str, received: str | None, default: str) -> Any:
    if not received:
        return default
    if received not in allowed:
        raise SettingsError("errors.setting_choice", name=name, received=received, allowed=", ".join(allowed))
    return received
