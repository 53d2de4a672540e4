"""What exists around a file: without it, references to the outside are not judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """None means: not known, so not judged."""

    #: form id (and file name) -> the keys of its fields, dotted where nested
    forms: Mapping[str, Collection[str]] | None = None
    groups: Collection[str] | None = None
    decisions: Collection[str] | None = None
    processes: Collection[str] | None = None
    #: names of messages that somebody outside of this file sends or waits for
    messages: Collection[str] | None = None
    #: type of a service task that somebody works on -> the variables that it gives back
    job_types: Mapping[str, Collection[str]] | None = None
    #: process id -> the names of variables that those who call or start it give to it
    given: Mapping[str, Collection[str]] = field(default_factory=dict)
    #: variables that every case has
    always: Collection[str] = ()
