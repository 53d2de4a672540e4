"""The tier 1 agreement: its terms, what is committed of its value, its parties, its bodies and their diary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import working_time
from cip_workflow.errors import NotFound
from cip_workflow.queries import settings
from cip_workflow.store.tables import AGREEMENT, GOVERNANCE_BODY, MEETING, PARTY, SERVICE_CONTRACT, SETTING

#: Contracts that count against the ceiling: signed, and what becomes of them later. Money that was promised is not free again.
COUNTED = ("signed", "ended", "terminated")
#: From this share of the ceiling on, governance is warned (DOMAIN 4.1).
WARN_AT = Decimal("0.8")
#: The body whose meetings briefs wait for.
BOARD = "cip-board"
#: Papers of a meeting are due so many working days before it (RULINGS 14).
PAPERS_DAYS = 7

NONE = "No agreement is registered. Start the server with `cip serve`, which registers it."


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The agreement with its terms as they stand today."""

    id: int
    ref: str
    title: str
    scope: str
    legal_basis: str
    signed_on: date | None
    starts_on: date
    initial_end: date
    max_end: date
    value_ceiling: Decimal
    committed_before: Decimal  #: let before this system
    contracts: int  #: how many count against the ceiling
    contracted: Decimal  #: what they are worth together
    version: int
    board_meetings: tuple[date, ...] = ()  #: of the partnership board, from the day asked for on

    @property
    def committed(self) -> Decimal:
        """What counts against the ceiling."""
        return self.committed_before + self.contracted

    @property
    def headroom(self) -> Decimal:
        """What may still be let; negative when the ceiling is passed."""
        return self.value_ceiling - self.committed

    @property
    def share(self) -> Decimal:
        """What part of the ceiling is committed, 0 to 1 (more when it is passed)."""
        return self.committed / self.value_ceiling if self.value_ceiling else Decimal(1)

    @property
    def warned(self) -> bool:
        """Whether so much is committed that governance is warned."""
        return self.share >= WARN_AT

    def days_left(self, today: date) -> int:
        """Calendar days from today until the agreement ends at the latest; negative afterwards."""
        return (self.max_end - today).days


