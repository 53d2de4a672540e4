"""One thing that somebody does in a demo brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing that somebody does: answers the form of a step, or one of the other acts (`acts.py`)."""

    do: str = "answer"
    who: str = ""
    element: str = ""
    form: str = ""
    given: Mapping[str, Any] = field(
        default_factory=dict
    )  #: changes to the form's answers, or what the act needs
    second: str = ""  #: who confirms the answers, where two people stand behind them (SOD-08)
    after: int | None = None  #: days since the turn before; None: the pace of the brief
    ago: int | None = None  #: days before the day of loading, instead of `after`
    words: Mapping[str, str] = field(default_factory=dict)  #: what `$title` and the like stand for
