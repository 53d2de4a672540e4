"""The Jinja macros give what GOV.UK Frontend says they give: every fixture of the npm package, compared as a tree.

The two packages are released apart; this is what an upgrade of either has to pass.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = Path(__file__).parents[2] / "web" / "front" / "node_modules" / "govuk-frontend" / "dist" / "govuk"
VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path"}


@pytest.fixture(scope="module")
def macros() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True)


class _Tree(HTMLParser):
    """A page as a list of what matters: tags with their attributes, and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple] = []

    def handle_starttag(self, tag: str, attributes: list) -> None:
        plain = sorted((name, " ".join((value or "").split())) for name, value in attributes)
        self.parts.append(("<", tag, tuple(plain)))

    def handle_startendtag(self, tag: str, attributes: list) -> None:
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append((">", tag))

    def handle_data(self, text: str) -> None:
        words = tuple(text.split())
        if not words:
            return
        if self.parts and self.parts[-1][0] == "words":
            words = (*self.parts.pop()[1], *words)
        self.parts.append(("words", words))


def tree(html: str) -> list[tuple]:
    parser = _Tree()
    parser.feed(html)
    parser.close()
    return parser.parts


def components() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("components/*/fixtures.json"))


def test_the_package_is_there_and_complete() -> None:
    assert len(components()) > 30, "run `make assets` first: the fixtures come with the npm package"


@pytest.mark.parametrize("component", components())
def test_the_macro_gives_what_the_fixture_says(macros: Environment, component: str) -> None:
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    source = f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {name} %}}{{{{ {name}(given) }}}}'
    template = macros.from_string(source)
    fixtures = json.loads((PACKAGE / "components" / component / "fixtures.json").read_text())["fixtures"]
    assert fixtures
    for fixture in fixtures:
        assert tree(template.render(given=fixture["options"])) == tree(fixture["html"]), fixture["name"]
