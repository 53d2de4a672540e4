"""What cannot be said in FEEL."""

from __future__ import annotations

from cip_workflow.errors import WorkflowError


class Untranslatable(WorkflowError):
    """This expression cannot be put into FEEL."""

    def __init__(self, message: str, *, expression: str = "") -> None:
        self.expression = expression
        super().__init__(message)
