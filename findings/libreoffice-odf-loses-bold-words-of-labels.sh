#!/usr/bin/env bash
# A data label of a chart may have words of its own, some of them bold or coloured. LibreOffice draws them and keeps their look
# where it saves PPTX; where it saves OpenDocument the words stay and their look is gone: it writes text:span elements without
# a style, and reads none. A chart that has a name in bold above its count loses the difference with the format.
# Observed with Debian 12: apt-get install libreoffice-impress=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2)"
echo "$version, python-pptx 1.0.2"
case "$version" in *7.4.7.2*) ;; *) echo "observed with LibreOffice 7.4.7.2" ;; esac
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check python-pptx==1.0.2 2>/dev/null

venv/bin/python - <<'PY'
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

deck = Presentation()
slide = deck.slides.add_slide(deck.slide_layouts[6])
data = CategoryChartData()
data.categories = ["January", "February"]
data.add_series("done", (1, 2))
chart = slide.shapes.add_chart(XL_CHART_TYPE.LINE, Cm(1), Cm(1), Cm(20), Cm(12), data).chart
chart.has_title = False
paragraph = chart.plots[0].series[0].points[1].data_label.text_frame.paragraphs[0]
for words, bold in (("Adamsburg", True), (" 2 of 10", False)):
    run = paragraph.add_run()
    run.text, run.font.bold = words, bold
deck.save("label.pptx")
PY
office() { soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
office pptx saved label.pptx
office odp saved label.pptx
office pptx back saved/label.odp
cat > bold.py <<'PY'
import re, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
(chart,) = (name for name in archive.namelist() if re.search(r"charts/chart\d+\.xml$", name))
for run in re.findall(r"<a:r>.*?</a:r>", archive.read(chart).decode(), re.DOTALL):
    words = re.search(r"<a:t>(.*?)</a:t>", run, re.DOTALL)
    print(f"{words[1].strip()!r} bold: {'b=' + chr(34) + '1' in run}", end="; ")
print()
PY
{
  echo "PPTX as written: $(venv/bin/python bold.py label.pptx)"
  echo "saved as PPTX: $(venv/bin/python bold.py saved/label.pptx)"
  echo "saved as ODP and then as PPTX: $(venv/bin/python bold.py back/label.pptx)"
  echo "in the ODP: $(unzip -p saved/label.odp 'Object 1/content.xml' | grep -o '<chart:data-label>.*</chart:data-label>')"
} | tee shown.txt
cat > expected.txt <<'TXT'
PPTX as written: 'Adamsburg' bold: True; '2 of 10' bold: False; 
saved as PPTX: 'Adamsburg' bold: True; '2 of 10' bold: False; 
saved as ODP and then as PPTX: 'Adamsburg' bold: False; '2 of 10' bold: False; 
TXT
diff expected.txt <(head -n 3 shown.txt) || { echo "The behaviour has changed."; exit 1; }
