"""Can every expression be read?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cip_workflow import feel
from cip_workflow.bpmn.document import Document, Flow
from cip_workflow.bpmn.expressions import Untranslatable, language
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.uses import Use, uses
from cip_workflow.errors import ExpressionError
from cip_workflow.feel import FeelSyntaxError

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Process

RULES = ("not-feel", "not-translatable", "condition-in-words")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each expression that is not FEEL and cannot be put into it."""
    for process in document.to_run:
        yield from _process(document, process)


def _process(document: Document, process: Process) -> Iterator[Finding]:
    for use in uses(document, process):
        try:
            text = use.feel(document.dialect)
        except Untranslatable as error:
            yield _untranslatable(document, use, error)
            continue
        if text is None:
            continue
        try:
            feel.compile(text)
        except FeelSyntaxError as error:
            place = (
                f"line {error.line}, character {error.column}"
                if "\n" in text
                else f"character {error.column}"
            )
            wanted = f" Expected {' or '.join(error.expected)}." if error.expected else ""
            message = f"{use.what}, {_quoted(text)}, cannot be read at {place}: {error.sentence}{wanted}"
            yield found("not-feel", document, use.owner, message, "Correct the expression in the modeller.")
        except ExpressionError as error:
            message = f"{use.what} cannot be read: {error.message}"
            yield found("not-feel", document, use.owner, message, "Make the expression shorter.")


def _untranslatable(document: Document, use: Use, error: Untranslatable) -> Finding:
    if isinstance(use.owner, Flow) and language(use.text) == "text":
        message = f"{use.what} is written in words: {_quoted(use.text)}. When is this way taken?"
        return found("condition-in-words", document, use.owner, message, "Write it as a FEEL expression.")
    message = f"{use.what}, {_quoted(use.text)}, cannot be put into FEEL: {error.message}"
    return found(
        "not-translatable", document, use.owner, message, "Write it as a FEEL expression, beginning with =."
    )


def _quoted(text: str) -> str:
    said = " ".join(text.split())
    return f"“{said[:117]}…”" if len(said) > 120 else f"“{said}”"
