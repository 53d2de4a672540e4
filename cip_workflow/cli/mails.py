"""`cip mails`: what went out, what waits, what was refused."""

from __future__ import annotations

import click
import sqlalchemy as sa

from cip_workflow.cli import shown
from cip_workflow.cli.opened import opened
from cip_workflow.store import reading
from cip_workflow.store.tables import MAIL, PERSON


@click.command()
@click.option("--unsent", is_flag=True, help="only those that did not go out, or not yet")
@shown.limited()
@shown.in_json
def mails(unsent: bool, limit: int, as_json: bool) -> None:
    """List the mails of the service, newest first: to whom, what about, when sent, why not.

    The exit code is 1 with --unsent when there is one. Texts of mails are not kept.
    """
    here = opened()
    query = (
        sa.select(
            MAIL.c.key,
            MAIL.c.kind,
            PERSON.c.login.label("to"),
            MAIL.c.instance_id.label("case"),
            MAIL.c.task_id.label("task"),
            MAIL.c.subject,
            MAIL.c.queued_at.label("queued"),
            MAIL.c.sent_at.label("sent"),
            MAIL.c.failed.label("said"),
        )
        .join_from(MAIL, PERSON, PERSON.c.id == MAIL.c.person_id, isouter=True)
        .order_by(MAIL.c.id.desc())
        .limit(limit + 1)
    )
    if unsent:
        query = query.where(MAIL.c.sent_at.is_(None))
    with reading(here.sessions) as session:
        found = [dict(row._mapping) for row in session.execute(query)]
    shown.rows(
        found[:limit],
        ("queued", "sent", "kind", "to", "task", "subject", "said"),
        as_json=as_json,
        empty="No mails.",
        more=len(found) > limit,
    )
    raise SystemExit(1 if unsent and found else 0)
