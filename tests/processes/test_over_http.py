"""Every path through both processes, over HTTP, by the demo people, on both databases, to every end state."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path as Folder

import pytest
import sqlalchemy as sa

from cip_workflow.operations.audit.verify import verify
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.processes import catalogue
from tests.processes.ahead import ONWARD
from tests.processes.brief_issue.paths import ISSUED
from tests.processes.drawn import drawn, flows
from tests.processes.steps import Call, Path, Send
from tests.processes.town import Town
from tests.processes.walking_http import HttpWalk
from tests.unit.processes.walking import Walk

ALL = (*catalogue.paths(), *catalogue.below_forms())
#: The yearly round of declarations has its own tests: it begins with the first of April, not with a person.
NOT_HERE = "cip-standing-declarations"


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Folder:
    """A folder where all workers of a run note what was passed on the paths that they have walked."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "walks"
    folder.mkdir(exist_ok=True)
    return folder


def passed(town: Town, path: Path, walks: Folder) -> set[str]:
    """The elements and sequence flows that were passed on a path in this town.

    Of a path that waits for its turn in another worker, what the bare engine passes: its own test holds the two equal.
    """
    note = walks / f"{town.engine.dialect.name}-{ALL.index(path)}.json"
    return set(json.loads(note.read_text()) if note.exists() else bare(path))


def watched(town: Town, path: Path) -> bool:
    """Does everybody concerned look after each step? On some paths of each database; CIP_SOAK=1 looks everywhere."""
    turn = 4 if town.engine.dialect.name == "postgresql" else 0
    return bool(os.environ.get("CIP_SOAK")) or ALL.index(path) % 8 == turn


def walk(town: Town, path: Path, walks: Folder) -> HttpWalk:
    """Walk a path to its end. A declaration is about a brief, so one is issued first."""
    brief = HttpWalk(town, ISSUED, watch=False).go().reference if isinstance(path.start, Send) else ""
    found = HttpWalk(town, path, watch=watched(town, path)).go(brief)
    note = walks / f"{town.engine.dialect.name}-{ALL.index(path)}.json"
    note.with_suffix(".new").write_text(json.dumps([row.element for row in found.passed()]))
    note.with_suffix(".new").rename(note)
    return found


def bare(path: Path) -> Counter[str]:
    """What the engine alone passes on this path."""
    return Counter(Walk(path).go().passed)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_path_reaches_its_end(town: Town, path: Path, walks: Folder) -> None:
    walked = walk(town, path, walks)
    rows = walked.passed()
    own = [row.element for row in rows if row.type == "endEvent" and row.process == path.process]
    assert own[-1] == path.end
    if isinstance(path.start, Call):
        assert walked.variables()[ONWARD[path.process][0]] == path.outcome
    else:
        case = walked.case()
        assert (case.status, case.outcome) == ("finished", drawn()[path.end].name)
        assert walked.variables()["outcome"] == path.outcome
        assert drawn()[path.end].name in town.visitor(path.start.who).get(f"/cases/{walked.case_id}").said
    assert path.ways | path.passes <= {row.element for row in rows}
    assert not walked.left_open()
    # pages, operations and databases around the engine change nothing of what it does
    assert Counter(row.element for row in rows) == bare(path)


def test_together_they_take_every_sequence_flow_and_reach_every_element(town: Town, walks: Folder) -> None:
    there = {name: one.process for name, one in drawn().items()} | dict(flows())
    wanted = {name for name, process in there.items() if process != NOT_HERE}
    missed = wanted - {name for path in ALL for name in passed(town, path, walks)}
    assert missed == catalogue.unreachable(), "what no path takes is named in paths_strange, with the reason"


def test_nothing_is_left_over_and_the_trail_holds(town: Town) -> None:
    HttpWalk(town, ISSUED, watch=False).go()
    open_tasks = sa.select(t.TASK.c.id).where(t.TASK.c.status == "open")
    running = sa.select(t.INSTANCE.c.id).where(t.INSTANCE.c.status == "running")
    candidate, wait = t.TASK_CANDIDATE.c, t.SUBSCRIPTION.c
    assert not town.rows(sa.select(candidate.task_id).where(candidate.task_id.not_in(open_tasks)))
    assert not town.rows(sa.select(wait.element).where(wait.instance_id.not_in(running)))
    assert not town.rows(sa.select(t.DRAFT))
    with reading(town.sessions) as session:
        checked = verify(session)
    assert checked.faults == ()
    assert checked.cases == len(town.rows(sa.select(t.INSTANCE.c.id)))
