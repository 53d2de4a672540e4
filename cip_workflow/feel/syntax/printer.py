"""Tree to text. Reading the text again gives an equal tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.quoting import key_text, number_text, quoted

# The same order as in the parser: what binds looser than its place gets brackets
LOOSE, DISJUNCTION, CONJUNCTION, COMPARISON, SUM, PRODUCT, POWER, NEGATION, INSTANCE, POSTFIX, CLOSED = range(
    11
)


def print_tree(node: tree.Node) -> str:
    """The text of an expression or of unary tests."""
    return _Printer().write(node, LOOSE)


def print_type(type_: tree.Type) -> str:
    """The text of a type."""
    match type_:
        case tree.NamedType():
            return type_.name
        case tree.ListType():
            return f"list<{print_type(type_.item)}>"
        case tree.RangeType():
            return f"range<{print_type(type_.item)}>"
        case tree.ContextType():
            return f"context<{', '.join(f'{key}: {print_type(entry)}' for key, entry in type_.entries)}>"
        case tree.FunctionType():
            parameters = ", ".join(print_type(each) for each in type_.parameters)
            return f"function<{parameters}> -> {print_type(type_.result)}"
    raise TypeError(type(type_).__name__)


class _Printer:
    """Writes nodes with as few brackets as reading allows."""

    def write(self, node: tree.Node, level: int) -> str:
        binding, text = _WRITERS[type(node)](self, node)
        return f"({text})" if binding < level else text

    def row(self, nodes: tuple[tree.Node, ...], separator: str = ", ", level: int = LOOSE) -> str:
        return separator.join(self.write(node, level) for node in nodes)

    def arithmetic(self, node: tree.Arithmetic) -> tuple[int, str]:
        binding = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}[node.operator]
        left = self.write(node.left, binding)
        return binding, f"{left} {node.operator} {self.write(node.right, binding + 1)}"

    def comparison(self, node: tree.Comparison) -> tuple[int, str]:
        return (
            COMPARISON,
            f"{self.write(node.left, COMPARISON)} {node.operator} {self.write(node.right, SUM)}",
        )

    def between(self, node: tree.Between) -> tuple[int, str]:
        low, high = self.write(node.low, SUM), self.write(node.high, SUM)
        return COMPARISON, f"{self.write(node.value, COMPARISON)} between {low} and {high}"

    def in_(self, node: tree.In) -> tuple[int, str]:
        return COMPARISON, f"{self.write(node.value, COMPARISON)} in ({self.row(node.tests)})"

    def negation(self, node: tree.Negation) -> tuple[int, str]:
        operand = self.write(node.operand, NEGATION)
        if operand[0].isdigit():  # -5 is a number, -(5) is its negation
            operand = f"({operand})"
        return NEGATION, f"-{operand}"

    def iterations(self, iterations: tuple[tree.Iteration, ...]) -> str:
        return ", ".join(
            f"{each.name} in {self.write(each.domain, LOOSE)}"
            + (f"..{self.write(each.end, LOOSE)}" if each.end is not None else "")
            for each in iterations
        )

    def function(self, node: tree.FunctionDefinition) -> tuple[int, str]:
        parameters = ", ".join(
            each.name + (f": {print_type(each.type)}" if each.type else "") for each in node.parameters
        )
        return LOOSE, f"function({parameters}) {'external ' * node.external}{self.write(node.body, LOOSE)}"

    def range(self, node: tree.RangeLiteral) -> tuple[int, str]:
        opening, closing = "(["[node.low_included], ")]"[node.high_included]
        high = self.write(node.high, LOOSE)
        if "[" in high:  # could be taken for the end of the range
            high = f"({high})"
        return CLOSED, f"{opening}{self.write(node.low, LOOSE)}..{high}{closing}"

    def named(self, entries: tuple[tuple[str, tree.Node], ...], key: Callable[[str], str]) -> str:
        return ", ".join(f"{key(name)}: {self.write(value, LOOSE)}" for name, value in entries)

    def call(self, node: tree.Call) -> tuple[int, str]:
        return POSTFIX, f"{self.write(node.function, POSTFIX)}({self.row(node.arguments)})"

    def named_call(self, node: tree.NamedCall) -> tuple[int, str]:
        return POSTFIX, f"{self.write(node.function, POSTFIX)}({self.named(node.arguments, str)})"

    def quantified(self, node: tree.Quantified) -> tuple[int, str]:
        turns = self.iterations(node.iterations)
        return LOOSE, f"{node.quantifier} {turns} satisfies {self.write(node.condition, LOOSE)}"

    def if_(self, node: tree.If) -> tuple[int, str]:
        parts = [self.write(part, LOOSE) for part in (node.condition, node.then, node.otherwise)]
        return LOOSE, f"if {parts[0]} then {parts[1]} else {parts[2]}"

    def unary_tests(self, node: tree.UnaryTests) -> tuple[int, str]:
        tests = self.row(node.tests) or "-"
        if node.negated:
            return CLOSED, f"not({tests})"
        match node.tests:
            case (tree.Call(function=tree.Name(name="not")),):
                # the function, not the negation of tests
                return CLOSED, f"({tests})"
        return CLOSED, tests


_WRITERS: dict[type[tree.Node], Callable[[_Printer, Any], tuple[int, str]]] = {
    tree.Number: lambda _, node: (CLOSED if node.value >= 0 else NEGATION, number_text(node.value)),
    tree.String: lambda _, node: (CLOSED, quoted(node.value)),
    tree.Boolean: lambda _, node: (CLOSED, "true" if node.value else "false"),
    tree.Null: lambda _, node: (CLOSED, "null"),
    tree.AtLiteral: lambda _, node: (CLOSED, f"@{quoted(node.text)}"),
    tree.Name: lambda _, node: (CLOSED, node.name),
    tree.Path: lambda self, node: (POSTFIX, f"{self.write(node.source, POSTFIX)}.{node.name}"),
    tree.Filter: lambda self, node: (
        POSTFIX,
        f"{self.write(node.source, POSTFIX)}[{self.write(node.condition, LOOSE)}]",
    ),
    tree.Call: _Printer.call,
    tree.NamedCall: _Printer.named_call,
    tree.Negation: _Printer.negation,
    tree.Arithmetic: _Printer.arithmetic,
    tree.Comparison: _Printer.comparison,
    tree.Between: _Printer.between,
    tree.In: _Printer.in_,
    tree.InstanceOf: lambda self, node: (
        INSTANCE,
        f"{self.write(node.value, INSTANCE)} instance of {print_type(node.type)}",
    ),
    tree.Conjunction: lambda self, node: (CONJUNCTION, self.row(node.operands, " and ", COMPARISON)),
    tree.Disjunction: lambda self, node: (DISJUNCTION, self.row(node.operands, " or ", CONJUNCTION)),
    tree.If: _Printer.if_,
    tree.For: lambda self, node: (
        LOOSE,
        f"for {self.iterations(node.iterations)} return {self.write(node.body, LOOSE)}",
    ),
    tree.Quantified: _Printer.quantified,
    tree.ListLiteral: lambda self, node: (CLOSED, f"[{self.row(node.items)}]"),
    tree.ContextLiteral: lambda self, node: (CLOSED, f"{{{self.named(node.entries, key_text)}}}"),
    tree.RangeLiteral: _Printer.range,
    tree.ComparisonRange: lambda self, node: (LOOSE, f"{node.operator} {self.write(node.operand, SUM)}"),
    tree.FunctionDefinition: _Printer.function,
    tree.UnaryTests: _Printer.unary_tests,
}
