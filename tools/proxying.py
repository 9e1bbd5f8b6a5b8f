"""An nginx with the configuration of deploy/nginx in front of dashboards on this machine, for tests and measurements.

Of the files only addresses and folders are filled in.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ozgdash.settings import PROJECT_DIR
from tools.nginx import nginx

SHIPPED = PROJECT_DIR / "deploy" / "nginx"
ENDS_WITHIN_S = 60
MAIN = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr notice;
events {{ worker_connections 4096; }}
http {{
    log_format asked "$cookie_ozgdash_reader|$upstream_addr|$status|$upstream_cache_status|$request_uri";
    access_log {folder}/asked.log asked;
    {places}
    include ozgdash.conf;
    include sites/*.conf;
}}
"""
BELOW_A_PATH = "server {{ listen 127.0.0.1:{port}; server_name localhost; include {name}; }}\n"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
OWN_NAME, KEPT, STRIPPED = "site-own-name.conf", "path-kept.conf", "path-stripped.conf"


@dataclass(frozen=True)
class Asked:
    """A request as nginx has noted it: whose, which processes were asked one after the other, and what came of it."""

    reader: str
    processes: tuple[int, ...]
    status: int
    from_cache: bool
    path: str


@dataclass(frozen=True)
class Proxy:
    """A running nginx."""

    folder: Path
    pid: int

    def asked(self) -> list[Asked]:
        """Every request that is over, in this order."""
        return [_asked(line) for line in (self.folder / "asked.log").read_text(encoding="utf-8").splitlines()]


def _asked(line: str) -> Asked:
    reader, processes, status, cached, path = line.split("|", 4)
    ports = tuple(int(one.rsplit(":", 1)[1]) for one in processes.split(", ") if ":" in one)
    return Asked(reader, ports, int(status), cached == "HIT", path)


def laid_out(processes: Sequence[int], sites: Mapping[str, int], folder: Path) -> Path:
    """The shipped configuration with these ports filled in, in that folder; the file to start nginx with.

    ``processes``: where the dashboards listen; ``sites``: the port for each file of deploy/nginx that is a site.
    """
    for name in ("sites", "snippets", "cache", "temporary"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.conf")}
    general = shipped["ozgdash.conf"].replace("/var/cache/nginx/ozgdash", str(folder / "cache"))
    (folder / "ozgdash.conf").write_text(_with_processes(general, processes), encoding="utf-8")
    (folder / "snippets" / "ozgdash-proxy.conf").write_text(shipped["ozgdash-proxy.conf"], encoding="utf-8")
    for name, port in sites.items():
        if name == OWN_NAME:
            site = _on_this_machine(shipped[name], port, folder)
        else:
            (folder / name).write_text(shipped[name], encoding="utf-8")
            site = BELOW_A_PATH.format(port=port, name=name)
        (folder / "sites" / name).write_text(site, encoding="utf-8")
    main = folder / "nginx.conf"
    places = " ".join(f"{name}_temp_path {folder}/temporary/{name};" for name in TEMPORARY)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    main.write_text(("user root;" if is_root else "") + MAIN.format(folder=folder, places=places), encoding="utf-8")
    return main


def _with_processes(text: str, ports: Sequence[int]) -> str:
    lines = text.splitlines()
    first, *others = [line for line in lines if line.strip().startswith("server 127.0.0.1:")]
    filled = "\n".join(first.replace("8501", str(port)) for port in ports)
    return "\n".join(filled if line == first else line for line in lines if line not in others) + "\n"


def _on_this_machine(text: str, port: int, folder: Path) -> str:
    """A site for loopback: it listens on ``port`` instead of 443; nobody is sent there from port 80."""
    secure = text.rsplit("\nserver {", 1)[0]
    kept = [line for line in secure.splitlines() if "[::]" not in line]
    filled = "\n".join(kept).replace("listen 443", f"listen 127.0.0.1:{port}")
    return filled.replace("ozg.example.org", "localhost").replace("/etc/ssl/ozgdash", str(folder)) + "\n"


@contextmanager
def proxy(processes: Sequence[int], sites: Mapping[str, int], folder: Path) -> Iterator[Proxy]:
    """That nginx at work; it ends with the block. Raises RuntimeError where there is none or it does not start."""
    program = nginx()
    if program is None:
        raise RuntimeError("nginx is missing: tools/ensure_nginx.sh fetches it.")
    command = [str(program), "-p", str(folder), "-c", str(laid_out(processes, sites, folder))]
    log = folder / "nginx.log"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        while "start worker process" not in (said := log.read_text(encoding="utf-8")):
            if server.poll() is not None:
                raise RuntimeError(f"nginx does not start:\n{said}")
            time.sleep(0.02)
        yield Proxy(folder, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=ENDS_WITHIN_S)
