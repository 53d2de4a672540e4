"""What `docs/handlers*.md` say about built-in service tasks: in words, and their variables."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "handlers.md", DOCS / "handlers")
_HEADING = re.compile(r"^## `(cip:[a-z-]+)`$", re.MULTILINE)
_ROW = re.compile(r"^\| (in|out|header) \| (.+?) \| (.*) \|$", re.MULTILINE)
_NAME = re.compile(r"`([A-Za-z]\w*)[^`]*`")


def pages() -> dict[str, tuple[str, list[tuple[str, str, str]]]]:
    """Service task -> (what it does, (in, out or header; name; about) of each variable), as `docs/` tells it."""
    found = {}
    for page in (PAGES[0], *sorted(PAGES[1].glob("*.md"))):
        _, *parts = _HEADING.split(page.read_text(encoding="utf-8"))
        for type_, text in zip(parts[::2], parts[1::2], strict=True):
            own = text.partition("\n## ")[0]
            known = {
                (way, name): (way, name, _plain(about))
                for way, names, about in _ROW.findall(own)
                for name in _NAME.findall(names)
            }
            prose = own.partition("\n|")[0].strip() or _in_one_sentence(type_)
            found[type_] = (_plain(prose), list(known.values()))
    return found


def _in_one_sentence(type_: str) -> str:
    line = re.search(rf"^\| `{type_}` \|[^|]*\| (.*) \|$", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE)
    return f"{line[1][:1].upper()}{line[1][1:]}." if line else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("`", "").split())
