"""Sequence flows, message flows and associations, with their heads, marks and words."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw.svg import INK, PAPER, number, path, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]

_CORNER = 6.0


def heads(prefix: str) -> str:
    """The arrow heads, to be put in `defs` once; `prefix` keeps two pictures on a page apart."""
    grey = "#5b6b6e"
    solid = path("M0 0L10 5L0 10z", class_="head", fill=grey)
    taken = path("M0 0L10 5L0 10z", class_="head taken", fill="#0b6b4f")
    opened = path("M1 1L9 5L1 9", class_="open-head", fill=PAPER, stroke=grey)
    line = path("M1 1L9 5L1 9", class_="open-head", fill="none", stroke=grey)
    ball = tag("circle", cx=5, cy=5, r=4, class_="open-head", fill=PAPER, stroke=grey)
    return "".join(
        tag(
            "marker",
            inside,
            id=f"{prefix}-{name}",
            viewBox="0 0 10 10",
            refX=reference,
            refY=5,
            markerUnits="userSpaceOnUse",
            markerWidth=size,
            markerHeight=size,
            orient="auto",
        )
        for name, inside, reference, size in (
            ("to", solid, 9.5, 11),
            ("taken", taken, 9.5, 12),
            ("open", opened, 9, 11),
            ("line", line, 9, 10),
            ("ball", ball, 1, 9),
        )
    )


def sequence_flow(
    points: Sequence[Point], prefix: str, *, taken: bool, default: bool, conditional: bool
) -> str:
    """An arrow; a slash marks the default way, a diamond a condition on the way out of an activity."""
    head = f"url(#{prefix}-{'taken' if taken else 'to'})"
    drawn = path(_commands(points), class_="flow", marker_end=head)
    if default:
        drawn += path("M4 6L11 -6", class_="bold", transform=_along(points), stroke_width="1.8")
    if conditional:
        drawn += path("M0 0L8 -5L16 0L8 5z", class_="paper", transform=_along(points), stroke=INK)
    return drawn


def message_flow(points: Sequence[Point], prefix: str) -> str:
    """Dashed, from a small circle to an open head."""
    return path(
        _commands(points),
        class_="message",
        marker_start=f"url(#{prefix}-ball)",
        marker_end=f"url(#{prefix}-open)",
    )


def association(points: Sequence[Point], prefix: str, *, directed: bool) -> str:
    """Dotted, with a head where data flows."""
    return path(_commands(points), class_="link", marker_end=f"url(#{prefix}-line)" if directed else None)


def label_place(points: Sequence[Point]) -> tuple[Point, bool]:
    """The middle of the longest stretch, and whether that one runs across (rather than up or down)."""
    start, end = max(pairwise(points), key=lambda pair: math.dist(*pair))
    across = abs(end[0] - start[0]) >= abs(end[1] - start[1])
    return ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), across


def _along(points: Sequence[Point]) -> str:
    (x, y), (to_x, to_y) = points[0], points[1]
    turn = math.degrees(math.atan2(to_y - y, to_x - x))
    return f"translate({number(x)} {number(y)}) rotate({number(turn)})"


def _commands(points: Sequence[Point]) -> str:
    """A line through all points, its corners a little rounded."""
    commands = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        to_it, from_it = math.dist(before, corner), math.dist(corner, after)
        radius = min(_CORNER, to_it / 2, from_it / 2)
        if radius < 1:
            commands.append(f"L{number(corner[0])} {number(corner[1])}")
            continue
        enter = _toward(corner, before, radius / to_it)
        leave = _toward(corner, after, radius / from_it)
        commands.append(
            f"L{number(enter[0])} {number(enter[1])}Q{number(corner[0])} {number(corner[1])}"
            f" {number(leave[0])} {number(leave[1])}"
        )
    commands.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(commands)


def _toward(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
