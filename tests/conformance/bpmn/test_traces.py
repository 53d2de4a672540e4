"""Every diagram gives the traces that are written beside it: the product live and from its bytes, and the token game."""

from __future__ import annotations

import pytest

from tests.conformance.bpmn.models import CASES
from tests.conformance.bpmn.playing import play


@pytest.mark.parametrize("name", CASES)
def test_the_traces_of_a_diagram(name):
    case = CASES[name]
    for run in case.runs:
        for restored in (False, True):
            play(case, run, restored=restored)
