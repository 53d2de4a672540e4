"""An input column of a decision table, made so that one look finds every rule whose cell holds the value.

Rules are bits of an int. A column of constants maps a value to the bits of its rules: strings by a dictionary, numbers
by their place among all the ends of all intervals (`indexes.py`). What the constants do not cover, FEEL is asked, cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from cip_workflow.dmn.cells import Everything, Numbers, Strings, Truth, constant
from cip_workflow.dmn.indexes import Index, index_of

#: Whether a cell holds a value: asked of FEEL with the value, the scope and the evaluation.
CellTest = Callable[[Any, dict[str, Any], Any], bool]
MakeTest = Callable[[int], CellTest]

#: Rules of a table up to which columns are indexed: an index needs memory by the square of them.
MAX_INDEXED = 2_000
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
        self._index = self._indexed() if len(cells) <= MAX_INDEXED else None
        for rule in self.asking:
            self._test(rule)

    def candidates(self, value: Any) -> tuple[int, bool]:
        """The bits of the rules that this column does not rule out, and whether `holds` must still be asked."""
        index, kind = self._index, type(value)
        if index is not None and kind is index.kind:
            return index.bits(value) | self._any_bits | self._asking_bits, self._asking_bits != 0
        return self._all_bits, self._any_bits != self._all_bits

    def holds(self, rule: int, value: Any, scope: dict[str, Any], run: Any) -> bool:
        """Whether the cell of one candidate holds the value; asks FEEL where no constant answers."""
        cell = self._constants[rule]
        if isinstance(cell, Everything):
            return True
        if isinstance(cell, Truth):
            return (
                value is cell.value
            )  # to FEEL alone, `true` would be an expression that says yes to everything
        kind = type(value)
        if cell is not None and kind is _KINDS[type(cell)]:
            return cell.holds(value)
        return self._test(rule)(value, scope, run)

    def _test(self, rule: int) -> CellTest:
        test = self._tests.get(rule)
        if test is None:
            test = self._tests[rule] = self._make_test(rule)
        return test

    def _indexed(self) -> Index | None:
        kinds = {_KINDS[type(cell)] for cell in self._constants if type(cell) in _KINDS}
        return index_of(kinds.pop(), self._constants) if len(kinds) == 1 else None
