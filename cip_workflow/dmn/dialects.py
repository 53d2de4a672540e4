"""Expressions that are not FEEL: JUEL of Camunda 7 and Flowable is translated, anything else is refused.

Which language a text is in, a file says with `expressionLanguage`, or the text itself by beginning with `${`. Old
files of Camunda and Flowable say neither, so there a text that cannot be read as FEEL is tried as JUEL.
"""

from __future__ import annotations

from dataclasses import dataclass

from cip_workflow.dmn.read import is_feel
from cip_workflow.errors import ExpressionError
from cip_workflow.feel.errors import FeelSyntaxError, JuelError
from cip_workflow.feel.juel import translate
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.parser import parse, parse_unary

#: What cells written in JUEL call the value of their column.
CELL_INPUT = "cellInput"
_OPENING = ("${", "#{")
_OPERATORS = ("==", "!=", "<", ">", ".")

Names = frozenset[str]


@dataclass(frozen=True)
class Reader:
    """Reads the texts of one model: its own language, and whether it comes from a tool that leaves JUEL unmarked."""

    language: str = ""
    lenient: bool = False

    def expression(self, text: str, language: str, names: Names) -> tree.Node:
        """The tree of an expression. Raises ExpressionError, with a sentence, where it cannot be read."""
        if self._is_juel(text, language):
            return parse(translate(_wrapped(text)), names)
        try:
            return parse(text, names)
        except FeelSyntaxError:
            if self.lenient:
                juel = _translated(_wrapped(text))
                if juel is not None:
                    return parse(juel, names)
            raise

    def cell(self, text: str, language: str, names: Names) -> tree.Node:
        """The tree of the unary tests in a cell: tests of `?`, or an expression that reads `cellInput`."""
        if self._is_juel(text, language):
            return parse(translate(_wrapped(text)), names)
        try:
            return parse_unary(text, names)
        except FeelSyntaxError:
            if self.lenient:
                operator = "" if text.startswith(_OPERATORS) else " == "
                juel = _translated(f"${{{CELL_INPUT}{operator}{text}}}")
                if juel is not None:
                    return parse(juel, names)
            raise

    def _is_juel(self, text: str, language: str) -> bool:
        language = (language or self.language).strip()
        if language.lower() == "juel" or text.startswith(_OPENING):
            return True
        if not is_feel(language):
            raise ExpressionError(f"The expression is written in {language}. Only FEEL is understood.")
        return False


def _wrapped(text: str) -> str:
    return text if any(opening in text for opening in _OPENING) else f"${{{text}}}"


def _translated(juel: str) -> str | None:
    try:
        return translate(juel)
    except JuelError:
        return None
