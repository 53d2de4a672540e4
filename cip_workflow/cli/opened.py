"""What commands share: settings, the database brought up to date, as whom somebody acts, tables on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import jobs, log, store
from cip_workflow.config import Settings
from cip_workflow.jobs.durable import DurableQueue
from cip_workflow.queries import people
from cip_workflow.types import SYSTEM, Actor

#: Who acts on the command line when nobody is named: whoever may log in to the machine may do everything on it.
OPERATOR = Actor(
    person_id=None,
    login=SYSTEM,
    name="the command line",
    organisation="LCC",
    groups=frozenset({"platform-admin", "governance-lead"}),
)


@dataclass(frozen=True)
class Opened:
    """An installation, ready to work with."""

    settings: Settings
    engine: sa.Engine
    sessions: sessionmaker[Session]

    def actor(self, login: str | None) -> Actor:
        """As whom a command acts. Raises NotFound for a login that nobody has."""
        if login is None:
            return OPERATOR
        with store.reading(self.sessions) as session:
            return people.actor_by_login(session, login)


def opened(**given: Any) -> Opened:
    """Read the settings, bring the schema up to date, connect."""
    settings = Settings.from_environment(**given)
    log.configure(settings.log, settings.log_level)
    settings.data.mkdir(parents=True, exist_ok=True)
    store.upgrade(settings.database_url)
    engine = store.connect(settings.database_url)
    queue = DurableQueue(settings.database_url) if settings.smtp_url else None
    info = {jobs.INFO: queue} if queue else {}
    return Opened(settings, engine, sessionmaker(engine, expire_on_commit=False, info=info))


def show(rows: Sequence[Mapping[str, Any]], columns: Iterable[str], *, as_json: bool, empty: str) -> None:
    """Rows as JSON for scripts, or as aligned columns for people."""
    if as_json:
        click.echo(json.dumps([dict(row) for row in rows], default=str, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo(empty)
        return
    names = list(columns)
    cells = [[str(row.get(name) if row.get(name) is not None else "") for name in names] for row in rows]
    widths = [max(len(name), *(len(line[place]) for line in cells)) for place, name in enumerate(names)]
    for line in [[name.upper() for name in names], *cells]:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


as_person = click.option(
    "--as", "login", metavar="LOGIN", help="act as this person; by default as the command line"
)
in_json = click.option("--json", "as_json", is_flag=True, help="for scripts")
Command = Callable[..., Any]
