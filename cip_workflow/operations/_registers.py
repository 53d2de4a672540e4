"""Rows of registers (briefs, members, declarations, restrictions) as handlers write them: each change can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from cip_workflow.errors import StepFailed
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.base import Base
from cip_workflow.store.tables import BRIEF, NUMBERING, ORGANISATION, PERSON


def insert(work: Work, case: Case, table: sa.Table, values: Mapping[str, Any]) -> int:
    """Add a row; its id is returned."""
    row_id: int = work.session.execute(sa.insert(table).values(**values).returning(table.c.id)).scalar_one()
    case.undo.append((table.name, row_id, None))
    return row_id


def change(
    work: Work, case: Case, table: sa.Table, row_id: int, values: Mapping[str, Any], *, before: Any = None
) -> None:
    """Change columns of a row that are none of a decimal or a date; `before` is the row where it was read already."""
    if before is None:
        before = work.session.execute(
            sa.select(*(table.c[name] for name in values)).where(table.c.id == row_id)
        ).one()
    case.undo.append((table.name, row_id, {name: getattr(before, name) for name in values}))
    work.session.execute(sa.update(table).where(table.c.id == row_id), dict(values))


def added(case: Case, table: sa.Table) -> int | None:
    """The row of a table that this command has added for the case, if it has."""
    return next(
        (row for name, row, values in reversed(case.undo) if name == table.name and values is None), None
    )


def restore(work: Work, changes: Sequence[tuple[str, int, dict[str, Any] | None]]) -> None:
    """Take changes back, the latest first."""
    for name, row_id, values in changes:
        table = Base.metadata.tables[name]
        if values is None:
            work.session.execute(sa.delete(table).where(table.c.id == row_id))
        else:
            work.session.execute(sa.update(table).where(table.c.id == row_id), values)


def add_brief(work: Work, case: Case, *, year: int, values: Mapping[str, Any]) -> str:
    """A new brief under the next reference of its year, which is returned. One statement.

    Numbers are given out in this transaction, so there are no gaps and no twins: on PostgreSQL the counter's row makes the
    second wait for the first, on SQLite the transaction has the whole file.
    """
    last = (
        sa.select(sa.func.coalesce(sa.func.max(BRIEF.c.number), 0))
        .where(BRIEF.c.year == year)
        .scalar_subquery()
    )
    number: sa.ColumnElement[int] = last + 1
    if work.session.get_bind().dialect.name == "postgresql":
        counter = (
            postgresql.insert(NUMBERING)
            .values(series=f"CIP-DB-{year}", last=number)
            .on_conflict_do_update(
                index_elements=["series"], set_={"last": sa.func.greatest(NUMBERING.c.last, last) + 1}
            )
            .returning(NUMBERING.c.last)
            .cte("counter")
        )
        number = counter.c.last
        two_digits = sa.func.to_char(number, "FM9999900")
    else:
        two_digits = sa.func.printf("%02d", number)
    row = {**values, "year": sa.literal(year), "number": number, "ref": f"CIP-DB-{year}-" + two_digits}
    made = work.session.execute(
        sa.insert(BRIEF)
        .from_select(list(row), sa.select(*(_typed(name, value) for name, value in row.items())))
        .returning(BRIEF.c.id, BRIEF.c.ref)
    ).one()
    case.undo.append((BRIEF.name, made.id, None))
    return str(made.ref)


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, sa.ColumnElement):
        return value.label(name)
    return sa.literal(value, BRIEF.c[name].type).label(name)


def brief(work: Work, ref: object) -> Any:
    """The row of a brief. Raises StepFailed when there is none."""
    row = work.session.execute(sa.select(BRIEF).where(BRIEF.c.ref == str(ref))).one_or_none()
    if row is None:
        raise StepFailed(
            f"There is no brief {ref}. The variable briefRef must hold the reference of a registered brief."
        )
    return row


def persons(work: Work, logins: Sequence[object]) -> dict[str, Any]:
    """Persons by login, those who have left too. Raises StepFailed when one is not known."""
    wanted = {str(login) for login in logins}
    if not wanted:
        return {}
    rows = work.session.execute(
        sa.select(
            PERSON.c.id,
            PERSON.c.login,
            PERSON.c.name,
            PERSON.c.active,
            ORGANISATION.c.key.label("organisation"),
        )
        .join_from(PERSON, ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)
        .where(PERSON.c.login.in_(sorted(wanted)))
    )
    found: dict[str, Any] = {str(row.login): row for row in rows}
    if missing := sorted(wanted - found.keys()):
        raise StepFailed(f"There is no account {', '.join(missing)}. Correct the variable that names it.")
    return found
