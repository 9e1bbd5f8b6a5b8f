#!/usr/bin/env bash
# Gnumeric guesses the separator of a CSV: three semicolons in every line, its header included, lose against one decimal
# comma. In a German locale, too.
# Observed with Debian 12: apt-get install gnumeric=1.12.55-1 locales
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=$(ssconvert --version 2>/dev/null | head -n 1)
echo "$version"
case "$version" in *1.12.55*) ;; *) echo "observed with ssconvert 1.12.55" ;; esac
mkdir locale && localedef -i de_DE -f UTF-8 locale/de_DE.UTF-8

printf 'service;share;day;cases\nA;6,25;31.12.2026;1\nB;50,00;30.06.2027;2\n' > german.csv
for zone in C.UTF-8 de_DE.UTF-8; do
  LOCPATH="$work/locale" LC_ALL=$zone HOME="$work" \
    ssconvert -O 'separator=| format=preserve' --export-type=Gnumeric_stf:stf_assistant german.csv "$zone.txt" 2>/dev/null
  echo "$zone:"
  tr -d '\r' <"$zone.txt"
done | tee shown.txt
cat > expected.txt <<'TXT'
C.UTF-8:
service;share;day;cases|
A;6|25;31.12.2026;1
B;50|00;30.06.2027;2
de_DE.UTF-8:
service;share;day;cases|
A;6|25;31.12.2026;1
B;50|00;30.06.2027;2
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
