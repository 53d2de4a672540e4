"""`make bench`: every budget of DESIGN 7 in one table, beside bare SpiffWorkflow and npm feelin. Nothing is asserted on time."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from cip_workflow.cli import measure
from tests.bench import dmn_feel, engine, http, whole
from tests.bench.engine import Row


def main() -> int:
    """Measure and print, line by line, so that somebody who waits sees something."""
    _line(Row("WHAT", "MEASURED", "BUDGET"))
    for row in _rows():
        _line(row)
    print(flush=True)
    return dmn_feel.main()


def _rows() -> Iterator[Row]:
    for what, measured, budget in measure.rows():
        yield Row(what, measured, budget)
    yield from http.rows()
    yield from whole.rows()
    yield from engine.rows()


def _line(row: Row) -> None:
    print(f"{row.what:<79} {row.measured:<52} {row.budget}".rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
