"""Groups and their members, as rules of duty and permission see them; principals as candidate rows hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import (
    BRIEF,
    BRIEF_MEMBER,
    GROUP,
    MEMBERSHIP,
    ORGANISATION,
    PERSON,
    RESTRICTION,
)

#: Resolved within a brief, by its membership rows (RULINGS 10).
SCOPED = frozenset({"design-lead", "co-lead", "design-team", "evaluation-panel", "evaluation-chair"})
#: Who looks after cases and never works in them (SOD-10).
OVERSEERS = frozenset({"governance-lead", "platform-admin"})
#: Who sees every case.
OVERSIGHT = OVERSEERS | {"auditor", "process-owner"}


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person whom a task may be offered to."""

    id: int
    login: str
    name: str
    organisation: str
    overseer: bool = False


def group_principal(group: str, brief_ref: str | None) -> str:
    """`g:lcc-finance`; for a group within a brief `g:design-lead@CIP-DB-2026-01`."""
    if group in SCOPED and brief_ref:
        return f"g:{group}@{brief_ref}"
    return f"g:{group}"


def person_principal(person_id: int | None) -> str:
    """`p:12`."""
    return f"p:{person_id}"


def split(principal: str) -> tuple[str, str | None]:
    """The group and the brief of a principal: `g:design-lead@CIP-DB-2026-01` -> ("design-lead", "CIP-DB-2026-01")."""
    group, _, ref = principal.removeprefix("g:").partition("@")
    return group, ref or None


_OVERSEER = (
    sa.select(sa.literal(1))
    .select_from(MEMBERSHIP.join(GROUP, GROUP.c.id == MEMBERSHIP.c.group_id))
    .where(MEMBERSHIP.c.person_id == PERSON.c.id, GROUP.c.key.in_(OVERSEERS))
    .correlate(PERSON)
    .exists()
    .label("overseer")
)
_COLUMNS = (PERSON.c.id, PERSON.c.login, PERSON.c.name, ORGANISATION.c.key.label("organisation"), _OVERSEER)
_PERSONS = PERSON.join(ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)


#: A member of a brief who may do nothing in it for now, not even as a member (`cip:suspend-member`).
SUSPENDED = (
    sa.exists()
    .where(
        RESTRICTION.c.person_id == BRIEF_MEMBER.c.person_id,
        RESTRICTION.c.brief_ref == BRIEF.c.ref,
        RESTRICTION.c.kind == "all",
        RESTRICTION.c.until.is_(None),
    )
    .correlate(BRIEF_MEMBER, BRIEF)
)


def members(session: Session, principals: Iterable[str]) -> Mapping[str, Sequence[Member]]:
    """The active persons behind each of these principals, by name. One statement, none for no principals."""
    found: dict[str, list[Member]] = {principal: [] for principal in principals}
    branches = [*_in_groups(found), *_in_briefs(found), *_named(found)]
    if branches:
        behind = sa.union_all(*branches).subquery()
        for row in session.execute(sa.select(behind).order_by(behind.c.name, behind.c.id)):
            found[row.principal].append(_member(row))
    return found


def persons_by_login(session: Session, logins: Iterable[str]) -> Mapping[str, Member]:
    """The active persons who sign in with these names. One statement, none for no names."""
    wanted = set(logins)
    if not wanted:
        return {}
    query = (
        sa.select(*_COLUMNS)
        .select_from(_PERSONS)
        .where(PERSON.c.active.is_(True), PERSON.c.login.in_(wanted))
    )
    return {row.login: _member(row) for row in session.execute(query)}


def _in_groups(principals: Iterable[str]) -> list[sa.Select[Any]]:
    keys = [one[2:] for one in principals if one.startswith("g:") and "@" not in one]
    if not keys:
        return []
    return [
        sa.select((sa.literal("g:") + GROUP.c.key).label("principal"), *_COLUMNS)
        .select_from(
            _PERSONS.join(MEMBERSHIP, MEMBERSHIP.c.person_id == PERSON.c.id).join(
                GROUP, GROUP.c.id == MEMBERSHIP.c.group_id
            )
        )
        .where(PERSON.c.active.is_(True), GROUP.c.key.in_(keys))
    ]


def _in_briefs(principals: Iterable[str]) -> list[sa.Select[Any]]:
    roles = [split(one) for one in principals if one.startswith("g:") and "@" in one]
    if not roles:
        return []
    principal = (sa.literal("g:") + BRIEF_MEMBER.c.role + "@" + BRIEF.c.ref).label("principal")
    return [
        sa.select(principal, *_COLUMNS)
        .select_from(
            _PERSONS.join(BRIEF_MEMBER, BRIEF_MEMBER.c.person_id == PERSON.c.id).join(
                BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id
            )
        )
        .where(
            PERSON.c.active.is_(True),
            BRIEF_MEMBER.c.ended_at.is_(None),
            ~SUSPENDED,
            sa.or_(*(sa.and_(BRIEF_MEMBER.c.role == role, BRIEF.c.ref == ref) for role, ref in roles)),
        )
    ]


def _named(principals: Iterable[str]) -> list[sa.Select[Any]]:
    ids = [int(one[2:]) for one in principals if one.startswith("p:")]
    if not ids:
        return []
    principal = (sa.literal("p:") + sa.cast(PERSON.c.id, sa.String)).label("principal")
    return [
        sa.select(principal, *_COLUMNS)
        .select_from(_PERSONS)
        .where(PERSON.c.active.is_(True), PERSON.c.id.in_(ids))
    ]


def _member(row: sa.Row[Any]) -> Member:
    return Member(
        id=row.id, login=row.login, name=row.name, organisation=row.organisation, overseer=bool(row.overseer)
    )
