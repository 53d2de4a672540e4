"""The signs inside events, gateways and tasks (BPMN 2.0, clauses 10 and 13), drawn anew around the origin."""

from __future__ import annotations

import math
from collections.abc import Callable

from cip_workflow.bpmn.draw.svg import circle, path, polygon, rectangle, tag

INK = "ink"  #: filled with the colour of lines
LINE = "line"  #: only its outline
PAPER = "paper"  #: outline around the background

_EVENT_SIZE = 18.0  #: radius that the signs of events are drawn for


def event(kind: str, *, throwing: bool, radius: float) -> str:
    """The sign of an event definition in a circle of `radius` around the origin; filled where it throws."""
    draw = _EVENTS.get(kind)
    if draw is None:
        return ""
    scale = radius / _EVENT_SIZE
    inside = draw(INK if throwing else PAPER)
    return inside if abs(scale - 1) < 0.02 else tag("g", inside, transform=f"scale({scale:.3f})")


def _message(fill: str) -> str:
    flap = "paper-line" if fill == INK else LINE
    return rectangle(-9, -6, 18, 12, class_=fill) + path("M-9 -6L0 1.5L9 -6", class_=flap)


def _timer(_fill: str) -> str:
    ticks = "".join(
        f"M{9 * math.sin(angle):.1f} {-9 * math.cos(angle):.1f}L{11 * math.sin(angle):.1f} {-11 * math.cos(angle):.1f}"
        for angle in (math.tau * hour / 12 for hour in range(12))
    )
    return circle(0, 0, 11, class_=PAPER) + path(f"{ticks}M1 -8.5L0 0L5.5 1", class_=LINE)


def _signal(fill: str) -> str:
    return path("M0 -9.5L9.5 6.5L-9.5 6.5z", class_=fill)


def _error(fill: str) -> str:
    return path("M-9 8L-5 -8.5L1.5 1L8.5 -8.5L4.5 8L-1.5 -1.5z", class_=fill)


def _escalation(fill: str) -> str:
    return path("M0 -10L7.5 9L0 2L-7.5 9z", class_=fill)


def _conditional(_fill: str) -> str:
    return rectangle(-7, -9, 14, 18, class_=PAPER) + path(
        "M-4.5 -5.5h9M-4.5 -1.8h9M-4.5 1.8h9M-4.5 5.5h9", class_=LINE
    )


def _link(fill: str) -> str:
    return path("M-9.5 -4H2V-8.5L10.5 0L2 8.5V4H-9.5z", class_=fill)


def _compensate(fill: str) -> str:
    return path("M-10.5 0L-1.5 -7V7z", class_=fill) + path("M-1.5 0L7.5 -7V7z", class_=fill)


def _cancel(fill: str) -> str:
    cross = "M-6.5 -9L0 -2.5L6.5 -9L9 -6.5L2.5 0L9 6.5L6.5 9L0 2.5L-6.5 9L-9 6.5L-2.5 0L-9 -6.5z"
    return path(cross, class_=fill)


def _terminate(_fill: str) -> str:
    return circle(0, 0, 10.5, class_=INK)


def pentagon(size: float, fill: str) -> str:
    """The sign of several events at once."""
    points = [
        (size * math.sin(math.tau * corner / 5), -size * math.cos(math.tau * corner / 5))
        for corner in range(5)
    ]
    return polygon(points, class_=fill)


def cross(size: float, thick: float, fill: str) -> str:
    """A plus sign with an outline."""
    long, half = size, thick
    return polygon(
        [
            (-half, -long),
            (half, -long),
            (half, -half),
            (long, -half),
            (long, half),
            (half, half),
            (half, long),
            (-half, long),
            (-half, half),
            (-long, half),
            (-long, -half),
            (-half, -half),
        ],
        class_=fill,
    )


_EVENTS: dict[str, Callable[[str], str]] = {
    "message": _message,
    "timer": _timer,
    "signal": _signal,
    "error": _error,
    "escalation": _escalation,
    "conditional": _conditional,
    "link": _link,
    "compensate": _compensate,
    "cancel": _cancel,
    "terminate": _terminate,
    "multiple": lambda fill: pentagon(10, fill),
    "parallel": lambda fill: cross(9.5, 3, fill),
}


