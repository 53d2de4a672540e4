"""What ways through co-design are made of: how it is called, who does what, what is sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.processes import answers as a
from tests.processes.co_design import answers as c
from tests.processes.steps import Call, Do, Send, given

PROCESS = "cip-co-design"
MEMBERS = [
    {"user": user, "organisation": organisation, "role": role, "daysPerWeek": "1.5"}
    for organisation, people in a.TEAM.items()
    for user, role in people
]
EARLIER = {
    "plan": {"method": "sprint"},
    "evidence": {
        "evidenceItems": c.f13(date(2026, 1, 5))["evidenceItems"],
        "insights": [{"insight": "Distance costs school"}],
    },
    "sessions": [{"youSaid": "Nearer home.", "weDid": "Two houses in the county."}],
    "market": None,
    "problem": {"problemRestated": "Sixty families wait.", "outcomesFramework": []},
    "options": {
        name: c.f15(date(2026, 1, 5))[name] for name in ("options", "criteria", "scores", "preferred")
    },
    "model": {"modelSummary": "Two houses.", "regulatedActivity": False, "viableProviders": 2},
    "finance": None,
    "assessments": {"dpia": None, "ehria": None, "safeguarding": None},
    "panel": None,
    "signoffs": [],
}


def called(**changes: Any) -> Call:
    """The lifecycle calls it for an issued brief."""

    def known(today: date) -> dict[str, Any]:
        deadline = today + timedelta(days=180)
        return {
            "title": "Short breaks for disabled children at weekends",
            "brief": {**a.f06(today), "evidencePack": [], "designDeadline": deadline},
            "briefVersion": 1,
            "legalRegime": "PCR2015_CALLOFF",
            "valueIncVat": 1_480_000,
            "designLead": "ebanjo",
            "coLead": "ghale",
            "briefAuthor": "pnandra",
            "members": MEMBERS,
            "sessionCount": 1,
            "marketEngagement": False,
            "coDesignDays": 60,
            "designDeadline": deadline,
            "funding": a.f03(today),
            "needAnalysis": a.f02(today),
            "livedExperience": a.f04(today),
            "reworkScope": [],
            "reworkReason": None,
            "design": None,
        } | changes

    return Call(known)


def back(*scope: str) -> Call:
    """The lifecycle calls it again, with what has to be reworked."""
    return called(
        reworkScope=list(scope), reworkReason="The committee asks for more on nights.", design=EARLIER
    )


PLAN = Do("T201_planDesign", "ebanjo", given(c.f12))
EVIDENCE = Do("T202_gatherEvidence", "rgill", given(c.f13))
SESSION = Do("T203_runSessions", "kvance", given(c.f04))
DISCOVER = (EVIDENCE, SESSION, SESSION)
DEFINE = Do("T205_defineProblem", "ghale", given(c.f13_defined))
OPTIONS = Do("T207_appraiseOptions", "ipatel", given(c.f15))
MODEL = Do("T208_writeModel", "ebanjo", given(c.f16))
COSTS = Do("T209_buildFinance", "tkowal", given(c.f17))
LOW_RISK = Do("T210_assessDataProtection", "mquill", given(c.f18, "mquill"))
HIGH_RISK = Do("T210_assessDataProtection", "mquill", given(c.f18_full, "mquill", highResidual=True))
EQUALITY = Do(
    "T211_assessEquality", "azaman", given(c.f18_full, "azaman", protectedGroups=["disability", "age"])
)
SAFEGUARDING = Do("T212_assessSafeguarding", "azaman", given(c.f18, "azaman"))
ASSESS = (COSTS, LOW_RISK, EQUALITY, SAFEGUARDING)
PANEL = Do("T213_panelReviews", "kvance", given(c.f19))
CHANGES = Do("T213_panelReviews", "amensah", given(c.f19_changes))
ANSWERED = Do("T213_panelReviews", "kvance", given(c.f19_changes, teamResponse="Wi-Fi is in the lease."))
REFUSED = Do("T213_panelReviews", "kvance", given(c.f19_changes, verdict="do-not-endorse"))
DISSENT = Do(
    "T213_panelReviews",
    "kvance",
    given(c.f19_changes, verdict="do-not-endorse", teamResponse="We could not find a house nearer to town."),
)
BARNARDOS_SIGNS = Do("T214_jointSignoff", "ebanjo", given(c.f20_signoff, "BARNARDOS"))
SIGN = (BARNARDOS_SIGNS, Do("T214_jointSignoff", "ghale", given(c.f20_signoff, "LCC")))
SEND_BACK = (BARNARDOS_SIGNS, Do("T214_jointSignoff", "ghale", given(c.f20_rework, "LCC")))
TO_OPTIONS = (PLAN, *DISCOVER, DEFINE)
TO_PANEL = (OPTIONS, MODEL, *ASSESS)
FINISH = (PANEL, *SIGN)
WITHDRAW = Send("brief.withdrawn", "ohartley", lambda today: {"reason": "Superseded by the regional hub."})
ASK_CHANGE = Send(
    "brief.changeRequested",
    "rgill",
    lambda today: {"reason": "The cohort is twice as large as the brief says."},
)
ICO_LONGER = Send("ico.extended", "mquill", lambda today: {"reason": "The Commissioner needs more time."})
ICO_ANSWERS = Send("ico.response", "mquill", lambda today: {"reason": "Encrypt the plans; no objection."})
DECLARE = Send("conflict.declared", "rgill", lambda today: {"reason": "A friend works for a provider."})


def board(answers: Any = c.f08_change, **changes: Any) -> Do:
    return Do("T206_decideChange", "nruddock", given(answers, **changes))
