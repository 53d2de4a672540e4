"""The tests are sharp: a sample of the mutants in `make test`, all of them in `make soak` (CIP_SOAK=1)."""

from __future__ import annotations

import os

import pytest

from tests.unit.engine.mutants import MUTANTS, caught, source

#: Quick ones, each of another module.
SAMPLE = (
    "surplus tokens are consumed",
    "a failure goes through instead of standing still",
    "a lost token is not seen",
)
CHOSEN = [one for one in MUTANTS if os.environ.get("CIP_SOAK") or one.name in SAMPLE]


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_mutant_still_has_its_place_in_the_source(mutant):
    assert source(mutant).read_text().count(mutant.old) == 1


@pytest.mark.parametrize("mutant", CHOSEN, ids=lambda mutant: mutant.name)
def test_the_mutant_is_caught(mutant):
    assert caught(mutant)
