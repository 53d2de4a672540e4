"""What commands share: settings, the database brought up to date, as whom somebody acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import jobs, log, store
from cip_workflow.config import Settings
from cip_workflow.errors import Invalid
from cip_workflow.operations.agreement import load_standard as load_agreement
from cip_workflow.operations.group import load_standard
from cip_workflow.queries import people
from cip_workflow.types import SYSTEM, Actor
from cip_workflow.worker import post

if TYPE_CHECKING:
    from cip_workflow.jobs.durable import DurableQueue

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
    sessions: sessionmaker[Session]  #: they take jobs (mail) where mail is on
    queue: DurableQueue | None = None

    def actor(self, login: str | None) -> Actor:
        """As whom a command acts. Raises NotFound for a login that nobody has."""
        if login is None:
            return OPERATOR
        with store.reading(self.sessions) as session:
            return people.actor_by_login(session, login)


def opened(**given: Any) -> Opened:
    """Read the settings, bring the schema, the standard groups and the agreement up to date, connect.

    Args:
        given: settings from the command line, which win over the environment.

    Raises:
        Invalid: a setting is not right.
        OSError, sqlalchemy.exc.SQLAlchemyError, alembic.util.CommandError: no such folder or database; `trouble` has words.
    """
    settings = Settings.from_environment(**given)
    log.configure(settings.log, settings.log_level)
    upgrade(settings)
    engine = store.connect(settings.database_url)
    queue = _queue(settings)
    info = {jobs.INFO: queue} if queue else {}
    here = Opened(settings, engine, sessionmaker(engine, expire_on_commit=False, info=info), queue)
    with store.transaction(here.sessions) as session:
        load_standard.load_standard(session, actor=OPERATOR)
        load_agreement.load_standard(session, actor=OPERATOR)
    return here


def upgrade(settings: Settings) -> None:
    """Bring the schema to the newest version.

    Raises:
        Invalid: DATABASE_URL names no database that we can use.
    """
    try:
        backend = sa.make_url(settings.database_url).get_backend_name()
    except sa.exc.ArgumentError as error:
        raise Invalid(f"DATABASE_URL is not the address of a database. {ADDRESS}") from error
    if backend not in {"sqlite", "postgresql", "postgres"}:
        raise Invalid(f"DATABASE_URL names a database of the kind {backend}. {ADDRESS}")
    settings.data.mkdir(parents=True, exist_ok=True)
    store.upgrade(settings.database_url)


ADDRESS = "Use sqlite:///path/to/file or postgresql://user:password@host/name."


def _queue(settings: Settings) -> DurableQueue | None:
    """Where commands put their mail jobs; None where mail is off, and then nothing of it is loaded."""
    if not settings.smtp_url:
        return None
    post.check(settings.smtp_url)
    from cip_workflow.jobs.durable import DurableQueue, prepare

    prepare(settings.database_url)
    return DurableQueue(settings.database_url)
