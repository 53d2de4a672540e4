"""What can go wrong, in one tree; a docstring is the message when none is given.

    WorkflowError
    ├── NotFound        what was asked for does not exist, or this person may not know that it does
    ├── NotAllowed      may see it, may not do it; says which rule and why
    ├── Conflict        somebody was faster, or the page is stale
    ├── Invalid         the input is wrong; `fields` has one list of sentences per field
    ├── Refused         a file cannot be deployed; `findings` says each reason with its place
    ├── ExpressionError a FEEL expression that cannot be read or run within its budget
    ├── StepFailed      an element of a running instance failed; becomes an incident
    └── TooMany         a throttle; `retry_after` seconds

Errors carry a meaning and never an HTTP status: `web/errors.py` has the one table that maps them
(DESIGN section 6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class WorkflowError(Exception):
    """The workflow system could not do this."""

    def __init__(self, message: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").splitlines()[0]
        super().__init__(self.message)


class NotFound(WorkflowError):
    """This page does not exist, or you may not see it."""


class NotAllowed(WorkflowError):
    """You may not do this."""

    def __init__(self, message: str = "", *, rule: str | None = None) -> None:
        self.rule = rule
        super().__init__(message)


class Conflict(WorkflowError):
    """Somebody else has changed this in the meantime."""


class Invalid(WorkflowError):
    """Some of the answers are not right."""

    def __init__(self, message: str = "", *, fields: Mapping[str, Sequence[str]] | None = None) -> None:
        self.fields: dict[str, list[str]] = {name: list(said) for name, said in (fields or {}).items()}
        super().__init__(message)


class Refused(WorkflowError):
    """These files cannot be deployed."""

    def __init__(self, message: str = "", *, findings: Sequence[object] = ()) -> None:
        self.findings = tuple(findings)
        super().__init__(message)


class ExpressionError(WorkflowError):
    """An expression could not be evaluated."""


class StepFailed(WorkflowError):
    """A step of this case failed."""


class TooMany(WorkflowError):
    """Too many attempts. Wait a little and try again."""

    def __init__(self, message: str = "", *, retry_after: int = 60) -> None:
        self.retry_after = retry_after
        super().__init__(message)
