"""The pill on the corner of a step: "6 days late", "4 of 4"."""

from __future__ import annotations

from cip_workflow.bpmn.draw.lettering import width
from cip_workflow.bpmn.draw.mark import Mark
from cip_workflow.bpmn.draw.svg import rectangle, said, tag
from cip_workflow.bpmn.interchange import Bounds

_HEIGHT, _SIZE = 22.0, 12.0
_COLOURS = {
    "done": "#0b6b4f",
    "now": "#8a4600",
    "late": "#a8242b",
    "failed": "#a8242b",
    "todo": "#4a5a5d",
    "added": "#0b6b4f",
    "changed": "#8a4600",
    "removed": "#a8242b",
}


def badge(mark: Mark, at: Bounds, *, room_inside: bool) -> tuple[str, Bounds]:
    """The pill of `mark` over the upper right corner of `at`, and the room that it takes."""
    words = mark.badge or ""
    wide = width(words, _SIZE) * 1.06 + 18
    x = at.right - wide + 12 if room_inside else at.middle[0] + 2
    place = Bounds(x, at.y - _HEIGHT / 2 - 2, wide, _HEIGHT)
    pill = rectangle(
        place.x, place.y, wide, _HEIGHT, rx=_HEIGHT / 2, fill=_COLOURS[mark.state], stroke="none"
    )
    text = tag(
        "text",
        said(words),
        x=place.middle[0],
        y=place.middle[1] + _SIZE * 0.35,
        text_anchor="middle",
        font_size=_SIZE,
        font_weight="700",
        fill="#fff",
        stroke="none",
    )
    return tag("g", pill + text, class_=f"badge {mark.state}"), place
