"""Reading FEEL: operators by their binding, everything else by what it begins with (a Pratt parser)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from cip_workflow.feel.errors import FeelSyntaxError
from cip_workflow.feel.limits import MAX_TREE_DEPTH
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.lexer import Token
from cip_workflow.feel.syntax.primaries import Primaries
from cip_workflow.feel.syntax.vocabulary import Vocabulary

# From loose to tight: the order of the alternatives in grammar rules 2 and 4
DISJUNCTION, CONJUNCTION, COMPARISON, SUM, PRODUCT, POWER, NEGATION, INSTANCE, POSTFIX = range(1, 10)

_BINDING = {
    "or": DISJUNCTION,
    "and": CONJUNCTION,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">=", "between", "in"), COMPARISON),
    **dict.fromkeys(("+", "-"), SUM),
    **dict.fromkeys(("*", "/"), PRODUCT),
    "**": POWER,
    "instance": INSTANCE,
    **dict.fromkeys((".", "[", "("), POSTFIX),
}


def parse(text: str, names: Iterable[str] = ()) -> tree.Node:
    """Read an expression.

    Args:
        text: the expression.
        names: known names that a reader could not tell from an operation: "Pre-bureau risk", "Profit and loss".

    Raises:
        FeelSyntaxError: what stands where in the text that FEEL does not allow there.
        FeelBudgetError: the text is too long.
    """
    parser = Parser(text, Vocabulary(names))
    return parser.to_the_end(parser.expression())


def parse_unary(text: str, names: Iterable[str] = ()) -> tree.UnaryTests:
    """Read the cell of a decision table (grammar rule 15); an empty cell is a dash.

    Raises:
        FeelSyntaxError, FeelBudgetError: as for `parse`.
    """
    parser = Parser(text, Vocabulary(names))
    return parser.unary_tests()


def parse_type(text: str) -> tree.Type:
    """Read a type: `list<number>`.

    Raises:
        FeelSyntaxError, FeelBudgetError: as for `parse`.
    """
    parser = Parser(text, Vocabulary())
    found = parser.type()
    parser.to_the_end(found)
    return found


class Parser(Primaries):
    """Reads one text."""

    def expression(self, level: int = 0) -> tree.Node:
        self.enter()
        found = self._operators(self.primary(), level)
        self.leave()
        return found

    def operand(self) -> tree.Node:
        return self.expression(SUM)

    def negated(self) -> tree.Node:
        return self.expression(NEGATION)

    def to_the_end(self, found: tree.Node) -> tree.Node:
        """`found`, when nothing follows it and it is not too deep."""
        if self.token.kind != "end":
            raise self._unexpected()
        if _depth(found) > MAX_TREE_DEPTH:
            raise self._too_many()
        return found

    def unary_tests(self) -> tree.UnaryTests:
        """Read unary tests up to the end."""
        if self.token.kind == "end" or (self.at("-") and self.ahead().kind == "end"):
            return tree.UnaryTests(())
        negated = self._negated_tests()
        if negated is None:
            negated = tree.UnaryTests(tuple(self._tests()))
        self.to_the_end(negated)
        return negated

    def _negated_tests(self) -> tree.UnaryTests | None:
        # "not(1, 2)" is a test; "not(a) and b" is an expression that begins with a call
        if not (self.at("not") and self.ahead().text == "("):
            return None
        start = self.index
        self.index += 2
        try:
            tests = self._tests()
            self.expect(")")
        except FeelSyntaxError:
            self.index = start
            return None
        if self.token.kind == "end":
            return tree.UnaryTests(tuple(tests), negated=True, at=self.tokens[start].at)
        self.index = start
        return None

    def _tests(self) -> list[tree.Node]:
        found = [self.inside()]
        while self.take(","):
            found.append(self.inside())
        return found

    def _operators(self, left: tree.Node, level: int) -> tree.Node:
        for _ in range(MAX_TREE_DEPTH):
            token = self.token
            binding = _BINDING.get(token.text) if token.kind in ("symbol", "word") else None
            if binding is None or binding < max(level, 1):
                return left
            if token.text == "[" and self._ends_range and not self._begins_filter():
                return left
            left = self._INFIX[binding](self, left, token)
        raise self._too_many()

    def _begins_filter(self) -> bool:
        # in [1..10[ and in [1..xs[1]]: a filter has an expression inside, an end of a range has not
        after = self.ahead()
        return after.kind in ("number", "string") or (
            after.text in ("(", "{", "@", "-", "[")
            or (
                after.kind == "word"
                and after.text not in ("and", "or", "then", "else", "return", "satisfies")
            )
        )

    def _disjunction(self, left: tree.Node, token: Token) -> tree.Node:
        return tree.Disjunction(self._row("or", left, CONJUNCTION), at=left.at)

    def _conjunction(self, left: tree.Node, token: Token) -> tree.Node:
        return tree.Conjunction(self._row("and", left, COMPARISON), at=left.at)

    def _row(self, word: str, left: tree.Node, level: int) -> tuple[tree.Node, ...]:
        operands = [left]
        while self.take(word):
            operands.append(self.expression(level))
        return tuple(operands)

    def _comparison(self, left: tree.Node, token: Token) -> tree.Node:
        self.next()
        if token.text == "between":
            low = self.expression(SUM)
            self.expect("and")
            return tree.Between(left, low, self.expression(SUM), at=left.at)
        if token.text == "in":
            return tree.In(left, self._in_tests(), at=left.at)
        if self.at("="):
            raise self.error("FEEL compares with a single '='.", at=token.at)
        return tree.Comparison(token.text, left, self.expression(SUM), at=left.at)

    def _in_tests(self) -> tuple[tree.Node, ...]:
        if not self.at("("):
            return (self.expression(SUM),)
        at = self.next().at
        self.enter()
        tests = [self.inside()]
        if self.at(".."):
            tests = [self._range(tests[0], low_included=False, at=at)]
        else:
            while self.take(","):
                tests.append(self.inside())
            self.expect(")")
        self.leave()
        # in (a).b, in (1 + 2) * 3: the bracket was only the beginning of the test
        return tuple(tests) if len(tests) > 1 else (self._operators(tests[0], SUM),)

    def _arithmetic(self, left: tree.Node, token: Token) -> tree.Node:
        self.next()
        right = self.expression(_BINDING[token.text] + 1)
        return tree.Arithmetic(token.text, left, right, at=left.at)

    def _instance_of(self, left: tree.Node, token: Token) -> tree.Node:
        self.next()
        self.expect("of")
        return tree.InstanceOf(left, self.type(), at=left.at)

    def _postfix(self, left: tree.Node, token: Token) -> tree.Node:
        if token.text == "[":
            self.next()
            condition = self.inside()
            self.expect("]")
            return tree.Filter(left, condition, at=left.at)
        if token.text == ".":
            self.next()
            return tree.Path(left, self.name(), at=left.at)
        return self._call(left)

    def _call(self, function: tree.Node) -> tree.Node:
        self.expect("(")
        found = self.separated(")", self._argument)
        named = tuple((name, value) for name, value in found if name is not None)
        if not named:
            return tree.Call(function, tuple(value for _, value in found), at=function.at)
        if len(named) != len(found):
            raise self.error("Give a name to every argument, or to none.", at=function.at)
        return tree.NamedCall(function, named, at=function.at)

    def _argument(self) -> tuple[str | None, tree.Node]:
        return self.parameter_name(), self.inside()

    def _too_many(self) -> FeelSyntaxError:
        return self.error(
            f"This expression has more than {MAX_TREE_DEPTH} operators in a row. Take it apart."
        )

    def _unexpected(self) -> FeelSyntaxError:
        return self.error(self.surprise(), ["an operator", "the end of the expression"])

    _INFIX: ClassVar[dict[int, Callable[[Parser, tree.Node, Token], tree.Node]]] = {
        DISJUNCTION: _disjunction,
        CONJUNCTION: _conjunction,
        COMPARISON: _comparison,
        SUM: _arithmetic,
        PRODUCT: _arithmetic,
        POWER: _arithmetic,
        INSTANCE: _instance_of,
        POSTFIX: _postfix,
    }


def _depth(root: tree.Node) -> int:
    # without recursion: this is what guards the recursion of everything else
    deepest = 0
    todo = [(root, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo.extend((child, depth + 1) for child in node.children())
    return deepest
