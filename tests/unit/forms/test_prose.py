"""Texts that a form shows: typography, and nothing unsafe."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow.forms.expression import compile_text
from cip_workflow.forms.prose import from_html, from_markdown, unsafe


def _shown(text: str, **scope: Any) -> str:
    return from_markdown(compile_text(text), scope).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Brief", '<h2 class="govuk-heading-m">Brief</h2>'),
        ("### Part", '<h3 class="govuk-heading-s">Part</h3>'),
        ("a **b** *c*", '<p class="govuk-body">a <strong>b</strong> <em>c</em></p>'),
        ("- a\n- b", '<ul class="govuk-list govuk-list--bullet">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("1. a", '<ol class="govuk-list govuk-list--number">\n<li>a</li>\n</ol>'),
        (
            "[x](https://example.org)",
            '<p class="govuk-body"><a href="https://example.org" class="govuk-link" rel="noopener noreferrer">x</a></p>',
        ),
    ],
)
def test_markdown_becomes_govuk_typography(text: str, html: str) -> None:
    assert _shown(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
    ],
)
def test_nothing_unsafe_comes_out_of_markdown(text: str) -> None:
    html = _shown(text)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_values_are_text_whatever_is_in_them() -> None:
    html = _shown("**{{ a }}** and {{ b }}", a="# <b>x</b> [y](z)", b="one\ntwo")
    assert html == '<p class="govuk-body"><strong># &lt;b&gt;x&lt;/b&gt; [y](z)</strong> and one<br>two</p>'


def test_values_cannot_pretend_to_be_places_for_values() -> None:
    assert "secret" not in _shown("{{ a }}", a="\ue0001\ue001", b="secret")
    assert _shown("{{ a }}{{ b }}", a="\ue0001\ue001", b="B").count("B") == 1


def test_values_in_html_are_text() -> None:
    html = from_html(compile_text("<p onclick='x()'>Ref {{ a }}</p>"), {"a": "<img src=x>"})
    assert html == "<p>Ref &lt;img src=x&gt;</p>"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>fine <a href='/here'>x</a> <a href='mailto:a@b.c'>y</a></p><h1>z</h1>", []),
        ("<script>x</script>", ["the tag <script>"]),
        ("<iframe src='x'></iframe>", ["the tag <iframe>", "the attribute src of <iframe>"]),
        ("<a href=' JavaScript:x()'>a</a>", ["the link ' JavaScript:x()'"]),
        ("<a href='data:text/html,x'>a</a>", ["the link 'data:text/html,x'"]),
        ("<td style='a'>", ["the attribute style of <td>"]),
        ("<svg/onload=x>", ["the tag <svg>", "the attribute onload of <svg>"]),
        ("<!--[if IE]>x<![endif]-->", ["a conditional comment"]),
    ],
)
def test_what_is_unsafe_is_named(html: str, found: list[str]) -> None:
    assert unsafe(html) == found
