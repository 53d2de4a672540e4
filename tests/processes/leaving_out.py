"""Calls that a walk leaves out: they fail as they begin, and governance skips them with what they would have given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from cip_workflow.engine.elements.processes import CallActivity
from cip_workflow.engine.faults import Failed


@contextmanager
def left_out(calls: Collection[str]) -> Iterator[None]:
    """The calls at these elements fail as they begin."""
    begin = CallActivity.start_inside

    def fail(call: CallActivity, token: Any) -> None:
        if call.bpmn_id in calls:
            raise Failed("This call is left out here.")
        begin(call, token)

    with mock.patch.object(CallActivity, "start_inside", fail):
        yield
