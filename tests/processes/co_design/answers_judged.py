"""Answers of co-design that judge a design: assessments, the panel, sign-off, the business case and the board."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers import EVIDENCE, f08, f08_deferred
from tests.processes.answers_made import Answers, on, with_changes

#: Long enough for any text.
LONG = (
    "Young people told us that they want to be with friends at weekends, near home, with staff whom they know. Families need"
    " a break that they can plan. Two small houses in the county, run by one team, with a family worker who visits before and"
    " after, would give both: a place that children know, and adults who know them. The team follows the child from the first"
    " visit to the last day, and the plan of each stay is written with the child. "
)


def f18(today: date, who: str, **changes: Any) -> Answers:
    """An assessment that finds a full one not needed."""
    return with_changes(
        {
            "screening": "not-needed",
            "screeningReason": "Nothing in the design changes what is recorded or who is treated how.",
            "signOffBy": who,
            "reviewDate": on(today, 180),
        },
        changes,
    )


def f18_full(today: date, who: str, **changes: Any) -> Answers:
    """A full assessment, with its risks."""
    return f18(
        today,
        who,
        **(
            {
                "screening": "full-needed",
                "risks": [
                    {
                        "risk": "Plans are read by the wrong people",
                        "who": "Children who stay",
                        "likelihood": 2,
                        "severity": 4,
                        "mitigation": "Each plan is opened by the key worker and the family alone.",
                        "owner": "ghale",
                    }
                ],
                "consulted": "Parents' forum and young people's panel: keep plans short and ours.",
            }
            | changes
        ),
    )


def f19(today: date, **changes: Any) -> Answers:
    """The panel endorses the design."""
    return with_changes(
        {
            "panelDate": on(today),
            "panelSize": 6,
            "verdict": "endorse",
            "whatWeLike": "We know who will be there, and we choose what we do.",
            "facilitator": "kvance",
        },
        changes,
    )


def f19_changes(today: date, **changes: Any) -> Answers:
    """The panel endorses it with changes."""
    return f19(
        today,
        **({"verdict": "endorse-with-changes", "whatMustChange": [{"change": "Wi-Fi that works"}]} | changes),
    )


def f20(today: date, **changes: Any) -> Answers:
    """Business case, as T300 asks for it."""
    cases = ("strategicCase", "economicCase", "commercialCase", "financialCase", "managementCase")
    return with_changes(
        {
            **dict.fromkeys(cases, LONG),
            "policySensitive": False,
            "risks": [
                {
                    "risk": risk,
                    "likelihood": 3,
                    "impact": 4,
                    "mitigation": "Watched by the board each month.",
                    "owner": "ohartley",
                }
                for risk in ("No house is found", "Staff cannot be hired", "Fewer families come")
            ],
            "attachments": EVIDENCE,
        },
        changes,
    )


def f20_signoff(today: date, organisation: str, **changes: Any) -> Answers:
    """One lead submits the design."""
    field = "signoffLcc" if organisation == "LCC" else "signoffBarnardos"
    return with_changes({field: "submit"}, changes)


def f20_rework(today: date, organisation: str) -> Answers:
    """One lead sends it back."""
    field = "signoffLcc" if organisation == "LCC" else "signoffBarnardos"
    return {field: "rework", "signoffReason": "The nights are not covered when two workers are ill."}


def f08_change(today: date, **changes: Any) -> Answers:
    """The board approves a change of the brief."""
    return f08(today, **changes)


def f08_change_deferred(today: date, **changes: Any) -> Answers:
    """Without a quorum the board puts it off."""
    return f08_deferred(today, 28, **changes)


def f08_time(today: date, **changes: Any) -> Answers:
    """The board gives more time."""
    return with_changes(
        {
            "meetingDate": on(today),
            "outcome": "extend",
            "deferTo": on(today, 40),
            "minute": "The team lost three weeks to illness; both leads ask for more time.",
        },
        changes,
    )


def f08_time_stopped(today: date, **changes: Any) -> Answers:
    """The board stops the work."""
    minute = "The need has been met by the regional hub in the meantime; the work stops."
    return f08_time(today, **({"outcome": "stop", "deferTo": None, "minute": minute} | changes))
