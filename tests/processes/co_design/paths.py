"""Ways through co-design, which the lifecycle calls: every end, every timer and message, every way of every gateway."""

from __future__ import annotations

from typing import Any

from tests.processes import answers as a
from tests.processes.co_design import answers as c
from tests.processes.co_design.moves import (
    ANSWERED,
    ASK_CHANGE,
    ASSESS,
    CHANGES,
    COSTS,
    DECLARE,
    DEFINE,
    DISCOVER,
    DISSENT,
    EQUALITY,
    EVIDENCE,
    FINISH,
    HIGH_RISK,
    ICO_ANSWERS,
    ICO_LONGER,
    MODEL,
    OPTIONS,
    PANEL,
    PLAN,
    PROCESS,
    REFUSED,
    SAFEGUARDING,
    SEND_BACK,
    SESSION,
    SIGN,
    TO_OPTIONS,
    TO_PANEL,
    WITHDRAW,
    back,
    board,
    called,
)
from tests.processes.conflict_of_interest.paths import declares, from_barnardos
from tests.processes.steps import Advance, Correct, Do, Path, Retry, Step, given, words


def path(
    name: str, steps: tuple[Step, ...], end: str, outcome: str, ways: str = "", passes: str = "", **more: Any
) -> Path:
    return Path(
        name=f"co-design: {name}",
        start=more.pop("start", called()),
        steps=steps,
        end=end,
        outcome=outcome,
        process=PROCESS,
        ways=words(ways),
        passes=words(passes),
        **more,
    )


def submitted(name: str, *steps: Step, **more: Any) -> Path:
    return path(name, steps, "End_submitted", "submitted", **more)


def stopped(name: str, *steps: Step, **more: Any) -> Path:
    return path(name, steps, "End_designStopped", "stopped", **more)


