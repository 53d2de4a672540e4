"""What stands around the flow: pools, lanes, groups, notes and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw.lettering import Block, centred, fit, left, upwards, wrap
from cip_workflow.bpmn.draw.svg import number, path, rectangle

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Artifact
    from cip_workflow.bpmn.interchange import Bounds

STRIP = 30.0  #: where the name of a pool or lane stands
_SIZES = (13.0, 12.0, 11.0, 10.0)


def pool(name: str, at: Bounds, *, horizontal: bool, multiple: bool) -> str:
    """A pool with its name on the left (or on top)."""
    if horizontal:
        line = path(f"M{number(at.x + STRIP)} {number(at.y)}v{number(at.height)}", class_="pool")
    else:
        line = path(f"M{number(at.x)} {number(at.y + STRIP)}h{number(at.width)}", class_="pool")
    return _box(at) + line + _strip(name, at, horizontal=horizontal) + _many(at, multiple=multiple)


def black_box(name: str, at: Bounds, *, horizontal: bool, multiple: bool) -> str:
    """A pool that shows only its name."""
    x, y = at.middle
    if horizontal or at.width > at.height:
        block = fit(name, at.width - 12, at.height - 8, (14.0, *_SIZES))
        words = centred(block, x, y - block.height / 2, "text lane-name")
    else:
        words = upwards(fit(name, at.height - 12, at.width - 8, (14.0, *_SIZES)), x, y, "text lane-name")
    return _box(at) + words + _many(at, multiple=multiple)


def lane(name: str, at: Bounds, *, horizontal: bool) -> str:
    """A lane with its name on the left (or on top)."""
    return _box(at) + _strip(name, at, horizontal=horizontal)


def group(name: str, at: Bounds) -> str:
    """A dash-dotted frame with its name inside the upper edge."""
    frame = rectangle(
        at.x,
        at.y,
        at.width,
        at.height,
        rx=8,
        class_="group",
        stroke_dasharray="9 4 1.5 4",
        stroke_width="1.5",
    )
    return frame + centred(fit(name, at.width - 10, 30, (12.0, 11.0)), at.x + at.width / 2, at.y + 4)


def note(text: str, at: Bounds) -> str:
    """A text annotation: a bracket on the left, and words beside it."""
    reach = min(12, at.width / 4)
    bracket = path(
        f"M{number(at.x + reach)} {number(at.y)}H{number(at.x)}V{number(at.bottom)}H{number(at.x + reach)}",
        class_="line",
    )
    block = Block(wrap(text, max(at.width - 9, 30), 12), 12)
    for size in (11.0, 10.0, 9.0):
        if block.height > at.height:
            block = Block(wrap(text, max(at.width - 9, 30), size), size)
    return bracket + left(block, at.x + 6, at.y + 3)


def data(artifact: Artifact, at: Bounds) -> str:
    """A data object, input or output as a sheet, a data store as a cylinder; the name stands below."""
    if artifact.type == "dataStoreReference":
        return _cylinder(at)
    fold = min(10, at.width / 3)
    sheet = path(
        f"M{number(at.x)} {number(at.y)}H{number(at.right - fold)}L{number(at.right)} {number(at.y + fold)}"
        f"V{number(at.bottom)}H{number(at.x)}zM{number(at.right - fold)} {number(at.y)}v{number(fold)}h{number(fold)}",
        class_="shape",
    )
    if artifact.type in {"dataInput", "dataOutput"}:
        arrow = f"M{number(at.x + 4)} {number(at.y + 7)}h7v-3.5l6 5.5l-6 5.5v-3.5h-7z"
        sheet += path(arrow, class_="ink" if artifact.type == "dataOutput" else "paper", stroke_width="1.2")
    if artifact.collection:
        x, _ = at.middle
        y = at.bottom - 12
        sheet += path(
            f"M{number(x - 3.5)} {number(y)}v9M{number(x)} {number(y)}v9M{number(x + 3.5)} {number(y)}v9",
            class_="bold",
        )
    return sheet


def _cylinder(at: Bounds) -> str:
    lid = min(8, at.height / 5)
    radius = f"{number(at.width / 2)} {number(lid)}"
    body = (
        f"M{number(at.x)} {number(at.y + lid)}a{radius} 0 0 1 {number(at.width)} 0"
        f"v{number(at.height - 2 * lid)}a{radius} 0 0 1 {number(-at.width)} 0z"
    )
    rims = "".join(
        f"M{number(at.x)} {number(at.y + lid + drop)}a{radius} 0 0 0 {number(at.width)} 0"
        for drop in (0, 5, 10)
    )
    return path(body, class_="shape") + path(rims, class_="line")


def _box(at: Bounds) -> str:
    return rectangle(at.x, at.y, at.width, at.height, class_="pool")


def _strip(name: str, at: Bounds, *, horizontal: bool) -> str:
    if horizontal:
        block = fit(name, at.height - 10, STRIP - 2, _SIZES)
        return upwards(block, at.x + STRIP / 2, at.y + at.height / 2, "text lane-name")
    block = fit(name, at.width - 10, STRIP - 2, _SIZES)
    return centred(block, at.x + at.width / 2, at.y + (STRIP - block.height) / 2, "text lane-name")


def _many(at: Bounds, *, multiple: bool) -> str:
    if not multiple:
        return ""
    x, y = at.x + at.width / 2, at.bottom - 14
    return path(
        f"M{number(x - 4)} {number(y)}v10M{number(x)} {number(y)}v10M{number(x + 4)} {number(y)}v10",
        class_="bold",
    )
