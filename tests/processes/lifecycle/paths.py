"""Ways through the lifecycle: every ending, every way back, and the limit of rework.

What happens within the processes that it calls has paths of its own; here a call is left out where it only leads on.
"""

from __future__ import annotations

from tests.processes.brief_issue import paths as issuing
from tests.processes.lifecycle.legs import (
    APPROVED,
    AWARDED,
    DESIGNED,
    ISSUED,
    SENT_BACK,
    SIGNED,
    SUBMITTED,
    closed,
    ends,
    path,
    route,
)
from tests.processes.lifecycle.whole import MAIN
from tests.processes.steps import Correct, Retry, Send

WITHDRAWN = Send("brief.withdrawn", "ohartley", lambda today: {"reason": "The need has gone."})
PATHS = (
    *MAIN,
    path(
        "direct delivery",
        (*DESIGNED, route("DIRECT"), SIGNED, closed(stopReason="completed")),
        "completed",
        "F0_issued F0_submitted F0_approved F0_routed F0_direct F0_signed F0_closedCompleted",
    ),
    path(
        "sub-contracts",
        (*DESIGNED, route("MIXED"), AWARDED, SIGNED, closed(stopReason="completed")),
        "completed",
        "F0_subContract F0_awarded F0_signed",
    ),
    path(
        "refused before it was issued",
        (*issuing.REFUSED.steps, closed(stopReason="rejected")),
        "rejected",
        "F0_notIssued F0_closedRejected",
    ),
    path(
        "out of scope",
        (*issuing.OUT_OF_SCOPE.steps, closed(stopReason="out-of-scope")),
        "out-of-scope",
        "F0_notIssued F0_closedOutOfScope",
    ),
    path(
        "withdrawn while it is written",
        (*issuing.WITHDRAWN_EARLY.steps, closed()),
        "withdrawn",
        "F0_notIssued F0_closedWithdrawn",
    ),
    path(
        "the design stops",
        (
            ISSUED,
            ends("C_coDesign", "designOutcome", "stopped", stopReason="The board gives no more time."),
            closed(stopReason="stopped"),
        ),
        "stopped",
        "F0_designStopped F0_closedStopped",
    ),
    path(
        "rejected without funding",
        (
            ISSUED,
            SUBMITTED,
            ends("C_approveDesign", "approvalOutcome", "rejected", fundingOutcome="refused"),
            closed(stopReason="funding-refused"),
        ),
        "rejected",
        "F0_notApproved",
    ),
    path(
        "withdrawn before the route is decided",
        (
            *DESIGNED,
            ends("C_decideDelivery", "deliveryOutcome", "withdrawn", withdrawalReason="No budget."),
            closed(),
        ),
        "withdrawn",
        "F0_deliveryWithdrawn",
    ),
    path(
        "in-house",
        (*DESIGNED, route("IN_HOUSE"), closed(stopReason="in-house")),
        "in-house",
        "F0_elsewhere F0_closedInHouse",
        "E_handOver",
    ),
    path(
        "open procurement",
        (*DESIGNED, route("OPEN_PROCUREMENT"), closed(stopReason="open-procurement")),
        "open-procurement",
        "F0_elsewhere F0_closedOpenProcurement",
        "E_handOver",
    ),
    path(
        "the procurement stops",
        (
            *DESIGNED,
            route("SUBCONTRACT"),
            ends("C_procure", "procurementOutcome", "stopped"),
            closed(stopReason="stopped"),
        ),
        "stopped",
        "F0_procurementStopped",
    ),
    path(
        "the award is abandoned",
        (
            *DESIGNED,
            route("DIRECT"),
            ends("C_awardContract", "awardOutcome", "abandoned"),
            closed(stopReason="abandoned"),
        ),
        "abandoned",
        "F0_notSigned F0_closedAbandoned",
    ),
    path(
        "every way back",
        (
            ISSUED,
            SUBMITTED,
            SENT_BACK,
            SUBMITTED,
            APPROVED,
            ends("C_decideDelivery", "deliveryOutcome", "re-design"),
            SUBMITTED,
            APPROVED,
            route("SUBCONTRACT"),
            ends("C_procure", "procurementOutcome", "no-bids", nextStep="direct"),
            route("DIRECT"),
            ends("C_awardContract", "awardOutcome", "re-approve", contractValue=950_000),
            APPROVED,
            route("DIRECT"),
            ends("C_awardContract", "awardOutcome", "re-route"),
            route("MIXED"),
            ends("C_procure", "procurementOutcome", "no-bids", nextStep="revise-spec"),
            Send("rework.released", "fgreer", lambda today: {"reason": "The market has grown."}),
            SUBMITTED,
            APPROVED,
            route("DIRECT"),
            SIGNED,
            closed(stopReason="completed"),
        ),
        "completed",
        "F0_approvalRework F0_deliveryRedesign F0_withinLimit F0_noBids F0_askDirect F0_awardReapprove"
        " F0_awardReroute F0_reviseSpecification F0_aboveLimit",
        "S_raiseValue End_reworkLimit E_reworkReleased",
    ),
    path(
        "withdrawn at the limit of rework",
        (
            ISSUED,
            *(SUBMITTED, SENT_BACK) * 3,
            WITHDRAWN,
            closed(),
        ),
        "withdrawn",
        "F0_aboveLimit F0_closedWithdrawn",
        "End_reworkLimit E_withdrawnAtLimit",
    ),
    path(
        "governance mends what a call gave",
        (
            ends("C_issueBrief", "briefOutcome", "perhaps", sessionCount=1),
            Retry("S_unexpectedBriefOutcome", "fgreer", {"briefOutcome": "issued"}),
            ends("C_coDesign", "designOutcome", "perhaps"),
            Retry("S_unexpectedDesignOutcome", "fgreer", {"designOutcome": "submitted"}),
            ends("C_approveDesign", "approvalOutcome", "perhaps"),
            Retry("S_unexpectedApprovalOutcome", "fgreer", {"approvalOutcome": "approved"}),
            ends("C_decideDelivery", "deliveryOutcome", "perhaps", confirmedRoute="BY_AIR"),
            Retry("S_unexpectedDeliveryOutcome", "fgreer", {"deliveryOutcome": "route"}),
            Retry("S_unexpectedConfirmedRoute", "fgreer", {"confirmedRoute": "MIXED"}),
            ends("C_procure", "procurementOutcome", "perhaps", nextStep="wait"),
            Retry("S_unexpectedProcurementOutcome", "fgreer", {"procurementOutcome": "no-bids"}),
            Retry("S_unexpectedNextStep", "fgreer", {"nextStep": "direct"}),
            route("DIRECT"),
            ends("C_awardContract", "awardOutcome", "perhaps"),
            Retry("S_unexpectedAwardOutcome", "fgreer", {"awardOutcome": "abandoned"}),
            Correct("fgreer", {"ending": "nothing"}),
            closed(stopReason="abandoned"),
            Retry("S_unexpectedOutcome", "fgreer", {"outcome": "closed-abandoned"}),
        ),
        "abandoned",
        "F0_briefUnexpected F0_briefAgain F0_designUnexpected F0_designAgain F0_approvalUnexpected"
        " F0_approvalAgain F0_deliveryUnexpected F0_deliveryAgain F0_routeUnexpected F0_routeAgain"
        " F0_procurementUnexpected F0_procurementAgain F0_nextStepUnexpected F0_nextStepAgain"
        " F0_awardUnexpected F0_awardAgain F0_outcomeUnexpected F0_outcomeAgain",
    ),
)
