"""SOD-13: the charity's board members do not vote on what the charity may gain or lose (DOMAIN 4.3).

This rule keeps nobody from the task, which the minute-taker does. It looks at what is submitted: the form shows no such
vote, and one that comes all the same is refused, by whichever door. So it counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow import forms
from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "13"
CHARITY = "BARNARDOS"
#: Decision types: delivery route, award, change of a contract, its end.
CLOSED = frozenset({"delivery-route", "award", "contract-change", "termination", "extend-exit"})


def forbids(person: Member, facts: Facts) -> str | None:
    """Nobody: everybody of the board may take the minute."""
    return None


def refuses(answers: Mapping[str, Any], facts: Facts) -> str | None:
    """The sentence when the answers, as they were sent, hold a vote that does not exist.

    Args:
        answers: with rows `votes`, each of a `member`, or of the row of the page that stands for one.
        facts: its variables name the `decisionType` and the `boardMembers`.
    """
    if facts.variables.get("decisionType") not in CLOSED:
        return None
    charity = _charity(facts.variables.get("boardMembers"))
    for row in answers.get("votes") or ():
        if not isinstance(row, Mapping) or not row.get("vote"):
            continue
        name = charity.get(str(row.get("member") or row.get(forms.ROW_OF)))
        if name is not None:
            return (
                f"SOD-13: Barnardo's members do not vote on delivery routes, awards, or the change or end of a contract. "
                f"{name} has no vote in “{facts.task}”; leave it out."
            )
    return None


def _charity(board: Any) -> dict[str, str]:
    """Names of the charity's members: by login, and by what names their row on a page."""
    found: dict[str, str] = {}
    for one in board if isinstance(board, list | tuple) else ():
        if isinstance(one, Mapping) and one.get("organisation") == CHARITY:
            login = str(one.get("member"))
            found |= dict.fromkeys((login, forms.row_name(login)), str(one.get("name") or login))
    return found
