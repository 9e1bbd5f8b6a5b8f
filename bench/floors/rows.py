"""Services in any number, alone on a page: as our table, or with ``?as=floor`` as Streamlit's with the same words.

The server imports this file once for the application; for every run of a page Streamlit runs it as a script.
"""

import os

import pandas as pd
import streamlit as st

from ozgdash.model.chart import Column
from ozgdash.settings import PROJECT_DIR
from ozgdash.sources.catalogue import read_catalogue
from ozgdash.ui import server, table_rows

HEADERS = (
    "Leistung",
    "Wolfsburg",
    "Braunschweig",
    "Salzgitter",
    "Gifhorn",
    "OZG-Leistung",
    "LeiKa-Schlüssel",
    "OZG-ID",
)
LEVELS = ("RG 0", "RG 1", "RG 2", "RG 3", "RG 4", "nicht zuständig", "nicht digitalisierbar")
PARTNERS = 4
HEIGHT = 600


@st.cache_data
def services(count: int) -> list[tuple[str, ...]]:
    """So many services: those of the catalogue again and again, each time with another number behind the name."""
    known = read_catalogue(PROJECT_DIR / "data" / "catalogue" / "leistungen.csv").services
    found = []
    for place in range(count):
        again, at = divmod(place, len(known))
        one = known[at]
        levels = [LEVELS[(place * (7 + partner)) % len(LEVELS)] for partner in range(PARTNERS)]
        found.append((f"{one.name} {again + 1}", *levels, one.ozg_name, one.leika_key or "", one.ozg_id))
    return found


if __name__ == "__main__":
    st.set_page_config(page_title="Rows", layout="wide")
    st.title("Rows")
    rows = services(int(os.environ["BENCH_ROWS"]))
    if st.query_params.get("as") == "floor":
        st.dataframe(pd.DataFrame(rows, columns=HEADERS), hide_index=True, height=HEIGHT)
    else:
        columns = tuple(Column(header, header) for header in HEADERS)
        table_rows.shown(table_rows.Rows(columns, tuple(rows)), "de", name="services", label="Services", height=HEIGHT)
    st.markdown("below")
else:
    app = st.App(__file__, **server.OPTIONS)
