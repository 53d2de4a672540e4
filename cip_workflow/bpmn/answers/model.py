"""A question about a diagram, what can be answered, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cip_workflow.bpmn.lint.finding import Finding

#: What an answer needs besides the choice: the key of a group, a name, a length of time, a list, a number, a process, a form.
Needs = Literal["", "group", "name", "duration", "list", "number", "process", "form"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One way to answer: `key` is kept, `label` is what the owner reads."""

    key: str
    label: str
    needs: Needs = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What the owner of a diagram is asked (DESIGN 4): a finding of the severity `question`, with its choices."""

    finding: Finding
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the owner said about one element."""

    rule: str
    element: str
    choice: str
    value: str = ""
