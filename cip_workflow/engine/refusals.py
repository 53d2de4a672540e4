"""Why a file cannot be compiled: each reason with its place and the way out.

`bpmn.lint` says all of this earlier, and more kindly. This is the last wall: what the engine does not run rightly never
becomes a version.
"""

from __future__ import annotations

from dataclasses import dataclass

from cip_workflow.bpmn import Element, Process
from cip_workflow.errors import Refused


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One reason, with the fields of a lint finding."""

    file: str
    line: int
    element: str
    element_name: str
    message: str
    cure: str
    column: int = 1
    severity: str = "error"
    rule: str = "engine/compile"

    def __str__(self) -> str:
        said = f" ({self.element_name})" if self.element_name else ""
        return f"{self.file}, line {self.line}, {self.element}{said}: {self.message} {self.cure}".strip()


class Problems:
    """Collects the reasons of one compilation."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, file: str, where: Element | Process | None, message: str, cure: str) -> None:
        """One more."""
        self.found.append(
            Problem(
                file=file,
                line=where.line if where else 0,
                element=where.id if where else "",
                element_name=where.name if where else "",
                message=message,
                cure=cure,
            )
        )

    def check(self) -> None:
        """Raises Refused with all of them, when there are any."""
        if self.found:
            raise Refused("\n".join(str(one) for one in self.found), findings=self.found)