@dataclass(frozen=True, kw_only=True)
class Party:
    """An organisation of the world, with its public identifiers."""

    id: int
    name: str
    kind: str
    ppon: str | None
    company: str | None
    charity: str | None
    vcse: bool
    signs: bool  #: a party to the agreement
    successor_of: str | None  #: name of the party that it follows


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A date in a diary."""

    id: int
    held_on: date
    place: str

    @property
    def papers_due(self) -> date:
        """The working day by which its papers are sent."""
        return working_time.add_working_days(self.held_on, -PAPERS_DAYS)


@dataclass(frozen=True, kw_only=True)
class Body:
    """A governance body with the meetings that are planned."""

    id: int
    key: str
    name: str
    kind: str
    quorum_lcc: int
    quorum_barnardos: int
    meetings: tuple[Meeting, ...] = ()


def current(session: Session, *, today: date) -> Agreement:
    """The agreement that is in force, with the board's meetings from `today` on. One statement.

    Raises:
        NotFound: none is registered.
    """
    return _agreement(session.execute(_terms(today)).all())


def with_figures(session: Session, *, today: date, at: datetime) -> tuple[Agreement, dict[str, Any]]:
    """The agreement, and its figures as they hold at an instant. One statement for both: steps of a case read both.

    Raises:
        NotFound: none is registered.
    """
    figures = sa.and_(SETTING.c.valid_from <= at, SETTING.c.key.in_(settings.KINDS))
    query = (
        _terms(today)
        .add_columns(SETTING.c.key, SETTING.c.value, SETTING.c.valid_from, SETTING.c.id.label("setting"))
        .outerjoin(SETTING, figures)
    )
    rows = session.execute(query).all()
    changed = sorted(
        (row for row in rows if row.key is not None), key=lambda row: (row.valid_from, row.setting)
    )
    known = {key: kind.default for key, kind in settings.KINDS.items()}
    return _agreement(rows), known | {row.key: row.value for row in changed}


def _terms(today: date) -> sa.Select[Any]:
    counted = sa.and_(
        SERVICE_CONTRACT.c.agreement_id == AGREEMENT.c.id, SERVICE_CONTRACT.c.status.in_(COUNTED)
    )
    number = sa.select(sa.func.count()).where(counted).correlate(AGREEMENT).scalar_subquery()
    worth = (
        sa.select(sa.func.sum(SERVICE_CONTRACT.c.value)).where(counted).correlate(AGREEMENT).scalar_subquery()
    )
    board = sa.and_(GOVERNANCE_BODY.c.agreement_id == AGREEMENT.c.id, GOVERNANCE_BODY.c.key == BOARD)
    planned = sa.and_(
        MEETING.c.body_id == GOVERNANCE_BODY.c.id,
        MEETING.c.held_on >= today,
        MEETING.c.cancelled_at.is_(None),
    )
    return (
        sa.select(AGREEMENT, number.label("contracts"), worth.label("contracted"), MEETING.c.held_on)
        .select_from(AGREEMENT)
        .outerjoin(GOVERNANCE_BODY, board)
        .outerjoin(MEETING, planned)
        .order_by(AGREEMENT.c.id.desc(), MEETING.c.held_on)
    )


def _agreement(rows: Sequence[Any]) -> Agreement:
    if not rows:
        raise NotFound(NONE)
    first = rows[0]
    names = ("id", "ref", "title", "scope", "legal_basis", "signed_on", "starts_on", "initial_end", "max_end")
    meetings = dict.fromkeys(row.held_on for row in rows if row.id == first.id and row.held_on is not None)
    return Agreement(
        **{name: getattr(first, name) for name in (*names, "value_ceiling", "committed_before", "contracts")},
        # SQLite adds up binary numbers, so what it says is made exact again.
        contracted=(first.contracted or Decimal(0)).quantize(Decimal("0.01")),
        version=first.row_version,
        board_meetings=tuple(meetings),
    )


def parties(session: Session) -> tuple[Party, ...]:
    """Every party, those to the agreement first, then by name. One statement."""
    before = PARTY.alias()
    rows = session.execute(
        sa.select(
            *(PARTY.c[name] for name in ("id", "name", "kind", "ppon", "company", "charity", "vcse")),
            PARTY.c.agreement_id.is_not(None).label("signs"),
            before.c.name.label("successor_of"),
        )
        .join_from(PARTY, before, before.c.id == PARTY.c.successor_of, isouter=True)
        .order_by(PARTY.c.agreement_id.is_(None), PARTY.c.name)
    )
    return tuple(Party(**row._mapping) for row in rows)


def bodies(session: Session, *, today: date, each: int = 3) -> tuple[Body, ...]:
    """The governance bodies as they were registered, each with its next meetings. Two statements."""
    planned: dict[int, list[Meeting]] = {}
    rows = session.execute(
        sa.select(MEETING.c.id, MEETING.c.body_id, MEETING.c.held_on, MEETING.c.place)
        .where(MEETING.c.held_on >= today, MEETING.c.cancelled_at.is_(None))
        .order_by(MEETING.c.held_on, MEETING.c.id)
        .limit(500)
    )
    for row in rows:
        planned.setdefault(row.body_id, []).append(Meeting(id=row.id, held_on=row.held_on, place=row.place))
    columns = ("id", "key", "name", "kind", "quorum_lcc", "quorum_barnardos")
    found = session.execute(
        sa.select(*(GOVERNANCE_BODY.c[name] for name in columns)).order_by(GOVERNANCE_BODY.c.id)
    )
    return tuple(Body(**row._mapping, meetings=tuple(planned.get(row.id, ())[:each])) for row in found)


def body(session: Session, key: str) -> Body:
    """One governance body with its whole diary, cancelled meetings left out, latest first. Two statements.

    Raises:
        NotFound: there is none with this key.
    """
    columns = ("id", "key", "name", "kind", "quorum_lcc", "quorum_barnardos")
    row = session.execute(
        sa.select(*(GOVERNANCE_BODY.c[name] for name in columns)).where(GOVERNANCE_BODY.c.key == key)
    ).one_or_none()
    if row is None:
        raise NotFound(f"There is no body {key}.")
    held = session.execute(
        sa.select(MEETING.c.id, MEETING.c.held_on, MEETING.c.place)
        .where(MEETING.c.body_id == row.id, MEETING.c.cancelled_at.is_(None))
        .order_by(MEETING.c.held_on.desc())
        .limit(200)
    )
    return Body(**row._mapping, meetings=tuple(Meeting(**one._mapping) for one in held))
