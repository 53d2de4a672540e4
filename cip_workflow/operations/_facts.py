"""What a rule of segregation of duty looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cip_workflow.types import Variables


@dataclass(frozen=True)
class Facts:
    """A task and the case around it. `read` gives the variables visible at the task; it is called when a rule asks."""

    task: str  #: its name, for the sentence
    read: Callable[[], Variables]
    candidates: Sequence[str] = ()
    first: int | None = field(default=None)  #: who gave the answers that wait for a second person

    @cached_property
    def variables(self) -> Variables:
        """The variables, read once."""
        return self.read()

    def login(self, name: str) -> str | None:
        """The person whose login a variable holds."""
        value: Any = self.variables.get(name)
        return value if isinstance(value, str) and value else None
