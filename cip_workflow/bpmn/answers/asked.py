"""Which questions there are, what can be answered to each, and what is a sensible answer to try a diagram out."""

from __future__ import annotations

from collections.abc import Iterable

from cip_workflow.bpmn.answers.model import Answer, Choice, Question
from cip_workflow.bpmn.lint.finding import Finding

_BY_HAND = Choice(key="by-hand", label="A person does it by hand", needs="group")
_PASS = Choice(key="pass", label="Nothing: the case goes on at once")
_MEND = (Choice(key="mend", label="Leave it out, or let a person do it", needs="group"),)
_WAY = (Choice(key="person", label="A person chooses the way", needs="group"),)

#: Rule -> its choices, the likeliest first.
CHOICES: dict[str, tuple[Choice, ...]] = {
    "not-executable": (
        Choice(key="run", label="Yes, it is to be run"),
        Choice(key="leave-out", label="No, leave it out"),
    ),
    "gateway-without-condition": _WAY,
    "condition-in-words": _WAY,
    "task-for-nobody": (Choice(key="group", label="This group does it", needs="group"),),
    "form-elsewhere": (
        Choice(key="none", label="It needs no form: it is only confirmed"),
        Choice(key="form", label="This form", needs="form"),
    ),
    "timer-unsaid": (Choice(key="duration", label="After this time", needs="duration"),),
    "message-unsaid": (Choice(key="name", label="The message with this name", needs="name"),),
    "signal-unsaid": (Choice(key="name", label="The signal with this name", needs="name"),),
    "work-unsaid": (_BY_HAND, _PASS, Choice(key="process", label="This process does it", needs="process")),
    "old-engine-code": (
        _BY_HAND,
        _PASS,
        Choice(key="process", label="This process does it", needs="process"),
    ),
    "foreign-script": (_BY_HAND, _PASS),
    "empty-sub-process": (_BY_HAND, _PASS),
    "listener": (Choice(key="leave-out", label="Yes, leave it out"),),
    "multi-instance": (
        Choice(key="times", label="So many times", needs="number"),
        Choice(key="list", label="Once for each item of this list", needs="list"),
    ),
    "loop-unsaid": (Choice(key="times", label="At most so many times", needs="number"),),
    "event-condition-unsaid": (Choice(key="person", label="A person says when it happens", needs="group"),),
    # These stand against a diagram; their owner may have them mended in place of drawing them again.
    "unsupported": _MEND,
    "dangling-flow": (Choice(key="mend", label="Lead it on where that can be seen, else leave it out"),),
    "event-gateway": _WAY,
    "timer-wrong": (Choice(key="duration", label="After this time", needs="duration"),),
    "unknown-process": (Choice(key="process", label="This process", needs="process"), _BY_HAND, _PASS),
    "unknown-decision": (_BY_HAND, _PASS),
    "unknown-form": (
        Choice(key="none", label="It needs no form: it is only confirmed"),
        Choice(key="form", label="This form", needs="form"),
    ),
    "unknown-group": (Choice(key="group", label="This group does it", needs="group"),),
}
_USUAL = {"duration": "P1D", "number": "1", "list": "=[1]"}


def questions(findings: Iterable[Finding]) -> list[Question]:
    """What the owner of a diagram is asked, in the order of the findings; one question an element and rule.

    Besides questions proper these are the faults that can be mended without drawing again.
    """
    asked: dict[tuple[str, str], Question] = {}
    for one in findings:
        if one.blocks and one.rule in CHOICES:
            asked.setdefault((one.rule, one.element), Question(finding=one, choices=CHOICES[one.rule]))
    return list(asked.values())


def defaults(asked: Iterable[Question], *, group: str) -> list[Answer]:
    """The likeliest answer to everything, with one group for whatever a person does."""
    found = []
    for one in asked:
        first = next((each for each in one.choices if each.needs not in {"process", "form"}), one.choices[0])
        value = group if first.needs == "group" else _USUAL.get(first.needs, "")
        if first.needs == "name":
            value = one.finding.element_name or one.finding.element
        found.append(
            Answer(rule=one.finding.rule, element=one.finding.element, choice=first.key, value=value)
        )
    return found
