"""References of registers: the next number of a series and a year."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite

from cip_workflow.operations._work import Work
from cip_workflow.store.tables import NUMBERING


def next_ref(work: Work, series: str) -> str:
    """The next reference of a series, `CIP-SC-2026` -> `CIP-SC-2026-01`. One statement.

    It is given out in this transaction, so there are no gaps and no twins: on PostgreSQL the counter's row makes the second
    wait for the first, on SQLite the transaction has the whole file.
    """
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    raised = (
        dialect.insert(NUMBERING)
        .values(series=series, last=1)
        .on_conflict_do_update(index_elements=["series"], set_={"last": NUMBERING.c.last + 1})
        .returning(NUMBERING.c.last)
    )
    number: int = work.session.execute(raised).scalar_one()
    return f"{series}-{number:02}"
