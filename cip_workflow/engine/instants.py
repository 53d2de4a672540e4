"""Instants and durations as people on this calendar mean them: months clamped, days by the clock on the wall.

The rules (DESIGN section 3, Clock):
* A date without a zone is meant in Europe/London; a day without a time begins at midnight there.
* Years, months, weeks and days move the calendar and keep the time on the wall, also when the clocks change: P1D
  after 09:00 is 09:00. 31 January plus P1M is the last day of February. Hours, minutes and seconds are exact.
* A time that the clocks jump over is taken one hour later; one that comes twice is taken the first time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

from cip_workflow.bpmn.cron import Cron
from cip_workflow.clock import LONDON

_DURATION = re.compile(
    r"(?P<sign>[-+]?)P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:[.,]\d+)?)S)?)?"
)
_MICROSECOND = 1_000_000
#: Days to look ahead for the next instant of a cron expression: 29 February may be eight years away.
_FARTHEST = 366 * 9


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and days by the calendar, microseconds by the clock."""

    months: int = 0
    days: int = 0
    microseconds: int = 0

    def times(self, count: int) -> Duration:
        """`count` of these, one after the other."""
        return Duration(self.months * count, self.days * count, self.microseconds * count)

    @property
    def positive(self) -> bool:
        """Whether it moves forward."""
        return min(self.months, self.days, self.microseconds) >= 0 and self != Duration()


def read_duration(text: str) -> Duration:
    """ISO 8601: `P10D`, `P1M`, `PT36H`, `P1Y2M3DT4H5M6.5S`, `P2W`. Raises ValueError."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError(f"{text!r} is not a duration such as P10D, P1M or PT36H")
    part = {
        name: Decimal((value or "0").replace(",", "."))
        for name, value in found.groupdict().items()
        if name != "sign"
    }
    sign = -1 if found["sign"] == "-" else 1
    seconds = part["hours"] * 3600 + part["minutes"] * 60 + part["seconds"]
    return Duration(
        sign * int(part["years"] * 12 + part["months"]),
        sign * int(part["weeks"] * 7 + part["days"]),
        sign * int(seconds * _MICROSECOND),
    )


def read_instant(text: str) -> datetime:
    """ISO 8601: `2026-12-01`, `2026-12-01T09:00`, `2026-12-01T09:00:00Z`, `...[Europe/London]`. Raises ValueError."""
    plain = text.strip().removesuffix("[Europe/London]").removesuffix("@Europe/London")
    try:
        return instant(datetime.fromisoformat(plain))
    except ValueError:
        raise ValueError(f"{text!r} is not a date and time such as 2026-12-01T09:00:00") from None


def instant(value: date | datetime) -> datetime:
    """The instant in UTC that a date, a local or an aware date and time stands for."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo is not None else _local(value)).astimezone(UTC)


def add(start: datetime, duration: Duration) -> datetime:
    """The instant `duration` after `start` (aware), in UTC. Raises ValueError beyond the year 9999."""
    try:
        moved = start
        if duration.months or duration.days:
            wall = start.astimezone(LONDON).replace(tzinfo=None)
            year, month = divmod(wall.year * 12 + wall.month - 1 + duration.months, 12)
            day = min(wall.day, monthrange(year, month + 1)[1])
            moved = _local(wall.replace(year=year, month=month + 1, day=day) + timedelta(days=duration.days))
        return moved.astimezone(UTC) + timedelta(microseconds=duration.microseconds)
    except (OverflowError, ValueError) as error:
        raise ValueError(f"{duration} after {start:%d %B %Y} is beyond the calendar") from error


def following(cron: Cron, after: datetime) -> datetime:
    """The first instant after `after` (aware) that `cron` names, by the clock on the wall, in UTC. Raises ValueError."""
    wall = after.astimezone(LONDON).replace(tzinfo=None)
    for ahead in range(_FARTHEST):
        day = wall.date() + timedelta(days=ahead)
        if (
            day.month not in cron.months
            or day.day not in cron.days
            or day.isoweekday() % 7 not in cron.weekdays
        ):
            continue
        for hour in cron.hours:
            if ahead == 0 and hour < wall.hour:
                continue
            for minute, second in product(cron.minutes, cron.seconds):
                found = _local(datetime.combine(day, time(hour, minute, second))).astimezone(UTC)
                if found > after:
                    return found
    raise ValueError(f"nothing follows {after:%d %B %Y}")


def _local(wall: datetime) -> datetime:
    # Through UTC and back: the time that the clocks jump over becomes the one an hour later.
    return wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)
