"""Patterns of process owners: JavaScript's spelling, and none that could stop the server."""

from __future__ import annotations

import time

import pytest

from cip_workflow.forms.pattern import BadPattern, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (r"^C-[0-9]+$", "C-12", True),
        (r"^C-[0-9]+$", "xC-12", False),
        (r"\d{4}", "ref 2026", True),
        (r"^\d+$", "١٢", False),  # JavaScript's \d is ASCII
        (r"^(?<year>\d{4})$", "2026", True),
        (r"^a\/b$", "a/b", True),
        (r"^(\w+-)*\w+$", "a-b-c", True),
        (r"^([A-Z]{2,3}\s?)+$", "AB CD", True),
        (r"^(yes|no)$", "no", True),
        (r"^(?!.*\b\d{7,10}\b)", "case 1234567", False),
        (r"^[^@\s]+@[^@\s]+\.[a-z]+$", "a@b.cc", True),
        (r"^(\d{3},)*\d{3}$", "123,456", True),
    ],
)
def test_patterns_mean_what_form_js_means(pattern: str, text: str, matches: bool) -> None:
    assert bool(compile_pattern(pattern).search(text)) is matches


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(a*)*$",
        r"^(\w+\d*)*$",
        r"(a|a)*$",
        r"(a|ab)*c",
        r"(.*a)+$",
        r"((a+))+$",
        r"(?:x+x+)+y",
        r"^(([a-z])+.)+[A-Z]([a-z])+$",
        r".*.*.*.*.*x",
        r"(",
        r"[z-a]",
        r"(?P<a>x)(?P<a>y)",
    ],
)
def test_patterns_that_could_take_for_ever_are_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"^(\w+-)*\w+$", r"^.*.*x$", r"^(\d{3},)*\d{3}$", r"(a.*b.*c.*d.*)$"])
def test_what_passes_is_quick_on_the_longest_text(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    began = time.process_time()
    for text in ("a" * 500, "a-" * 250, "1" * 500 + "!", "abcd" * 125):
        compiled.search(text)
    assert time.process_time() - began < 5
