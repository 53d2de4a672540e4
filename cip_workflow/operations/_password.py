"""Passwords: argon2id, and the one policy. A hash is checked outside of any transaction, because it takes its time."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from cip_workflow.config import Hashing
from cip_workflow.errors import Invalid

LEAST = 12
MOST = 200

# What people choose when they must choose something: the start of every list of leaked passwords, as words.
_COMMON = (Path(__file__).parent / "person" / "common_words.txt").read_text().split()
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
)
_LOOKS_LIKE = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)


def check_policy(password: str, *, login: str, name: str) -> None:
    """Refuse a password that is short, or that a list of common ones would hold.

    Raises:
        Invalid: `fields["password"]` says what to do.
    """
    said = _objection(password, login, name)
    if said:
        raise Invalid(said, fields={"password": [said]})


def _objection(password: str, login: str, name: str) -> str | None:
    if len(password) < LEAST:
        return f"Password must be {LEAST} characters or more. Three or four words that you can remember work well."
    if len(password) > MOST:
        return f"Password must be {MOST} characters or fewer."
    if len(set(password.lower())) < 5:
        return "Password must have more different characters."
    own = {login.lower(), *(part for part in re.split(r"\W+", name.lower()) if len(part) > 3)}
    left = _without_habits(password.lower(), own)
    if len(left) < 6:
        return (
            "Password is too easy to guess. Use three or four words that have nothing to do with each other."
        )
    return None


def _without_habits(password: str, own: set[str]) -> str:
    """What is left of a password when names, common words, runs of the keyboard and repeats are taken out."""
    left = password
    for spelling in (password, password.translate(_LOOKS_LIKE)):
        for word in sorted({*own, *_COMMON}, key=len, reverse=True):
            for found in re.finditer(re.escape(word), spelling):
                left = left[: found.start()] + " " * len(word) + left[found.end() :]
    for line in _RUNS:
        for run in (line, line[::-1]):
            for length in range(len(run), 3, -1):
                for start in range(len(run) - length + 1):
                    left = left.replace(run[start : start + length], "")
    left = re.sub(r"(.+?)\1+", r"\1", left)
    return re.sub(r"[\s\W_]|(?:19|20)\d\d", "", left)


def hashed(password: str, hashing: Hashing) -> str:
    """The argon2id hash to store."""
    return _hasher(hashing).hash(password)


def verified(password: str, stored: str | None, hashing: Hashing) -> bool:
    """Whether this is the password; takes as long for somebody who has none, so that time tells nothing."""
    hasher = _hasher(hashing)
    try:
        hasher.verify(stored or _nobodys(hashing), password)
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None


def outdated(stored: str, hashing: Hashing) -> bool:
    """Whether the hash was made at another cost than the settings ask for now."""
    return _hasher(hashing).check_needs_rehash(stored)


@lru_cache(maxsize=4)
def _hasher(hashing: Hashing) -> PasswordHasher:
    return PasswordHasher(time_cost=hashing.passes, memory_cost=hashing.mib * 1024, parallelism=hashing.lanes)


@lru_cache(maxsize=4)
def _nobodys(hashing: Hashing) -> str:
    return _hasher(hashing).hash("nobody has this password")
