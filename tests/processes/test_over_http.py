"""Every path through both processes, over HTTP, by the demo people, on both databases, to every end state."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
import sqlalchemy as sa

from cip_workflow.operations.audit.verify import verify
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.processes.paths import ISSUED, PATHS
from tests.processes.paths_strange import BELOW_FORMS, UNREACHABLE
from tests.processes.steps import Path, Send
from tests.processes.town import Town
from tests.processes.walking_http import HttpWalk, drawn, flows
from tests.unit.processes.walking import Walk

ALL = (*PATHS, *BELOW_FORMS)
#: The yearly round of declarations has its own tests: it begins with the first of April, not with a person.
NOT_HERE = "cip-standing-declarations"


def walked(town: Town, path: Path) -> HttpWalk:
    """The path in this town, walked once a run."""
    found = town.walks.get(path.name)
    if found is None:
        brief = HttpWalk(town, ISSUED, watch=False).go().reference if isinstance(path.start, Send) else ""
        found = town.walks[path.name] = HttpWalk(town, path).go(brief)
    return found


@cache
def bare(path: Path) -> Counter[str]:
    """What the engine alone passes on this path."""
    return Counter(Walk(path).go().passed)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_path_reaches_its_end(town: Town, path: Path) -> None:
    walk = walked(town, path)
    case, passed = walk.case(), walk.passed()
    assert (case.status, case.outcome) == ("finished", drawn()[path.end].name)
    assert walk.variables()["outcome"] == path.outcome
    assert [row.element for row in passed if row.type == "endEvent" and row.scope == 0][-1] == path.end
    assert path.ways | path.passes <= {row.element for row in passed}
    assert not walk.left_open()
    starter = town.visitor(path.start.who)
    assert drawn()[path.end].name in starter.get(f"/cases/{walk.case_id}").said


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_the_product_goes_the_way_of_the_bare_engine(town: Town, path: Path) -> None:
    """What pages, operations and databases do around the engine changes nothing of what it does."""
    assert Counter(row.element for row in walked(town, path).passed()) == bare(path)


def test_together_they_take_every_sequence_flow_and_reach_every_element(town: Town) -> None:
    passed = {row.element for path in ALL for row in walked(town, path).passed()}
    wanted = {name for name, process in {**drawn_in(), **flows()}.items() if process != NOT_HERE}
    assert wanted - passed == UNREACHABLE, (
        "each flow that no path takes is named in paths_strange, with the reason"
    )


def drawn_in() -> dict[str, str]:
    return {name: one.process for name, one in drawn().items()}


def test_nothing_is_left_over_and_the_trail_holds(town: Town) -> None:
    for path in ALL:
        walked(town, path)
    assert not town.rows(sa.select(t.TASK_CANDIDATE))
    assert not town.rows(sa.select(t.SUBSCRIPTION).where(t.SUBSCRIPTION.c.instance_id.is_not(None)))
    assert not town.rows(sa.select(t.DRAFT))
    with reading(town.sessions) as session:
        checked = verify(session)
    assert checked.faults == ()
    assert checked.cases >= len(ALL)
