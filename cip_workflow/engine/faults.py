"""What the engine itself can refuse or fail with; everything else is in `cip_workflow.errors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from cip_workflow.errors import StepFailed, WorkflowError

Kind = Literal["expression", "decision", "service", "message", "escalation", "engine"]

#: What is said about every failure that trying again can mend.
RETRY = "Correct the variables or the service, then retry."


class StateMismatch(WorkflowError):
    """This state was stored for another process version or by another format of the engine."""


class StuckInstance(WorkflowError):
    """A token of this instance got lost: a fault of the engine. Nothing was stored; the case is as it was."""


class BpmnError(WorkflowError):
    """A service ended with an error that the diagram may catch.

    Raise it in `serve`, or give `error_code` to `fail_job`: an error boundary event or error event sub-process with
    this code takes over. Where none does, it is an incident like any other failure.
    """

    def __init__(self, code: str, message: str = "", variables: Mapping[str, Any] | None = None) -> None:
        self.code = code
        self.variables = dict(variables or {})
        super().__init__(message or f"The service ended with the error {code}.")


class Failed(StepFailed):
    """An element could not run: becomes an `Incident` at its token. Never leaves the engine."""

    def __init__(
        self,
        message: str,
        *,
        kind: Kind = "engine",
        cure: str = RETRY,
        expression: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind = kind
        self.cure = cure
        self.expression = expression
        self.values = dict(values or {})
        super().__init__(message)
