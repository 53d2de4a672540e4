"""The register of tier 2 service contracts and what is sub-contracted under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import readable
from cip_workflow.queries.agreement import COUNTED
from cip_workflow.store.tables import BRIEF, SERVICE_CONTRACT, SUB_CONTRACT
from cip_workflow.types import Actor

NO_CONTRACT = "There is no such contract, or you may not see it."
_LINE = ("id", "ref", "brief_ref", "title", "supplier", "route", "status", "ends_on", "value", "signed_on")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the register is narrowed to; empty means all."""

    search: str = ""
    status: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the register."""

    id: int
    ref: str
    brief_ref: str
    title: str
    supplier: str
    route: str
    status: str
    ends_on: date | None
    value: Decimal
    signed_on: date | None

    @property
    def counts(self) -> bool:
        """Whether its value counts against the ceiling of the agreement."""
        return self.status in COUNTED


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...]
    after: int | None


@dataclass(frozen=True, kw_only=True)
class SubContract:
    """What the supplier buys from a provider."""

    ref: str
    provider: str
    value: Decimal
    signed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Contract(Row):
    """One contract."""

    brief_title: str | None
    in_agreement: bool  #: let under the tier 1 agreement
    starts_on: date | None
    extension_months: int
    by_deed: bool
    file_digest: str | None
    registered_at: datetime
    sub_contracts: tuple[SubContract, ...] = ()


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Contracts that this person may read, newest first. One statement."""
    wanted = filters or Filters()
    row = SERVICE_CONTRACT.c
    query = sa.select(*(row[name] for name in _LINE)).where(
        readable.awarded(actor, row.brief_ref),
        *readable.like(wanted.search, row.title, row.ref, row.brief_ref, row.supplier),
    )
    if wanted.status:
        query = query.where(row.status.in_(wanted.status))
    if after is not None:
        query = query.where(row.id < after)
    rows = [Row(**one._mapping) for one in session.execute(query.order_by(row.id.desc()).limit(limit + 1))]
    return Page(rows=tuple(rows[:limit]), after=rows[limit - 1].id if len(rows) > limit else None)


def get(session: Session, actor: Actor, ref: str) -> Contract:
    """One contract with its sub-contracts. Two statements.

    Raises:
        NotFound: there is none, or it is not for this person.
    """
    row = SERVICE_CONTRACT.c
    more = ("starts_on", "extension_months", "by_deed", "file_digest", "registered_at")
    found = session.execute(
        sa.select(
            *(row[name] for name in (*_LINE, *more)),
            row.agreement_id.is_not(None).label("in_agreement"),
            BRIEF.c.title.label("brief_title"),
        )
        .join_from(SERVICE_CONTRACT, BRIEF, BRIEF.c.ref == row.brief_ref, isouter=True)
        .where(row.ref == ref, readable.awarded(actor, row.brief_ref))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_CONTRACT)
    below = session.execute(
        sa.select(*(SUB_CONTRACT.c[name] for name in ("ref", "provider", "value", "signed_on")))
        .where(SUB_CONTRACT.c.contract_id == found.id)
        .order_by(SUB_CONTRACT.c.id)
    )
    return Contract(
        **{**found._mapping, "in_agreement": bool(found.in_agreement)},
        sub_contracts=tuple(SubContract(**one._mapping) for one in below),
    )
