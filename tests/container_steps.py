"""The steps of a container file as a shell script: enough of its language for our own."""

from __future__ import annotations

import json
import re
import shlex


def instructions(recipe: str) -> list[tuple[str, str]]:
    """Every instruction with its words, lines joined and comments left out."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", recipe))
    return [(name, words.strip()) for name, words in re.findall(r"(?m)^([A-Z]+) (.+)$", joined)]


def steps(recipe: str, source: str) -> str:
    """A script that does in this machine what the image does in itself: copies come from ``source``."""
    lines = ["set -eu"]
    for name, words in instructions(recipe):
        if name == "WORKDIR":
            lines.append(f"mkdir -p {words} && cd {words}")
        elif name == "RUN":
            lines.append(words)
        elif name == "COPY":
            *sources, target = words.split()
            lines += [_copied(f"{source}/{one}", target if target != "./" else one) for one in sources]
        elif name == "ENV":
            lines.append(f"export {words}")
    return "\n".join(lines) + "\n"


def _copied(source: str, target: str) -> str:
    return f"mkdir -p $(dirname {shlex.quote(target)}) && cp -r {shlex.quote(source)} {shlex.quote(target)}"


def command(recipe: str, name: str) -> list[str]:
    """The program of CMD, ENTRYPOINT or HEALTHCHECK with its arguments."""
    words = next(words for found, words in instructions(recipe) if found == name)
    found: list[str] = json.loads(words[words.index("[") :])
    return found
