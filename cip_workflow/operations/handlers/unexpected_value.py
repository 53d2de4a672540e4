"""cip:unexpected-value - stands behind the default way of a gateway and fails until the value is one it has a way for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow import feel
from cip_workflow.errors import StepFailed
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.engine import dumps
from cip_workflow.types import Job

TYPE = "cip:unexpected-value"
FINAL = ""
EARLY = True


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Nothing to do once the value is right.

    The task has no inputs, so that a retry reads the case's variables as they were corrected; its headers say which
    variable the gateway `reads`, what is `expected`, and by which condition it is `settled`.
    """
    settled = job.headers.get("settled", "").removeprefix("=")
    if settled and feel.evaluate(settled, job.inputs) is True:
        return {}
    gateway = job.headers.get("gateway", "The gateway before this step")
    expected = job.headers.get("expected", "another value")
    reads = job.headers.get("reads", "")
    found = dumps(job.inputs.get(reads))
    msg = f"{gateway} has no way for {reads} = {found}. It expects {expected}. Correct the value, then retry."
    raise StepFailed(msg)
