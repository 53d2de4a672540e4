"""cip:send-assessment-summaries - tells each bidder its scores and the winner's, and begins the standstill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.operations import _box, _groups
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Reminder, Work
from cip_workflow.types import Job

TYPE = "cip:send-assessment-summaries"
FINAL = "The assessment summaries have been sent."

_SENDERS = "bar-procurement"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One summary a bidder, kept with the procurement; Barnardo's procurement gets them to pass them on."""
    inputs = job.inputs
    procurement = _box.known(work, inputs.get("procurementRef"))
    preferred: Mapping[str, Any] = inputs.get("preferredSupplier") or {}
    ends = inputs.get("standstillEnds")
    ranking: list[Mapping[str, Any]] = list(inputs.get("ranking") or ())
    moderated: list[Mapping[str, Any]] = list(inputs.get("moderatedScores") or ())
    winner = next((one for one in ranking if one.get("bid") == preferred.get("bid")), {})
    summaries = [
        {
            "supplier": one.get("supplier"),
            "score": one.get("score"),
            "scores": _scores(moderated, one.get("bid")),
            "winner": preferred.get("supplier"),
            "winningScore": winner.get("score"),
            "winningScores": _scores(moderated, preferred.get("bid")),
            "standstillEnds": ends,
        }
        for one in ranking
    ]
    _box.change(
        work,
        procurement.id,
        status="standstill",
        preferred=str(preferred.get("supplier") or "")[:200],
        standstill_ends=ends,
        details={**procurement.details, "summaries": summaries},
    )
    work.record(
        case, "summaries.sent", element=job.element, name=procurement.ref, data={"bidders": len(summaries)}
    )
    principal = _groups.group_principal(_SENDERS, case.business_key)
    people = sorted({one.id for one in _groups.members(work.session, [principal])[principal]})
    text = "\n\n".join(_letter(procurement.ref, one) for one in summaries)
    subject = f"Assessment summaries of {procurement.ref}"
    work.reminders.append(Reminder(people=tuple(people), subject=subject, text=text))
    return {"summaries": summaries}


def _scores(moderated: list[Mapping[str, Any]], bid: object) -> list[dict[str, Any]]:
    return [
        {"criterion": one.get("criterionName"), "points": one.get("points")}
        for one in moderated
        if one.get("bid") == bid
    ]


def _letter(ref: str, one: Mapping[str, Any]) -> str:
    own, best = (
        ", ".join(f"{each['criterion']} {each['points']}" for each in one[name])
        for name in ("scores", "winningScores")
    )
    return (
        f"To {one['supplier']}, about {ref}: your bid scored {one['score']} ({own}). The award goes to"
        f" {one['winner']} with {one['winningScore']} ({best}). The standstill ends on {one['standstillEnds']}."
    )
