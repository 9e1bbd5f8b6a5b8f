"""Which encoding comes back, by what a client says it takes."""

from __future__ import annotations

import pytest

from ozgdash.ui.encodings import accepted


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", ()),
        ("gzip, deflate, br, zstd", ("br", "gzip")),
        ("gzip", ("gzip",)),
        ("GZIP;Q=1", ("gzip",)),
        ("gzip;q=0.5", ("gzip",)),
        ("br;q=0, gzip", ("gzip",)),
        ("br;q=0.0,gzip;q=0", ()),
        ("br;q=0.5, gzip;q=0.8", ("gzip", "br")),
        ("identity", ()),
        ("identity, gzip;q=0.5", ()),
        ("identity;q=0.5, gzip;q=0.5", ("gzip",)),
        ("*", ("br", "gzip")),
        ("*;q=0", ()),
        ("br;q=0, *", ("gzip",)),
        ("deflate, zstd", ()),
        ("br;q=viel, gzip;q=nan", ()),
        (" , ;q=1,br ; q=0.3 ", ("br",)),
        ("xbr, gzipped", ()),
    ],
)
def test_the_best_that_the_client_takes_goes_first(header: str, expected: tuple[str, ...]):
    assert accepted(header, ("br", "gzip")) == expected
