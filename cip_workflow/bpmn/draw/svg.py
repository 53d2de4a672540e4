"""SVG as text. Nothing but attributes: a strict content security policy allows no style attribute."""

from __future__ import annotations

from html import escape

#: Every control character that XML 1.0 forbids, mapped to nothing: a name may have come from anywhere.
_FORBIDDEN = dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF], " ")

#: The colour of lines and of words, and of the ground, where no style sheet says otherwise.
INK, WORDS, PAPER = "#33474a", "#10292d", "#fff"

#: What a class looks like without the style sheet: in a downloaded picture, in a mail.
_PLAIN: dict[str, dict[str, str]] = {
    "shape": {"fill": PAPER, "stroke-width": "1.8"},
    "paper": {"fill": PAPER},
    "ink": {"fill": INK},
    "shade": {"fill": "#cfd8d9"},
    "paper-line": {"stroke": PAPER},
    "bold": {"stroke-width": "2.4"},
    "text": {"fill": WORDS, "stroke": "none"},
    "label": {"fill": WORDS, "stroke": PAPER, "stroke-width": "3", "paint-order": "stroke"},
    "pool": {"fill": "none", "stroke-width": "1.2", "stroke": "#b4c1c3"},
    "flow": {"stroke": "#5b6b6e", "stroke-width": "1.6"},
    "link": {"stroke": "#5b6b6e", "stroke-width": "1.4", "stroke-dasharray": "1 4"},
    "message": {"stroke": "#5b6b6e", "stroke-width": "1.4", "stroke-dasharray": "8 5"},
}


def number(value: float) -> str:
    """At most one decimal, and none where it is nought: `12`, `12.5`."""
    return f"{value:.1f}".removesuffix(".0")


def said(text: str) -> str:
    """Text that is safe as content and as an attribute."""
    return escape(text.translate(_FORBIDDEN))


def tag(name: str, inside: str = "", /, **attributes: str | float | None) -> str:
    """One element. `class_` and `stroke_width` become `class` and `stroke-width`; None is left out."""
    written = []
    for key, value in attributes.items():
        if value is not None and value != "":
            text = said(value) if isinstance(value, str) else number(value)
            written.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    look = _PLAIN.get(str(attributes.get("class_") or "").partition(" ")[0], {})
    written += [
        f' {key}="{text}"' for key, text in look.items() if attributes.get(key.replace("-", "_")) is None
    ]
    opening = f"<{name}{''.join(written)}"
    return f"{opening}>{inside}</{name}>" if inside else f"{opening}/>"


def rectangle(x: float, y: float, width: float, height: float, **attributes: str | float | None) -> str:
    """A `rect`."""
    return tag("rect", "", x=x, y=y, width=width, height=height, **attributes)


def circle(x: float, y: float, radius: float, **attributes: str | float | None) -> str:
    """A `circle`."""
    return tag("circle", "", cx=x, cy=y, r=radius, **attributes)


def path(commands: str, **attributes: str | float | None) -> str:
    """A `path`."""
    return tag("path", "", d=commands, **attributes)


def polygon(points: list[tuple[float, float]], **attributes: str | float | None) -> str:
    """A closed path through points."""
    return path(f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in points)}z", **attributes)
