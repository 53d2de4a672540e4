"""What is wrong with a form file, one sentence each; shaped like the findings of the diagram lint, so one page lists both."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One reason why a form is refused (error), or what its owner should look at (warning)."""

    severity: Severity
    rule: str
    element: str | None  #: the component's id, as the form editor shows it
    element_name: str
    file: str
    line: int | None
    column: int | None = None
    message: str
    cure: str

    def __str__(self) -> str:
        at = f"{self.file}:{self.line}" if self.line else self.file
        of = f" ({self.element})" if self.element else ""
        return f"{at}{of}: {self.message} {self.cure}"


@dataclass
class Report:
    """Collects findings while a file is read; knows the source text to tell the line of a component."""

    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)
    count: int = 0  #: components read so far, to name those without an id

    def error(self, rule: str, message: str, cure: str, *, at: str | None = None, name: str = "") -> None:
        """Something for which the file is refused."""
        self._add("error", rule, message, cure, at, name)

    def warning(self, rule: str, message: str, cure: str, *, at: str | None = None, name: str = "") -> None:
        """Something that works, but perhaps not as meant."""
        self._add("warning", rule, message, cure, at, name)

    @property
    def errors(self) -> list[Finding]:
        """Only what refuses the file."""
        return [one for one in self.findings if one.severity == "error"]

    def _add(self, severity: Severity, rule: str, message: str, cure: str, at: str | None, name: str) -> None:
        self.findings.append(
            Finding(
                severity=severity,
                rule=rule,
                element=at,
                element_name=name,
                file=self.file,
                line=self._line(at),
                message=message,
                cure=cure,
            )
        )

    def _line(self, component: str | None) -> int | None:
        if component is None:
            return None
        place = re.search(rf'"id"\s*:\s*"{re.escape(component)}"', self.text)
        return self.text.count("\n", 0, place.start()) + 1 if place else None
