"""Which rows of the register a person may read: those of briefs whose cases they may see; scrutiny reads what is published."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cip_workflow.queries.visible import OVERSIGHT
from cip_workflow.store.tables import DECISION_RECORD, INSTANCE, NOTICE, PARTICIPANT, RELEASE
from cip_workflow.types import Actor

#: Reads published rows of every brief, and nothing else of it (DOMAIN 4.2).
SCRUTINY = "scrutiny-viewer"
#: Releases with these tags make an award, and the contract that follows, public.
AWARDED = ("award", "awardUpdate", "contract", "contractUpdate", "contractTermination")


def of_brief(actor: Actor, ref: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """A condition: rows of a brief that this person may know of.

    That is everybody who had, has or was offered work in one of its cases, who has a role in it, and oversight.
    """
    if actor.groups & OVERSIGHT:
        return sa.true()
    taking_part = (
        sa.exists()
        .select_from(PARTICIPANT.join(INSTANCE, INSTANCE.c.id == PARTICIPANT.c.instance_id))
        .where(INSTANCE.c.business_key == ref, PARTICIPANT.c.principal.in_(sorted(actor.principals)))
        .correlate_except(PARTICIPANT, INSTANCE)
    )
    roles = sorted({one.partition("@")[2] for one in actor.groups if "@" in one})
    return sa.or_(taking_part, ref.in_(roles)) if roles else taking_part


def scrutinises(actor: Actor) -> bool:
    """Whether this person reads what is published about every brief."""
    return SCRUTINY in actor.groups


def published(actor: Actor, ref: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """A condition: briefs of which something is published, for those who read that."""
    if not scrutinises(actor):
        return sa.false()
    return sa.or_(
        sa.exists().where(RELEASE.c.brief_ref == ref).correlate_except(RELEASE),
        sa.exists()
        .where(
            DECISION_RECORD.c.brief_ref == ref,
            DECISION_RECORD.c.published_at.is_not(None),
            DECISION_RECORD.c.visible_to.is_(None),
        )
        .correlate_except(DECISION_RECORD),
        sa.exists().where(NOTICE.c.brief_ref == ref, NOTICE.c.status == "published").correlate_except(NOTICE),
    )


def decisions(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on `decision_record`. What is for one organisation is for nobody else, oversight included."""
    row = DECISION_RECORD.c
    readers = of_brief(actor, row.brief_ref)
    if scrutinises(actor):
        readers = sa.or_(readers, row.published_at.is_not(None))
    return sa.and_(readers, sa.or_(row.visible_to.is_(None), row.visible_to == actor.organisation))


def notices(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on `notice`."""
    readers = of_brief(actor, NOTICE.c.brief_ref)
    return sa.or_(readers, NOTICE.c.status == "published") if scrutinises(actor) else readers


def releases(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on `release`."""
    return sa.true() if scrutinises(actor) else of_brief(actor, RELEASE.c.brief_ref)


def awarded(actor: Actor, ref: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """A condition: rows of a brief whose award is published, for those who read that, and rows of one's own briefs."""
    readers = of_brief(actor, ref)
    if not scrutinises(actor):
        return readers
    public = sa.exists().where(RELEASE.c.brief_ref == ref, RELEASE.c.tag.in_(AWARDED))
    return sa.or_(readers, public.correlate_except(RELEASE))


def like(search: str, *columns: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Conditions: every word of a search stands in one of the columns, in whatever case."""
    found: list[sa.ColumnElement[bool]] = []
    for word in search.lower().split():
        pattern = f"%{word.replace('%', '').replace('_', '')}%"
        found.append(sa.or_(*(sa.func.lower(column).like(pattern) for column in columns)))
    return found
