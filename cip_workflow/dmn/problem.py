"""What is wrong in a model that can be loaded all the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that will give null when it is evaluated: the file, the line, the element, and a sentence with a cure."""

    file: str
    line: int
    element: str
    sentence: str

    def __str__(self) -> str:
        place = ", ".join(
            part for part in (self.file, f"line {self.line}" * bool(self.line), self.element) if part
        )
        return f"{place}: {self.sentence}"
