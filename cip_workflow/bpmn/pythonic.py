"""Conditions of SpiffArena, which are Python: what is a comparison and nothing more is put into FEEL.

Python is read here (`ast.parse`), never run.
"""

from __future__ import annotations

import ast
import json

from cip_workflow.bpmn.untranslatable import Untranslatable

_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "=",
    ast.IsNot: "!=",
}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_LONGEST = 2_000


def translate(expression: str) -> str:
    """A Python comparison as FEEL. Raises Untranslatable for everything that is more than one."""
    refused = Untranslatable(
        f"“{expression}” is Python, which is not run here. Write it as a FEEL expression.",
        expression=expression,
    )
    if len(expression) > _LONGEST:
        raise refused
    try:
        return _feel(ast.parse(expression.strip(), mode="eval").body)
    except (SyntaxError, ValueError, _More, RecursionError, MemoryError):
        raise refused from None


class _More(Exception):
    """More than a comparison."""


def _feel(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=bool() | None as value):
            return {True: "true", False: "false", None: "null"}[value]
        case ast.Constant(value=int() | float() | str() as value):
            return json.dumps(value, ensure_ascii=False)
        case ast.Name(id=name):
            return name
        case ast.BoolOp(op=op, values=values):
            word = " and " if isinstance(op, ast.And) else " or "
            return "(" + word.join(_feel(value) for value in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"not({_feel(operand)})"
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"-{_feel(operand)}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return f"({_feel(left)} {_ARITHMETIC[type(op)]} {_feel(right)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(_feel(left), op, _feel(right))
        case ast.Call(func=ast.Name(id="len"), args=[inner], keywords=[]):
            return f"count({_feel(inner)})"
        case _:
            return _value(node)


def _value(node: ast.expr) -> str:
    match node:
        case ast.Attribute(value=inner, attr=name):
            return f"{_feel(inner)}.{name}"
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() as name)) if name.isidentifier():
            return f"{_feel(inner)}.{name}"
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return f"[{', '.join(_feel(item) for item in items)}]"
        case _:
            raise _More


def _comparison(left: str, op: ast.cmpop, right: str) -> str:
    if isinstance(op, ast.In):
        return f"list contains({right}, {left})"
    if isinstance(op, ast.NotIn):
        return f"not(list contains({right}, {left}))"
    return f"{left} {_COMPARE[type(op)]} {right}"
