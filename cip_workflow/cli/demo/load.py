"""Load the demonstration into an empty installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import sessionmaker

import cip_workflow
from cip_workflow.cli.demo import diary, play, story
from cip_workflow.cli.files import files_of
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.operations.demo import load_people
from cip_workflow.operations.deployment import deploy
from cip_workflow.queries import cases
from cip_workflow.store import reading, transaction

ROOT = Path(cip_workflow.__file__).parents[1]


def load(here: Opened, *, say: Callable[[str], object]) -> None:
    """Make the demo people, deploy the partnership's processes and forms, and run the demo briefs.

    An installation that has a case already keeps what it has. All of it is one transaction: who stops it half way, or
    whose power fails, has an empty installation as before. No mail goes out, because all of it is past.
    """
    with reading(here.sessions) as session:
        if cases.page(session, OPERATOR, limit=1).rows:
            return
    with _at_once(here) as all_of_it:
        _load(all_of_it, say)


@contextmanager
def _at_once(here: Opened) -> Iterator[Opened]:
    """The installation with sessions that take no jobs, and whose commits count only when the block ends well."""
    with here.engine.begin() as connection:
        sessions = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        yield replace(here, sessions=sessions, queue=None)


def _load(here: Opened, say: Callable[[str], object]) -> None:
    with transaction(here.sessions) as session:
        made = load_people.load_people(session, actor=OPERATOR)
    say(f"{made} demo people.")
    with transaction(here.sessions) as session:
        done = deploy.deploy(
            session,
            actor=OPERATOR,
            files=files_of([str(ROOT / "processes"), str(ROOT / "forms")]),
            note="The demonstration",
        )
    say(f"{len(done.definitions)} processes deployed.")
    play.play(here, story.briefs(), say=say)
    # After the play: what happened before today was due when nobody knew of these meetings.
    with transaction(here.sessions) as session:
        planned = diary.plan(session)
    say(f"{planned} meetings planned.")
