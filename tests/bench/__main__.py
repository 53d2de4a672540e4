"""`make bench`: every budget of DESIGN 7 in one table, then expressions and decisions beside npm feelin. Nothing is asserted."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from cip_workflow.cli import measure
from tests.bench import dmn_feel, engine, whole


def main() -> int:
    """Measure and print, line by line, so that somebody who waits sees something."""
    _line("WHAT", "MEASURED", "BUDGET")
    for what, measured, budget in _product():
        _line(what, measured, budget)
    for row in (*whole.rows(), *engine.rows()):
        _line(row.what, row.measured, row.budget)
    print(flush=True)
    return dmn_feel.main()


def _product() -> Iterator[tuple[str, str, str]]:
    yield from ((row[0], row[1], row[2]) for row in measure.rows())


def _line(what: str, measured: str, budget: str) -> None:
    print(f"{what:<76} {measured:<52} {budget}".rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