def gateway(kind: str, size: float, *, instantiate: bool = False, parallel: bool = False) -> str:
    """The sign of a gateway whose diamond is `size` wide, around the origin."""
    reach = size * 0.18
    if kind == "exclusiveGateway":
        return path(
            f"M{-reach:.1f} {-reach:.1f}L{reach:.1f} {reach:.1f}M{reach:.1f} {-reach:.1f}L{-reach:.1f} {reach:.1f}",
            class_="bold",
        )
    if kind == "parallelGateway":
        reach = size * 0.24
        return path(f"M0 {-reach:.1f}V{reach:.1f}M{-reach:.1f} 0H{reach:.1f}", class_="bold")
    if kind == "inclusiveGateway":
        return circle(0, 0, size * 0.23, class_="bold")
    if kind == "complexGateway":
        reach, slant = size * 0.25, size * 0.18
        star = f"M0 {-reach:.1f}V{reach:.1f}M{-reach:.1f} 0H{reach:.1f}"
        star += f"M{-slant:.1f} {-slant:.1f}L{slant:.1f} {slant:.1f}M{slant:.1f} {-slant:.1f}L{-slant:.1f} {slant:.1f}"
        return path(star, class_="bold")
    rings = circle(0, 0, size * 0.27, class_=LINE)
    if not instantiate:
        rings += circle(0, 0, size * 0.22, class_=LINE)
    if parallel:
        return rings + cross(size * 0.15, size * 0.05, LINE)
    return rings + pentagon(size * 0.14, LINE)


def _gear(teeth: int, outer: float, inner: float) -> str:
    """A cog wheel with a hole, as one path."""
    step = math.tau / teeth
    points = []
    for tooth in range(teeth):
        for part, radius in ((-0.32, inner), (-0.2, outer), (0.2, outer), (0.32, inner)):
            angle = step * (tooth + part)
            points.append(f"{radius * math.sin(angle):.1f} {-radius * math.cos(angle):.1f}")
    return f"M{'L'.join(points)}z"


_GEAR = _gear(8, 6.2, 4.6)

#: 18 by 18, from (0, 0).
TASKS: dict[str, str] = {
    "userTask": (
        path("M2 16.5v-1.8c0-3.2 2.8-5 7-5s7 1.8 7 5v1.8z", class_=PAPER) + circle(9, 5.4, 3.7, class_=PAPER)
    ),
    "serviceTask": tag(
        "g", path(_GEAR, class_=PAPER) + circle(0, 0, 2.1, class_=LINE), transform="translate(7 7)"
    )
    + tag("g", path(_GEAR, class_=PAPER) + circle(0, 0, 2.1, class_=PAPER), transform="translate(11.5 11.5)"),
    "scriptTask": (
        path(
            "M5.5 1.5h10c-4.6 3.4-4.6 5 -1.8 8s1.6 5 -1.7 7h-10c3.5-2.2 4.4-4 1.7-7s-2.4-4.6 1.8-8z",
            class_=PAPER,
        )
        + path("M5 4.8h5.5M5 7.6h5.5M6.8 10.4h5.5M7 13.2h5.5", class_=LINE)
    ),
    "manualTask": path(
        "M1.5 8.2L5.5 3.4C6.4 2.3 8 3.1 7.5 4.4L6.9 5.8H15.2C16.9 5.8 16.9 8.2 15.2 8.2H10.5"
        "M10.5 8.2H15.9C17.5 8.2 17.5 10.6 15.9 10.6H10.5M10.5 10.6H15.2C16.7 10.6 16.7 13 15.2 13H10.3"
        "M10.3 13H13.8C15.2 13 15.2 15.3 13.8 15.3H6C3.2 15.3 1.5 13.9 1.5 11.4z",
        class_=PAPER,
    ),
    "sendTask": rectangle(1, 3.5, 16, 11, class_=INK) + path("M1 3.5L9 10L17 3.5", class_="paper-line"),
    "receiveTask": rectangle(1, 3.5, 16, 11, class_=PAPER) + path("M1 3.5L9 10L17 3.5", class_=LINE),
    "businessRuleTask": (
        rectangle(1, 3, 16, 12, class_=PAPER)
        + rectangle(1, 3, 16, 3.6, class_="shade")
        + path("M1 6.6H17M1 10.8H17M6.5 6.6V15", class_=LINE)
    ),
}

#: 12 by 12, around the origin, for the lower edge of an activity.
MARKERS: dict[str, str] = {
    "parallel": path("M-3.5 -5V5M0 -5V5M3.5 -5V5", class_="bold"),
    "sequential": path("M-5 -3.5H5M-5 0H5M-5 3.5H5", class_="bold"),
    "loop": path("M-1.8 5.2A5 5 0 1 1 2.6 4.8M-5.8 5.2H-1.6V1.2", class_=LINE),
    "collapsed": rectangle(-6, -6, 12, 12, class_=LINE) + path("M0 -3.8V3.8M-3.8 0H3.8", class_=LINE),
    "compensation": path("M-6 0L0 -4.5V4.5z", class_=PAPER) + path("M0 0L6 -4.5V4.5z", class_=PAPER),
    "ad-hoc": path("M-5.5 2.5C-4 -4 -1.5 -3 0 0S4 3.8 5.5 -2.5", class_="bold"),
}
