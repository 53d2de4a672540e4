"""The real diagrams, each question answered: on random orders the product shows what the token game shows.

`make soak` (CIP_SOAK=1) plays every file, `make test` every fortieth. Files that stay refused, and those with an
element that the token game does not play, say nothing here.
"""

from __future__ import annotations

import os

import pytest

from cip_workflow import engine
from cip_workflow.bpmn import read
from cip_workflow.bpmn.lower import lower
from cip_workflow.errors import Refused
from tests.conformance.bpmn.play import Model
from tests.conformance.bpmn.schedule import walk
from tests.conformance.bpmn.tokengame.values import NotUnderstood
from tests.conformance.corpus import _settled, files

PLAYED = files()[:: 1 if os.environ.get("CIP_SOAK") else 40]


@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.name)
def test_product_and_token_game_agree_about_a_real_diagram(path):
    try:
        made, findings, _ = _settled(path.read_bytes(), path.name)
        lowered = lower(read(made, path.name))
        specs = engine.compile({path.name: lowered})
    except Refused:
        return
    if any(one.blocks for one in findings):
        return
    for begins in engine.processes(specs):
        by_event = [*begins.messages, *begins.timers, *begins.signals]
        if not begins.none_start and not by_event:
            continue
        begin = None if begins.none_start else by_event[0].element
        model = Model(lowered, begin=begin, process=begins.id)
        try:
            for seed in range(3):
                walk(model, specs, seed, {}, 25)
        except NotUnderstood:
            continue
