"""Reads a Dockerfile and says what is wrong with it: the rules of its reference, and those of careful people.

docs.docker.com/reference/dockerfile and docs.docker.com/build/building/best-practices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KNOWN = frozenset(
    [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "LABEL",
        "ONBUILD",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ]
)
_SECRET = re.compile(r"(PASSWORD|SECRET|TOKEN|KEY)\w*=", re.IGNORECASE)


@dataclass(frozen=True)
class Instruction:
    """One instruction, its continued lines joined."""

    line: int
    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        """What follows, without flags."""
        return [one for one in self.rest.split() if not one.startswith("--")]


@dataclass(frozen=True)
class Stage:
    """A FROM and what follows it."""

    image: str
    name: str
    instructions: Sequence[Instruction]


def instructions(text: str) -> Iterator[Instruction]:
    """The instructions of a file, without comments."""
    begun, parts = 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#") or (not line.strip() and not parts):
            continue
        begun = begun if parts else number
        parts.append(line.strip().removesuffix("\\").strip())
        if not line.rstrip().endswith("\\"):
            name, _, rest = " ".join(parts).partition(" ")
            yield Instruction(begun, name.upper(), rest.strip())
            parts = []


def stages(text: str) -> list[Stage]:
    """The stages of a file, in order."""
    found: list[Stage] = []
    inside: list[Instruction] = []
    for one in instructions(text):
        if one.name == "FROM":
            inside = []
            image, *named = one.words
            found.append(Stage(image, named[1] if len(named) == 2 else "", inside))
        else:
            inside.append(one)
    return found


def faults(text: str) -> list[str]:
    """What is wrong, a sentence each, with its line."""
    found = [
        f"{one.line}: {one.name} is no instruction." for one in instructions(text) if one.name not in KNOWN
    ]
    made = stages(text)
    if not made:
        return [*found, "There is no FROM."]
    names = [stage.name for stage in made]
    for stage in made:
        found += _of_image(stage, names)
        for one in stage.instructions:
            found += [f"{one.line}: {said}" for said in _of_instruction(one, names)]
    return found + _of_last(made[-1])


def _of_image(stage: Stage, names: Sequence[str]) -> list[str]:
    tag = stage.image.rpartition("/")[2].partition(":")[2]
    if stage.image in names or "@sha256:" in stage.image:
        return []
    return [] if tag and tag != "latest" else [f"FROM {stage.image} has no fixed version."]


def _of_instruction(one: Instruction, names: Sequence[str]) -> Iterator[str]:
    if one.name == "ADD":
        yield "COPY says the same and fetches nothing."
    if one.name in {"CMD", "ENTRYPOINT"} and not _is_list(one.rest):
        yield f"{one.name} goes through a shell, which keeps signals from the process; write it as a list."
    if one.name == "WORKDIR" and not one.rest.startswith("/"):
        yield "WORKDIR is not absolute."
    if one.name in {"ENV", "ARG"} and _SECRET.search(one.rest):
        yield "A secret would stand in the image."
    if one.name == "COPY" and (source := re.search(r"--from=(\S+)", one.rest)) and source[1] not in names:
        yield f"There is no stage {source[1]}."
    if one.name == "RUN":
        yield from _of_run(one.rest)


def _of_run(command: str) -> Iterator[str]:
    if "apt-get install" in command:
        if "apt-get update" not in command:
            yield "apt-get install without update in the same RUN takes an old list."
        if "--no-install-recommends" not in command:
            yield "apt-get install takes what is only recommended."
        if "rm -rf /var/lib/apt/lists" not in command:
            yield "The lists of apt stay in the image."
        if not re.search(r"apt-get install .*(-y|--yes)", command):
            yield "apt-get install asks."
    if re.search(r"pip install", command) and "--no-cache-dir" not in command:
        yield "pip keeps its cache in the image."
    if re.search(r"\bsudo\b", command):
        yield "sudo is not needed."


def _of_last(stage: Stage) -> list[str]:
    users = [one.rest for one in stage.instructions if one.name == "USER"]
    found = []
    if not users or users[-1].partition(":")[0] in {"root", "0"}:
        found.append("The image runs as root.")
    elif not users[-1].partition(":")[0].isdecimal():
        found.append("USER is a name; a number can be checked by who runs it.")
    return found + [
        f"There is no {name}."
        for name in ("HEALTHCHECK", "ENTRYPOINT")
        if name not in {one.name for one in stage.instructions}
    ]


def _is_list(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except ValueError:
        return False
