"""What language a text in a diagram is written in, and the same in FEEL."""

from __future__ import annotations

import json
from typing import Literal

from cip_workflow import feel
from cip_workflow.bpmn.pythonic import translate as translate_python
from cip_workflow.bpmn.untranslatable import Untranslatable
from cip_workflow.errors import ExpressionError, WorkflowError
from cip_workflow.feel.juel import translate as translate_juel

#: Stands before a script in a language that is not run, `#!javascript 1 + 1`.
SCRIPT = "#!"

__all__ = ["Bare", "Language", "Untranslatable", "from_juel", "is_feel", "language", "literal", "to_feel"]

Language = Literal["", "feel", "juel", "script", "text"]

#: What a text without any mark is: just a text, or an expression (a condition of a plain file, a Camunda 7 collection).
Bare = Literal["text", "expression"]

#: `language` attributes that say nothing: FEEL, JUEL, and what tools write by default whatever stands there.
_NEUTRAL = ("feel", "juel", "xpath", "unspecified", "none", "natural", "spel", "mvel")


def language(written: str | None) -> Language:
    """What `written` is: FEEL (`=..`), JUEL (`${..}` anywhere in it), a script, plain text or nothing."""
    said = (written or "").strip()
    if not said:
        return ""
    if said.startswith("="):
        return "feel"
    if said.startswith(SCRIPT):
        return "script"
    return "juel" if "${" in said or "#{" in said else "text"


def literal(written: str) -> str:
    """A FEEL string literal."""
    return json.dumps(written, ensure_ascii=False)


def is_feel(text: str) -> bool:
    """Can this be read as FEEL?"""
    try:
        feel.compile(text)
    except ExpressionError:
        return False
    return True


def to_feel(written: str, *, bare: Bare = "text", dialect: str = "plain", declared: str = "") -> str:
    """The FEEL expression, without `=`, that means what `written` meant.

    `bare` says what a text without any mark is at this place; `declared` is a language attribute beside it. Raises
    Untranslatable, which says why.
    """
    said = written.strip()
    kind = language(said)
    if kind == "feel":
        return said[1:].strip()
    _check_language(declared, said)
    if kind == "juel":
        return from_juel(said)
    if kind == "script":
        name = said.removeprefix(SCRIPT).split(maxsplit=1)[0]
        message = f"A script in {name} is not run here. Write it as a FEEL expression."
        raise Untranslatable(message, expression=said)
    if bare == "text":
        return literal(written)
    if dialect == "spiff":
        return translate_python(said)
    return _unmarked(said)


def _check_language(declared: str, said: str) -> None:
    name = declared.strip().lower()
    if name and not any(neutral in name for neutral in _NEUTRAL):
        message = f"It is written in {declared}, which is not run here. Write it as a FEEL expression."
        raise Untranslatable(message, expression=said)


def _unmarked(said: str) -> str:
    """An expression of a plain file: FEEL as it stands, else read as if it stood in `${..}`, where `==` and `&&` belong."""
    if is_feel(said):
        return said
    try:
        return from_juel("${" + said + "}")
    except Untranslatable:
        message = f"“{said}” is words, not an expression that can be run."
        raise Untranslatable(message, expression=said) from None


def from_juel(said: str) -> str:
    """JUEL (`${..}`, with or without text around it) in FEEL. Raises Untranslatable."""
    try:
        return translate_juel(said)
    except WorkflowError as error:
        raise Untranslatable(error.message, expression=said) from error
