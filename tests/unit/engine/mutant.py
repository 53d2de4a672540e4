"""What a mutant of the engine is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """In `file` of the engine, `old` is replaced by `new`; one of `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = (
        "property",
        "gateways",
        "events",
        "processes",
        "multi_instance",
        "incidents",
        "traps",
    )
