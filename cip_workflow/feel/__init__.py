"""FEEL, the expression language of DMN 1.5: complete, compiled to closures, safe by budget.

    evaluate("if amount > 100 then \\"board\\" else \\"manager\\"", {"amount": 250})  # "board"
    unary("[10..20], > 100", 15)  # True
    compile("Monthly Salary * 12").evaluate({"Monthly Salary": 3000})  # Decimal("36000")
    compile("limit - spent").run({"limit": 5})  # null, and a diagnostic: nothing here is called 'spent'

What each part of the standard became is in docs/feel.md; why it is built so in docs/adr/0002-feel-parser.md.
"""

from __future__ import annotations

from cip_workflow.feel import extensions
from cip_workflow.feel.builtins import BUILTINS, register
from cip_workflow.feel.errors import Diagnostic, FeelBudgetError, FeelSyntaxError, JuelError
from cip_workflow.feel.expression import (
    Expression,
    Result,
    UnaryTests,
    compile,  # noqa: A004 - as in `expression`
    compile_unary,
    evaluate,
    unary,
)
from cip_workflow.feel.inbound import to_plain
from cip_workflow.feel.syntax.printer import print_tree
from cip_workflow.feel.text import text_of
from cip_workflow.feel.values import DaysTimeDuration, Function, Parameter, Range, YearsMonthsDuration

__all__ = [
    "BUILTINS",
    "DaysTimeDuration",
    "Diagnostic",
    "Expression",
    "FeelBudgetError",
    "FeelSyntaxError",
    "Function",
    "JuelError",
    "Parameter",
    "Range",
    "Result",
    "UnaryTests",
    "YearsMonthsDuration",
    "compile",
    "compile_unary",
    "evaluate",
    "extensions",
    "print_tree",
    "register",
    "text_of",
    "to_plain",
    "unary",
]
