"""What ways through the lifecycle are made of."""

from __future__ import annotations

from typing import Any

from tests.processes import answers as a
from tests.processes.steps import Do, Path, Skip, Step, given, words

START = Do("Start_needStated", "pnandra", given(a.f01))
#: What is known of a brief that has been issued and of its design, as far as the lifecycle itself looks at it.
ISSUED = Skip(
    "C_issueBrief",
    {"briefOutcome": "issued", "title": "Short breaks for disabled children at weekends", "sessionCount": 1},
)
SUBMITTED = Skip("C_coDesign", {"designOutcome": "submitted", "wholeLifeValue": 900_000, "sessionCount": 3})
APPROVED = Skip("C_approveDesign", {"approvalOutcome": "approved", "approvedWholeLifeValue": 900_000})
SENT_BACK = Skip(
    "C_approveDesign",
    {"approvalOutcome": "rework", "reworkScope": ["finance"], "reworkReason": "The second year is too dear."},
)
AWARDED = Skip("C_procure", {"procurementOutcome": "awarded", "subContracts": []})
SIGNED = Skip("C_awardContract", {"awardOutcome": "signed", "contractRef": "CIP-SC-2026-01"})
DESIGNED = (ISSUED, SUBMITTED, APPROVED)


def route(which: str) -> Skip:
    """The delivery decision confirms a route."""
    return Skip(
        "C_decideDelivery",
        {
            "deliveryOutcome": "route",
            "confirmedRoute": which,
        },
    )


def ends(element: str, variable: str, outcome: str, **more: Any) -> Skip:
    """A call that is left out ends like this."""
    return Skip(element, {variable: outcome, **more})


def closed(who: str = "pnandra", **changes: Any) -> Do:
    """Whoever looks after the brief closes it: the design lead, or without one a commissioner."""
    return Do("T001_closeAndLearn", who, given(a.f37, **changes))


def path(name: str, steps: tuple[Step, ...], ending: str, ways: str = "", passes: str = "") -> Path:
    """One way through the lifecycle, to one of its eight endings."""
    return Path(
        name=f"lifecycle: {name}",
        start=START,
        steps=steps,
        end="End_closed" + "".join(part.capitalize() for part in ending.split("-")),
        outcome=f"closed-{ending}",
        process="cip-lifecycle",
        ways=words(ways),
        passes=words(passes),
    )
