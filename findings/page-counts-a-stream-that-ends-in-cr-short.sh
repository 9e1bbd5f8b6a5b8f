#!/usr/bin/env bash
# A compressed stream may end in any byte. Where its last one is a carriage return, page (page-validation) takes it for a
# part of the line end before endstream and says that /Length is wrong: about one stream in 256, so that of the papers
# that Typst writes as PDF/A-2a some do not pass. /Length is right: the bytes behind it are a line feed and endstream.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check \
  typst==0.15.2 page-validation==0.11.0 pikepdf==10.18.0 2>/dev/null

echo "written by typst 0.15.2, judged by page-validation 0.11.0, opened by pikepdf 10.18.0"
venv/bin/python - <<'PY' | tee shown.txt
import io, re
import page, pikepdf, typst

STREAM = re.compile(rb"/Length (\d+)[^\n]*>>\nstream\n")

def ends(file):
    """The last byte of each stream by its /Length, and what follows."""
    for found in STREAM.finditer(file):
        end = found.end() + int(found[1])
        yield file[end - 1 : end], file[end : end + 10]

def written(number):
    source = f'#set document(title: "Paper {number}", date: datetime(year: 2026, month: 11, day: 29))\nPaper {number}'
    return typst.compile(source.encode(), pdf_standards=["a-2a"], timestamp=0)

files = [written(number) for number in range(500)]
with_cr = [file for file in files if any(last == b"\r" for last, _ in ends(file))]
others = [file for file in files if file not in with_cr]
print("every stream is followed by a line end and endstream:", all(after == b"\nendstream" for file in files for _, after in ends(file)))
print("some streams end in CR:", 0 < len(with_cr) < 60)
print("papers without such a stream pass:", all(page.is_pdf_compliant_bytes(file, profile="2a") for file in others))
rules = {failure.rule_id for file in with_cr for failure in page.validate_pdf_bytes(file, profile="2a").failures}
print("papers with one pass:", any(page.is_pdf_compliant_bytes(file, profile="2a") for file in with_cr), sorted(rules))
for file in with_cr:
    with pikepdf.open(io.BytesIO(file)) as opened:
        assert not opened.check_pdf_syntax()
print("qpdf finds nothing to complain of")
PY
cat > expected.txt <<'TXT'
every stream is followed by a line end and endstream: True
some streams end in CR: True
papers without such a stream pass: True
papers with one pass: False ['PDFA2A-STREAM-LENGTH-001']
qpdf finds nothing to complain of
TXT
diff expected.txt shown.txt || { echo "The behaviour has changed."; exit 1; }
