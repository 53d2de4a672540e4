"""Rules of duty at the doors of the pages: the page itself, taking, sending, handing over, reassigning (DOMAIN 4.3)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow import forms
from cip_workflow.operations.task.claim import claim
from cip_workflow.store import tables as t
from tests.operations.duty_scenes import ELIN, SCENES, Scene, do, play, play_board
from tests.processes.town import ROOT


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.rule)
def test_every_door_of_the_pages_refuses(town, visit, scene: Scene) -> None:
    task_id = play(town.sessions, scene)
    kept_out, elin, fiona = visit(scene.kept_out), visit(ELIN), visit("fgreer")
    page = kept_out.get(f"/tasks/{task_id}")
    assert f"{scene.rule}: " in page.said
    assert "The guarded step" in page.said
    assert not {"Take this task", "Submit", "Save and come back later"} & set(page.buttons())
    for path in ("", "/claim"):
        refused = kept_out.post(f"/tasks/{task_id}{path}")
        assert (refused.status, f"{scene.rule}: " in refused.said) == (403, True), (path, refused.said)
        told = kept_out.post(f"/tasks/{task_id}{path}", json=True)
        assert told.status == 403, path
    listed = kept_out.get("/tasks/teams")
    assert "The guarded step" not in listed.said
    assert f"Your teams ({len(listed.rows())})" in listed.said, "the number counts what the list shows"
    assert "Your teams (1)" in elin.get("/tasks/teams").said
    do(town.sessions, claim, ELIN, task_id=task_id)
    chosen = {"to": scene.kept_out, "reason": "They know it best"}
    for visitor, path in (
        (elin, f"/tasks/{task_id}/hand-over"),
        (fiona, f"/governance/tasks/{task_id}/reassign"),
    ):
        assert f'value="{scene.kept_out}"' not in visitor.get(path).text, path
        refused = visitor.post(path, **chosen)
        assert (refused.status, f"{scene.rule}: " in refused.said) == (403, True), (path, refused.said)
    row = sa.select(t.TASK.c.assignee_id, t.TASK.c.status, t.PERSON.c.login).join_from(
        t.TASK, t.PERSON, t.PERSON.c.id == t.TASK.c.assignee_id
    )
    [found] = town.rows(row.where(t.TASK.c.id == task_id))
    assert (found.status, found.login) == ("open", ELIN)
    assert "Submitted" in elin.press(elin.get(f"/tasks/{task_id}"), "Submit").said


def test_a_vote_that_does_not_exist_is_refused(town, visit) -> None:
    """SOD-13: the page shows no vote of the charity; one that is put into it all the same does not pass."""
    task_id = play_board(town.sessions, (ROOT / "forms" / "F08.form").read_bytes())
    do(town.sessions, claim, "ohartley", task_id=task_id)
    owen = visit("ohartley")
    page = owen.get(f"/tasks/{task_id}")
    assert "Board decides" in page.said
    for member in ("croe", "lfawcett", "mkeane"):
        refused = owen.post(
            f"/tasks/{task_id}", **{"votes.0._of": forms.row_name(member), "votes.0.vote": "for"}
        )
        assert refused.status == 403, refused.said
        assert "SOD-13: Barnardo's members do not vote" in refused.said
    assert town.rows(sa.select(t.TASK.c.status).where(t.TASK.c.id == task_id))[0].status == "open"
