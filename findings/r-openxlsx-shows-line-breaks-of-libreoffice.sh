#!/usr/bin/env bash
# LibreOffice writes the line break of a cell as &#10; into an XLSX. R's openxlsx knows the five named entities only: the
# text of the cell then contains the characters "&#10;", and a comparison with the same text from elsewhere fails.
# Observed with Debian 12: apt-get install libreoffice-calc=4:7.4.7-1+deb12u14 r-cran-openxlsx=4.2.5.2-1 r-cran-readxl=1.4.2-1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2), openxlsx $(Rscript -e 'cat(format(packageVersion("openxlsx")))')"
echo "$version, XlsxWriter 3.3.1"
case "$version" in *7.4.7.2*4.2.5.2*) ;; *) echo "observed with LibreOffice 7.4.7.2 and openxlsx 4.2.5.2" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1 2>/dev/null

venv/bin/python - <<'PY'
import xlsxwriter
with xlsxwriter.Workbook("lines.xlsx") as workbook:
    sheet = workbook.add_worksheet()
    sheet.write_column(0, 0, ["remark", "first\nsecond", "Bauen & Wohnen"])
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir resaved lines.xlsx >/dev/null 2>&1
for name in lines.xlsx resaved/lines.xlsx; do
  Rscript -e "for (read in list(openxlsx::read.xlsx, readxl::read_excel)) { cat('$name', deparse(read('$name')[[1]]), '\n') }"
done | tee shown.txt
cat > expected.txt <<'TXT'
lines.xlsx c("first\nsecond", "Bauen & Wohnen") 
lines.xlsx c("first\nsecond", "Bauen & Wohnen") 
resaved/lines.xlsx c("first&#10;second", "Bauen & Wohnen") 
resaved/lines.xlsx c("first\nsecond", "Bauen & Wohnen") 
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
