"""Load the demonstration into an empty installation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cip_workflow
from cip_workflow.cli.demo import run, story
from cip_workflow.cli.deploy import files_of
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.operations.demo import load_people
from cip_workflow.operations.deployment import deploy
from cip_workflow.queries import cases
from cip_workflow.store import reading, transaction

ROOT = Path(cip_workflow.__file__).parents[1]


def load(here: Opened, *, say: Callable[[str], object]) -> None:
    """Make the demo people, deploy the partnership's processes and forms, and run the demo briefs; once.

    An installation that has a case already keeps what it has.
    """
    with transaction(here.sessions) as session:
        made = load_people.load_people(session, actor=OPERATOR)
    if made:
        say(f"{made} demo people.")
    with transaction(here.sessions) as session:
        done = deploy.deploy(
            session,
            actor=OPERATOR,
            files=files_of([str(ROOT / "processes"), str(ROOT / "forms")]),
            note="The demonstration",
        )
    if done.new:
        say(f"{len(done.definitions)} processes deployed.")
    with reading(here.sessions) as session:
        if cases.page(session, OPERATOR, limit=1).rows:
            return
    briefs = story.briefs()
    for number, brief in enumerate(briefs, 1):
        say(f"Brief {number} of {len(briefs)}: {brief['title']}")
        run.run(here, brief)
