"""Guards against a sheet that is sound cell by cell and cannot be true as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ozgdash import formats
from ozgdash.errors import Finding
from ozgdash.ingest.difference import is_counted
from ozgdash.model.cooperation import PartnerKind
from ozgdash.model.observation import Observation
from ozgdash.model.service import Service
from ozgdash.settings import Settings

MIN_SERVICES = 20
"""Below this many services a share says nothing: a small sheet may change everything."""


def breaches(
    new: Sequence[Observation],
    former: Mapping[str, Observation],
    *,
    services: Mapping[str, Service],
    partner_kind: PartnerKind,
    settings: Settings,
) -> tuple[Finding, ...]:
    """What is implausible about the sheet against what was known (``former``, by service id); empty where nothing is.

    ``coverage_shrank``: the services with a known Reifegrad became fewer by more than ``settings.max_shrink``;
    ``scope_shrank``: those in the denominator did; ``maturity_jumped``: at least ``settings.max_jump`` of the services
    that had a Reifegrad get another one at once. Nothing is said where fewer than 20 services were known.
    """

    def counted(known: Mapping[str, Observation]) -> set[str]:
        return {key for key, item in known.items() if is_counted(item, services[key], partner_kind)}

    def found() -> Iterator[Finding]:
        after = {**former, **{item.service_id: item for item in new}}
        in_scope, still_in_scope = counted(former), counted(after) & set(former)
        rated = {key for key in in_scope if former[key].maturity is not None}
        still_rated = {key for key in rated & still_in_scope if after[key].maturity is not None}
        # What leaves the denominator is the scope's business, not the coverage's.
        yield from _shrunk("coverage_shrank", len(rated & still_in_scope), len(still_rated), settings)
        yield from _shrunk("scope_shrank", len(in_scope), len(still_in_scope), settings)
        moved = sum(after[key].maturity != former[key].maturity for key in still_rated)
        if len(rated) >= MIN_SERVICES and moved >= settings.max_jump * len(rated):
            yield _breach("maturity_jumped", moved, len(rated), settings.max_jump)

    return tuple(found())


def _shrunk(key: str, before: int, after: int, settings: Settings) -> Iterator[Finding]:
    if before >= MIN_SERVICES and before - after > settings.max_shrink * before:
        yield _breach(key, before - after, before, settings.max_shrink)


def _breach(key: str, part: int, whole: int, allowed: float) -> Finding:
    values = {
        "part": part,
        "whole": whole,
        "percent": formats.whole(Fraction(100 * part, whole)),
        "allowed": formats.whole(allowed * 100),
    }
    return Finding("error", f"ingest.{key}", tuple(values.items()))
