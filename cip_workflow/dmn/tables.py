"""Decision tables compiled: one look per column finds the candidates, the hit policy makes the value."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cip_workflow.dmn import hit_policies
from cip_workflow.dmn.columns import CellTest, Column
from cip_workflow.dmn.elements import Boxed, Literal, Table
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.hit_policies import Chosen, Hit
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.outcome import Fired
from cip_workflow.dmn.outputs import aggregate_of, rank_of
from cip_workflow.dmn.types import ANY, Type
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.operators.comparison import equal

Names = frozenset[str]
Choose = Callable[[list[Hit], Evaluation], Chosen]


def compile_table(table: Table, names: Names, on: Expressions) -> Evaluate:
    """The function that evaluates a decision table; the rules that fired go into the trace."""
    return _Compiled(table, names, on).evaluate


class _Input:
    """An input column: its value, what it may be, and its cells."""

    def __init__(self, table: Table, index: int, names: Names, on: Expressions) -> None:
        self.at = table.inputs[index]
        self.title = self.at.label or self.at.expression.text
        self.value = on.literal(self.at.expression, names)
        self.type = on.types.find(self.at.type, self.at.line, self.at.called)
        self.allowed = on.tests(self.at.values, names, self.at) if self.at.values else None
        cells = [rule.inputs[index] for rule in table.rules]

        def make_test(rule: int) -> CellTest:
            return on.tests(cells[rule].text, names, cells[rule], cells[rule].language)

        self.column = Column([cell.text for cell in cells], make_test)

    def read(self, scope: Scope, run: Evaluation) -> Any:
        """The value of the input expression, fitted to its type and checked against its allowed values."""
        value = self.value(scope, run)
        if self.type is not ANY:
            value = run.fit(value, self.type, self.at.line, self.at.expression.text)
        if self.allowed is not None and not self.allowed(value, scope, run):
            raise NoValue(
                f"The value of {self.title} is none of the values that its column allows: {self.at.values}."
            )
        return value


class _Output:
    """An output column: its name, its type, the values of the rules."""

    def __init__(self, table: Table, index: int, names: Names, on: Expressions) -> None:
        self.at = table.outputs[index]
        self.type: Type = on.types.find(self.at.type, self.at.line, self.at.called)
        self.default = None if self.at.default is None else self._of(self.at.default, names, on)
        self.cells = [self._of(rule.outputs[index], names, on) for rule in table.rules]
        self.rank = rank_of(self.at, self.type, names, on)

    def _of(self, cell: Boxed, names: Names, on: Expressions) -> Evaluate:
        evaluate = on.literal(cell, names) if isinstance(cell, Literal) and cell.text else _null
        wanted = self.type
        if wanted is ANY:
            return evaluate
        return lambda scope, run: run.fit(evaluate(scope, run), wanted, cell.line)


def _null(scope: Scope, run: Evaluation) -> Any:
    return None


class _Compiled:
    def __init__(self, table: Table, names: Names, on: Expressions) -> None:
        self.table = table
        self.inputs = [_Input(table, index, names, on) for index in range(len(table.inputs))]
        self.outputs = [_Output(table, index, names, on) for index in range(len(table.outputs))]
        self.names = [output.at.name or output.at.label for output in self.outputs]
        self.single = len(self.outputs) == 1
        self.first_only = table.hit_policy == "FIRST"
        self.all_bits = (1 << len(table.rules)) - 1
        self.annotations = [" · ".join(text for text in rule.annotations if text) for rule in table.rules]
        self.choose = self._choose()

    def _choose(self) -> Choose:
        policy = self.table.hit_policy
        if policy == "UNIQUE":
            return lambda hits, run: hit_policies.unique(hits)
        if policy == "FIRST":
            return lambda hits, run: hit_policies.first(hits)
        if policy == "ANY":
            return lambda hits, run: hit_policies.any_of(hits, lambda one, other: equal(one, other) is True)
        if policy == "PRIORITY":
            return lambda hits, run: hit_policies.priority(hits, self._rank)
        if policy == "OUTPUT ORDER":
            return lambda hits, run: hit_policies.output_order(hits, self._rank)
        if self.table.aggregation:
            aggregate = aggregate_of(self.table.aggregation)
            return lambda hits, run: hit_policies.collect(
                hits, lambda values: aggregate(values, run), self.names
            )
        return lambda hits, run: hit_policies.rule_order(hits)

    def _rank(self, value: Any) -> tuple[int, ...]:
        if self.single:
            return (self.outputs[0].rank(value),)
        return tuple(output.rank(value[name]) for output, name in zip(self.outputs, self.names, strict=True))

    def evaluate(self, scope: Scope, run: Evaluation) -> Any:
        try:
            return self._decide(scope, run)
        except NoValue as problem:
            return run.note(self.table.line, "", problem.sentence)

    def _decide(self, scope: Scope, run: Evaluation) -> Any:
        values = [each.read(scope, run) for each in self.inputs]
        run.read_by_table(self.inputs, values)
        matched = self._matched(values, scope, run)
        if not matched:
            return self._without_match(scope, run)
        hits = [(rule, self._value(rule, scope, run)) for rule in matched]
        fired, value = self.choose(hits, run)
        run.fired.extend(self._fired(rule, found, run) for rule, found in fired)
        return value

    def _matched(self, values: list[Any], scope: Scope, run: Evaluation) -> list[int]:
        bits = self.all_bits
        asking: list[tuple[Column, Any]] = []
        for each, value in zip(self.inputs, values, strict=True):
            candidates, ask = each.column.candidates(value)
            bits &= candidates
            if ask:
                asking.append((each.column, value))
        matched: list[int] = []
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            rule = lowest.bit_length() - 1
            if all(column.holds(rule, value, scope, run) for column, value in asking):
                matched.append(rule)
                if self.first_only:
                    break
        return matched

    def _value(self, rule: int, scope: Scope, run: Evaluation) -> Any:
        if self.single:
            return self.outputs[0].cells[rule](scope, run)
        return {
            name: output.cells[rule](scope, run)
            for name, output in zip(self.names, self.outputs, strict=True)
        }

    def _fired(self, rule: int, value: Any, run: Evaluation) -> Fired:
        outputs = {self.names[0] or run.decision: value} if self.single else value
        return Fired(rule + 1, self.annotations[rule], outputs, self.table.rules[rule].id)

    def _without_match(self, scope: Scope, run: Evaluation) -> Any:
        if any(output.default is not None for output in self.outputs):
            values = [(output.default or _null)(scope, run) for output in self.outputs]
            value = values[0] if self.single else dict(zip(self.names, values, strict=True))
            return [value] if self.table.listing else value
        empty = hit_policies.EMPTY.get((self.table.hit_policy, self.table.aggregation))
        if empty is None:
            raise NoValue("No rule of this decision table matches, and it has no default output.")
        return list(empty) if isinstance(empty, list) else Decimal(empty)
