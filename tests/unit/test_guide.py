"""The guide for design team members speaks of what is there: its words stand on the pages, its pictures and links exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
PAGES = " ".join(
    path.read_text(encoding="utf-8")
    for folder, kind in (("web", "*.html"), ("web", "*.py"), ("processes", "*.bpmn"))
    for path in sorted((ROOT / folder).rglob(kind))
    if "static" not in path.parts
)
#: Words on the screen are bold; whole sentences in bold are warnings of the guide itself.
WORDS = sorted(
    {" ".join(one.split()) for one in re.findall(r"\*\*([^*]+)\*\*", GUIDE) if not one.endswith(".")}
)
LINKS = re.findall(r"\]\(([^)]+)\)", GUIDE)


@pytest.mark.parametrize("words", [one for one in WORDS if one != "bold"])
def test_what_the_guide_names_stands_on_a_page(words: str) -> None:
    assert words in PAGES


@pytest.mark.parametrize("link", LINKS)
def test_pictures_and_links_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).exists()


def test_all_pictures_are_explained_to_those_who_do_not_see_them() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(pictures/(\w+)\.png\)", GUIDE)
    assert {name for _, name in shown} == {"inbox", "task", "case"}
    assert all(len(said) > 30 for said, _ in shown)


def test_the_first_page_leads_to_the_guide() -> None:
    assert "(docs/guide.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
