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
    splits,
    tasks,
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
    called,
    instances,
    loops,
)
CASES = {one.name: one for module in _ALL for one in module.CASES}
