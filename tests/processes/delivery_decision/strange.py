"""Ways that only answers which no form lets through can take: to the waits behind the gateways of the delivery decision."""

from __future__ import annotations

from tests.processes.delivery_decision import answers as d
from tests.processes.delivery_decision.paths import ACCEPT, ASSESSED, approved, path
from tests.processes.steps import Do, Retry, given, words

BELOW_FORMS = (
    path(
        "route, override and endorsement say what nobody expects",
        (
            *ASSESSED,
            Retry("S_unexpectedDeclines", "fgreer", {"declines": 0}),
            Do(
                "T404_confirmRoute", "radeyemi", given(d.f24, confirmedRoute="ELSEWHERE", override=None), True
            ),
            Retry("S_unexpectedOverride", "fgreer", {"override": True}, decider="radeyemi"),
            Do("T405_endorseOverride", "radeyemi", given(d.f24_endorsed, endorsed="perhaps"), True),
            Retry("S_unexpectedEndorsed", "fgreer", {"endorsed": "endorse"}, decider="radeyemi"),
            Retry("S_unexpectedRoute", "fgreer", {"confirmedRoute": "DIRECT"}, decider="radeyemi"),
            ACCEPT,
        ),
        "End_route",
        "route",
        "F4_declinesUnexpected F4_declinesAgain F4_overrideUnexpected F4_overrideAgain F4_endorsedUnexpected"
        " F4_endorsedAgain F4_routeUnexpected F4_routeAgain",
        start=approved(declines=-1),
    ),
)
#: The number of open declarations is counted by two steps, up and then down again: it is never below zero.
UNREACHABLE = words("F4_declarationOpenUnexpected F4_declarationOpenAgain S_unexpectedDeclarationOpen")
