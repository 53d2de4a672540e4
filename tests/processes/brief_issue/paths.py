"""Named ways through both processes: every end state, every timer and message, every way out of every gateway.

The people are those of the demonstration. `PATHS` are the ways that people can walk; `paths_strange.BELOW_FORMS` reach,
with answers that the forms refuse, the waits that stand behind the gateways.
"""

from __future__ import annotations

from tests.processes import answers as a
from tests.processes.conflict_of_interest.paths import assesses, declares, from_barnardos
from tests.processes.steps import Advance, Call, Correct, Do, Path, Retry, Send, given, words

START = Call(given(a.f01))
ANALYSE = Do("T101_analyseNeed", "hlarkin", given(a.f02))
FUND = Do("T102_confirmFunding", "tkowal", given(a.f03))
LISTEN = Do("T103_gatherLivedExperience", "kvance", given(a.f04))
IN_SCOPE = Do("T104_checkScope", "jfenn", given(a.f05))
WRITE = Do("T105_completeBrief", "pnandra", given(a.f06))
AGREE = Do("T106_checkQuality", "ohartley", given(a.f07))
APPROVE = Do("T107_boardDecides", "nruddock", given(a.f08))
NOMINATE = (
    Do("T108_nominateTeam", "pnandra", given(a.f09, "LCC")),
    Do("T108_nominateTeam", "croe", given(a.f09, "BARNARDOS")),
)
TO_BOARD = (ANALYSE, FUND, LISTEN, IN_SCOPE, WRITE, AGREE)
DEFER = (
    Do("T107_boardDecides", "nruddock", given(a.f08_deferred, 28)),
    Advance("E_deferredTo"),
)


ALL_CLEAR = tuple(declares(who) for who in ("ghale", "ipatel", "ebanjo", "rgill"))
GATHERED = "F_analyse F_fund F_listen "
TEAM_READY = " F_teamComplete F_noInterest"

