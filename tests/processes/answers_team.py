"""Answers to F09, F10 and F11: who is in the team, what they declare, how it is judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers_made import Answers, on, with_changes

#: Who is nominated; Barnardo's leads the design.
TEAM = {
    "LCC": (("ghale", "co-lead"), ("ipatel", "practitioner")),
    "BARNARDOS": (("ebanjo", "design-lead"), ("rgill", "practitioner")),
}


def f09(today: date, organisation: str = "LCC", **changes: Any) -> Answers:
    """Nomination of the design team by one organisation."""
    return with_changes({"members": team(*TEAM[organisation])}, changes)


def team(*members: tuple[str, str]) -> list[Answers]:
    """Rows of F09: person and part in the team."""
    return [{"user": user, "role": role, "daysPerWeek": "1.5"} for user, role in members]


def f09_removed(today: date, **changes: Any) -> Answers:
    """T904: the member leaves the team."""
    return with_changes(
        {
            "restrictions": ["removed"],
            "changeReason": "A director of a provider that will bid cannot design the service.",
        },
        changes,
    )


def f09_restricted(today: date, **changes: Any) -> Answers:
    """T904: the member stays, with restrictions."""
    return with_changes(
        {
            "restrictions": ["no-finance", "no-market-data"],
            "changeReason": "Keeps working on the model, and sees neither prices nor the market.",
        },
        changes,
    )


def f10(today: date, **changes: Any) -> Answers:
    """Nothing to declare."""
    return with_changes({"declaration": "none", "statement": True}, changes)


def f10_interest(today: date, **changes: Any) -> Answers:
    """An interest."""
    return f10(
        today,
        **(
            {
                "declaration": "interest",
                "interestType": ["family", "other-provider"],
                "interestDetail": "A close relative works for a provider of short breaks.",
                "organisationConcerned": "Larch Respite Ltd",
                "startDate": on(today, -900),
            }
            | changes
        ),
    )


def f11(today: date, **changes: Any) -> Answers:
    """T902: no conflict, for a member from the council."""
    return with_changes(
        {"rating": "none", "unfairAdvantage": False, "residual": "cleared", "assessmentReviewed": on(today)},
        changes,
    )


def _measures(today: date) -> list[Answers]:
    return [{"measure": "Takes no part in pricing.", "owner": "ebanjo", "due": on(today, 10)}]


def f11_perceived(today: date, **changes: Any) -> Answers:
    """T902: people could think there is a conflict."""
    return f11(
        today,
        **({"rating": "perceived", "mitigations": _measures(today), "residual": "mitigated"} | changes),
    )


def f11_actual(today: date, **changes: Any) -> Answers:
    """T902: an actual conflict that mitigation can settle."""
    return f11_perceived(
        today, **({"rating": "actual", "unfairAdvantage": True, "mitigationPossible": True} | changes)
    )


def f11_hopeless(today: date, **changes: Any) -> Answers:
    """T902: an actual conflict that mitigation cannot settle."""
    return f11(
        today,
        **(
            {
                "rating": "actual",
                "unfairAdvantage": True,
                "mitigationPossible": False,
                "residual": "unmitigated",
            }
            | changes
        ),
    )


def barnardos(today: date) -> Answers:
    """What F11 asks at T902 about a member from Barnardo's as well."""
    return {"barnardosAdvice": "Pauline Grant: the charity's register shows the same; no objection."}


def f11_mitigated(today: date, **changes: Any) -> Answers:
    """T903: mitigation agreed. The rating is the monitoring officer's and cannot be changed here."""
    return with_changes(
        {
            "mitigations": _measures(today),
            "restrictions": ["no-finance"],
            "residual": "mitigated",
            "assessmentReviewed": on(today),
        },
        changes,
    )
