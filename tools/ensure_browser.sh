#!/bin/sh
# Makes sure that the tests can drive a browser: that there is a Chromium, and that Playwright's own Node.js starts.
# Installs Debian's packages where something is missing and the user may; otherwise says what to do.
# usage: tools/ensure_browser.sh [PYTHON]    PYTHON: the interpreter that has Playwright, else .venv/bin/python
set -u
python=${1:-.venv/bin/python}

has_chromium() {
    "$python" -c 'import sys; from tools.chromium import chromium; sys.exit(chromium() is None)' 2>/dev/null
}

driver_starts() {
    "$python" -m playwright --version >/dev/null 2>&1
}

give_up() {
    echo "The tests drive a browser, but $1" >&2
    echo "On Debian and Ubuntu an administrator installs what is missing: apt-get install $packages" >&2
    echo "Another Chromium or Chrome is named like this: OZGDASH_CHROMIUM=/path/to/chrome make test" >&2
    exit 1
}

packages=""
has_chromium || packages="chromium fonts-liberation"
driver_starts || packages="$packages libatomic1"
packages=${packages# }
[ -z "$packages" ] && exit 0

if [ -n "${OZGDASH_CHROMIUM:-}" ] && [ "$packages" != libatomic1 ]; then
    give_up "OZGDASH_CHROMIUM names '$OZGDASH_CHROMIUM', and there is no such program."
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
    sudo -n true 2>/dev/null || give_up "this user may not install the packages that are missing."
fi
command -v apt-get >/dev/null 2>&1 || give_up "there is no apt-get to install the packages that are missing with."
echo "Installing $packages …"
log=$(mktemp)
# The headless shell is a third of the whole browser; not every release of Debian and Ubuntu has it.
prefer_shell() {
    case "$packages" in
    chromium*) apt-cache show chromium-headless-shell >/dev/null 2>&1 && packages="chromium-headless-shell ${packages#chromium }" ;;
    esac
    return 0
}
# shellcheck disable=SC2086
if ! { $as_root apt-get update && prefer_shell && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    give_up "the packages that are missing could not be installed (the full log: $log)."
fi
rm -f "$log"
has_chromium || give_up "there is no Chromium even after its installation."
driver_starts && exit 0
echo "Playwright does not start on this machine:" >&2
"$python" -m playwright --version >&2
exit 1
