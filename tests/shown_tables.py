"""The tables of a page under test, as the browser gets them."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


def sent(app: AppTest) -> list[dict[str, Any]]:
    """What the browser is told of each table, in the order in which they stand on the page."""
    messages = [each.proto for each in app.get("bidi_component") if each.proto.component_name == "ozgdash.rows"]
    halves = [message.bytes.decode().split("\n") for message in messages]
    return [json.loads(now) | json.loads(content) for now, content in halves]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The words in the cells under their heads."""
    return [
        pd.DataFrame({one["head"]: [one["words"][place] for place in one["cells"]] for one in content["columns"]})
        for content in sent(app)
    ]
