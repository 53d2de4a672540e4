"""Reading one JUEL expression, from behind its `${` to behind its `}`, as the tree of the FEEL that says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from cip_workflow.feel.errors import JuelError, NoValue
from cip_workflow.feel.juel.meaning import element, operation
from cip_workflow.feel.juel.methods import FUNCTIONS, METHODS
from cip_workflow.feel.numbers import number
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.printer import print_tree
from cip_workflow.feel.syntax.vocabulary import KEYWORDS

MAX_NESTING = 40

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number> \d+(?:\.\d*)?(?:[eE][+-]?\d+)? | \.\d+ )
    | (?P<string> '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" )
    | (?P<word>   [A-Za-z_$][\w$]* (?: : [A-Za-z_]\w* (?=\s*\() )? )
    | (?P<symbol> && | \|\| | == | != | <= | >= | [-+*/%<>!?:.,()\[\]{}] )
    )""",
    re.VERBOSE,
)
_WORDS = {
    "and": "&&",
    "or": "||",
    "not": "!",
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "le": "<=",
    "ge": ">=",
    "div": "/",
    "mod": "%",
}
#: The binary operators from loose to tight.
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class Reader:
    """Reads one expression, from behind its `${` to behind its `}`."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self._nesting = 0
        self._token = self._scan()

    def whole(self) -> tree.Node:
        """The expression up to and with its closing brace."""
        found = self._choice()
        if self._token.text != "}":
            raise self._error(f"{self._token.text or 'the end'} is not expected")
        self.at = self._token.at + 1
        return found

    def _scan(self) -> _Token:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            rest = self.text[self.at :].lstrip()
            return _Token("end", rest[:1], len(self.text) - len(rest))
        kind = str(match.lastgroup)
        text = match.group(kind)
        self.at = match.end()
        if kind == "word" and text in _WORDS:
            return _Token("symbol", _WORDS[text], match.start(kind))
        return _Token(kind, text, match.start(kind))

    def _next(self) -> _Token:
        token = self._token
        self._token = self._scan()
        return token

    def _take(self, *symbols: str) -> str | None:
        if self._token.kind == "symbol" and self._token.text in symbols:
            return self._next().text
        return None

    def _expect(self, symbol: str) -> None:
        if not self._take(symbol):
            raise self._error(f"{symbol!r} is missing before {self._token.text or 'the end'}")

    def _choice(self) -> tree.Node:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self._error(f"it is nested more than {MAX_NESTING} deep")
        found = self._binary(0)
        if self._take("?"):
            then = self._choice()
            self._expect(":")
            found = tree.If(found, then, self._choice())
        self._nesting -= 1
        return found

    def _binary(self, level: int) -> tree.Node:
        if level == len(_LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        chain = 0
        while operator := self._take(*_LEVELS[level]):
            chain += 1
            if chain > MAX_NESTING:
                raise self._error(f"more than {MAX_NESTING} operators stand in a row")
            left = operation(operator, left, self._binary(level + 1))
        return left

    def _unary(self) -> tree.Node:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self._error(f"it is nested more than {MAX_NESTING} deep")
        if self._take("!"):
            found: tree.Node = tree.Call(tree.Name("not"), (self._unary(),))
        elif self._take("-"):
            found = tree.Negation(self._unary())
        elif self._token.kind == "word" and self._token.text == "empty":
            self._next()
            found = tree.Call(tree.Name("is empty"), (self._unary(),))
        else:
            found = self._postfix(self._primary())
        self._nesting -= 1
        return found

    def _primary(self) -> tree.Node:
        if self._take("("):
            found = self._choice()
            self._expect(")")
            return found
        token = self._next()
        match token.kind:
            case "number":
                return tree.Number(self._number(token))
            case "string":
                return tree.String(re.sub(r"\\(.)", r"\1", token.text[1:-1]))
            case "word":
                return self._word(token)
        raise self._error(f"{token.text or 'the end'} is not expected", token.at)

    def _number(self, token: _Token) -> Decimal:
        try:
            return number(token.text)
        except NoValue as nothing:
            raise self._error(nothing.sentence, token.at) from nothing

    def _word(self, token: _Token) -> tree.Node:
        match token.text:
            case "true" | "false":
                return tree.Boolean(token.text == "true")
            case "null":
                return tree.Null()
            case "instanceof":
                raise self._error(
                    "'instanceof' asks for a Java class; use 'instance of' with a FEEL type", token.at
                )
        if self._take("("):
            return self._function(token)
        return tree.Name(self._plain(token))

    def _function(self, token: _Token) -> tree.Node:
        arguments = self._arguments()
        made = FUNCTIONS.get(token.text)
        found = made(arguments) if made else None
        if found is None:
            raise self._error(
                f"it calls the function {token.text}, which does not exist here; "
                "let a step before this one compute the value into a variable",
                token.at,
            )
        return found

    def _postfix(self, found: tree.Node) -> tree.Node:
        while sign := self._take(".", "["):
            if sign == "[":
                index = self._choice()
                self._expect("]")
                found = element(found, index)
                continue
            token = self._next()
            if token.kind != "word":
                raise self._error(f"a name must follow the '.', not {token.text or 'the end'}", token.at)
            if self._take("("):
                found = self._method(found, token, self._arguments())
            else:
                found = tree.Path(found, self._plain(token))
        return found

    def _method(self, target: tree.Node, token: _Token, arguments: tuple[tree.Node, ...]) -> tree.Node:
        made = METHODS.get(token.text)
        found = made(target, arguments) if made else None
        if found is None:
            raise self._error(
                f"it calls the Java method {token.text} of {print_tree(target)}, which does not exist here; "
                "make it a service task, or let a step before this one compute the value into a variable",
                token.at,
            )
        return found

    def _arguments(self) -> tuple[tree.Node, ...]:
        found: list[tree.Node] = []
        if not self._take(")"):
            found.append(self._choice())
            while self._take(","):
                found.append(self._choice())
            self._expect(")")
        return tuple(found)

    def _plain(self, token: _Token) -> str:
        if "$" in token.text or ":" in token.text or token.text in KEYWORDS:
            raise self._error(f"{token.text!r} cannot be the name of a variable in FEEL; rename it", token.at)
        return token.text

    def _error(self, what: str, at: int | None = None) -> JuelError:
        place = (self._token.at if at is None else at) + 1
        return JuelError(
            f"The JUEL expression {self.text[:100]!r} has no equivalent in FEEL: {what} (character {place})."
        )
