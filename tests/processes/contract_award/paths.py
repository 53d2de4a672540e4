"""Named ways through the award of a contract: every end state, every timer and message, every way out of every gateway."""

from __future__ import annotations

from typing import Any

from tests.processes.contract_award import answers as a
from tests.processes.steps import Advance, Call, Correct, Do, Path, Retry, Send, Step, given, words

PROCESS = "cip-contract-award"


def called(**changes: Any) -> Call:
    """The award as the lifecycle calls it: a direct award under the 2023 Act, above the threshold."""
    variables = {
        "title": "Short breaks for disabled children at weekends",
        "brief": {"title": "Short breaks", "problemStatement": "Twenty-five places are missing at weekends."},
        "legalRegime": "PA2023_LIGHT_TOUCH",
        "valueIncVat": 700_000,
        "designLead": "ebanjo",
        "coLead": "ghale",
        "briefAuthor": "pnandra",
        "sessionCount": 2,
        "design": None,
        "confirmedRoute": "DIRECT",
        "lots": [],
        "approvedWholeLifeValue": 450_000,
        "regulatedActivity": True,
        "competed": False,
        "subContracts": [],
        "policySensitive": False,
        "budgetProvision": True,
        "urgency": "routine",
        **changes,
    }
    return Call(lambda today: variables)


DRAFT = Do("T600_draftContract", "jfenn", given(a.f32))
MEASURES = Do("T601_agreeMeasures", "rgill", given(a.f33))
CHECK = Do("T602_checkExclusions", "dosei", given(a.f28))
APPROVE = Do("T603_approveAward", "radeyemi", given(a.f29))
TO_APPROVAL = (DRAFT, MEASURES, CHECK)
TRANSPARENCY = Do("T604_publishAwardNotice", "dosei", given(a.f30, standstill="none"))
AWARD_NOTICE = Do("T604_publishAwardNotice", "ksingh", given(a.f30, standstill="voluntary"))
ANNOUNCED = (*TO_APPROVAL, APPROVE, TRANSPARENCY, AWARD_NOTICE)
STANDSTILL = Advance("E_awardStandstillEnds")
SIGN = (
    Do("T606_barnardosSigns", "lfawcett", given(a.f32_signed)),
    Do("T607_councilSigns", "edunmore", given(a.f32_countersigned)),
)
DETAILS = Do("T608_publishContractDetails", "dosei", given(a.f30_details))
REGISTER = Do("T608_publishContractDetails", "ksingh", given(a.f30_letter))
TERMINATE = Do("T604_publishTermination", "dosei", given(a.f30_details))
CHALLENGED = Send("challenge.received", "jfenn", lambda today: {"reason": "A letter from Larch Respite Ltd."})
LIFTED = Send("suspension.lifted", "edunmore", lambda today: {"reason": "The court has lifted it."})
WITHDRAW = Send("brief.withdrawn", "ohartley", lambda today: {"reason": "Superseded by the regional hub."})
PUBLISHED = "F6_clear F6_valueWithin F6_approved F6_noticeNeeded"


def handles(who: str = "jfenn", **changes: Any) -> Do:
    """Legal handles a challenge."""
    return Do("T605_handleChallenge", who, given(a.f31, **changes))


def way(
    name: str,
    steps: tuple[Step, ...],
    end: str,
    outcome: str,
    ways: str,
    passes: str = "",
    start: Call | None = None,
) -> Path:
    """A way through this process."""
    return Path(
        name=f"award: {name}",
        start=start or called(),
        steps=steps,
        end=end,
        outcome=outcome,
        process=PROCESS,
        ways=words(ways),
        passes=words(passes),
    )


