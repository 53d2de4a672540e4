"""Random diagrams in random orders: nobody wrote their traces down, but product and token game must agree about them.

`make soak` (CIP_SOAK=1) draws 3,000 of them, `make test` a sample.
"""

from __future__ import annotations

import os

import pytest

from tests.conformance.bpmn.play import compiled
from tests.conformance.bpmn.random_diagrams import Answers, Drawing
from tests.conformance.bpmn.schedule import walk

DIAGRAMS = 3000 if os.environ.get("CIP_SOAK") else 200


@pytest.mark.parametrize("part", range(10))
def test_product_and_token_game_agree_about_random_diagrams(part):
    moved = 0
    for seed in range(part, DIAGRAMS, 10):
        case = Drawing(seed).case(f"diagram {seed}")
        specs = compiled(case.model)
        for order in range(2):
            moved += len(walk(case.model, specs, order, Answers(), 30))
    assert moved > DIAGRAMS / 10
