"""What a path through a process is made of: who does what, when the clock moves, what is sent, what governance corrects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

#: Answers for the day on which they are given.
Answering = Callable[[date], Mapping[str, Any]]


@dataclass(frozen=True)
class Do:
    """Somebody completes the open task at `element`. `unchecked`: with answers that no form lets through, straight to
    the engine; such a step is only for runs below the forms."""

    element: str
    who: str
    answers: Answering
    unchecked: bool = False
    second: str | None = None  #: who confirms the same answers, where two people stand behind them (SOD-08)


@dataclass(frozen=True)
class Bid:
    """A bid of `supplier` comes in, and somebody who takes bids puts it into the box of the procurement."""

    who: str
    supplier: str


@dataclass(frozen=True)
class Call:
    """The process is called by another one with these variables; runs below the pages alone begin like that."""

    variables: Answering


@dataclass(frozen=True)
class Advance:
    """The clock moves to the instant at which the timer `timer` is due, and everything due by then fires."""

    timer: str


@dataclass(frozen=True)
class Send:
    """Somebody sends a message; `briefRef` is added to the payload, and is the correlation key."""

    message: str
    who: str
    payload: Answering


@dataclass(frozen=True)
class Correct:
    """Governance sets variables of the case while it waits at a task, without completing anything."""

    who: str
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Retry:
    """Variables are corrected at the open incident of `element`, and governance tries again.

    Governance corrects what a step of the system or a start form has set. What a person decided in a task is corrected
    by somebody who may decide it (SOD-10): the `decider`.
    """

    element: str
    who: str
    variables: Mapping[str, Any]
    decider: str | None = None


@dataclass(frozen=True)
class Skip:
    """The call at `element` is left out: it fails as it begins, and governance skips it with what it would have given."""

    element: str
    gives: Mapping[str, Any]


Step = Do | Advance | Send | Correct | Retry | Skip | Bid


@dataclass(frozen=True)
class Path:
    """One way through a process. `ways` are the flows out of gateways that it must take, `reminded` the service tasks
    and side ends that it must pass."""

    name: str
    start: Do | Send | Call
    steps: tuple[Step, ...]
    end: str  #: the end event that the case reaches last
    outcome: str
    process: str = "cip-brief-issue"
    ways: frozenset[str] = field(default_factory=frozenset)
    passes: frozenset[str] = field(default_factory=frozenset)

    @property
    def left_out(self) -> frozenset[str]:
        """The calls that are not walked."""
        return frozenset(step.element for step in self.steps if isinstance(step, Skip))

    @property
    def is_checked(self) -> bool:
        """Whether people could walk it: all its answers pass the forms."""
        return not any(isinstance(step, Do) and step.unchecked for step in self.steps)


def given(answers: Callable[..., Mapping[str, Any]], *more: Any, **changes: Any) -> Answering:
    """Answers of one form with changes: `given(f05, withinScope="no")`."""
    if more or changes:
        return lambda today: answers(today, *more, **changes)
    return partial(answers)


def words(text: str) -> frozenset[str]:
    """Names, written in one line."""
    return frozenset(text.split())
