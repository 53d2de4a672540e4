"""What becomes of each kind of event at each place: one half of the table in `coverage`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["executed", "lowered", "refused", "drawn"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a refused element says why, and what to draw instead."""

    part: str
    element: str
    verdict: Verdict
    note: str
    cure: str = ""


_UNDOES = "Undoes one activity, or all completed ones around it, the last one first, and waits for that."

#: What every position of an event may be; kinds that are missing are refused as unknown to BPMN.
EVENTS: dict[str, dict[str, Row]] = {
    "start event": {
        "none": Row("Events", "", "executed", "Started by a person or a call."),
        "message": Row("Events", "", "executed", "Started by a message."),
        "timer": Row("Events", "", "executed", "Started by the clock."),
        "signal": Row("Events", "", "executed", "Every process that waits for the signal is started."),
        "conditional": Row(
            "Events",
            "",
            "refused",
            "A process has no variables before it starts.",
            "Use a message or timer start event.",
        ),
    },
    "event sub-process start": {
        "message": Row("Events", "", "executed", "Interrupting or not."),
        "timer": Row("Events", "", "executed", "Interrupting or not."),
        "signal": Row("Events", "", "executed", "Interrupting or not."),
        "conditional": Row("Events", "", "executed", "Interrupting or not."),
        "error": Row("Events", "", "executed", "Always interrupts."),
        "escalation": Row("Events", "", "executed", "Interrupting or not."),
        "compensate": Row(
            "Events", "", "executed", "In a sub-process: runs when that is undone, in place of what is in it."
        ),
    },
    "sub-process start": {
        "none": Row("Events", "", "executed", "Every other start event in a sub-process is refused.")
    },
    "intermediate catch event": {
        "message": Row("Events", "", "executed", ""),
        "timer": Row("Events", "", "executed", "Date, duration, ISO cycle or cron; FEEL or text."),
        "signal": Row("Events", "", "executed", ""),
        "conditional": Row("Events", "", "executed", "Fires when the condition becomes true."),
        "link": Row("Events", "", "executed", ""),
    },
    "intermediate throw event": {
        "none": Row("Events", "", "executed", "Passes straight through."),
        "message": Row(
            "Events", "", "executed", "To whoever waits for it; a type of work on it is not looked at."
        ),
        "signal": Row("Events", "", "executed", ""),
        "escalation": Row("Events", "", "executed", ""),
        "link": Row("Events", "", "executed", ""),
        "compensate": Row("Events", "", "executed", _UNDOES),
    },
    "boundary event": {
        "message": Row("Events", "", "executed", "Interrupting or not."),
        "timer": Row("Events", "", "executed", "Interrupting or not; cycles where not."),
        "signal": Row("Events", "", "executed", "Interrupting or not."),
        "conditional": Row("Events", "", "executed", "Interrupting or not."),
        "error": Row("Events", "", "executed", "By code, or any error without one."),
        "escalation": Row("Events", "", "executed", "Interrupting or not."),
        "cancel": Row("Events", "", "executed", "On a transaction."),
        "compensate": Row("Events", "", "executed", "An association leads to the step that undoes."),
    },
    "end event": {
        "none": Row("Events", "", "executed", ""),
        "message": Row("Events", "", "executed", ""),
        "signal": Row("Events", "", "executed", ""),
        "error": Row("Events", "", "executed", ""),
        "escalation": Row("Events", "", "executed", ""),
        "terminate": Row("Events", "", "executed", ""),
        "cancel": Row("Events", "", "executed", "In a transaction."),
        "compensate": Row("Events", "", "executed", _UNDOES),
    },
}
