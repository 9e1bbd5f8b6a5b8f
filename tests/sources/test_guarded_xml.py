"""The XML of strangers is gone through in bounds, and what is to be skipped is told to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdash.sources.guarded_xml import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_NAMES,
    MAX_TAG_BYTES,
    ForbiddenXmlError,
    Handlers,
    go_through,
)

CHUNK = 100_000


def in_chunks(xml: str, size: int = CHUNK) -> Iterator[bytes]:
    content = xml.encode()
    return (content[at : at + size] for at in range(0, len(content), size))


def elements(count: int) -> str:
    return f"<x>{''.join(f'<n{number}/>' for number in range(count))}</x>"


def attributes(count: int) -> str:
    names = " ".join(f'a{number}=""' for number in range(count))
    return f"<x {names}/>"


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        ("<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH, "<a>" * (MAX_DEPTH + 1) + "</a>" * (MAX_DEPTH + 1)),
        (
            f"<a>{'<g>' * (MAX_DEPTH - 1)}{'</g>' * (MAX_DEPTH - 1)}</a>",
            f"<a>{'<g>' * MAX_DEPTH}{'</g>' * MAX_DEPTH}</a>",
        ),
        (attributes(MAX_ATTRIBUTES), attributes(MAX_ATTRIBUTES + 1)),
        (f"<g>{attributes(MAX_ATTRIBUTES)}</g>", f"<g>{attributes(MAX_ATTRIBUTES + 1)}</g>"),
        (elements(MAX_NAMES - 10), elements(MAX_NAMES + 10)),
        (f"<a b='{'x' * 1_000_000}'/>", f"<a b='{'x' * (MAX_TAG_BYTES + 2 * CHUNK)}'/>"),
        (f"<a>{'x' * (MAX_TAG_BYTES + 2 * CHUNK)}</a>", f"<a><!--{'x' * (MAX_TAG_BYTES + 2 * CHUNK)}--></a>"),
    ],
    ids=[
        "depth",
        "depth where nothing is told",
        "attributes",
        "attributes where nothing is told",
        "names",
        "tag",
        "comment",
    ],
)
def test_what_is_beyond_the_bounds_is_refused_and_what_is_within_them_not(within: str, beyond: str) -> None:
    go_through(in_chunks(within), Handlers(skipped=("g",)))
    with pytest.raises(ValueError, match=r"\w"):
        go_through(in_chunks(beyond), Handlers(skipped=("g",)))


def test_a_dtd_is_refused_and_so_is_what_is_no_xml() -> None:
    with pytest.raises(ForbiddenXmlError):
        go_through(in_chunks("<!DOCTYPE a><a/>"), Handlers())
    for broken in ("", "Guten Tag", "<a>", "<a></b>", "<a/><a/>"):
        with pytest.raises(ExpatError):
            go_through(in_chunks(broken), Handlers())


@given(size=st.integers(1, 60))
def test_of_what_is_skipped_nobody_is_told_however_the_document_is_cut(size: int) -> None:
    told: list[str] = []
    xml = '<t:a>1<p>2</p><d:g x="1">3<p>4<g/></p>5</d:g>6<g/><p>7</p></t:a>'
    handlers = Handlers(
        {"p": lambda _: told.append("<"), "a": lambda _: told.append("[")},
        {"p": lambda: told.append(">"), "a": lambda: told.append("]")},
        told.append,
        ("g",),
    )
    go_through(in_chunks(xml, size), handlers)
    assert "".join(told) == "[1<2>6<7>]"


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="ATF-8"):
        go_through([b'<?xml version="1.0" encoding="ATF-8"?><a/>'], Handlers())
