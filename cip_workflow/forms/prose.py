"""Texts and HTML that a form shows: markdown to GOV.UK typography, everything sanitised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3
from markdown_it import MarkdownIt

from cip_workflow.forms.expression import Text

_TAGS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "dd",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
    }
    | {
        "ol",
        "p",
        "pre",
        "s",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
    }
)
#: Written by people, shown one level lower: the page has its own h1.
_LOWERED = frozenset({"h1", "h5", "h6", "div", "section"})
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_CLASSES = {
    "p": "govuk-body",
    "a": "govuk-link",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "h4": "govuk-heading-s",
    "hr": "govuk-section-break govuk-section-break--m govuk-section-break--visible",
    "blockquote": "govuk-inset-text",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
#: Markdown headings by number of hashes.
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_SCHEMES = {"http", "https", "mailto", "tel"}
# Stands for a value while markdown is read, so that nothing in the value is taken for markdown or HTML.
_OPEN, _CLOSE = "\ue000", "\ue001"

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def from_markdown(text: Text, scope: Mapping[str, Any]) -> str:
    """The HTML of a text component, with the values of its expressions as plain text in it."""
    values: list[str] = []

    def keep(value: str) -> str:
        values.append(value)
        return f"{_OPEN}{len(values) - 1}{_CLOSE}"

    tokens = _markdown.parse(text.render(scope, say=keep).replace("\r\n", "\n"))
    _dress(tokens)
    return _filled(sanitised(_markdown.renderer.render(tokens, _markdown.options, {})), values)


def from_html(text: Text, scope: Mapping[str, Any]) -> str:
    """The sanitised HTML of an html component, with the values of its expressions as plain text in it."""
    return sanitised(text.render(scope, say=escape))


def sanitised(html: str) -> str:
    """HTML with nothing in it that a form may not hold."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes={tag: set(names.split()) for tag, names in _CLASSES.items()},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def unsafe(html: str) -> list[str]:
    """What in an html component would be removed, in words; empty when nothing is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS | _LOWERED:
            self.found.append(f"the tag <{tag}>")
        for name, value in attrs:
            if name == "href" and not _is_safe_link(value or ""):
                self.found.append(f"the link {value!r}")
            elif name not in _ATTRIBUTES.get(tag, set()) | {"class"}:
                self.found.append(f"the attribute {name} of <{tag}>")

    def handle_comment(self, data: str) -> None:
        if data.lstrip().lower().startswith("[if"):
            self.found.append("a conditional comment")


def _is_safe_link(address: str) -> bool:
    scheme, colon, _ = address.strip().partition(":")
    return not colon or "/" in scheme or "#" in scheme or "{{" in scheme or scheme.lower() in _SCHEMES


def _dress(tokens: Any) -> None:
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = _HEADINGS[token.tag]
        if token.nesting >= 0 and token.tag in _CLASSES:
            token.attrSet("class", _CLASSES[token.tag])
        if token.children:
            _dress(token.children)


def _filled(html: str, values: list[str]) -> str:
    def value(match: re.Match[str]) -> str:
        index = int(match.group(1))
        return escape(values[index]).replace("\n", "<br>") if index < len(values) else ""

    return re.sub(f"{_OPEN}(\\d+){_CLOSE}", value, html)
