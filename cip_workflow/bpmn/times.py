"""Times as texts (ISO 8601), as far as a diagram may write them."""

from __future__ import annotations

import re

from cip_workflow.bpmn.cron import looks_like_cron, read_cron

_DATE = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?(\[[\w/+-]+\])?)?", re.IGNORECASE
)
_DURATION = re.compile(
    r"P(?=.)(\d+([.,]\d+)?W|(\d+([.,]\d+)?Y)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?W)?(\d+([.,]\d+)?D)?"
    r"(T(?=.)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"R\d*", re.IGNORECASE)


def is_date(text: str) -> bool:
    """`2026-12-01T09:00`, with or without seconds and zone."""
    return bool(_DATE.fullmatch(text))


def is_duration(text: str) -> bool:
    """`P3D`, `PT2H30M`."""
    return bool(_DURATION.fullmatch(text))


def is_cycle(text: str) -> bool:
    """`R3/P1D`, `R/2026-12-01T09:00/P1W`, or a duration or cron, which repeat without end."""
    if looks_like_cron(text):
        return not cron_fault(text)
    times, _, rest = text.partition("/")
    if not rest:
        return is_duration(text)
    start, _, every = rest.rpartition("/")
    return (
        bool(_TIMES.fullmatch(times))
        and times != "R0"
        and is_duration(every)
        and (not start or is_date(start))
    )


def cron_fault(text: str) -> str:
    """What is wrong with a repetition in cron notation; empty when nothing is."""
    try:
        read_cron(text)
    except ValueError as error:
        return str(error)
    return ""


def unquoted(text: str) -> str:
    """The text of a timer; SpiffWorkflow's tools write it as a Python string."""
    said = text.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in "'\"":
        return said[1:-1]
    return said
