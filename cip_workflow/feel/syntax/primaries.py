"""What an expression can begin with: literals, names, brackets, and the words `if`, `for`, `some`, `function`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.numbers import number
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.lexer import unquoted
from cip_workflow.feel.syntax.types import Types

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class Primaries(Types, ABC):
    """A cursor that can read the beginnings of expressions."""

    #: Inside the second endpoint of a range, where "[" may end the range: [1..10[
    _ends_range = False

    @abstractmethod
    def expression(self, level: int = 0) -> tree.Node:
        """Read an expression whose operators bind at least as tightly as `level`."""

    @abstractmethod
    def operand(self) -> tree.Node:
        """Read what follows a comparison operator: arithmetic, no further comparison."""

    @abstractmethod
    def negated(self) -> tree.Node:
        """Read what follows a minus sign."""

    def primary(self) -> tree.Node:
        """Read the beginning of an expression.

        Raises:
            FeelSyntaxError: when nothing that begins one comes next.
        """
        token = self.token
        match token.kind:
            case "number":
                return tree.Number(self._number(), at=token.at)
            case "string":
                return tree.String(unquoted(self.next().text), at=token.at)
            case "word":
                return self._word()
            case "symbol":
                return self._symbol()
        raise self.error(self.surprise(), ["an expression"])

    def _number(self) -> Decimal:
        token = self.next()
        try:
            return number(token.text)
        except NoValue as error:
            raise self.error(error.sentence, at=token.at) from error

    def _word(self) -> tree.Node:
        token = self.token
        if self.vocabulary.longest(self.tokens, self.index):
            return tree.Name(self.name(), at=token.at)
        match token.text:
            case "true" | "false":
                self.next()
                return tree.Boolean(token.text == "true", at=token.at)
            case "null":
                self.next()
                return tree.Null(at=token.at)
            case "if":
                return self._if()
            case "for":
                return self._for()
            case "some" | "every":
                return self._quantified()
            case "function":
                return self._function()
        return tree.Name(self.name(), at=token.at)

    def _symbol(self) -> tree.Node:
        token = self.token
        match token.text:
            case "(":
                return self._parenthesis()
            case "[":
                return self._list_or_range()
            case "]":
                self.next()
                return self._range(self.inside(), low_included=False, at=token.at)
            case "{":
                return self._context()
            case "@":
                return self._at_literal()
            case "-":
                self.next()
                if self.token.kind == "number":
                    return tree.Number(self._number().copy_negate(), at=token.at)
                return tree.Negation(self.negated(), at=token.at)
        if token.text in COMPARISONS:
            self.next()
            return tree.ComparisonRange(token.text, self.operand(), at=token.at)
        raise self.error(self.surprise(), ["an expression"])

    def inside(self) -> tree.Node:
        """Read an expression inside brackets, where "[" is always a filter."""
        before, self._ends_range = self._ends_range, False
        found = self.expression()
        self._ends_range = before
        return found

    def _at_literal(self) -> tree.AtLiteral:
        at = self.next().at
        if self.token.kind != "string":
            raise self.error(self.surprise(), ["a date, time or duration in quotes"])
        return tree.AtLiteral(unquoted(self.next().text), at=at)

    def _parenthesis(self) -> tree.Node:
        at = self.expect("(").at
        found = self.inside()
        if self.at(".."):
            return self._range(found, low_included=False, at=at)
        self.expect(")")
        return found

    def _range(self, low: tree.Node, *, low_included: bool, at: int) -> tree.RangeLiteral:
        self.expect("..")
        before, self._ends_range = self._ends_range, True
        high = self.expression()
        self._ends_range = before
        closing = self.expect("]", ")", "[")
        return tree.RangeLiteral(low, low_included, high, closing.text == "]", at=at)

    def _list_or_range(self) -> tree.Node:
        at = self.expect("[").at
        if self.take("]"):
            return tree.ListLiteral((), at=at)
        items = [self.inside()]
        if self.at(".."):
            return self._range(items[0], low_included=True, at=at)
        while self.take(","):
            items.append(self.inside())
        self.expect("]")
        return tree.ListLiteral(tuple(items), at=at)

    def _context(self) -> tree.ContextLiteral:
        at = self.expect("{").at
        return tree.ContextLiteral(tuple(self.separated("}", self._context_entry)), at=at)

    def _context_entry(self) -> tuple[str, tree.Node]:
        key = unquoted(self.next().text) if self.token.kind == "string" else self.declared_name(":")
        self.expect(":")
        return key, self.inside()

    def _if(self) -> tree.If:
        at = self.expect("if").at
        condition = self.expression()
        self.expect("then")
        then = self.expression()
        self.expect("else")
        return tree.If(condition, then, self.expression(), at=at)

    def _for(self) -> tree.For:
        at = self.expect("for").at
        iterations = self._iterations()
        self.expect("return")
        return tree.For(iterations, self.expression(), at=at)

    def _quantified(self) -> tree.Quantified:
        token = self.expect("some", "every")
        iterations = self._iterations()
        self.expect("satisfies")
        return tree.Quantified(token.text, iterations, self.expression(), at=token.at)

    def _iterations(self) -> tuple[tree.Iteration, ...]:
        found: list[tree.Iteration] = []
        while not found or self.take(","):
            at = self.token.at
            name = self.declared_name("in")
            self.expect("in")
            domain = self.expression()
            end = self.expression() if self.take("..") else None
            found.append(tree.Iteration(name, domain, end, at=at))
        return tuple(found)

    def _function(self) -> tree.FunctionDefinition:
        at = self.expect("function").at
        self.expect("(")
        parameters = self.separated(")", self._parameter)
        external = self.take("external") is not None
        return tree.FunctionDefinition(tuple(parameters), self.expression(), external, at=at)

    def _parameter(self) -> tree.Parameter:
        at = self.token.at
        name = self.declared_name(":", ",", ")")
        return tree.Parameter(name, self.type() if self.take(":") else None, at=at)
