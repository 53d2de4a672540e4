"""Tasks, sub-processes, events and gateways in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw import symbols
from cip_workflow.bpmn.draw.lettering import LEADING, Block, centred, fit
from cip_workflow.bpmn.draw.svg import circle, number, path, rectangle, tag
from cip_workflow.bpmn.names import SUB_PROCESSES

if TYPE_CHECKING:
    from cip_workflow.bpmn.element import Element
    from cip_workflow.bpmn.interchange import Bounds

_TASK_SIZES = (14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_ICON = 18.0
_MARKER_ROOM = 17.0


@dataclass(frozen=True, slots=True)
class Words:
    """The name of an activity, fitted into it."""

    block: Block
    top: float


def frame(element: Element, at: Bounds) -> str:
    """A sub-process that is opened: its steps are drawn over it."""
    return _expanded(element, at)


def activity(element: Element, at: Bounds, name: Words) -> str:
    """A task, a call or a closed sub-process."""
    marks = _row(_closed_markers(element), at.x + at.width / 2, at.bottom - 10)
    return _outline(element, at) + _icon(element, at) + centred(name.block, at.middle[0], name.top) + marks


def event(element: Element, bounds: Bounds) -> str:
    """The circle of an event with its sign; its words stand outside."""
    x, y = bounds.middle
    radius = min(bounds.width, bounds.height) / 2
    dashed = "5 3.5" if _does_not_interrupt(element) else None
    if element.type == "endEvent":
        rings = circle(x, y, radius - 1, class_="shape end", stroke_width="3.6")
    else:
        rings = circle(x, y, radius, class_="shape", stroke_dasharray=dashed)
        if element.type != "startEvent":
            rings += circle(x, y, radius - 3.2, class_="ring", stroke_width="1.4", stroke_dasharray=dashed)
    throwing = element.type in {"intermediateThrowEvent", "endEvent", "implicitThrowEvent"}
    sign = symbols.event(_event_kind(element), throwing=throwing, radius=radius)
    return rings + _at(sign, x, y)


def gateway(element: Element, bounds: Bounds) -> str:
    """The diamond of a gateway with its sign; its words stand outside."""
    x, y = bounds.middle
    half_wide, half_high = bounds.width / 2, bounds.height / 2
    diamond = (
        f"M{number(x)} {number(bounds.y)}l{number(half_wide)} {number(half_high)}"
        f"l{number(-half_wide)} {number(half_high)}l{number(-half_wide)} {number(-half_high)}z"
    )
    sign = symbols.gateway(
        element.type,
        min(bounds.width, bounds.height),
        instantiate=element.instantiate,
        parallel=(element.node.get("eventGatewayType") or "") == "Parallel",
    )
    return path(diamond, class_="shape") + _at(sign, x, y)


def _does_not_interrupt(element: Element) -> bool:
    if element.interrupting or element.type not in {"startEvent", "boundaryEvent"}:
        return False
    return element.type == "boundaryEvent" or bool(element.events)


def _event_kind(element: Element) -> str:
    if not element.events:
        return ""
    if len(element.events) > 1:
        return "parallel" if element.parallel_multiple else "multiple"
    return element.events[0].kind


def _outline(element: Element, at: Bounds, *, dashed: bool = False) -> str:
    thick = "4" if element.type == "callActivity" else None
    outline = rectangle(
        at.x,
        at.y,
        at.width,
        at.height,
        rx=min(10, at.height / 4),
        class_="shape",
        stroke_width=thick,
        stroke_dasharray="2 4" if dashed or element.triggered_by_event else None,
    )
    if element.type == "transaction":
        outline += rectangle(at.x + 3.5, at.y + 3.5, at.width - 7, at.height - 7, rx=7, class_="ring")
    return outline


def _icon(element: Element, at: Bounds) -> str:
    sign = symbols.TASKS.get(element.type, "")
    if element.type == "receiveTask" and element.instantiate:
        sign = circle(9, 9, 9, class_=symbols.LINE) + tag("g", sign, transform="translate(3 3) scale(.67)")
    if sign and at.width >= _ICON * 2.5 and at.height >= _ICON * 1.8:
        return tag("g", sign, class_="icon", transform=f"translate({number(at.x + 5)} {number(at.y + 5)})")
    return ""


def words(element: Element, at: Bounds, covered: float = 0, largest: float = _TASK_SIZES[0]) -> Words:
    """The name in the largest size (up to `largest`) that fits; boundary events cover so much of the lower edge."""
    icon = element.type in symbols.TASKS
    below = max(_MARKER_ROOM if _closed_markers(element) else 0, covered)
    middle = at.x + at.width / 2

    def top_of(block: Block) -> float:
        top = at.y + (at.height - below - block.height) / 2
        # slide down a little rather than write into the icon
        lowest = at.bottom - block.height - max(below, 4)
        return min(at.y + _ICON + 3, lowest) if hits(block, top) and lowest > top else top

    def hits(block: Block, top: float) -> bool:
        if not icon or top >= at.y + _ICON + 2 or not block.lines:
            return False
        over = int((at.y + _ICON + 4 - top) / (block.size * LEADING)) + 1
        wide = Block(block.lines[:over], block.size).width
        return middle - wide / 2 < at.x + _ICON + 8

    sizes = tuple(size for size in _TASK_SIZES if size <= largest) or _TASK_SIZES[-1:]
    room = at.height - below - 6
    block = fit(element.name, at.width - 8, room, sizes, lambda found: hits(found, top_of(found)))
    return Words(block, top_of(block))


def common_size(found: list[Words]) -> float:
    """One size for all names: the one that a quarter of them needs or less, so that a picture looks of one piece."""
    sizes = sorted(one.block.size for one in found if one.block.lines)
    return sizes[len(sizes) // 4] if sizes else _TASK_SIZES[0]


def _closed_markers(element: Element) -> list[str]:
    return _markers(element, collapsed=element.type in SUB_PROCESSES)


def _expanded(element: Element, at: Bounds) -> str:
    outline = _outline(element, at)
    block = fit(element.name, at.width - 20, 34, (13.0, 12.0, 11.0))
    middle = at.x + at.width / 2
    return (
        outline
        + centred(block, middle, at.y + 5)
        + _row(_markers(element, collapsed=False), middle, at.bottom - 10)
    )


def _markers(element: Element, *, collapsed: bool) -> list[str]:
    names = []
    if element.compensation:
        names.append("compensation")
    if element.multi_instance:
        names.append("sequential" if element.multi_instance.sequential else "parallel")
    elif element.loop:
        names.append("loop")
    if collapsed or element.type == "callActivity":
        names.append("collapsed")
    if element.type == "adHocSubProcess":
        names.append("ad-hoc")
    return [symbols.MARKERS[name] for name in names]


def _row(marks: list[str], x: float, y: float) -> str:
    first = x - (len(marks) - 1) * 8
    return "".join(_at(mark, first + place * 16, y) for place, mark in enumerate(marks))


def _at(sign: str, x: float, y: float) -> str:
    return tag("g", sign, transform=f"translate({number(x)} {number(y)})") if sign else ""
