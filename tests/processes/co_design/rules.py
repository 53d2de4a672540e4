"""Each rule of the forms of co-design broken once."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.processes.brief_issue.rules import BOARDROOM, TODAY
from tests.processes.co_design import answers as c
from tests.processes.co_design.moves import MEMBERS

PLANNING = {"designDeadline": date.fromisoformat(a.on(TODAY, 120)), "minSessions": 2}
DEFINING = {"usedBy": "T205"}
APPRAISING = {"members": MEMBERS}
DPIA = {"assessmentType": "DPIA"}
EHRIA = {"assessmentType": "EHRIA"}
CASE = {"usedBy": "T300"}
CHANGING = BOARDROOM | {"decisionType": "change-of-brief", "changeRequested": "Another cohort."}


def _mquill(today: date, **changes: Any) -> dict[str, Any]:
    return c.f18_full(today, "mquill", **({"highResidual": False} | changes))


def _azaman(today: date, **changes: Any) -> dict[str, Any]:
    return c.f18_full(today, "azaman", **({"protectedGroups": ["age"]} | changes))


def _signs(today: date, **changes: Any) -> dict[str, Any]:
    return c.f20_rework(today, "LCC") | changes


def _rows(today: date, **first: Any) -> list[dict[str, Any]]:
    rows = c.f15(today)["options"]
    return [rows[0] | first, *rows[1:]]


def _milestones(**first: Any) -> list[dict[str, Any]]:
    rows = c.f12(TODAY)["milestones"]
    return [rows[0] | first, *rows[1:]]


#: Form, right answers, what is changed, what the case says, field that must be named.
BROKEN = [
    ("F12", c.f12, {"sessionsPlanned": 1}, PLANNING, "sessionsPlanned"),
    ("F12", c.f12, {"milestones": _milestones(end=a.on(TODAY, -1))}, PLANNING, "milestones.0.end"),
    ("F12", c.f12, {"milestones": _milestones(end=a.on(TODAY, 121))}, PLANNING, "milestones.0.end"),
    ("F12", c.f12, {"riskLog": []}, PLANNING, "riskLog"),
    ("F12", c.f12, {"decisionRights": None}, PLANNING, "decisionRights"),
    ("F13", c.f13, {"evidenceItems": c.f13(TODAY)["evidenceItems"][:2]}, {"usedBy": "T202"}, "evidenceItems"),
    (
        "F13",
        c.f13,
        {"insights": [{"insight": f"No {one}"} for one in range(13)]},
        {"usedBy": "T202"},
        "insights",
    ),
    ("F13", c.f13_defined, {"problemRestated": "Sixty families wait."}, DEFINING, "problemRestated"),
    ("F13", c.f13_defined, {"outcomesFramework": []}, DEFINING, "outcomesFramework"),
    ("F13", c.f13_defined, {"briefStillRight": None}, DEFINING, "briefStillRight"),
    ("F13", c.f13_change, {"changeRequested": "A larger cohort."}, DEFINING, "changeRequested"),
    (
        "F14",
        c.f14,
        {"noticePublished": "not-required", "noticeRef": None},
        {"noticeWanted": True},
        "noticePublished",
    ),
    ("F14", c.f14, {"noticeRef": None}, {}, "noticeRef"),
    ("F14", c.f14, {"noticePublished": "reason-not", "noticeRef": None}, {}, "noticeReason"),
    ("F14", c.f14, {"viableProviders": 51}, {}, "viableProviders"),
    ("F14", c.f14, {"levelPlayingField": "It was."}, {}, "levelPlayingField"),
    ("F15", c.f15, {"options": _rows(TODAY, kind="other")}, APPRAISING, "options"),
    ("F15", c.f15, {"options": c.f15(TODAY)["options"][:2]}, APPRAISING, "options"),
    ("F15", c.f15, {"options": _rows(TODAY, name="Two houses")}, APPRAISING, "options"),
    (
        "F15",
        c.f15,
        {"criteria": [{"criterion": "Outcomes for children", "weight": 99}]},
        APPRAISING,
        "criteria",
    ),
    (
        "F15",
        c.f15,
        {"scores": [{**one, "score": 6} for one in c.f15(TODAY)["scores"]]},
        APPRAISING,
        "scores.0.score",
    ),
    ("F15", c.f15, {"scores": []}, APPRAISING, "scores.0.score"),
    ("F15", c.f15, {"wholeLifeCost": []}, APPRAISING, "wholeLifeCost.0.cost"),
    ("F15", c.f15, {"preferred": "A hotel"}, APPRAISING, "preferred"),
    ("F15", c.f15, {"sensitivity": "Little."}, APPRAISING, "sensitivity"),
    ("F15", c.f15, {"scorers": ["ebanjo", "ghale"]}, APPRAISING, "scorers"),
    ("F16", c.f16, {"modelSummary": "Two houses."}, {}, "modelSummary"),
    ("F16", c.f16, {"setting": "childrens-home"}, {}, "regulatedActivity"),
    ("F16", c.f16, {"outcomeMeasures": c.f16(TODAY)["outcomeMeasures"][:2]}, {}, "outcomeMeasures"),
    ("F16", c.f16, {"pathway": []}, {}, "pathway"),
    ("F16", c.f16, {"viableProviders": None}, {}, "viableProviders"),
    ("F16", c.f16, {"socialValue": "Some."}, {}, "socialValue"),
    ("F17", c.f17, {"termMonths": 11}, {}, "termMonths"),
    ("F17", c.f17, {"annualRunCost": "0"}, {}, "annualRunCost"),
    ("F17", c.f17, {"benchmarkUnitCost": None}, {}, "benchmarkUnitCost"),
    ("F17", c.f17, {"capital": "1000"}, {}, "paybackMonths"),
    ("F17", c.f17, {"inflation": "15.1"}, {}, "inflation"),
    ("F18", _mquill, {"screeningReason": "No need."}, DPIA, "screeningReason"),
    ("F18", _mquill, {"risks": []}, DPIA, "risks"),
    ("F18", _mquill, {"highResidual": None}, DPIA, "highResidual"),
    ("F18", _mquill, {"signOffBy": "azaman"}, DPIA, "signOffBy"),
    ("F18", _mquill, {"reviewDate": a.on(TODAY, 366)}, DPIA, "reviewDate"),
    ("F18", _azaman, {"protectedGroups": []}, EHRIA, "protectedGroups"),
    ("F18", _azaman, {"consulted": None}, EHRIA, "consulted"),
    ("F19", c.f19, {"panelDate": a.on(TODAY, 1)}, {}, "panelDate"),
    ("F19", c.f19, {"panelSize": 2}, {}, "panelSize"),
    ("F19", c.f19, {"facilitator": "ebanjo"}, {}, "facilitator"),
    ("F19", c.f19_changes, {"whatMustChange": []}, {}, "whatMustChange"),
    ("F19", c.f19_changes, {"verdict": "do-not-endorse"}, {"panelLoops": 2}, "teamResponse"),
    ("F20", _signs, {"signoffReason": "Nights."}, {"usedBy": "T214", "organisation": "LCC"}, "signoffReason"),
    ("F20", _signs, {}, {"usedBy": "T214", "organisation": "BARNARDOS"}, "signoffBarnardos"),
    ("F20", c.f20, {"strategicCase": "We need it."}, CASE, "strategicCase"),
    ("F20", c.f20, {"managementCase": None}, CASE, "managementCase"),
    ("F20", c.f20, {"risks": c.f20(TODAY)["risks"][:2]}, CASE, "risks"),
    ("F20", c.f20, {"policySensitive": None}, CASE, "policySensitive"),
    ("F20", c.f20, {"attachments": []}, CASE, "attachments"),
    ("F08", c.f08_change, {"outcome": "rework"}, CHANGING, "outcome"),
]
