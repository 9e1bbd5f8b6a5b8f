"""What remains of a measurement: a JSON file with every round, and the table for the reader."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from bench.compared.ratios import Round, Spread, paired, spread, values
from bench.compared.subjects import BEFORE, HELLO, MINIMAL, NOW, Subject
from bench.compared.targets import Target

RESULTS = Path(__file__).parents[1] / "results"
LIBRARIES = ("streamlit", "duckdb", "plotly", "pandas")
NOTHING = "–"


def keep(part: str, subjects: Sequence[Subject], rounds: Sequence[Round], loads: Sequence[float]) -> Path:
    """Write the rounds so far of a part to its file, named after the commit; returns the file."""
    commits = {subject.name: subject.commit for subject in subjects if subject.commit}
    content: dict[str, Any] = {
        "part": part,
        "commits": commits,
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in loads],
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "rounds": [_rounded(entry) for entry in rounds],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{part}-{commits[NOW].replace('+', '-changed')}.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return path


def _rounded(entry: Round) -> dict[str, dict[str, float]]:
    return {name: {key: round(value, 1) for key, value in found.items()} for name, found in entry.items()}


def table(title: str, subjects: Sequence[Subject], rounds: Sequence[Round], targets: Sequence[Target]) -> None:
    """Prints the figures as a Markdown table: medians of each subject, and the ratios of this program."""
    names = [name for name in (HELLO, MINIMAL, BEFORE, NOW) if name in {subject.name for subject in subjects}]
    heads = ["figure", *names, "now (least to most)", "now / floor (least to most)", "asked", "now / before"]
    print(f"\n### {title}\n\n| {' | '.join(heads)} |\n|---|{'---:|' * (len(heads) - 1)}")
    for target in targets:
        if any(values(rounds, name, target.figure) for name in (BEFORE, NOW)):
            print(f"| {' | '.join(_row(target, names, rounds))} |", flush=True)


def _row(target: Target, names: Sequence[str], rounds: Sequence[Round]) -> list[str]:
    found = {name: spread(values(rounds, name, target.figure)) for name in names}
    ratio = spread(paired(rounds, (NOW, target.figure), target.under)) if target.under else None
    before = spread(paired(rounds, (NOW, target.figure), (BEFORE, target.figure)))
    return [
        f"{target.label}{f', {target.unit}' if target.unit else ''}",
        *(_number(found[name]) for name in names),
        _range(found[NOW], 0 if target.unit == "ms" else 1),
        f"{_middle(ratio)}{_range(ratio, 2, in_brackets=True)}",
        _asked(target),
        f"{_middle(before)}{_range(before, 2, in_brackets=True)}",
    ]


def _number(found: Spread | None) -> str:
    return NOTHING if found is None else f"{found.median:,.0f}" if found.median >= 10 else f"{found.median:,.1f}"


def _middle(found: Spread | None) -> str:
    return NOTHING if found is None else f"{found.median:.2f}"


def _range(found: Spread | None, digits: int, *, in_brackets: bool = False) -> str:
    if found is None:
        return "" if in_brackets else NOTHING
    words = f"{found.least:,.{digits}f} to {found.most:,.{digits}f}"
    return f" ({words})" if in_brackets else words


def _asked(target: Target) -> str:
    if target.limit is None:
        return NOTHING
    return f"≤ {target.limit:g} x" if target.under else f"≤ {target.limit:g} {target.unit}".rstrip()


def about(commits: Mapping[str, str], rounds: int, loads: Sequence[float]) -> None:
    """Prints what was compared, how often, and how busy the machine was."""
    said = ", ".join(f"{name} {commit}" for name, commit in commits.items())
    print(f"\n{said}; {rounds} rounds; load {min(loads):.1f} to {max(loads):.1f} on {os.cpu_count()} cores", flush=True)
