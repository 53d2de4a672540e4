"""Patterns as XPath has them: what matches, what is refused, and that nothing takes for ever."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cip_workflow.feel import FeelBudgetError, evaluate
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.regex import compile_pattern


def matches(text: str, pattern: str, flags: str = "") -> bool:
    return compile_pattern(pattern, flags).found_in(text)[0]


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "found"),
    [
        ("abc", "b", "", True),
        ("abc", "^b", "", False),
        ("abc", "^abc$", "", True),
        ("abc", "a.c", "", True),
        ("a\nc", "a.c", "", False),
        ("a\nc", "a.c", "s", True),
        ("a\rc", "a.c", "", False),
        ("a\nb", "^b$", "", False),
        ("a\nb", "^b$", "m", True),
        ("a\n", "^$", "m", False),
        ("ABC", "b", "i", True),
        ("ABC", "[a-c]+", "i", True),
        ("straße", "STRASSE", "i", False),
        ("a b", "a b", "x", False),
        ("a b", "a[ ]b", "x", True),
        ("ab", "a | b", "x", True),
        ("aab", "a{2}b", "", True),
        ("aab", "^a{3,}b", "", False),
        ("aaab", "^a{2,3}b", "", True),
        ("aaaab", "^a{2,3}b", "", False),
        ("ab", "(a|b)+", "", True),
        ("abab", "^(ab)*$", "", True),
        ("aba", "^(ab)*$", "", False),
        ("abcabc", "(abc)\\1", "", True),
        ("abcabd", "(abc)\\1", "", False),
        ("aA", "(a)\\1", "i", True),
        ("x2", "(x)2", "", True),
        ("-", "[-a]", "", True),
        ("-", "[a-]", "", True),
        ("]", "\\]", "", True),
        ("b", "[^a]", "", True),
        ("e", "[a-z-[aeiou]]", "", False),
        ("f", "[a-z-[aeiou]]", "", True),
        ("é", "\\w", "", True),
        ("-", "\\w", "", False),
        ("٣", "\\d", "", True),
        ("a", "\\D", "", True),
        (" ", "\\s", "", True),
        ("a", "\\S", "", True),
        ("_x", "^\\i\\c*$", "", True),
        ("1x", "^\\i\\c*$", "", False),
        ("1", "\\I", "", True),
        (" ", "\\C", "", True),
        ("É", "\\p{Lu}", "", True),
        ("é", "\\P{Lu}", "", True),
        ("é", "\\p{L}", "", True),
        ("Ж", "\\p{IsCyrillic}", "", True),
        ("a", "\\p{IsCyrillic}", "", False),
        ("a\tb", "a\\tb", "", True),
        ("a", "(?:a)", "", True),
        ("", "a*", "", True),
        ("aaa", "a*?$", "", True),
        ("ab", "a??b", "", True),
        ("2026-03-01", "^\\d{4}-\\d{2}-\\d{2}$", "", True),
        ("someone@example.org", "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$", "", True),
        ("LE3 8RA", "^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", "", True),
    ],
)
def test_what_a_pattern_matches(text, pattern, flags, found):
    assert matches(text, pattern, flags) is found


REFUSED = r"""
( ) [ [] a{ a{2 a{3,2} a{9999} *a + ? a** ^* \ \b \x \1 (a\1) [z-a] [a\1] [a[b] [a-z-[a]b]
\p{Xx} \p{IsNothing} \pL \p{L (?=a) (?<n>a) ] } ((a{1,1000}){1,1000}){1,1000}
"""


@pytest.mark.parametrize("pattern", [*REFUSED.split(), "(" * 40 + ")" * 40, "a" * 3000])
def test_a_pattern_that_xpath_does_not_have_is_refused(pattern):
    with pytest.raises(NoValue):
        compile_pattern(pattern)


@pytest.mark.parametrize("flags", ["q", "g", " ", "I"])
def test_a_flag_that_xpath_does_not_have_is_refused(flags):
    with pytest.raises(NoValue, match="flag"):
        compile_pattern("a", flags)


def test_groups_and_their_choices_are_perl_s():
    pattern = compile_pattern("(a|ab)(c|bcd)(d*)")
    (found,) = pattern.all_in(pattern.machine("abcd"))
    assert (found.start, found.end, found.groups) == (0, 4, ("a", "bcd", ""))


def test_a_group_that_took_no_part_is_null():
    pattern = compile_pattern("(a)|(b)")
    assert [each.groups for each in pattern.all_in(pattern.machine("ab"))] == [("a", None), (None, "b")]


def test_a_reluctant_loop_takes_as_little_as_it_can():
    pattern = compile_pattern("<.+?>")
    assert [(m.start, m.end) for m in pattern.all_in(pattern.machine("<a><b>"))] == [(0, 3), (3, 6)]


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|aa)*c", "(a*)*b", "(a|a?)+$b", "([a-z]+)*=", "(.*a){12}b", "(x+x+)+y"]
)
def test_patterns_that_explode_elsewhere_end_here(pattern):
    assert matches("a" * 500, pattern) is False


def test_a_pattern_with_back_references_is_stopped_by_its_budget():
    with pytest.raises(FeelBudgetError, match="Make the pattern simpler"):
        evaluate('matches(x, "(.*)*\\\\1(.*)*\\\\2b")', {"x": "a" * 3000})
    assert matches("aaaa", "^(a*)*\\1$") is True


def test_the_work_of_patterns_counts_in_the_budget_of_the_expression():
    with pytest.raises(FeelBudgetError, match="too many steps"):
        evaluate('for i in 1..1000 return matches(x, "a*b")', {"x": "a" * 200})


PIECES = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "\\d", "\\s", "(a|b)", "(ab)", "(a)", "x", "$", "^"])
COUNTS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "*?", "+?"])


@given(
    st.lists(st.tuples(PIECES, COUNTS).filter(lambda each: each[0] not in "^$" or not each[1]), max_size=5),
    st.text("ab1 x", max_size=8),
)
@settings(deadline=None)
def test_where_the_dialects_agree_so_do_the_machines(parts, text):
    pattern = "".join(piece + count for piece, count in parts)
    # Python lets $ match before a last newline; the texts have none
    ours = compile_pattern(pattern)
    assert [(m.start, m.end) for m in ours.all_in(ours.machine(text))] == [
        match.span() for match in _python_matches(pattern, text)
    ]


def _python_matches(pattern, text):
    """All matches as XPath counts them: after an empty one, the next may not begin at the same place."""
    compiled = re.compile(pattern)
    at, found = 0, []
    while at <= len(text):
        match = compiled.search(text, at)
        if match is None:
            break
        found.append(match)
        at = match.end() if match.end() > match.start() else match.end() + 1
    return found


@given(st.text("ab(|)*+?[]{}^$\\1-.,", max_size=12), st.text("ab1", max_size=6))
@settings(deadline=None)
def test_any_pattern_is_refused_or_answers(pattern, text):
    with suppress(NoValue, FeelBudgetError):
        assert matches(text, pattern) in (True, False)
