#!/bin/sh
# Makes sure that the tests can run an nginx. Where there is none, Debian's package is fetched and unpacked into
# build/nginx: it is not installed, for then the machine's own service would start and take port 80.
# usage: tools/ensure_nginx.sh [PYTHON]    PYTHON: an interpreter, else .venv/bin/python
set -u
python=${1:-.venv/bin/python}

has_nginx() {
    "$python" -c 'import sys; from tools.nginx import nginx; sys.exit(nginx() is None)' 2>/dev/null
}

give_up() {
    echo "The tests run an nginx in front of the dashboard, but $1" >&2
    echo "On Debian and Ubuntu an administrator installs it: apt-get install nginx" >&2
    echo "Another one than the first on the PATH is named like this: OZGDASH_NGINX=/path/to/nginx make test" >&2
    exit 1
}

has_nginx && exit 0
[ -z "${OZGDASH_NGINX:-}" ] || give_up "OZGDASH_NGINX names '$OZGDASH_NGINX', and no nginx starts there."
for program in apt-get dpkg-deb; do
    command -v "$program" >/dev/null 2>&1 || give_up "there is no $program to fetch Debian's package with."
done
folder=build/nginx
rm -rf "$folder"
mkdir -p "$folder" || give_up "there is no place for it: $folder cannot be made."
echo "Fetching nginx …"
log=$(mktemp)
fetch() {
    (cd "$folder" && apt-get download nginx nginx-common) >>"$log" 2>&1
}
# The list of packages may be missing or old; only an administrator brings a new one.
if ! fetch; then
    as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
    { $as_root apt-get update >>"$log" 2>&1 && fetch; } || {
        tail -n 20 "$log" >&2
        give_up "Debian's package could not be fetched (the full log: $log)."
    }
fi
for package in "$folder"/*.deb; do
    dpkg-deb -x "$package" "$folder" >>"$log" 2>&1 || give_up "$package could not be unpacked (the full log: $log)."
done
rm -f "$log"
has_nginx && exit 0
give_up "the one of Debian's package does not start: $("$folder/usr/sbin/nginx" -v 2>&1)"
