"""Every diagram of the suite, a module for each family."""

from tests.conformance.bpmn.models import (
    boundaries,
    called,
    errors,
    event_subs,
    events,
    flows,
    inclusive,
    instances,
    loops,
    nested,
    noted,
    splits,
    tasks,
    undone,
)

_ALL = (
    tasks,
    splits,
    inclusive,
    flows,
    events,
    boundaries,
    errors,
    event_subs,
    nested,
    noted,
    called,
    instances,
    loops,
    undone,
)
CASES = {one.name: one for module in _ALL for one in module.CASES}
