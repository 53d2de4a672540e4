"""The register of sub-contract procurements. Bids are sealed until a procurement closes: nothing here reads price or papers before.

Who bids is known to those who receive bids; others who may see the brief know that there is a procurement, and when it
closes. Prices are for those who open, score, check or approve (DOMAIN 4.1, 5.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.queries import readable
from cip_workflow.store.tables import BID, BRIEF, PROCUREMENT
from cip_workflow.types import Actor

NO_PROCUREMENT = "There is no such procurement, or you may not see it."
#: They receive bids, or look after the rules: they know who has bid from the moment a bid comes in.
RECEIVERS = frozenset({"bar-procurement", "lcc-procurement"})
#: They know prices once the bids are opened; so do the evaluators that the procurement names.
WEIGHERS = RECEIVERS | {"lcc-head-of-service", "lcc-delivery-panel", "lcc-legal", "bar-director", "auditor"}
_PANEL = ("evaluation-panel", "evaluation-chair")
_LINE = ("id", "ref", "brief_ref", "title", "procedure", "status", "opens_at", "closes_at")


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
    procedure: str
    status: str
    opens_at: datetime | None
    closes_at: datetime | None

    @property
    def sealed(self) -> bool:
        """Whether its bids are closed to everybody."""
        return self.closes_at is None or self.closes_at > clock.now()


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...]
    after: int | None


@dataclass(frozen=True, kw_only=True)
class Bid:
    """A bid, as far as it is open to the reader."""

    supplier: str
    received_at: datetime
    late: bool
    admitted: bool | None = None
    compliant: bool | None = None
    excluded: bool | None = None
    price: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Procurement(Row):
    """One procurement. `bids` is None where the reader may not know who bids."""

    brief_title: str | None
    criteria: list[Any]
    preferred: str | None
    standstill_ends: date | None
    shows_prices: bool
    bids: tuple[Bid, ...] | None


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Procurements of briefs that this person may see, newest first. One statement."""
    wanted = filters or Filters()
    row = PROCUREMENT.c
    query = sa.select(*(row[name] for name in _LINE)).where(
        readable.of_brief(actor, row.brief_ref),
        *readable.like(wanted.search, row.title, row.ref, row.brief_ref),
    )
    if wanted.status:
        query = query.where(row.status.in_(wanted.status))
    if after is not None:
        query = query.where(row.id < after)
    rows = [Row(**one._mapping) for one in session.execute(query.order_by(row.id.desc()).limit(limit + 1))]
    return Page(rows=tuple(rows[:limit]), after=rows[limit - 1].id if len(rows) > limit else None)


def get(session: Session, actor: Actor, ref: str) -> Procurement:
    """One procurement with what its seal lets the reader know of the bids. Two statements at most.

    Raises:
        NotFound: there is none, or it is not for this person.
    """
    row = PROCUREMENT.c
    more = ("criteria", "preferred", "standstill_ends", "evaluators")
    found = session.execute(
        sa.select(*(row[name] for name in (*_LINE, *more)), BRIEF.c.title.label("brief_title"))
        .join_from(PROCUREMENT, BRIEF, BRIEF.c.ref == row.brief_ref, isouter=True)
        .where(row.ref == ref, readable.of_brief(actor, row.brief_ref))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_PROCUREMENT)
    values = dict(found._mapping)
    evaluators = values.pop("evaluators") or []
    line = Row(**{name: values[name] for name in _LINE})
    weighs = _weighs(actor, line.brief_ref, evaluators) and not line.sealed
    shown: tuple[Bid, ...] | None = None
    if weighs or actor.groups & (RECEIVERS | {"auditor"}):
        shown = _bids(session, line, prices=weighs)
    return Procurement(**values, shows_prices=weighs, bids=shown)


def _weighs(actor: Actor, brief_ref: str, evaluators: list[Any]) -> bool:
    panel = {f"{role}@{brief_ref}" for role in _PANEL}
    return actor.login in evaluators or bool(actor.groups & (WEIGHERS | panel))


def _bids(session: Session, procurement: Row, *, prices: bool) -> tuple[Bid, ...]:
    """The bids in the order they came. What is sealed is not even read."""
    columns = ["supplier", "received_at", "late"]
    if not procurement.sealed:
        columns += ["admitted", "compliant", "excluded"]
    query = sa.select(*(BID.c[name] for name in columns))
    if prices and not procurement.sealed:
        # A bid that nobody has opened yet keeps its price, even after the procurement has closed.
        query = query.add_columns(sa.case((BID.c.opened_at.is_not(None), BID.c.price)).label("price"))
    rows = session.execute(
        query.where(BID.c.procurement_id == procurement.id).order_by(BID.c.received_at, BID.c.id)
    )
    return tuple(Bid(**row._mapping) for row in rows)
