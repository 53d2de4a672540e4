"""What language a text in a diagram is written in, and the same in FEEL."""

from __future__ import annotations

import json
from typing import Literal

from cip_workflow.errors import WorkflowError

#: Stands before a script in a language that is not run, `#!javascript 1 + 1`.
SCRIPT = "#!"

Language = Literal["", "feel", "juel", "script", "text"]


class Untranslatable(WorkflowError):
    """This expression cannot be put into FEEL. `position` counts characters from 1, 0 where none can be named."""

    def __init__(self, message: str, *, expression: str = "", position: int = 0) -> None:
        self.expression = expression
        self.position = position
        super().__init__(message)


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


def to_feel(written: str, *, bare: Literal["text", "expression"] = "text") -> str:
    """The FEEL expression, without `=`, that means what `written` meant.

    `bare` says what a text without any mark is at this place: just a text, or an expression (a condition of a
    plain file, a collection of Camunda 7). Raises Untranslatable, which says why and where.
    """
    said = written.strip()
    kind = language(said)
    if kind == "feel":
        return said[1:].strip()
    if kind == "juel":
        return _from_juel(said)
    if kind == "script":
        name = said.removeprefix(SCRIPT).split(maxsplit=1)[0]
        message = f"A script in {name} is not run here. Write it as a FEEL expression."
        raise Untranslatable(message, expression=said)
    return said if bare == "expression" else literal(written)


def _from_juel(said: str) -> str:
    from cip_workflow.feel import juel

    try:
        return juel.translate(said)
    except WorkflowError as error:
        raise Untranslatable(error.message, expression=said) from error
