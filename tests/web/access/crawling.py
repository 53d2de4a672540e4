"""Everything that a person can reach by following links, and by guessing numbers: pages, files, what their browser is told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.processes.visitor import Visitor

_LINK = re.compile(r'(?:href|src|action|data-[a-z-]+)="(/[^"]*)"')
#: Not a matter of who reads.
_SKIPPED = ("/static/", "/sign-out", "/sign-in", "/accessibility", "/privacy")
_NUMBERS = range(1, 40)
GUESSED = (
    "/tasks/{}",
    "/tasks/{}/submitted",
    "/tasks/{}/hand-over",
    "/cases/{}",
    "/documents/{}",
    "/cases/1/incidents/{}/correct",
    "/cases/2/incidents/{}/correct",
    "/governance/tasks/{}/reassign",
    "/governance/cases/{}/suspend",
    "/governance/cases/{}/message",
)
_BEGINNINGS = (
    "/",
    "/tasks",
    "/tasks/teams",
    "/tasks/waiting",
    "/tasks/done",
    "/cases",
    "/start",
    "/governance",
)


def read_all(visitor: Visitor, *searched: str) -> dict[str, str]:
    """Address -> all that it answers, headers included, of every address that this person can come to.

    Args:
        searched: words to look for in every list that has a box for it.
    """
    searches = [f"{page}?q={word}" for page in ("/cases", "/tasks", "/tasks/teams") for word in searched]
    visitor.get("/tasks")  # signs them in
    waiting = [*_BEGINNINGS, *searches, *_guesses(GUESSED)]
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(_SKIPPED):
            continue
        page = visitor.client.get(address)
        body = page.data.decode("utf-8", "replace")
        found[address] = f"{dict(page.headers)}\n{body}"
        waiting += [one.replace("&amp;", "&").partition("#")[0] for one in _LINK.findall(body)]
    return found


def _guesses(patterns: Iterable[str]) -> list[str]:
    return [pattern.format(number) for pattern in patterns for number in _NUMBERS]


def told(found: dict[str, str], secret: str) -> list[str]:
    """The addresses whose answers hold a secret."""
    return [address for address, text in found.items() if secret in text]
