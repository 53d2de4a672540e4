"""The line of links under the header: what this person can go to."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from web.auth.actor import actor_or_none
from web.auth.kept import kept_elsewhere

_OVERSIGHT = frozenset({"governance-lead", "platform-admin", "auditor", "process-owner"})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One link: where it leads, what lies under it, who sees it (everybody, if no group is named)."""

    text: str
    path: str
    under: tuple[str, ...]
    groups: frozenset[str] = frozenset()


ENTRIES = (
    Entry(text="Tasks", path="/tasks", under=("/tasks", "/start")),
    Entry(text="Briefs", path="/cases", under=("/cases", "/documents")),
    Entry(
        text="Register",
        path="/agreement",
        under=("/agreement", "/briefs", "/decisions", "/contracts", "/procurements", "/notices"),
    ),
    Entry(text="Processes", path="/processes", under=("/processes",), groups=_OVERSIGHT),
    Entry(text="Governance", path="/governance", under=("/governance",), groups=_OVERSIGHT),
    Entry(text="Admin", path="/admin", under=("/admin",), groups=frozenset({"platform-admin"})),
)


def init_app(app: Flask) -> None:
    """Give every page its navigation and its signed-in person."""
    app.context_processor(
        lambda: {"actor": actor_or_none(), "navigation": navigation(), "kept_elsewhere": kept_elsewhere()}
    )


def navigation() -> list[dict[str, object]]:
    """The entries for this person, as GOV.UK's service navigation takes them; nothing for somebody signed out."""
    actor = actor_or_none()
    if actor is None:
        return []
    return [
        {
            "text": entry.text,
            "href": entry.path,
            "active": any(
                request.path == path or request.path.startswith(f"{path}/") for path in entry.under
            ),
        }
        for entry in ENTRIES
        if (not entry.groups or entry.groups & actor.groups) and _exists(entry.path)
    ]


def _exists(path: str) -> bool:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
