"""An input column of a decision table, made so that one look finds every rule whose cell holds the value.

Rules are bits of an int. A column of constants maps a value to the bits of its rules: strings by a dictionary, numbers
by their place among all the ends of all intervals. What the constants do not cover, FEEL is asked, cell by cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from typing import Any

from cip_workflow.dmn.cells import Everything, Numbers, Strings, Truth, constant

#: Whether a cell holds a value: asked of FEEL with the value, the scope and the evaluation.
CellTest = Callable[[Any, dict[str, Any], Any], bool]
MakeTest = Callable[[int], CellTest]

#: Between two numbers of a cell there is always room for a third.
_EXACT = Context(prec=100)
_KINDS: dict[type, type] = {Strings: str, Numbers: Decimal, Truth: bool}


class Column:
    """The cells of one input column. `make_test` compiles the cell of a rule when FEEL has to be asked."""

    def __init__(self, cells: Sequence[str], make_test: MakeTest) -> None:
        self._constants = [constant(cell) for cell in cells]
        self._make_test = make_test
        self._tests: dict[int, CellTest] = {}
        #: Rules whose cell is an expression, in order.
        self.asking = [rule for rule, cell in enumerate(self._constants) if cell is None]
        self._asking_bits = sum(1 << rule for rule in self.asking)
        self._all_bits = (1 << len(cells)) - 1
        self._any_bits = sum(
            1 << rule for rule, cell in enumerate(self._constants) if isinstance(cell, Everything)
        )
        kinds = {_KINDS[type(cell)] for cell in self._constants if type(cell) in _KINDS}
        self.kind: type | None = kinds.pop() if len(kinds) == 1 else None
        self._known: dict[Any, int] = {}
        self._others = 0
        self._points: list[Decimal] = []
        self._segments: list[int] = []
        if self.kind is str:
            self._index_strings()
        elif self.kind is Decimal:
            self._index_numbers()
        elif self.kind is bool:
            self._index_truths()
        for rule in self.asking:
            self._test(rule)

    def candidates(self, value: Any) -> tuple[int, bool]:
        """The bits of the rules that this column does not rule out, and whether `certain` must still be asked."""
        if type(value) is self.kind:
            if isinstance(value, Decimal):
                at = bisect_left(self._points, value)
                exact = at < len(self._points) and self._points[at] == value
                bits = self._segments[2 * at + exact]
            else:
                bits = self._known.get(value, self._others)
            return bits | self._asking_bits, self._asking_bits != 0
        return self._all_bits, self._any_bits != self._all_bits

    def holds(self, rule: int, value: Any, scope: dict[str, Any], run: Any) -> bool:
        """Whether the cell of one candidate holds the value; asks FEEL where no constant answers."""
        cell = self._constants[rule]
        if isinstance(cell, Everything) or (cell is not None and type(value) is self.kind):
            return True
        if isinstance(cell, Truth):
            return value is cell.value  # to FEEL alone, `true` would be an expression that says yes to everything
        return self._test(rule)(value, scope, run)

    def _test(self, rule: int) -> CellTest:
        test = self._tests.get(rule)
        if test is None:
            test = self._tests[rule] = self._make_test(rule)
        return test

    def _bits(self, passing: Iterable[bool]) -> int:
        """The bits of the rules whose constant passes, and of those that take everything."""
        return self._any_bits | sum(1 << rule for rule, passes in enumerate(passing) if passes)

    def _index_strings(self) -> None:
        texts = {text for cell in self._constants if isinstance(cell, Strings) for text in cell.values}
        for text in texts:
            self._known[text] = self._bits(
                isinstance(cell, Strings) and (text in cell.values) is not cell.negated
                for cell in self._constants
            )
        self._others = self._bits(isinstance(cell, Strings) and cell.negated for cell in self._constants)

    def _index_truths(self) -> None:
        for truth in (True, False):
            self._known[truth] = self._bits(
                isinstance(cell, Truth) and cell.value is truth for cell in self._constants
            )

    def _index_numbers(self) -> None:
        intervals = [each for cell in self._constants if isinstance(cell, Numbers) for each in cell.intervals]
        ends = {end for each in intervals for end in (each.low, each.high) if end is not None}
        self._points = sorted(ends)
        # one segment before each point, one on it, one after the last: a number of each stands for all of its kind
        samples: list[Decimal] = []
        for index, point in enumerate(self._points):
            before = self._points[index - 1] if index else _EXACT.subtract(point, Decimal(2))
            samples += [_EXACT.divide(_EXACT.add(before, point), Decimal(2)), point]
        samples.append(_EXACT.add(self._points[-1], Decimal(1)))
        self._segments = [
            self._bits(isinstance(cell, Numbers) and cell.holds(sample) for cell in self._constants)
            for sample in samples
        ]
