"""Where a process begins when something happens: signals, several events, receive tasks, event-based gateways."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import NotFound
from tests.unit.engine.case import T0, specs
from tests.unit.engine.diagrams import END, element, event, flows, mapping, process, signal, users


def test_a_process_that_a_signal_begins():
    begin = element("startEvent", "sig", mapping({}, {"who": "=by"}), event("signal", "S"))
    text = specs(process(begin + users("a") + END + flows("sig a e")), declared=signal("S", "all clear"))
    (start,) = engine.processes(text)
    assert (start.none_start, [(one.element, one.text) for one in start.signals]) == (
        False,
        [("sig", "all clear")],
    )
    for how in ({"message": "signal:all clear"}, {"start_element": "sig"}):
        step = engine.start(text, "p", {"by": "ann"}, now=T0, **how)
        assert [task.element for task in step.opened_tasks] == ["a"]
        assert engine.variables(text, step.state) == {"who": "ann"}
    with pytest.raises(NotFound, match="does not begin with 'all clear'"):
        engine.start(text, "p", {}, now=T0, message="all clear")
