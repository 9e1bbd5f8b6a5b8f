"""The names of the parts of a presentation: each may be there once, whatever was added and taken away before.

python-pptx names a new slide by how many there are, and a slide that somebody still links to stays in the file.
"""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from pptx.opc.packuri import PackURI

NUMBERED = re.compile(r"^(?P<stem>.*?)\d*(?P<ending>\.\w+)$")


def tell_apart(package: Any) -> None:
    """Gives a part that is called like an earlier one a free name of the same kind.

    Names that differ only in capitals are one name.
    """
    parts = list(package.iter_parts())
    used = {str(part.partname).lower() for part in parts}
    seen: set[str] = set()
    for part in parts:
        name = str(part.partname)
        if name.lower() in seen:
            name = _free(name, used)
            part.partname = PackURI(name)
            used.add(name.lower())
        seen.add(name.lower())


def _free(name: str, used: set[str]) -> str:
    found = NUMBERED.match(name)
    stem, ending = found.group("stem", "ending") if found is not None else (name, "")
    return next(new for number in count(1) if (new := f"{stem}{number}{ending}").lower() not in used)
