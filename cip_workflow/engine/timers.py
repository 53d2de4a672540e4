"""Timer events: the library's definitions, read by our clock (DESIGN section 3, Clock and Timers).

A timer is due at an instant that is computed once, when its wait begins, and stands in the state. It fires in the
first step at or after it. The due instants are reported, so that a worker claims rows and an idle case costs nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.cron import looks_like_cron, read_cron
from cip_workflow.engine import instants
from cip_workflow.engine.instants import Duration
from cip_workflow.engine.library import (
    CycleTimerEventDefinition,
    DurationTimerEventDefinition,
    TimeDateEventDefinition,
    TimerEventDefinition,
)
from cip_workflow.feel.values import DaysTimeDuration, YearsMonthsDuration

if TYPE_CHECKING:
    from cip_workflow.engine.expressions import Expression
    from cip_workflow.engine.scopes import Variables
    from cip_workflow.engine.tokens import Token

_CYCLE = re.compile(r"R(?P<count>\d*)/(?P<rest>.+)", re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

#: For an endless cycle, so that it is a number like the others.
ENDLESS = -1


def stamp(at: datetime) -> int:
    """The instant as whole microseconds, as it stands in the state."""
    return (at - _EPOCH) // _MICROSECOND


def due(token: Token) -> datetime:
    """When the timer that `token` waits for is due."""
    micros: int = token.internal_data["due"]
    return _EPOCH + micros * _MICROSECOND


class Clocked(TimerEventDefinition):
    """What our three timer definitions have in common."""

    repeats = False

    def __init__(self, name: str, expression: Expression) -> None:
        super().__init__(name, expression)
        self.expression: Expression = expression

    def begin(self, token: Token, scope: Variables) -> None:
        """Compute when it is due, and write it to the token. Raises Failed."""
        value = self.expression.raw(scope)
        try:
            token.internal_data.update(self.first(value, token.context.now))
        except (ValueError, OverflowError) as error:
            raise self.expression.failed(f"{self.expression.what}: {error}.", scope) from error

    def first(self, value: Any, now: datetime) -> dict[str, Any]:
        """What the token keeps: `due` in microseconds, and more for a cycle. Raises ValueError."""
        raise ValueError(f"{value!r} is not a time")

    def has_fired(self, my_task: Token) -> bool:
        """Whether it is due: at the instant itself, not only after it."""
        return bool(my_task.internal_data["due"] <= stamp(my_task.context.now))

    def again(self, token: Token) -> bool:
        """After it fired: whether it waits once more; then its next instant is written to the token."""
        return False


class DateTimer(Clocked, TimeDateEventDefinition):
    """At an instant: a FEEL date or date and time, or ISO text."""

    def first(self, value: Any, now: datetime) -> dict[str, Any]:
        return {"due": stamp(moment(value))}


class DurationTimer(Clocked, DurationTimerEventDefinition):
    """After a FEEL duration, or one in ISO text."""

    def first(self, value: Any, now: datetime) -> dict[str, Any]:
        return {"due": stamp(instants.add(now, length(value)))}


class CycleTimer(Clocked, CycleTimerEventDefinition):
    """`R3/PT1H`, `R/P1D`, `R3/2026-12-01T09:00/P1W`, or a FEEL duration or cron, which repeat without end.

    Every instant is counted from the first, so that a month stays a month: 31 January, 28 February, 31 March. After a
    pause each missed instant of a counted cycle is fired; an endless one fires once and goes on from now.
    """

    repeats = True

    def first(self, value: Any, now: datetime) -> dict[str, Any]:
        if isinstance(value, str) and looks_like_cron(value):
            return {"due": stamp(instants.following(read_cron(value), now)), "cron": value}
        count, start, every = cycle(value)
        if not every.positive:
            raise ValueError(f"{value} does not move forward")
        if start is None:
            start = instants.add(now, every)
        keep = {
            "due": stamp(start),
            "from": stamp(start),
            "every": [every.months, every.days, every.microseconds],
        }
        return {**keep, "left": count, "nth": 0}

    def again(self, token: Token) -> bool:
        data = token.internal_data
        if "cron" in data:
            data["due"] = stamp(
                instants.following(read_cron(data["cron"]), max(due(token), token.context.now))
            )
            return True
        if data["left"] != ENDLESS:
            data["left"] -= 1
            if data["left"] <= 0:
                return False
        start = _EPOCH + data["from"] * _MICROSECOND
        every = Duration(*data["every"])
        now = stamp(token.context.now)
        while True:
            data["nth"] += 1
            data["due"] = stamp(instants.add(start, every.times(data["nth"])))
            if data["left"] != ENDLESS or data["due"] > now:
                return True


def moment(value: Any) -> datetime:
    """The instant that a FEEL value or a text stands for. Raises ValueError."""
    if isinstance(value, str):
        return instants.read_instant(value)
    if isinstance(value, date):
        return instants.instant(value)
    raise ValueError(f"{value!r} is not a date and time")


def length(value: Any) -> Duration:
    """The duration that a FEEL value or a text stands for. Raises ValueError."""
    if isinstance(value, str):
        return instants.read_duration(value)
    if isinstance(value, YearsMonthsDuration):
        return Duration(months=value.total_months)
    if isinstance(value, DaysTimeDuration):
        value = value.to_timedelta()
    if isinstance(value, timedelta):
        return Duration(days=value.days, microseconds=value.seconds * 1_000_000 + value.microseconds)
    raise ValueError(f"{value!r} is not a duration")


def cycle(value: Any) -> tuple[int, datetime | None, Duration]:
    """How often (or ENDLESS), from when (None: one length from now), how far apart. Raises ValueError."""
    if not isinstance(value, str):
        return ENDLESS, None, length(value)
    found = _CYCLE.fullmatch(value.strip())
    if found is None:
        if re.fullmatch(r"P.+", value.strip(), re.IGNORECASE):
            return ENDLESS, None, length(value)
        raise ValueError(f"{value!r} is not a cycle such as R3/PT1H or R/P1D")
    count = int(found["count"]) if found["count"] else ENDLESS
    if count == 0:
        raise ValueError(f"{value!r} repeats no time")
    first, _, second = found["rest"].partition("/")
    if not second:
        return count, None, length(first)
    if first[:1] in "Pp":
        raise ValueError(f"{value!r} counts back from its end; write R<count>/<start>/<duration>")
    return count, moment(first), length(second)
