"""One answer, from what was typed or sent to what it means: `"£642,000"` to Decimal, day month year to a date.

`typed` takes what a page posts, what an API sends as JSON, what a draft kept and what it gave itself before, and
gives None for an empty answer. What cannot be meant raises `Wrong` with the code of a sentence (`wording.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from cip_workflow.clock import LONDON
from cip_workflow.forms.attached import described
from cip_workflow.forms.form import Component, Option
from cip_workflow.forms.kinds import LISTS, NUMBERS
from cip_workflow.forms.readable import MONTHS

_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?", re.ASCII)
_MAX_DIGITS = 20
#: Control characters and halves of characters: no database takes them, and nobody can see them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\.?)?", re.ASCII | re.IGNORECASE)
_MONTHS: Final = {
    name[:length].lower(): number
    for number, name in enumerate(MONTHS, start=1)
    for length in (3, 4, len(name))
    if length != 4 or name in {"September", "June", "July"}
}
_YES, _NO = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
MAX_CHOICES: Final = 500


class Wrong(ValueError):
    """This answer cannot be meant. `code` names the sentence; `part` the box of a date to mend."""

    def __init__(self, code: str, *, part: str = "", **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.part = part
        self.values = values


def typed(component: Component, raw: Any, options: Sequence[Option] = ()) -> Any:
    """The typed value of one field that is not a list of rows; None when it is empty.

    Raises:
        Wrong: it cannot be read as an answer of this kind.
    """
    kind = component.kind
    if kind in NUMBERS:
        return _number(raw)
    if kind in {"flag", "boolean"}:
        return _yes_or_no(raw)
    if kind == "date":
        return _date(raw)
    if kind == "time":
        return _time(raw)
    if kind == "datetime":
        return _datetime(raw)
    if kind == "files":
        return _files(raw)
    if kind == "tags":
        return _tags(raw)
    if kind in {"choices", "people"}:
        return _many(raw, options)
    if kind in {"choice", "person", "organisation"}:
        return _one(raw, options)
    return text(raw)


def meant(component: Component, raw: Any, options: Sequence[Option] | None = None) -> Any:
    """As `typed`, for expressions to read: what is empty or wrong is null, or an empty list, or not ticked.

    `options` are what a choice offers; None where that is not known yet.
    """
    try:
        found = typed(component, raw, options or ())
    except Wrong:
        found = None
    if component.source is not None and options is not None:
        offered = [option.value for option in options]
        if isinstance(found, list):
            found = [each for each in found if each in offered]
        elif found not in offered:
            found = None
    return empty(component) if found is None else found


def empty(component: Component) -> Any:
    """What an empty answer becomes."""
    if component.kind in LISTS:
        return []
    return False if component.kind == "flag" else None


def text(raw: Any) -> str | None:
    """Text as it is kept: line feeds alone, no invisible control characters, nothing around it.

    Raises:
        Wrong: it is not text, or not text that can be stored.
    """
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise Wrong("invalid")
    clean = _INVISIBLE.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.strip() or None


def _number(raw: Any) -> Decimal | None:
    if raw is None or isinstance(raw, Decimal):
        if raw is not None and not raw.is_finite():
            raise Wrong("not-number")
        return raw
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise Wrong("not-number")
    if isinstance(raw, int) and abs(raw) >= 10**_MAX_DIGITS:
        raise Wrong("not-number")
    written = str(raw).strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    written = written.removesuffix("%")
    sign = "-" if written.startswith("-") else ""
    written = sign + written.removeprefix("-").removeprefix("£")
    if not written:
        return None
    exact = isinstance(raw, str)
    if exact and not _NUMBER.fullmatch(written):
        raise Wrong("not-number")
    try:
        found = Decimal(written.replace(",", ""))
    except InvalidOperation:
        raise Wrong("not-number") from None
    if not found.is_finite() or found.adjusted() >= _MAX_DIGITS:
        raise Wrong("not-number")
    return found


def _yes_or_no(raw: Any) -> bool | None:
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        word = raw.strip().lower()
        if not word:
            return None
        if word in _YES | _NO:
            return word in _YES
    raise Wrong("option")


def _date(raw: Any) -> date | None:
    if isinstance(raw, datetime):
        raise Wrong("not-real")
    if raw is None or isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        if not raw.strip():
            return None
        try:
            return date.fromisoformat(raw.strip())
        except ValueError:
            raise Wrong("not-real") from None
    if not isinstance(raw, Mapping):
        raise Wrong("not-real")
    parts = {name: _part(raw.get(name)) for name in ("day", "month", "year")}
    missing = [name for name, value in parts.items() if not value]
    if len(missing) == 3:
        return None
    if missing:
        raise Wrong("missing-parts", part=missing[0], parts=" and ".join(missing))
    return _real(parts)


def _part(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _real(parts: Mapping[str, str]) -> date:
    year, month, day = parts["year"], parts["month"].lower().rstrip("."), parts["day"]
    if not (year.isascii() and year.isdecimal()):
        raise Wrong("not-real", part="year")
    if len(year) != 4 or year.startswith("0"):
        raise Wrong("year", part="year")
    number = _MONTHS.get(month) or (int(month) if month.isascii() and month.isdecimal() else 0)
    if not 1 <= number <= 12:
        raise Wrong("not-real", part="month")
    if not (day.isascii() and day.isdecimal()) or len(day) > 2:
        raise Wrong("not-real", part="day")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise Wrong("not-real", part="day") from None


def _time(raw: Any) -> time | None:
    if raw is None or isinstance(raw, time):
        return raw
    if not isinstance(raw, str):
        raise Wrong("invalid")
    word = raw.strip().lower()
    if not word:
        return None
    if word in {"midday", "noon", "midnight"}:
        return time(0) if word == "midnight" else time(12)
    match = _TIME.fullmatch(word.removesuffix(":00") if word.count(":") == 2 else word)
    if not match or (match[2] is None and match[3] is None):
        raise Wrong("invalid")
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half and not 1 <= hour <= 12:
        raise Wrong("invalid")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Wrong("invalid")
    return time(hour, minute)


def _datetime(raw: Any) -> datetime | None:
    if raw is None:
        return None
    if isinstance(raw, datetime):
        return raw if raw.tzinfo else raw.replace(tzinfo=LONDON)
    if isinstance(raw, str):
        if not raw.strip():
            return None
        try:
            found = datetime.fromisoformat(raw.strip())
        except ValueError:
            raise Wrong("not-real") from None
        return found if found.tzinfo else found.replace(tzinfo=LONDON)
    if not isinstance(raw, Mapping):
        raise Wrong("not-real")
    day = _date({name: raw.get(name) for name in ("day", "month", "year")})
    try:
        at = _time(raw.get("time"))
    except Wrong:
        raise Wrong("not-real", part="time") from None
    if day is None and at is None:
        return None
    if day is None or at is None:
        raise Wrong(
            "missing-parts", part="time" if at is None else "day", parts="time" if at is None else "date"
        )
    return datetime.combine(day, at, tzinfo=LONDON)


def _tags(raw: Any) -> list[str] | None:
    pieces = raw if isinstance(raw, list | tuple) else re.split(r"[\n;]", text(raw) or "")
    found = list(dict.fromkeys(word for piece in pieces if (word := text(piece))))
    if len(found) > MAX_CHOICES:
        raise Wrong("too-many", limit=MAX_CHOICES)
    return found or None


def _one(raw: Any, options: Sequence[Option]) -> Any:
    if raw is None or raw == "":
        return None
    for option in options:
        if raw == option.posted or (type(raw) is type(option.value) and raw == option.value):
            return option.value
    if not isinstance(raw, str):
        raise Wrong("option")
    return text(raw)


def _many(raw: Any, options: Sequence[Option]) -> list[Any] | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list | tuple):
        raise Wrong("option")
    if len(raw) > MAX_CHOICES:
        raise Wrong("too-many", limit=MAX_CHOICES)
    found: list[Any] = []
    for each in raw:
        one = _one(each, options)
        if one is not None and one not in found:
            found.append(one)
    return found or None


def _files(raw: Any) -> list[dict[str, Any]] | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, Mapping):
        raw = [raw]
    if not isinstance(raw, list | tuple) or len(raw) > MAX_CHOICES:
        raise Wrong("invalid")
    found: dict[int, dict[str, Any]] = {}
    for each in raw:
        file = described(each)
        if file is None:
            raise Wrong("invalid")
        found[file["document"]] = file
    return list(found.values()) or None
