"""`cip cases` and `cip stuck`: what runs, and what needs someone."""

from __future__ import annotations

from dataclasses import asdict

import click

from cip_workflow.cli import shown
from cip_workflow.cli.opened import opened
from cip_workflow.queries import cases as found
from cip_workflow.queries import stuck as finding
from cip_workflow.store import reading

STATUS = ("running", "suspended", "finished", "cancelled")


@click.command()
@click.option("--search", default="", help="words of title or reference")
@click.option("--status", multiple=True, type=click.Choice(STATUS), help="may be given several times")
@shown.limited()
@shown.as_person
@shown.in_json
def cases(search: str, status: tuple[str, ...], limit: int, login: str | None, as_json: bool) -> None:
    """List cases, newest first."""
    here = opened()
    actor = here.actor(login)
    with reading(here.sessions) as session:
        page = found.page(session, actor, filters=found.Filters(search=search, status=status), limit=limit)
    shown.rows(
        [{**asdict(row), "started": row.started_at.date()} for row in page.rows],
        ("id", "reference", "status", "stage", "outcome", "started", "title"),
        as_json=as_json,
        empty="No cases.",
        more=page.after is not None,
    )


@click.command()
@click.option("--why", multiple=True, type=click.Choice(tuple(finding.WEIGHT)), help="only these reasons")
@shown.limited(500)
@shown.as_person
@shown.in_json
def stuck(why: tuple[str, ...], limit: int, login: str | None, as_json: bool) -> None:
    """List cases that need someone, most pressing first.

    The exit code is 1 when there is one, so that a watch can ask. A failed step has the number that `cip repair` takes.
    """
    here = opened()
    actor = here.actor(login)
    with reading(here.sessions) as session:
        rows, number = finding.page(session, actor, filters=finding.Filters(why=why), limit=limit)
    shown.rows(
        [
            {
                **asdict(row),
                "case": row.reference or row.instance_id,
                "step": row.name,
                "failed": row.row_id if row.why == "failed" else None,
            }
            for row in rows
        ],
        ("why", "failed", "case", "step", "since", "said"),
        as_json=as_json,
        empty="No case needs anybody.",
        more=number > len(rows),
    )
    raise SystemExit(1 if number else 0)
