"""Signs of a child's personal data in a text (DOMAIN 5.14: no form may hold a child's name, case number or date of birth).

Names cannot be told from other words. Numbers and dates of birth can, mostly: they get a warning, and a reason is asked
for where they must stay. A field may be stricter and refuse them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

#: Case and pupil numbers; not amounts of money, not telephone numbers, not parts of longer words.
_NUMBER = re.compile(r"(?<![\w£.,/-])(?<!£ )\d{7,10}(?![\w%]|[.,]\d|-\d)", re.ASCII)
_GROUPED = re.compile(r"(?<![\w£.,-])(\d{3})[ -](\d{3})[ -](\d{4})(?![\w-])", re.ASCII)
_NUMERIC_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\w/-])", re.ASCII)
_ISO_DATE = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])", re.ASCII)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\W{0,3}((?:\d|[a-z]+ \d)[\w /.,-]{2,24}\d{2,4})",
    re.IGNORECASE,
)
#: Someone born this many years ago or fewer is or was lately a child in care, or a care leaver.
_YOUNG = 26


class Sign(NamedTuple):
    """What was found: the text itself, and what it looks like."""

    found: str
    like: str


def signs(text: str, today: date) -> list[Sign]:
    """What in `text` looks like a child's case number, NHS number or date of birth, in order, each once."""
    found: list[tuple[int, Sign]] = []
    for match in _GROUPED.finditer(text):
        if _is_nhs("".join(match.groups())):
            found.append((match.start(), Sign(match.group(0), "an NHS number")))
    for match in _NUMBER.finditer(text):
        like = "an NHS number" if _is_nhs(match.group(0)) else "a case number"
        found.append((match.start(), Sign(match.group(0), like)))
    for match in _BORN.finditer(text):
        found.append((match.start(1), Sign(match.group(1).strip(" .,"), "a date of birth")))
    for pattern, order in ((_NUMERIC_DATE, "dmy"), (_ISO_DATE, "ymd")):
        for match in pattern.finditer(text):
            if _is_childs_birthday(dict(zip(order, map(int, match.groups()), strict=True)), today):
                found.append((match.start(), Sign(match.group(0), "a date of birth")))
    unique: dict[str, Sign] = {}
    for _, sign in sorted(found):
        unique.setdefault(sign.found, sign)
    return list(unique.values())


def _is_nhs(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10:
        return False
    rest = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return rest != 10 and rest % 11 == int(digits[9])


def _is_childs_birthday(parts: dict[str, int], today: date) -> bool:
    year = parts["y"]
    if year < 100:
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        day = date(year, parts["m"], parts["d"])
    except ValueError:
        return False
    # A date of the last two years is more often a meeting, a contract or a plan than a birthday.
    return today.year - _YOUNG <= day.year <= today.year - 2
