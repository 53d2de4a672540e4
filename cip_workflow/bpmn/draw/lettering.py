"""How much room words take, and how they are broken into lines, without a browser to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cip_workflow.bpmn.draw.svg import number, said, tag

#: Widths in thousandths of the type size, of a face like Arial or Public Sans.
_WIDTHS: dict[str, int] = {}
for _width, _letters in (
    (235, "ijl'|"),
    (295, "ftI.,:;!()[]/\\ "),
    (360, 'r-"*'),
    (515, "szckvxyJ?_"),
    (565, "abdeghnopquL0123456789$£#+=<>~"),
    (625, "FTZ"),
    (675, "ABEKPSVXY&€"),
    (735, "CDHNRUw"),
    (790, "GOQ"),
    (860, "mM%@"),
    (960, "W"),
):
    _WIDTHS |= dict.fromkeys(_letters, _width)
_OTHER = 620
_WIDE = 1000  #: CJK
_FACE = 1.04  #: Public Sans is a little wider than Arial
LEADING = 1.2


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in one size."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((width(line, self.size) for line in self.lines), default=0)


def width(text: str, size: float) -> float:
    """About how wide a line is."""
    units = sum(_WIDTHS.get(letter, _OTHER if ord(letter) < 0x2E80 else _WIDE) for letter in text)
    return units * size * _FACE / 1000


def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """`text` in lines no wider than `room`; a word that is longer than a line is broken."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in _pieces(paragraph, room, size):
            longer = f"{line}{word}"
            if line.strip() and width(longer.rstrip(), size) > room:
                lines.append(line.rstrip())
                line = word.lstrip()
            else:
                line = longer
        if line.strip():
            lines.append(line.rstrip())
    return tuple(lines)


def fit(
    text: str,
    room: float,
    height: float,
    sizes: tuple[float, ...],
    collides: Callable[[Block], bool] = lambda block: False,
) -> Block:
    """`text` in the first of `sizes` that fits without breaking a word; in the last one it is cut short."""
    block = Block((), sizes[-1])
    for size in sizes:
        block = Block(wrap(text, room, size), size)
        whole = all(width(word, size) <= room for word in text.split())
        if whole and block.height <= height and not collides(block):
            return block
    most = max(1, int(height / (block.size * LEADING)))
    if len(block.lines) > most:
        last = f"{block.lines[most - 1].rstrip(' .,')[: max(1, int(len(block.lines[most - 1]) - 1))]}…"
        return Block((*block.lines[: most - 1], last), block.size)
    return block


def centred(block: Block, x: float, top: float, class_: str = "text") -> str:
    """The lines, each centred on `x`, from `top` down."""
    return _lines(block, x, top, class_, "middle")


def left(block: Block, x: float, top: float, class_: str = "text") -> str:
    """The lines, each beginning at `x`."""
    return _lines(block, x, top, class_, None)


def upwards(block: Block, x: float, y: float, class_: str = "text") -> str:
    """The lines read from below upwards, around the point (x, y)."""
    return tag(
        "g",
        _lines(block, 0, -block.height / 2, class_, "middle"),
        transform=f"translate({number(x)} {number(y)}) rotate(-90)",
    )


def _lines(block: Block, x: float, top: float, class_: str, anchor: str | None) -> str:
    if not block.lines:
        return ""
    leading = block.size * LEADING
    first = top + leading / 2 + block.size * 0.35
    if len(block.lines) == 1:
        inside = said(block.lines[0])
        return tag("text", inside, class_=class_, x=x, y=first, font_size=block.size, text_anchor=anchor)
    spans = "".join(
        tag("tspan", said(line), x=x, y=first + place * leading) for place, line in enumerate(block.lines)
    )
    return tag("text", spans, class_=class_, font_size=block.size, text_anchor=anchor)


def _pieces(paragraph: str, room: float, size: float) -> list[str]:
    """Words with the space before them; after a hyphen or a slash a line may break, too."""
    pieces: list[str] = []
    for position, word in enumerate(paragraph.split()):
        rest = word if position == 0 else f" {word}"
        while width(rest.lstrip(), size) > room and len(rest.lstrip()) > 1:
            cut = _cut(rest, room, size)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def _cut(word: str, room: float, size: float) -> int:
    """Where a word that is too long is broken: after its last hyphen, slash or dot that fits, else where it ends."""
    space = len(word) - len(word.lstrip())
    fits = space + 1
    while fits < len(word) and width(word[space : fits + 1], size) <= room:
        fits += 1
    for sign in range(fits, space + 3, -1):
        if word[sign - 1] in "-/._:":
            return sign
    return fits
