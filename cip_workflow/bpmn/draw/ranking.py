"""Which column and which row: longest distance from the start, and one row for each branch."""

from __future__ import annotations

from dataclasses import dataclass

Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Where each node stands: (column, row)."""

    cells: dict[str, Cell]
    columns: int
    rows: int

    def free(self, start: Cell, end: Cell) -> bool:
        """Is nothing in the row of `end` between the column of `start` and it?"""
        taken = set(self.cells.values())
        first = start[0] + (0 if start[1] != end[1] else 1)
        return not any((column, end[1]) in taken for column in range(first, end[0]))


def arrange(nodes: list[str], edges: list[tuple[str, str]]) -> Grid:
    """Cells for `nodes`; what nothing is connected to goes into rows of its own at the end."""
    connected = {end for edge in edges for end in edge}
    flowing = [node for node in nodes if node in connected]
    ahead = _without_loops(flowing, edges)
    column = _columns(flowing, ahead)
    cells = _rows(flowing, ahead, column)
    rows = max((row for _, row in cells.values()), default=-1) + 1
    for place, node in enumerate(node for node in nodes if node not in connected):
        cells[node] = (place % 4, rows + place // 4)
    return Grid(
        cells,
        columns=max((at for at, _ in cells.values()), default=0),
        rows=max((at for _, at in cells.values()), default=0),
    )


def _without_loops(nodes: list[str], edges: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The edges that lead forward, by source; an edge back to a node that is still being walked is left out."""
    out: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        if source != target and target not in out[source]:
            out[source].append(target)
    entered = {target for _, target in edges}
    ahead: dict[str, list[str]] = {node: [] for node in nodes}
    state: dict[str, int] = {}
    for root in sorted(nodes, key=lambda node: node in entered):
        if root in state:
            continue
        stack = [(root, iter(out[root]))]
        state[root] = 1
        while stack:
            node, rest = stack[-1]
            target = next(rest, "")
            if not target:
                state[node] = 2
                stack.pop()
            elif state.get(target) != 1:
                ahead[node].append(target)
                if target not in state:
                    state[target] = 1
                    stack.append((target, iter(out[target])))
    return ahead


def _columns(nodes: list[str], ahead: dict[str, list[str]]) -> dict[str, int]:
    waiting = dict.fromkeys(nodes, 0)
    for targets in ahead.values():
        for target in targets:
            waiting[target] += 1
    column = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not waiting[node]]
    while ready:
        node = ready.pop()
        for target in ahead[node]:
            column[target] = max(column[target], column[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return column


def _rows(nodes: list[str], ahead: dict[str, list[str]], column: dict[str, int]) -> dict[str, Cell]:
    """The first way on stays in its row, every other takes the nearest free row below."""
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for source, targets in ahead.items():
        for target in targets:
            before[target].append(source)
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for node in sorted(nodes, key=lambda one: column[one]):
        sources = sorted(cells[source] for source in before[node] if source in cells)
        # a join stands level with the middle of what it joins, a branch with where it comes from
        row = min(at[1] for at in sources) if sources else 0
        while (column[node], row) in taken:
            row += 1
        cells[node] = (column[node], row)
        taken.add(cells[node])
    return cells
