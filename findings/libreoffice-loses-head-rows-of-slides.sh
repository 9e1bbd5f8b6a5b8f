#!/usr/bin/env bash
# A table whose head row stands in table:table-header-rows, as OpenDocument has it for tables everywhere: in a text document
# LibreOffice shows it, on a slide the row is gone, with its words and without a message. Both files are valid.
# Observed with Debian 12: apt-get install libreoffice-impress=4:7.4.7-1+deb12u14 libreoffice-writer=4:7.4.7-1+deb12u14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version="$(soffice --version | cut -d' ' -f1,2)"
echo "$version, odfpy 1.4.1, python-pptx 1.0.2, python-docx 1.2.0"
case "$version" in *7.4.7.2*) ;; *) echo "observed with LibreOffice 7.4.7.2" ;; esac
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check odfpy==1.4.1 python-pptx==1.0.2 python-docx==1.2.0 2>/dev/null

venv/bin/python - <<'PY'
from odf.draw import Frame, Page
from odf.opendocument import OpenDocumentPresentation, OpenDocumentText
from odf.style import MasterPage, PageLayout
from odf.table import Table, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.text import P


def row(words):
    made = TableRow()
    for word in words:
        cell = TableCell()
        cell.addElement(P(text=word))
        made.addElement(cell)
    return made


def table():
    made = Table(name="T")
    made.addElement(TableColumn(numbercolumnsrepeated=2))
    head = TableHeaderRows()
    head.addElement(row(("Town", "Share")))
    made.addElement(head)
    for words in (("Aachen", "12 %"), ("Bremen", "34 %")):
        made.addElement(row(words))
    return made


written = OpenDocumentText()
written.text.addElement(table())
written.save("text.odt")
shown = OpenDocumentPresentation()
layout = PageLayout(name="L")
shown.automaticstyles.addElement(layout)
shown.masterstyles.addElement(MasterPage(name="M", pagelayoutname=layout))
page = Page(masterpagename="M", name="1")
shown.presentation.addElement(page)
frame = Frame(width="10cm", height="3cm", x="1cm", y="1cm")
frame.addElement(table())
page.addElement(frame)
shown.save("slide.odp")
PY
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pptx slide.odp >/dev/null 2>&1
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to docx text.odt >/dev/null 2>&1
venv/bin/python -W ignore - <<'PY' | tee shown.txt
import docx
import pptx

(table,) = docx.Document("text.docx").tables
print("in a text: ", [[cell.text for cell in row.cells] for row in table.rows])
(shape,) = [shape for shape in pptx.Presentation("slide.pptx").slides[0].shapes if shape.has_table]
print("on a slide:", [[cell.text for cell in row.cells] for row in shape.table.rows])
PY
cat > expected.txt <<'TXT'
in a text:  [['Town', 'Share'], ['Aachen', '12 %'], ['Bremen', '34 %']]
on a slide: [['Aachen', '12 %'], ['Bremen', '34 %']]
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
