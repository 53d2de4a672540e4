"""Random orders: stored, restored and compacted at every step is the same as one instance that stays in memory.

`make soak` (CIP_SOAK=1) runs 1,000 orders of each process, `make test` a sample.
"""

from __future__ import annotations

import os

import pytest

from cip_workflow import engine
from tests.unit.engine.models import MODELS
from tests.unit.engine.walks import FIELDS, Live, Stored, walk

ORDERS = 1000 if os.environ.get("CIP_SOAK") else 50


@pytest.mark.parametrize("name", MODELS)
def test_storing_changes_nothing(name):
    text, variables = MODELS[name]
    specs = engine.compile({f"{name}.bpmn": text.encode()})
    for seed in range(ORDERS):
        stored, live = walk(Stored, specs, variables, seed), walk(Live, specs, variables, seed)
        for at, (one, other) in enumerate(zip(stored[0], live[0], strict=True)):
            for field in FIELDS:
                assert one[field] == other[field], (name, seed, at, field)
        assert stored[1] == live[1], (name, seed)


@pytest.mark.parametrize("name", MODELS)
def test_the_books_of_the_waits_always_add_up(name):
    text, variables = MODELS[name]
    specs = engine.compile({f"{name}.bpmn": text.encode()})
    for seed in range(ORDERS):
        ever: dict[int, str] = {}
        open_: set[int] = set()
        for found in walk(Stored, specs, variables, seed)[0]:
            assert found["closed"].keys() <= open_
            open_ -= found["closed"].keys()
            for kind in ("tasks", "jobs", "timers", "messages", "incidents"):
                for one in found[f"opened_{kind}"]:
                    again = kind == "timers" and one.key in open_ and ever[one.key] == kind
                    assert again or one.key not in ever, (name, seed, one)
                    ever[one.key] = kind
                    open_.add(one.key)
        assert not open_
