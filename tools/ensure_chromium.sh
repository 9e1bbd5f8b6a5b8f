#!/bin/sh
# Makes sure that a Chromium is there: the tests drive it.
# Installs Debian's where it is missing and the user may; otherwise says what to do.
set -u

if [ -n "${OZGDASH_CHROMIUM:-}" ] && [ -x "$OZGDASH_CHROMIUM" ]; then
    exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        echo "Chromium is missing and this user may not install it." >&2
        echo "Ask an administrator for 'apt-get install chromium', or name a browser: OZGDASH_CHROMIUM=/path/to/chrome make test" >&2
        exit 1
    fi
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Chromium is missing and there is no apt-get to install it with." >&2
    echo "Install Chromium or Chrome, or name one: OZGDASH_CHROMIUM=/path/to/chrome make test" >&2
    exit 1
fi
echo "Installing Chromium …"
log=$(mktemp)
if $as_root apt-get update >"$log" 2>&1 &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-liberation >>"$log" 2>&1; then
    rm -f "$log"
else
    tail -n 20 "$log" >&2
    echo "Chromium could not be installed (the full log: $log)." >&2
    exit 1
fi
