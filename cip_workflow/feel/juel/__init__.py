"""JUEL, the expressions of Camunda 7 files, as FEEL.

    translate("${amount > 100 && status == 'open'}")  # 'amount > 100 and status = "open"'

JUEL may call any Java object that its engine knows; nothing here does. What has no meaning in FEEL is refused with a
sentence that says what it is and what to do instead.
"""

from __future__ import annotations

import re

from cip_workflow.feel.errors import JuelError
from cip_workflow.feel.juel.reader import Reader
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.printer import print_tree

__all__ = ["translate"]

MAX_TEXT = 10_000

_OPENING = re.compile(r"\\[$#]\{|[$#]\{")


def translate(expression: str) -> str:
    """The FEEL of a JUEL expression, or of a text with JUEL in it; a text without any is a string.

    Raises:
        JuelError: what it says has no meaning in FEEL, or it cannot be read.
    """
    if len(expression) > MAX_TEXT:
        raise JuelError(f"This JUEL expression has {len(expression)} characters; {MAX_TEXT} are allowed.")
    pieces = _pieces(expression)
    if len(pieces) == 1:
        return print_tree(pieces[0])
    texts = tuple(
        piece if isinstance(piece, tree.String) else tree.Call(tree.Name("string"), (piece,))
        for piece in pieces
    )
    # joined, not added: JUEL writes nothing for null
    return print_tree(tree.Call(tree.Name("string join"), (tree.ListLiteral(texts),)))


def _pieces(expression: str) -> list[tree.Node]:
    found: list[tree.Node] = []
    text = ""
    at = 0
    while match := _OPENING.search(expression, at):
        text += expression[at : match.start()]
        if match.group().startswith("\\"):
            text += match.group()[1:]
            at = match.end()
            continue
        if text:
            found.append(tree.String(text))
        reader = Reader(expression, match.end())
        found.append(reader.whole())
        text, at = "", reader.at
    text += expression[at:]
    if text or not found:
        found.append(tree.String(text))
    return found
