"""What may differ when LibreOffice has saved our documents in another format, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

DECK: Mapping[str, str] = {
    r"alternatives: .* became \('',\)": "LibreOffice 7.4 writes those of pictures only into PPTX; in ODP they stay",
    r"formats: \('(.*)',\) became \('mm/dd/yyyy', '\1'\)": "LibreOffice gives an axis of names a format of days",
    r"formats: \('mm\.yyyy', '(.*)'\) became \('mm/yyyy', '\1'\)": "LibreOffice puts its own sign in",
}
WORKBOOK: Mapping[str, str] = {
    r"frozen: '\w+' became None": "a conversion without windows has no view in which rows could stay",
    r"\w+, shown as dd\.mm\.yyyy, became dd/mm/yyyy": "for Excel a slash is the sign of the language",
}


def unexpected(differences: Iterable[str], tolerated: Mapping[str, str]) -> Iterator[str]:
    """Those that no pattern of ``tolerated`` fits as a whole."""
    return (line for line in differences if not any(re.fullmatch(pattern, line) for pattern in tolerated))
