"""What a picture says about one element: of a running case, or of what changes from one version to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "now", "late", "failed", "todo", "added", "changed", "removed"]

#: In words, for those who do not see colours; also the order of weight when steps are hidden inside a collapsed one.
WORDS: dict[State, str] = {
    "todo": "not started",
    "done": "done",
    "now": "happening now",
    "late": "late",
    "failed": "failed",
    "changed": "changed",
    "added": "new",
    "removed": "gone",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """State of an element, or (state `done`) of a flow that was taken.

    `badge` is a word or two on its corner ("6 days late", "4 of 4"), `href` where it leads, `title` what a pointer
    over it says instead of name and state.
    """

    state: State
    badge: str | None = None
    href: str | None = None
    title: str | None = None


def heavier(one: Mark | None, other: Mark) -> Mark:
    """The mark that matters more."""
    order = list(WORDS)
    return other if one is None or order.index(other.state) > order.index(one.state) else one
