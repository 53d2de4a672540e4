"""What a rule of segregation of duty looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cip_workflow.types import Variables


@dataclass(frozen=True, kw_only=True)
class Done:
    """A task of the case that a person has completed, or whose answers they gave first (SOD-08)."""

    element: str
    task: str  #: its name, for the sentence
    person_id: int
    person: str  #: name
    organisation: str  #: key

    @property
    def code(self) -> str:
        """`T603` of `T603_approveAward`."""
        return code(self.element)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What costs a statement, and is read only when a rule asks."""

    done: Callable[[], Sequence[Done]] = tuple  #: completed tasks of the case
    figures: Callable[[], Mapping[str, Any]] = dict  #: agreement settings
    panel: Callable[[], Collection[int]] = frozenset  #: evaluators and their chair, by id


@dataclass(frozen=True)
class Facts:
    """A task and the case around it. `read` gives the variables visible at the task; it is called when a rule asks."""

    task: str  #: its name, for the sentence
    read: Callable[[], Variables]
    candidates: Sequence[str] = ()
    first: int | None = field(default=None)  #: who gave the answers that wait for a second person
    element: str = ""
    asked: Asked = field(default_factory=Asked)

    @property
    def code(self) -> str:
        """`T603` of `T603_approveAward`."""
        return code(self.element)

    @cached_property
    def variables(self) -> Variables:
        """The variables, read once."""
        return self.read()

    @cached_property
    def done(self) -> Sequence[Done]:
        """The completed tasks of the case, read once."""
        return self.asked.done()

    @cached_property
    def panel(self) -> Collection[int]:
        """Who scores bids in this case, read once."""
        return self.asked.panel()

    def login(self, name: str) -> str | None:
        """The person whose login a variable holds."""
        value: Any = self.variables.get(name)
        return value if isinstance(value, str) and value else None

    def completed(self, *codes: str) -> Sequence[Done]:
        """The completed tasks of the case with one of these codes, whoever did them: `T300`, `T603`."""
        return [one for one in self.done if one.code in codes]

    def completed_by(self, person_id: int, *codes: str) -> Done | None:
        """The first of these that this person completed."""
        return next((one for one in self.completed(*codes) if one.person_id == person_id), None)


def code(element: str) -> str:
    """What stands before the underscore of an element's id: its number in the domain (`T300`)."""
    return element.partition("_")[0]
