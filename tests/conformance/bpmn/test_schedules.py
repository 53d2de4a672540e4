"""Random orders: the product, restored from its bytes never, sometimes or always, shows what the token game shows.

`make soak` (CIP_SOAK=1) runs 200 orders of each diagram, `make test` a sample.
"""

from __future__ import annotations

import os

import pytest

from tests.conformance.bpmn.models import CASES
from tests.conformance.bpmn.play import compiled
from tests.conformance.bpmn.schedule import walk

ORDERS = 200 if os.environ.get("CIP_SOAK") else 12


@pytest.mark.parametrize("name", CASES)
def test_product_and_token_game_show_the_same(name):
    case = CASES[name]
    specs = compiled(case.model)
    for seed in range(ORDERS):
        walk(case.model, specs, seed, case.answers)
