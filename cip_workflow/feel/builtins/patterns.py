"""String functions with patterns (DMN table 74), and `extract`, which Camunda adds."""

from __future__ import annotations

import re

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run, check_characters
from cip_workflow.feel.regex import Match, Pattern, compile_pattern
from cip_workflow.feel.regex.machine import Machine

_REFERENCE = re.compile(r"\\(.?)|\$(\d*)", re.DOTALL | re.ASCII)


@builtin("matches", "input: string, pattern: string, flags: string?", needs_run=True)
def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> bool:
    found, work = compile_pattern(pattern, flags or "").found_in(text)
    run.spend(work)
    return found


@builtin("replace", "input: string, pattern: string, replacement: string, flags: string?", needs_run=True)
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> str:
    compiled = _consuming(pattern, flags or "")
    pieces = _template(replacement, compiled.program.groups)
    parts: list[str] = []
    size = at = 0
    for match in _all(run, compiled, text):
        part = text[at : match.start] + _filled(pieces, text, match)
        at = match.end
        size += len(part)
        run.spend(len(pieces))
        check_characters(size)
        parts.append(part)
    return "".join([*parts, text[at:]])


@builtin("split", "string: string, delimiter: string", needs_run=True)
def split(run: Run, text: str, delimiter: str) -> list[str]:
    parts: list[str] = []
    at = 0
    for match in _all(run, _consuming(delimiter, ""), text):
        parts.append(text[at : match.start])
        at = match.end
    return [*parts, text[at:]]


@builtin("extract", "string: string, pattern: string", needs_run=True)
def extract(run: Run, text: str, pattern: str) -> list[str]:
    return [text[match.start : match.end] for match in _all(run, compile_pattern(pattern), text)]


def _all(run: Run, pattern: Pattern, text: str) -> list[Match]:
    machine: Machine = pattern.machine(text)
    found = list(pattern.all_in(machine))
    run.spend(machine.done)
    return found


def _consuming(pattern: str, flags: str) -> Pattern:
    compiled = compile_pattern(pattern, flags)
    if compiled.found_in("")[0]:
        raise NoValue(
            f"The pattern {pattern!r} matches nothing at all, so there is nothing to replace or split at."
        )
    return compiled


def _template(replacement: str, groups: int) -> list[str | int]:
    """A replacement as texts and numbers of groups."""
    pieces: list[str | int] = []
    at = 0
    for match in _REFERENCE.finditer(replacement):
        pieces.append(replacement[at : match.start()])
        at = match.end()
        if match[1] is not None:
            if match[1] not in ("\\", "$"):
                raise NoValue("In a replacement '\\' stands only before '\\' or '$'.")
            pieces.append(match[1])
            continue
        digits = match[2][:6]
        if not digits:
            raise NoValue(
                "In a replacement '$' is followed by the number of a group; write \\$ for the character."
            )
        # $12 is the twelfth group where there is one, else the first and a 2
        taken = next((n for n in range(len(digits), 1, -1) if int(digits[:n]) <= groups), 1)
        pieces.append(int(digits[:taken]))
        pieces.append(match[2][taken:])
    pieces.append(replacement[at:])
    return pieces


def _filled(pieces: list[str | int], text: str, match: Match) -> str:
    return "".join(piece if isinstance(piece, str) else _group(piece, text, match) for piece in pieces)


def _group(number: int, text: str, match: Match) -> str:
    if number == 0:
        return text[match.start : match.end]
    return (match.groups[number - 1] or "") if number <= len(match.groups) else ""
