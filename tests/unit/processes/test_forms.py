"""Our forms: the fields of the domain, and each of its rules broken once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from cip_workflow import forms
from cip_workflow.errors import Invalid
from tests.processes import answers as a
from tests.unit.processes.drawing import ROOT
from tests.unit.processes.walking import BEGIN, BOARD, Everybody, form

TODAY = date(2026, 11, 23)
FILES = sorted((ROOT / "forms").glob("*.form"))
#: DOMAIN 5.14, and what RULINGS 5 makes us ask besides (after the bar). `declarations` is a table to read, without a key.
FIELDS = {
    "F01": "title needSummary serviceArea cohort estimatedChildren trigger urgency urgencyReason indicativeAnnualCost"
    " targetLiveDate sponsor",
    "F02": "dataPeriod currentDemand forecastDemand3y inCountyPct avgWeeklyCost currentProviders sufficiencyGap dataSources"
    " suppressionChecked attachments",
    "F03": "budgetStatus costCentre annualCeiling wholeLifeCeiling capitalRequired externalFundingRequired coInvestment"
    " savingsTarget vatTreatment financeComment",
    "F04": "sessionDate method participants ageBands consentRecorded themes youSaid weDid payment safeguardingConcern"
    " artefacts",
    "F05": "withinScope withinTerm cumulativeValueBefore ceilingHeadroom healthElement lightTouchCpv estimatedValueIncVat"
    " legalRegime subsidyScreen advice",
    "F06": "briefRef title problemStatement outcomes cohort inScope outOfScope constraints funding evidencePack"
    " questionsForTeam skillsNeeded designDeadline marketEngagement coDesignDays | leadOrganisation publishPlanning competed",
    "F07": "reviewType outcome conditions reasons checklist conflictConfirmed attachments",
    "F08": "meetingDate decisionType quorum quorumMet outcome deferTo conditions reworkScope votes minute minuteFile",
    "F09": "organisation members designLead coLead changeReason restrictions | declarant",
    "F10": "briefRef declaration interestType interestDetail organisationConcerned startDate statement",
    "F11": "rating unfairAdvantage mitigations residual assessmentReviewed ethicalWall approverNote | mitigationPossible"
    " restrictions designsAndPrices barnardosAdvice",
    "F37": "stopReason authorisedBy openCommitments youngPeopleTold lessons retentionClass",
}
BOARDROOM = {"decisionType": "issue-brief", "boardMembers": BOARD}
NOMINATING = {
    "usedBy": "T108",
    "organisation": "LCC",
    "leadOrganisation": "BARNARDOS",
    "removedMembers": ["rgill"],
}
LEADING = NOMINATING | {"organisation": "BARNARDOS"}
ASSESSING = {"usedBy": "T902", "organisation": "LCC", "declarations": []}
MITIGATING = ASSESSING | {"usedBy": "T903", "rating": "perceived", "unfairAdvantage": False}
LATER, EARLIER = a.on(TODAY, 1), a.on(TODAY, -1)


def said(name: str, answers: Mapping[str, Any], context: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with answers; nothing when they pass."""
    try:
        forms.clean(form(name), answers, context, people=Everybody(), now=BEGIN)
    except Invalid as wrong:
        return wrong.fields
    return {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_loads_without_a_warning_and_asks_what_the_domain_asks(path: Any) -> None:
    assert form(path.stem).warnings == ()
    assert set(form(path.stem).fields) == set(FIELDS[path.stem].replace("|", "").split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_is_as_the_modeller_writes_it(path: Any) -> None:
    raw = json.loads(path.read_text())
    assert (raw["type"], raw["id"], raw["schemaVersion"]) == ("default", path.stem, 19)
    assert raw["executionPlatform"] == "Camunda Cloud"


def test_free_text_looks_out_for_a_childs_data() -> None:
    watched = {
        field.component.id: field.component.child_data
        for path in FILES
        for field in form(path.stem).root.fields.values()
        if field.component.type == "textarea"
    }
    assert set(watched.values()) == {"warn", "refuse"}
    assert [name for name, how in watched.items() if how == "refuse"] == ["Field_cohort"]


def test_legal_advice_is_for_the_council() -> None:
    assert form("F05").root.fields[("advice",)].component.visible_to == {"LCC"}


BROKEN = [
    ("F01", a.f01, {"title": "Too short"}, {}, "title"),
    ("F01", a.f01, {"needSummary": "Short."}, {}, "needSummary"),
    ("F01", a.f01, {"estimatedChildren": 5001}, {}, "estimatedChildren"),
    ("F01", a.f01, {"serviceArea": "prisons"}, {}, "serviceArea"),
    ("F01", a.f01, {"indicativeAnnualCost": "50000001"}, {}, "indicativeAnnualCost"),
    ("F01", a.f01, {"sponsor": "pnandra"}, {}, "sponsor"),
    ("F02", a.f02, {"dataPeriod": {"start": a.on(TODAY, -30), "end": LATER}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"dataPeriod": {"start": "2023-01-01", "end": "2026-01-02"}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"dataPeriod": {"start": "2026-03-01", "end": "2026-02-01"}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"inCountyPct": 101}, {}, "inCountyPct"),
    ("F02", a.f02, {"suppressionChecked": False}, {}, "suppressionChecked"),
    ("F02", a.f02, {"sufficiencyGap": "Some."}, {}, "sufficiencyGap"),
    ("F03", a.f03, {"costCentre": "abc"}, {}, "costCentre"),
    ("F03", a.f03, {"costCentre": None}, {}, "costCentre"),
    ("F03", a.f03, {"wholeLifeCeiling": "499999"}, {}, "wholeLifeCeiling"),
    ("F04", a.f04, {"sessionDate": LATER}, {"usedBy": "T103"}, "sessionDate"),
    ("F04", a.f04, {"themes": [f"Theme {one}" for one in range(11)]}, {"usedBy": "T103"}, "themes"),
    ("F04", a.f04, {"consentRecorded": False}, {"usedBy": "T103"}, "consentRecorded"),
    ("F04", a.f04, {}, {"usedBy": "T203"}, "weDid"),
    ("F05", a.f05, {"lightTouchCpv": []}, {}, "lightTouchCpv"),
    ("F05", a.f05, {"lightTouchCpv": ["45000000"]}, {}, "lightTouchCpv"),
    ("F05", a.f05, {"estimatedValueIncVat": "0"}, {}, "estimatedValueIncVat"),
    ("F05", a.f05, {"withinScope": "no"}, {}, "legalRegime"),
    ("F05", a.f05, {"withinTerm": False}, {}, "legalRegime"),
    ("F05", a.f05, {"advice": None}, {}, "advice"),
    ("F06", a.f06, {"outcomes": a.f06(TODAY)["outcomes"][:2]}, {}, "outcomes"),
    ("F06", a.f06, {"outcomes": a.f06(TODAY)["outcomes"] * 3}, {}, "outcomes"),
    ("F06", a.f06, {"evidencePack": []}, {}, "evidencePack"),
    ("F06", a.f06, {"questionsForTeam": []}, {}, "questionsForTeam"),
    ("F06", a.f06, {"designDeadline": a.on(TODAY, 29)}, {}, "designDeadline"),
    ("F06", a.f06, {"designDeadline": a.on(TODAY, 366)}, {}, "designDeadline"),
    ("F06", a.f06, {"coDesignDays": 19}, {}, "coDesignDays"),
    ("F06", a.f06, {"cohort": "Those of case 12345678."}, {}, "cohort"),
    ("F06", a.f06, {"publishPlanning": True}, {}, "competed"),
    (
        "F07",
        a.f07,
        {"outcome": "agree-with-conditions", "reasons": "x" * 30},
        {"reviewType": "hos-quality"},
        "conditions",
    ),
    ("F07", a.f07_returned, {"reasons": "Because."}, {"reviewType": "hos-quality"}, "reasons"),
    ("F07", a.f07, {"conflictConfirmed": False}, {"reviewType": "hos-quality"}, "conflictConfirmed"),
    ("F07", a.f07, {"checklist": {}}, {"reviewType": "hos-quality"}, "checklist.problemClear"),
    ("F07", a.f07, {"checklist": {}}, {"reviewType": "tender-pack"}, "checklist.specificationComplete"),
    ("F08", a.f08, {"meetingDate": a.on(TODAY, 8)}, BOARDROOM, "meetingDate"),
    ("F08", a.f08_deferred, {"outcome": "approve"}, BOARDROOM, "outcome"),
    ("F08", a.f08_deferred, {"deferTo": a.on(TODAY)}, BOARDROOM, "deferTo"),
    ("F08", a.f08_deferred, {"meetingDate": a.on(TODAY, 7), "deferTo": a.on(TODAY, 6)}, BOARDROOM, "deferTo"),
    ("F08", a.f08, {"outcome": "extend"}, BOARDROOM, "outcome"),
    ("F08", a.f08_with_conditions, {"conditions": []}, BOARDROOM, "conditions"),
    ("F08", a.f08_rework, {"reworkScope": []}, BOARDROOM, "reworkScope"),
    ("F08", a.f08, {"votes": a.f08(TODAY)["votes"][:-1]}, BOARDROOM, "votes.5.vote"),
    ("F08", a.f08, {"minute": "Approved."}, BOARDROOM, "minute"),
    ("F09", a.f09, {"members": a.team(("ghale", "co-lead"))}, NOMINATING, "members"),
    ("F09", a.f09, {"members": a.team(("ghale", "co-lead"), ("ghale", "data"))}, NOMINATING, "members"),
    (
        "F09",
        a.f09,
        {"members": a.team(("ghale", "design-lead"), ("ipatel", "co-lead"))},
        NOMINATING,
        "members",
    ),
    ("F09", a.f09, {"members": a.team(("ghale", "data"), ("ipatel", "finance"))}, NOMINATING, "members"),
    (
        "F09",
        a.f09,
        {"members": a.team(("ghale", "co-lead"), ("ebanjo", "data"))},
        NOMINATING,
        "members.1.user",
    ),
    ("F09", a.f09, {"members": a.team(("ebanjo", "design-lead"), ("rgill", "data"))}, LEADING, "members"),
    ("F09", a.f09, {"members": a.team(("ebanjo", "design-lead"), ("awhit", "co-lead"))}, LEADING, "members"),
    ("F09", a.f09_removed, {"changeReason": None}, NOMINATING | {"usedBy": "T904"}, "changeReason"),
    ("F09", a.f09_removed, {"restrictions": []}, NOMINATING | {"usedBy": "T904"}, "restrictions"),
    ("F10", a.f10, {"statement": False}, {}, "statement"),
    ("F10", a.f10_interest, {"interestType": None}, {}, "interestType"),
    ("F10", a.f10_interest, {"interestDetail": "A cousin."}, {}, "interestDetail"),
    ("F10", a.f10_interest, {"organisationConcerned": None}, {}, "organisationConcerned"),
    ("F10", a.f10_interest, {"startDate": LATER}, {}, "startDate"),
    ("F11", a.f11_perceived, {"mitigations": []}, ASSESSING, "mitigations"),
    ("F11", a.f11, {"residual": "mitigated"}, ASSESSING, "residual"),
    ("F11", a.f11_actual, {"mitigationPossible": None}, ASSESSING, "mitigationPossible"),
    ("F11", a.f11_hopeless, {"residual": "mitigated"}, ASSESSING, "residual"),
    ("F11", a.f11_actual, {"residual": "unmitigated"}, ASSESSING, "residual"),
    ("F11", a.f11, {"assessmentReviewed": LATER}, ASSESSING, "assessmentReviewed"),
    ("F11", a.f11, {}, ASSESSING | {"organisation": "BARNARDOS"}, "barnardosAdvice"),
    (
        "F11",
        a.f11_perceived,
        {"designsAndPrices": True, "ethicalWall": False, **a.barnardos(TODAY)},
        ASSESSING | {"organisation": "BARNARDOS"},
        "ethicalWall",
    ),
    ("F37", a.f37, {"youngPeopleTold": False}, {"sessionCount": 1}, "youngPeopleTold"),
    ("F37", a.f37, {"lessons": []}, {"sessionCount": 0}, "lessons"),
    ("F37", a.f37, {"authorisedBy": "pnandra"}, {"sessionCount": 0}, "authorisedBy"),
]


@pytest.mark.parametrize(("name", "answers", "changes", "context", "field"), BROKEN)
def test_a_broken_rule_is_said_at_its_field(
    name: str, answers: Any, changes: dict[str, Any], context: dict[str, Any], field: str
) -> None:
    wrong = said(name, answers(TODAY, **changes), context)
    assert field in wrong, wrong
    assert all(sentence.lstrip("“")[:1].isupper() for sentence in wrong[field])


def test_those_rules_say_nothing_of_right_answers() -> None:
    assert said("F37", a.f37(TODAY, youngPeopleTold=False), {"sessionCount": 0}) == {}
    assert said("F08", a.f08_deferred(TODAY), BOARDROOM) == {}
    assert said("F09", a.f09(TODAY, "LCC"), NOMINATING) == {}
    assert said("F11", a.f11_mitigated(TODAY), MITIGATING) == {}


def test_the_rating_is_the_monitoring_officers() -> None:
    """At T903 it is shown to read; another one is not taken."""
    sent = a.f11_mitigated(TODAY, rating="actual")
    kept = forms.clean(form("F11"), sent, MITIGATING, people=Everybody(), now=BEGIN)
    assert kept["rating"] == "perceived"


def test_more_design_time_is_the_governance_leads_decision() -> None:
    """F08 as T215 uses it: no quorum, no votes, and the outcomes extend and stop (RULINGS 6)."""
    extend = {
        "meetingDate": a.on(TODAY),
        "outcome": "extend",
        "deferTo": a.on(TODAY, 40),
        "minute": "The team lost three weeks to illness; both leads ask for more time.",
    }
    assert said("F08", extend, BOARDROOM | {"decisionType": "extend-design"}) == {}
    assert "outcome" in said(
        "F08", extend | {"outcome": "approve"}, BOARDROOM | {"decisionType": "extend-design"}
    )


def test_barnardos_members_do_not_vote_on_the_end_of_a_contract() -> None:
    """SOD-13."""
    votes = [
        {"member": one["member"], "vote": "for"}
        for one in BOARD
        if one["voting"] and one["organisation"] == "LCC"
    ]
    kept = forms.clean(
        form("F08"),
        a.f08(TODAY, votes=votes),
        BOARDROOM | {"decisionType": "extend-exit"},
        people=Everybody(),
        now=BEGIN,
    )
    assert {row["organisation"] for row in kept["votes"]} == {"LCC"}
    assert kept["quorumMet"] is True