ISSUED = Path(
    name="issued at once",
    start=START,
    steps=(*TO_BOARD, APPROVE, *NOMINATE, *ALL_CLEAR),
    end="End_issued",
    outcome="issued",
    ways=words(GATHERED + "F_inScope F_agreed F_approved F_publishNot" + TEAM_READY),
)
LONG_WAY = Path(
    name="issued the long way round",
    start=START,
    steps=(
        FUND,
        ANALYSE,
        Advance("B_evidenceLate"),
        LISTEN,
        Do(
            "T104_checkScope",
            "edunmore",
            given(
                a.f05, withinScope="partly", legalRegime="PA2023_LIGHT_TOUCH", estimatedValueIncVat="2400000"
            ),
        ),
        Do("T105_completeBrief", "mdelacy", given(a.f06)),
        Do("T106_checkQuality", "ohartley", given(a.f07_returned)),
        Do("T105_completeBrief", "pnandra", given(a.f06_published)),
        Do("T106_checkQuality", "rthorne", given(a.f07_with_conditions)),
        Do("T107_boardDecides", "nruddock", given(a.f08_rework)),
        Do("T105_completeBrief", "pnandra", given(a.f06_published)),
        AGREE,
        *DEFER,
        Advance("B_boardLate"),
        Do("T107_boardDecides", "nruddock", given(a.f08_with_conditions)),
        *NOMINATE,
        # one perceived conflict, mitigated; one actual, which leads to a removal; the rest have none
        declares("ebanjo"),
        declares("rgill", a.f10_interest),
        from_barnardos(a.f11_perceived),
        Do("T903_agreeMitigation", "ebanjo", given(a.f11_mitigated, designsAndPrices=False)),
        declares("ghale"),
        declares("ipatel", a.f10_interest),
        assesses(a.f11_hopeless),
        Do("T904_restrictOrReplace", "pnandra", given(a.f09_removed)),
        # only the council nominates again, and only the new member declares
        Do(
            "T108_nominateTeam",
            "mdelacy",
            lambda today: {"members": a.team(("ghale", "co-lead"), ("jpike", "finance"))},
        ),
        declares("jpike"),
    ),
    end="End_issued",
    outcome="issued",
    ways=words(
        GATHERED
        + "F_partlyInScope F_returned F_agreed F_rework F_deferred F_firstDeferral F_approved F_publish"
        " F_memberRemoved F_interest F_perceived F_settled F_actual F_notMitigable F_removed" + TEAM_READY
    ),
    passes=words(
        "S_remindEvidence End_evidenceReminded End_boardLate E_deferredTo D_noticesNeeded S_publishPlanning"
        " S_applyMitigation S_recordMitigated S_recordRemoved"
    ),
)
DEFERRED = Path(
    name="deferred twice, then approved",
    start=START,
    steps=(*TO_BOARD, *DEFER, *DEFER, APPROVE, *NOMINATE, *ALL_CLEAR),
    end="End_issued",
    outcome="issued",
    ways=words("F_deferred F_firstDeferral F_manyDeferrals F_tellDirectors F_waitMeanwhile F_approved"),
    passes=words("S_tellDirectors End_deferredTwice"),
)
OUT_OF_SCOPE = Path(
    name="out of scope",
    start=START,
    steps=(
        LISTEN,
        ANALYSE,
        FUND,
        Do("T104_checkScope", "jfenn", given(a.f05, withinScope="no", legalRegime="PA2023_LIGHT_TOUCH")),
    ),
    end="End_outOfScope",
    outcome="out-of-scope",
    ways=words("F_outOfScope"),
)
REFUSED = Path(
    name="refused by the quality check",
    start=START,
    steps=(
        *TO_BOARD[:-1],
        Do("T106_checkQuality", "ohartley", given(a.f07_refused)),
        Do("T109_recordRefusal", "rthorne", given(a.f37, stopReason="rejected")),
    ),
    end="End_rejected",
    outcome="rejected",
    ways=words("F_refused"),
)
REJECTED = Path(
    name="rejected by the board",
    start=START,
    steps=(*TO_BOARD, Do("T107_boardDecides", "nruddock", given(a.f08_rejected))),
    end="End_rejected",
    outcome="rejected",
    ways=words("F_rejected"),
)
WITHDRAW = (
    Send(
        "brief.withdrawn", "ohartley", lambda today: {"reason": "Superseded by the regional fostering hub."}
    ),
    Do("T109_recordWithdrawal", "ohartley", given(a.f37)),
)
WITHDRAWN_EARLY = Path(
    name="withdrawn while evidence is gathered",
    start=START,
    steps=(FUND, *WITHDRAW),
    end="End_withdrawn",
    outcome="withdrawn",
)
WITHDRAWN_WAITING = Path(
    name="withdrawn while it waits for the board",
    start=START,
    steps=(*TO_BOARD, DEFER[0], *WITHDRAW),
    end="End_withdrawn",
    outcome="withdrawn",
    ways=words("F_deferred F_firstDeferral"),
)
WITHDRAWN_LATE = Path(
    name="withdrawn while members declare",
    start=START,
    steps=(*TO_BOARD, APPROVE, *NOMINATE, declares("ebanjo"), declares("rgill", a.f10_interest), *WITHDRAW),
    end="End_withdrawn",
    outcome="withdrawn",
    ways=words("F_noInterest F_interest"),
)
SUSPENDED = Path(
    name="a member who does not declare is reminded, then suspended",
    start=START,
    steps=(
        *TO_BOARD,
        APPROVE,
        *NOMINATE,
        *ALL_CLEAR[:-1],
        Advance("B_declarationDue"),
        Advance("B_declarationOverdue"),
        ALL_CLEAR[-1],
    ),
    end="End_issued",
    outcome="issued",
    ways=words("F_noInterest"),
    passes=words("S_remindDeclarant End_declarantReminded S_suspendMember End_suspended S_liftRestrictions"),
)
CONFLICTS = Path(
    name="every kind of conflict",
    start=START,
    steps=(
        *TO_BOARD,
        APPROVE,
        *NOMINATE,
        declares("ebanjo"),
        declares("rgill", a.f10_interest),
        from_barnardos(a.f11),
        declares("ghale", a.f10_interest),
        assesses(a.f11_actual),
        Do("T903_agreeMitigation", "ebanjo", given(a.f11_mitigated)),
        declares("ipatel", a.f10_interest),
        assesses(a.f11_actual),
        Do(
            "T903_agreeMitigation",
            "ebanjo",
            given(a.f11_mitigated, residual="unmitigated", restrictions=None),
        ),
        Do("T904_restrictOrReplace", "mdelacy", given(a.f09_restricted)),
    ),
    end="End_issued",
    outcome="issued",
    ways=words("F_noConflict F_actual F_mitigable F_settled F_notSettled F_onlyRestricted F_teamComplete"),
)
PUBLISH_CORRECTED = Path(
    name="governance mends a value that fits no way",
    start=START,
    steps=(
        *TO_BOARD,
        Correct("fgreer", {"publishPlanning": None}),
        APPROVE,
        Retry("S_unexpectedPublishPlanning", "fgreer", {"publishPlanning": False}, decider="pnandra"),
        *NOMINATE,
        *ALL_CLEAR,
    ),
    end="End_issued",
    outcome="issued",
    ways=words("F_publishUnexpected F_publishAgain F_publishNot"),
)
DEFERRALS_CORRECTED = Path(
    name="governance mends the count of deferrals",
    start=START,
    steps=(
        *TO_BOARD,
        Correct("fgreer", {"boardDeferrals": None}),
        DEFER[0],
        Retry("G_deferrals", "fgreer", {"boardDeferrals": 1}),
        DEFER[1],
        Do("T107_boardDecides", "nruddock", given(a.f08_rejected)),
    ),
    end="End_rejected",
    outcome="rejected",
    ways=words("F_firstDeferral F_rejected"),
)


PATHS = (
    ISSUED,
    LONG_WAY,
    DEFERRED,
    OUT_OF_SCOPE,
    REFUSED,
    REJECTED,
    WITHDRAWN_EARLY,
    WITHDRAWN_WAITING,
    WITHDRAWN_LATE,
    SUSPENDED,
    CONFLICTS,
    PUBLISH_CORRECTED,
    DEFERRALS_CORRECTED,
)
