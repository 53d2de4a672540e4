"""Types (grammar rule 52): `number`, `list<string>`, `context<a: date>`, `function<number> -> string`, `range<T>`."""

from __future__ import annotations

from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.names import BUILT_IN, Names


class Types(Names):
    """A cursor that can read types."""

    def type(self) -> tree.Type:
        """Read a type.

        Raises:
            FeelSyntaxError: when no type comes next.
        """
        at = self.token.at
        self.enter()
        found = self._generic(at) if self.ahead().text == "<" else None
        if found is None:
            found = tree.NamedType(self._type_name(), at=at)
        self.leave()
        return found

    def _generic(self, at: int) -> tree.Type | None:
        kind = self.token.text
        if kind not in ("list", "range", "context", "function"):
            return None
        self.index += 2
        if kind == "function":
            return self._function_type(at)
        if kind == "context":
            return self._context_type(at)
        item = self.type()
        self.expect(">")
        return tree.ListType(item, at=at) if kind == "list" else tree.RangeType(item, at=at)

    def _function_type(self, at: int) -> tree.FunctionType:
        parameters = self.separated(">", self.type)
        self.expect("->")
        return tree.FunctionType(tuple(parameters), self.type(), at=at)

    def _context_type(self, at: int) -> tree.ContextType:
        return tree.ContextType(tuple(self.separated(">", self._entry)), at=at)

    def _entry(self) -> tuple[str, tree.Type]:
        key = self.declared_name(":")
        self.expect(":")
        return key, self.type()

    def _type_name(self) -> str:
        known = BUILT_IN.longest(self.tokens, self.index)
        if known:
            self.index += known[0]
            return known[1]
        if self.at("null"):
            return self.next().text
        parts = [self.name()]
        while self.take("."):
            parts.append(self.name())
        return ".".join(parts)