SUBMITTED = submitted(
    "submitted at once",
    *TO_OPTIONS,
    *TO_PANEL,
    *FINISH,
    ways="F2_firstPass F2_evidence F2_sessions F2_stillRight F2_benchmarkThere F2_lowRisk F2_endorsed F2_bothSubmit"
    " F2_noConflict",
)
LONG_WAY = submitted(
    "with the market, a change of brief, a late assessment and the Commissioner",
    Do("T201_planDesign", "ebanjo", given(c.f12, sessionsPlanned=3)),
    EVIDENCE,
    Do("T204_engageMarket", "dosei", given(c.f14)),
    SESSION,
    SESSION,
    Do("T205_defineProblem", "ghale", given(c.f13_change)),
    board(),
    DEFINE,
    OPTIONS,
    Do("T208_writeModel", "ebanjo", given(c.f16, viableProviders=None)),
    Do("T209_buildFinance", "ttolley", given(c.f17_barnardos)),
    COSTS,
    Advance("B_safeguardingLate"),
    SAFEGUARDING,
    Advance("B_equalityLate"),
    EQUALITY,
    HIGH_RISK,
    ICO_LONGER,
    ICO_ANSWERS,
    ANSWERED,
    *SIGN,
    start=called(marketEngagement=True, legalRegime="PA2023_LIGHT_TOUCH"),
    ways="F2_market F2_notRight F2_changeApproved F2_benchmarkMissing F2_highRisk F2_icoLonger F2_icoAnswer F2_endorsed",
    passes="D_marketNotices S_changeBrief End_equalityTold End_safeguardingTold End_dataProtectionTold S_extendIco S_keepIco",
)
SILENCE = submitted(
    "the Commissioner does not answer",
    OPTIONS,
    MODEL,
    COSTS,
    EQUALITY,
    SAFEGUARDING,
    HIGH_RISK,
    Advance("E_icoSilent"),
    *FINISH,
    start=back("options"),
    ways="F2_laterPass F2_reworkOptions F2_icoTime",
    passes="S_tellIcoSilent S_keepIco",
)
ROUNDS = submitted(
    "the panel sends it back until the rounds are over",
    *TO_PANEL,
    CHANGES,
    MODEL,
    *ASSESS,
    REFUSED,
    *TO_PANEL,
    DISSENT,
    *SIGN,
    start=back("options"),
    ways="F2_changesAsked F2_panelRefused F2_dissent",
    passes="S_noteDissent",
)
DISAGREED = submitted(
    "one lead sends it back twice",
    MODEL,
    *ASSESS,
    PANEL,
    *SEND_BACK,
    MODEL,
    *ASSESS,
    PANEL,
    *SEND_BACK,
    *SIGN,
    start=back("model", "finance"),
    ways="F2_reworkModel F2_signoffRework F2_reworkModelOnce F2_signoffAgain",
    passes="E_leadsDisagree",
)
NOT_DEFINED = path(
    "a change is asked for while evidence is gathered, rejected, asked for again, put off and rejected",
    (
        PLAN,
        EVIDENCE,
        ASK_CHANGE,
        board(outcome="reject"),
        *DISCOVER,
        Do("T205_defineProblem", "rgill", given(c.f13_change)),
        board(c.f08_change_deferred),
        Advance("E_changeDeferred"),
        board(outcome="reject"),
        WITHDRAW,
    ),
    "End_designWithdrawn",
    "withdrawn",
    ways="F2_changeRejected F2_problemOpen F2_changeDeferred F2_problemKnown",
    passes="B_changeRequested",
)
STOPPED = stopped(
    "the board stops it where the team asks for that",
    PLAN,
    *DISCOVER,
    Do("T205_defineProblem", "rgill", given(c.f13_change, briefStillRight="stop")),
    board(outcome="stop"),
    ways="F2_notRight F2_changeStopped",
    passes="End_changeStopped",
)
OUT_OF_TIME = stopped(
    "its time is over, and over again",
    PLAN,
    Advance("Start_designTimeOver"),
    Do("T215_decideMoreTime", "nruddock", given(c.f08_time)),
    EVIDENCE,
    Advance("E_newDesignDate"),
    Do("T215_decideMoreTime", "nruddock", given(c.f08_time_stopped)),
    ways="F2_timeExtended F2_timeStopped",
    passes="S_recordTimeDecision End_timeStopped",
)
NO_TIME_NEEDED = submitted(
    "submitted before the board decides on more time",
    *TO_OPTIONS,
    Advance("Start_designTimeOver"),
    *TO_PANEL,
    *FINISH,
    passes="Start_designTimeOver",
)
INTEREST = submitted(
    "a member declares an interest before sign-off",
    *ASSESS,
    DECLARE,
    *FINISH,
    declares("rgill", a.f10_interest),
    from_barnardos(a.f11),
    Advance("E_conflictWait"),
    start=back("finance"),
    ways="F2_reworkFinance F2_conflictOpen F2_noConflict",
    passes="S_noteSettled End_interestSettled",
)
WITHDRAWN = path("withdrawn early", (PLAN, WITHDRAW), "End_designWithdrawn", "withdrawn")
_REWORK = (
    ("evidence", (*DISCOVER, DEFINE), "F2_reworkEvidence"),
    ("brief", (DEFINE,), "F2_reworkBrief"),
)
REWORKED = tuple(
    path(
        f"sent back: {part}",
        (*steps, WITHDRAW),
        "End_designWithdrawn",
        "withdrawn",
        start=back(part),
        ways=f"F2_laterPass {way}",
    )
    for part, steps, way in _REWORK
)
MENDED = path(
    "governance mends what the system has counted and what was never said",
    (
        PLAN,
        Retry("S_unexpectedDiscover", "fgreer", {"marketEngagement": False}),
        *DISCOVER,
        Do("T205_defineProblem", "rgill", given(c.f13_change)),
        Correct("fgreer", {"problemDefined": None}),
        board(outcome="reject"),
        Retry("S_unexpectedProblemDefined", "fgreer", {"problemDefined": True}, decider="rgill"),
        *TO_PANEL,
        PANEL,
        Correct("fgreer", {"openConflicts": -1}),
        *SIGN,
        Retry("S_unexpectedConflictsOpen", "fgreer", {"openConflicts": 0}),
    ),
    "End_submitted",
    "submitted",
    start=called(marketEngagement=None),
    ways="F2_discoverUnexpected F2_discoverMended F2_problemUnexpected F2_problemMended F2_conflictUnexpected"
    " F2_conflictMended",
)
NOWHERE = path(
    "sent back for something that is no part of a design",
    (
        Retry("S_unexpectedReworkEntry", "fgreer", {"reworkScope": ["model"]}),
        WITHDRAW,
    ),
    "End_designWithdrawn",
    "withdrawn",
    start=back("colour"),
    ways="F2_entryUnexpected F2_entryMended F2_reworkModel",
)

PATHS = (
    SUBMITTED,
    LONG_WAY,
    SILENCE,
    ROUNDS,
    DISAGREED,
    NOT_DEFINED,
    STOPPED,
    OUT_OF_TIME,
    NO_TIME_NEEDED,
    INTEREST,
    WITHDRAWN,
    *REWORKED,
    MENDED,
    NOWHERE,
)
