#!/usr/bin/env bash
# LibreOffice re-saves a boolean cell of an XLSX (without a number format) as the formula TRUE(). openpyxl then reads the
# text "=TRUE()" where True stood, and a rule "no formulas here" meets cells that nobody made a formula.
# Observed with Debian 12: apt-get install libreoffice-calc=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
observed="LibreOffice 7.4.7.2"
version=$(soffice --version)
case "$version" in "$observed"*) ;; *) echo "observed with $observed, here is $version" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 2>/dev/null

venv/bin/python - <<'PY'
import openpyxl
workbook = openpyxl.Workbook()
workbook.active.append([True, False, 1, "ja"])
workbook.save("plain.xlsx")
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir resaved plain.xlsx >/dev/null 2>&1
echo "$version, openpyxl 3.1.5"
venv/bin/python - <<'PY' | tee shown.txt
import openpyxl
for name in ("plain.xlsx", "resaved/plain.xlsx"):
    print(name, [cell.value for cell in openpyxl.load_workbook(name).active[1]])
PY
cat > expected.txt <<'TXT'
plain.xlsx [True, False, 1, 'ja']
resaved/plain.xlsx ['=TRUE()', '=FALSE()', 1, 'ja']
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
