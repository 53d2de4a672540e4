"""What could not be lowered; lint says it earlier and with a cure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One reason, with the fields of a lint finding."""

    file: str
    element: str
    element_name: str
    line: int
    column: int
    message: str
    cure: str = "Write it as a FEEL expression."
    severity: str = "error"
    rule: str = "lower"

    def __str__(self) -> str:
        named = f"“{self.element_name}” ({self.element})" if self.element_name else self.element
        return f"{self.file}, line {self.line}, {named}: {self.message}"
