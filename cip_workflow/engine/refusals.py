"""Why a file cannot be compiled: each reason with its place and the way out.

`bpmn.lint` says all of this earlier, and more kindly. This is the last wall: what the engine does not run rightly never
becomes a version.
"""

from __future__ import annotations

from cip_workflow.bpmn import Document, Element, Flow, Process
from cip_workflow.bpmn.lint.finding import Finding
from cip_workflow.errors import Refused

RULE = "engine/compile"


class Problems:
    """Collects the reasons of one compilation."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def add(
        self, document: Document, where: Element | Flow | Process | None, message: str, cure: str
    ) -> None:
        """One more, at an element or process of a diagram."""
        line, column = document.place(where) if where is not None else (0, 0)
        self._add(
            document.name, where.id if where else "", where.name if where else "", line, column, message, cure
        )

    def add_file(self, file: str, message: str, cure: str) -> None:
        """One more, about a whole file."""
        self._add(file, "", "", 0, 0, message, cure)

    def _add(
        self, file: str, element: str, name: str, line: int, column: int, message: str, cure: str
    ) -> None:
        self.found.append(
            Finding(
                severity="error",
                rule=RULE,
                element=element,
                element_name=name,
                file=file,
                line=line,
                column=column,
                message=message,
                cure=cure,
            )
        )

    def check(self) -> None:
        """Raises Refused with all of them, when there are any."""
        if self.found:
            raise Refused("\n".join(str(one) for one in self.found), findings=self.found)