SIGNED = way(
    "signed after the standstill",
    (*ANNOUNCED, STANDSTILL, *SIGN, REGISTER, DETAILS),
    "End_contractSigned",
    "signed",
    PUBLISHED + " F6_standstill F6_signNoticeNeeded",
    "S_registerDraft S_registerApproved S_registerSigned S_publishAwardRelease S_publishContractRelease",
)
SMALL = way(
    "a small contract needs no notice",
    (
        Do("T600_draftContract", "jfenn", given(a.f32, valueExVat="4000", byDeed=False)),
        MEASURES,
        CHECK,
        Do("T603_approveAward", "ohartley", given(a.f29, value="4000")),
        *SIGN,
    ),
    "End_contractSigned",
    "signed",
    "F6_noticeNotNeeded F6_noStandstill F6_signNoticeNotNeeded",
    start=called(legalRegime="PA2023_BELOW_THRESHOLD", valueIncVat=4_800),
)
CALLED_OFF = way(
    "a call-off, sent back once, with a letter and without a standstill",
    (
        MEASURES,
        DRAFT,
        CHECK,
        Do("T603_approveAward", "radeyemi", given(a.f29_returned)),
        DRAFT,
        Do("T601_agreeMeasures", "ghale", given(a.f33)),
        Do("T602_checkExclusions", "ksingh", given(a.f28)),
        APPROVE,
        Do("T604_publishAwardNotice", "dosei", given(a.f30_letter, standstill="none")),
        *SIGN,
        REGISTER,
    ),
    "End_contractSigned",
    "signed",
    "F6_returned F6_approved F6_noStandstill F6_signNoticeNeeded",
    start=called(legalRegime="PCR2015_CALLOFF", valueIncVat=450_000),
)
EXCLUDED = way(
    "the supplier is excluded",
    (DRAFT, MEASURES, Do("T602_checkExclusions", "dosei", given(a.f28_excluded))),
    "End_awardExcluded",
    "re-route",
    "F6_excluded",
)
ABOVE = way(
    "the value is above the approved one",
    (
        Do("T600_draftContract", "jfenn", given(a.f32, valueExVat="600000")),
        MEASURES,
        CHECK,
        Do("T603_approveAward", "radeyemi", given(a.f29_above)),
    ),
    "End_reapprove",
    "re-approve",
    "F6_valueAbove",
    "B_valueExceeded S_closeReapprove",
)
REFUSED = way(
    "refused before anything was announced",
    (*TO_APPROVAL, Do("T603_approveAward", "radeyemi", given(a.f29_refused))),
    "End_awardAbandoned",
    "abandoned",
    "F6_refused F6_terminationNotNeeded",
)
REFUSED_IN_PUBLIC = way(
    "refused after a competition",
    (*TO_APPROVAL, Do("T603_approveAward", "radeyemi", given(a.f29_refused)), TERMINATE),
    "End_awardAbandoned",
    "abandoned",
    "F6_refused F6_terminationNeeded",
    "S_recordTermination S_publishTermination",
    start=called(competed=True),
)
CHALLENGE_REJECTED = way(
    "a challenge is rejected, and everybody is late",
    (
        *ANNOUNCED,
        CHALLENGED,
        handles(),
        STANDSTILL,
        Advance("B_barnardosUnsigned"),
        SIGN[0],
        Advance("B_councilUnsigned"),
        SIGN[1],
        Advance("B_detailsLate"),
        REGISTER,
        DETAILS,
    ),
    "End_contractSigned",
    "signed",
    "F6_challengeRejected F6_notSuspended F6_standstill",
    "B_awardChallenged S_resumeAwardStandstill End_barnardosUnsigned End_councilUnsigned S_alertDetails End_detailsLate",
)
SUSPENDED = way(
    "a claim suspends the award; a second challenge has it made again",
    (
        *ANNOUNCED,
        CHALLENGED,
        handles(proceedingsIssued=True),
        LIFTED,
        CHALLENGED,
        handles("edunmore", outcome="re-award"),
    ),
    "End_awardRedo",
    "re-route",
    "F6_challengeRejected F6_suspended F6_challengeRedo",
    "E_awardSuspensionLifted",
)
EVALUATE_AGAIN = way(
    "a challenge leads to another evaluation",
    (*ANNOUNCED, CHALLENGED, handles(outcome="re-evaluate")),
    "End_awardRedo",
    "re-route",
    "F6_challengeRedo",
)
CHALLENGE_ABANDONED = way(
    "a challenge ends the award",
    (*ANNOUNCED, CHALLENGED, handles(outcome="abandon"), TERMINATE),
    "End_awardAbandoned",
    "abandoned",
    "F6_challengeAbandon F6_terminationNeeded",
)
WITHDRAWN = way(
    "withdrawn while it is drafted", (MEASURES, WITHDRAW), "End_awardWithdrawn", "withdrawn", "F6_draft"
)
WITHDRAWN_LATE = way(
    "withdrawn in the standstill", (*ANNOUNCED, WITHDRAW), "End_awardWithdrawn", "withdrawn", "F6_standstill"
)
WITHDRAWN_TOO_LATE = way(
    "withdrawn after signature: the contract stands",
    (*ANNOUNCED, STANDSTILL, *SIGN, WITHDRAW),
    "End_awardWithdrawn",
    "signed",
    "F6_signNoticeNeeded",
)
STANDSTILL_CORRECTED = way(
    "governance mends what was kept of the standstill",
    (
        Correct("fgreer", {"standstill": None}),
        *SMALL.steps[:4],
        Retry("S_unexpectedAwardStandstill", "fgreer", {"standstill": "none"}),
        *SIGN,
    ),
    "End_contractSigned",
    "signed",
    "F6_standstillUnexpected F6_standstillAgain F6_noStandstill",
    start=SMALL.start if isinstance(SMALL.start, Call) else None,
)

PATHS = (
    SIGNED,
    SMALL,
    CALLED_OFF,
    EXCLUDED,
    ABOVE,
    REFUSED,
    REFUSED_IN_PUBLIC,
    CHALLENGE_REJECTED,
    SUSPENDED,
    EVALUATE_AGAIN,
    CHALLENGE_ABANDONED,
    WITHDRAWN,
    WITHDRAWN_LATE,
    WITHDRAWN_TOO_LATE,
    STANDSTILL_CORRECTED,
)
