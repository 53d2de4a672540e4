"""Patterns as XPath has them (XQuery 1.0 and XPath 2.0 Functions and Operators, 7.6), matched within a budget.

Python's `re` has another dialect (no `\\p{Lu}`, no `[a-z-[aeiou]]`, no `\\i`), and with the wrong pattern it never
ends. This machine remembers where it has failed, so its work grows with the length of the text, never explodes.
"""

from __future__ import annotations

from cip_workflow.feel.regex.pattern import Match, Pattern, compile_pattern

__all__ = ["Match", "Pattern", "compile_pattern"]
