"""Ways through a conflict of interest: what members declare, how it is judged, and cases that a member starts."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.processes.steps import Do, Path, Send, given, words


def declares(who: str, answers: Any = a.f10) -> Do:
    return Do("T901_declareInterests", who, given(answers))


def assesses(answers: Any, **changes: Any) -> Do:
    return Do("T902_assessDeclaration", "bstokes", given(answers, **changes))


def from_barnardos(answers: Any) -> Do:
    """The monitoring officer assesses somebody from Barnardo's: advice is asked as well, and with a conflict who prices."""

    def all_of(today: date) -> dict[str, Any]:
        given = dict(answers(today, **a.barnardos(today)))
        return given if given["rating"] == "none" else {**given, "designsAndPrices": False}

    return Do("T902_assessDeclaration", "bstokes", all_of)


def own_accord(
    name: str, answers: Any, steps: tuple[Any, ...], end: str, outcome: str, ways: str = ""
) -> Path:
    """A member of a running brief declares of their own accord: the message starts a case of its own."""
    who = {
        "declarant": "ghale",
        "organisation": "LCC",
        "title": "Short breaks for disabled children at weekends",
    }
    return Path(
        name=f"of their own accord: {name}",
        start=Send("conflict.declared", "ghale", lambda today: answers(today) | who),
        steps=steps,
        end=end,
        outcome=outcome,
        process="cip-conflict-of-interest",
        ways=words(ways),
    )


PATHS = (
    own_accord("nothing after all", a.f10, (), "End_cleared", "cleared", "F_noInterest"),
    own_accord(
        "no conflict", a.f10_interest, (assesses(a.f11),), "End_cleared", "cleared", "F_interest F_noConflict"
    ),
    own_accord(
        "mitigated",
        a.f10_interest,
        (assesses(a.f11_perceived), Do("T903_agreeMitigation", "ebanjo", given(a.f11_mitigated))),
        "End_mitigated",
        "mitigated",
        "F_perceived F_settled",
    ),
    own_accord(
        "removed",
        a.f10_interest,
        (assesses(a.f11_hopeless), Do("T904_restrictOrReplace", "pnandra", given(a.f09_removed))),
        "End_removed",
        "removed",
        "F_notMitigable F_removed",
    ),
    own_accord(
        "restricted",
        a.f10_interest,
        (assesses(a.f11_hopeless), Do("T904_restrictOrReplace", "pnandra", given(a.f09_restricted))),
        "End_mitigated",
        "mitigated",
        "F_notMitigable F_onlyRestricted",
    ),
)
