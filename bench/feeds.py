"""A large XZuFi message, read in a process of its own so that its peak memory is its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from ozgdash.settings import PROJECT_DIR

MEGABYTES = 200
SERVICE = (
    "<x:schreibe><x:leistung><x:id>L-{n}</x:id><x:referenzLeiKa><code>99{n:012}</code></x:referenzLeiKa>"
    "<x:modulText><x:leikaTextmodul><code>02</code></x:leikaTextmodul><x:inhalt>Leistung {n}</x:inhalt></x:modulText>"
    "<x:modulText><x:leikaTextmodul><code>03</code></x:leikaTextmodul><x:inhalt>{words}</x:inhalt></x:modulText>"
    "</x:leistung></x:schreibe><x:schreibe><x:onlinedienst><x:id>O-{n}</x:id><x:leistungID>L-{n}</x:leistungID>"
    "<x:link><x:link>https://portal.example/{n}</x:link></x:link></x:onlinedienst></x:schreibe>\n"
)
READER = """
import resource, sys, time
from pathlib import Path
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.cooperation import read_cooperation
from ozgdash.sources.xzufi import read_xzufi
partner = read_cooperation(PROJECT_DIR / "data" / "cooperation.toml").partners[0]
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, begin = peak(), time.perf_counter()
view, _ = read_xzufi(Path(sys.argv[1]), partner=partner)
print(f"| {len(view.entries):,} | {time.perf_counter() - begin:.1f} | {before:.0f} | {peak():.0f} |")
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gross.xml"
        write(path, MEGABYTES * 1_000_000)
        found = subprocess.run(
            [sys.executable, "-c", READER, str(path)], cwd=PROJECT_DIR, check=True, capture_output=True, text=True
        )
        print(f"\n### XZuFi message of {path.stat().st_size / 1e6:,.0f} MB\n")
        print("| entries | seconds | memory before, MB | peak memory, MB |\n|---:|---:|---:|---:|")
        print(found.stdout.strip(), flush=True)


def write(path: Path, size: int) -> None:
    """Write a message of at least ``size`` bytes."""
    words = "Ein langer Leistungstext mit vielen Worten. " * 160
    with path.open("w", encoding="utf-8") as file:
        file.write('<x:m xmlns:x="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0">')
        number = 0
        while file.tell() < size:
            number += 1
            file.write(SERVICE.format(n=number, words=words))
        file.write("</x:m>")


if __name__ == "__main__":
    main()
