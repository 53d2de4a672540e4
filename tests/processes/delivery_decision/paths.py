"""Ways through the delivery decision, which other processes call."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.processes.conflict_of_interest.paths import assesses, declares
from tests.processes.delivery_decision import answers as d
from tests.processes.steps import Advance, Call, Do, Path, Send, given, words

PROCESS = "cip-delivery-decision"


def approved(**changes: Any) -> Call:
    """The lifecycle calls it for an approved design."""

    def known(today: date) -> dict[str, Any]:
        return {
            "title": "Short breaks for disabled children at weekends",
            "legalRegime": "PCR2015_CALLOFF",
            "valueIncVat": 1_480_000,
            "withinScope": "yes",
            "withinTerm": True,
            "wholeLifeValue": 1_233_000,
            "approvedWholeLifeValue": 1_233_000,
            "regulatedActivity": False,
            "vfmVariancePct": 2,
            "viableProviders": 2,
            "declines": 0,
        } | changes

    return Call(known)


STATE = Do("T401_stateCapability", "rgill", given(d.f23))
VALUE = Do("T402_testValue", "tkowal", given(d.f23_value))
CHECK = Do("T403_checkConflicts", "bstokes", given(d.f11_before))
ASSESSED = (STATE, VALUE, CHECK)
CONFIRM = Do("T404_confirmRoute", "radeyemi", given(d.f24))
OVERRIDE = Do("T404_confirmRoute", "ksingh", given(d.f24_override))
ACCEPT = Send("route.accepted", "croe", lambda today: {"reason": "Agreed by the regional director."})
DECLINE = Send("route.declined", "croe", lambda today: {"reason": "No registered manager before spring."})
RESTATE = Do("T401_restateCapability", "rgill", given(d.f23, capacityStatus="none", willingToDeliver=False))
INTEREST = Send("conflict.declared", "ebanjo", lambda today: {"reason": "A bidder has offered me work."})
ANOTHER = Send("conflict.declared", "ghale", lambda today: {"reason": "My household has changed."})
RECOMMENDED = "F4_noDeclarationOpen F4_notDeclinedTwice "


def path(name: str, steps: tuple[Any, ...], end: str, outcome: str, ways: str = "", **more: Any) -> Path:
    start = more.pop("start", approved())
    return Path(
        name=f"delivery: {name}",
        start=start,
        steps=steps,
        end=end,
        outcome=outcome,
        process=PROCESS,
        ways=words(ways),
        passes=words(more.pop("passes", "")),
    )


DIRECT = path(
    "direct, accepted",
    (*ASSESSED, CONFIRM, ACCEPT),
    "End_route",
    "route",
    RECOMMENDED + "F4_noOverride F4_routeChosen F4_awaitAccepted",
    passes="S_recordPanel S_recordRoute E_routeConfirmed S_tellBarnardos E_routeAccepted",
)
DEEMED = path(
    "mixed, deemed accepted, after a late panel",
    (
        Do("T401_stateCapability", "rgill", given(d.f23, capacityStatus="partial")),
        VALUE,
        CHECK,
        Advance("B_panelLate"),
        Do("T404_confirmRoute", "rthorne", given(d.f24_mixed)),
        Advance("E_routeDeemed"),
    ),
    "End_route",
    "route",
    "F4_noOverride F4_routeChosen F4_deemed",
    start=approved(vfmVariancePct=12),
    passes="End_panelLate E_routeDeemed",
)
OVERRIDDEN = path(
    "override refused, then endorsed",
    (
        *ASSESSED,
        OVERRIDE,
        Do("T405_endorseOverride", "radeyemi", given(d.f24_refused)),
        OVERRIDE,
        Do("T405_endorseOverride", "radeyemi", given(d.f24_endorsed)),
        ACCEPT,
    ),
    "End_route",
    "route",
    "F4_override F4_refused F4_endorsed F4_routeChosen",
    passes="S_recordEndorsement",
)
DECLINED = path(
    "declined twice, then sub-contracted",
    (
        *ASSESSED,
        CONFIRM,
        DECLINE,
        Do("T401_restateCapability", "rgill", given(d.f23)),
        CHECK,
        CONFIRM,
        DECLINE,
        Do("T401_restateCapability", "rgill", given(d.f23)),
        CHECK,
        Do("T404_confirmRoute", "radeyemi", given(d.f24, confirmedRoute="SUBCONTRACT")),
        ACCEPT,
    ),
    "End_route",
    "route",
    "F4_notDeclinedTwice F4_declinedTwice F4_declined F4_noOverride",
    passes="S_countDecline S_excludeDirect",
)
REDESIGN = path(
    "nobody can deliver it: re-design",
    (
        Do("T401_stateCapability", "rgill", given(d.f23, capabilityScore=2, willingToDeliver=False)),
        Do("T402_testValue", "pnandra", given(d.f23_value)),
        CHECK,
        Do("T404_confirmRoute", "radeyemi", given(d.f24, confirmedRoute="REDESIGN")),
    ),
    "End_redesign",
    "re-design",
    "F4_noOverride F4_redesign",
    start=approved(viableProviders=0),
)
HELD = path(
    "two interests are declared while the panel sits",
    (
        *ASSESSED,
        INTEREST,
        ANOTHER,
        declares("ghale"),
        CHECK,  # the other one is still open: the way to the panel leads to the wait again
        declares("ebanjo", a.f10_interest),
        Do("T902_assessDeclaration", "bstokes", given(a.f11, **a.barnardos(date(2026, 11, 23)))),
        Do("T403_checkConflicts", "bstokes", given(d.f11_unmitigated)),
        Do("T404_confirmRoute", "radeyemi", given(d.f24, confirmedRoute="OPEN_PROCUREMENT")),
        ACCEPT,
    ),
    "End_route",
    "route",
    "F4_declarationOpen F4_noDeclarationOpen F4_held F4_released F_noInterest F_interest F_noConflict",
    passes="EventSub_interestInDecision B_decisionHeld E_decisionReleased End_declarationSettled",
)
WITHDRAWN = path(
    "withdrawn while the panel sits",
    (*ASSESSED, Send("brief.withdrawn", "ohartley", lambda today: {"reason": "The grant has ended."})),
    "End_deliveryWithdrawn",
    "withdrawn",
)
IN_HOUSE = path(
    "in-house, with an interest that is settled by a barrier",
    (
        INTEREST,
        declares("ebanjo", a.f10_interest),
        assesses(a.f11, **a.barnardos(date(2026, 11, 23))),
        Do("T401_stateCapability", "rgill", given(d.f23, capabilityScore=3)),
        Do("T402_testValue", "pnandra", given(d.f23_value, inHouseScore=4)),
        Do("T403_checkConflicts", "bstokes", given(d.f11_kept_apart)),
        Do("T404_confirmRoute", "radeyemi", given(d.f24, confirmedRoute="IN_HOUSE")),
        Advance("E_routeDeemed"),
    ),
    "End_route",
    "route",
    RECOMMENDED + "F4_deemed",
)

PATHS = (DIRECT, DEEMED, OVERRIDDEN, DECLINED, REDESIGN, HELD, WITHDRAWN, IN_HOUSE)
