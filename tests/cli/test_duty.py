"""Rules of duty at the terminal: `cip complete` refuses with the rule, and an inbox does not show what one may not do."""

from __future__ import annotations

import json

import pytest

from cip_workflow import clock
from cip_workflow.cli.opened import Opened
from tests.operations.duty_scenes import SCENES, Scene, play, play_board
from tests.processes import answers as a
from tests.processes.town import ROOT


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.rule)
def test_complete_refuses(cip, here: Opened, scene: Scene) -> None:
    task_id = play(here.sessions, scene)
    said = cip("complete", str(task_id), "--as", scene.kept_out)
    assert said.code == 2
    assert said.err.startswith(f"cip: {scene.rule}: ")
    listed = cip("tasks", "--as", scene.kept_out, "--teams", "--json").json
    assert task_id not in [one["id"] for one in listed]
    done = cip("complete", str(task_id), "--as", "edunmore")
    assert (done.code, "is done" in done.out) == (0, True)


def test_a_vote_that_does_not_exist_is_refused(cip, here: Opened) -> None:
    task_id = str(play_board(here.sessions, (ROOT / "forms" / "F08.form").read_bytes()))
    today = clock.now().astimezone(clock.LONDON).date()
    answers = a.f08(today) | {
        "votes": [{"member": "ohartley", "vote": "for"}, {"member": "croe", "vote": "for"}]
    }
    said = cip("complete", task_id, "--as", "ohartley", "--answers", json.dumps(answers, default=str))
    assert said.code == 2
    assert said.err.startswith("cip: SOD-13: Barnardo's members do not vote")
    assert "Callum Roe has no vote in “Board decides”" in said.err
