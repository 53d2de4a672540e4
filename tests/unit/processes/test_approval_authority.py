"""The decision table of authority: every row of the domain at its band's edge, with the figures from the settings."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.processes.cast import SETTINGS
from tests.unit.processes.drawing import ROOT

DATA = (ROOT / "processes/approvalAuthority.dmn").read_bytes()
TABLE = dmn.load(DATA)
CABINET, LEAD, DCS, HEAD = "lcc-cabinet", "lcc-dcs-with-lead-member", "lcc-dcs", "lcc-head-of-service"
TRUSTEES, DIRECTOR, MANAGER = "bar-trustee-committee", "bar-director", "bar-partnership-manager"
EDGES = (0, 99_999, 100_000, 499_999, 500_000, 999_999, 1_000_000, 4_999_999, 5_000_000, 50_000_000)


def authority(urgency: str, provided: bool, value: int, sensitive: bool, **settings: int) -> dict[str, Any]:
    inputs = {
        "urgency": urgency,
        "budgetProvision": provided,
        "wholeLifeValue": Decimal(value),
        "policySensitive": sensitive,
        "settings": SETTINGS | settings,
    }
    return dict(TABLE.evaluate("approvalAuthority", inputs).value)


@pytest.mark.parametrize(
    ("urgency", "provided", "value", "sensitive", "who", "key", "scrutiny", "call_in", "days", "barnardos"),
    [
        # 1: a statutory duty that is not met comes before everything else
        ("statutory-gap", False, 500_000, True, CABINET, True, False, True, 5, DIRECTOR),
        ("statutory-gap", True, 5_000_000, False, CABINET, True, False, True, 5, DIRECTOR),
        ("statutory-gap", True, 499_999, False, DCS, False, False, False, 0, DIRECTOR),
        ("statutory-gap", False, 499_999, False, CABINET, True, True, True, 28, DIRECTOR),
        # 2: nothing in the budget
        ("routine", False, 1, False, CABINET, True, True, True, 28, DIRECTOR),
        ("high", False, 5_000_000, True, CABINET, True, True, True, 28, DIRECTOR),
        # 3
        ("routine", True, 5_000_000, False, CABINET, True, True, True, 28, TRUSTEES),
        ("high", True, 5_000_000, True, CABINET, True, True, True, 28, TRUSTEES),
        # 4 and 5
        ("routine", True, 4_999_999, True, CABINET, True, True, True, 28, TRUSTEES),
        ("routine", True, 1_000_000, True, CABINET, True, True, True, 28, TRUSTEES),
        ("routine", True, 4_999_999, False, LEAD, True, False, True, 28, TRUSTEES),
        ("routine", True, 1_000_000, False, LEAD, True, False, True, 28, TRUSTEES),
        # 6 and 7
        ("routine", True, 999_999, True, CABINET, True, True, True, 28, DIRECTOR),
        ("routine", True, 500_000, True, CABINET, True, True, True, 28, DIRECTOR),
        ("routine", True, 999_999, False, LEAD, True, False, True, 28, DIRECTOR),
        ("high", True, 500_000, False, LEAD, True, False, True, 28, DIRECTOR),
        # 8 and 9
        ("routine", True, 499_999, True, LEAD, False, True, False, 0, DIRECTOR),
        ("routine", True, 100_000, True, LEAD, False, True, False, 0, DIRECTOR),
        ("routine", True, 499_999, False, DCS, False, False, False, 0, DIRECTOR),
        ("routine", True, 100_000, False, DCS, False, False, False, 0, DIRECTOR),
        # 10 and 11
        ("routine", True, 99_999, True, DCS, False, False, False, 0, MANAGER),
        ("high", True, 99_999, False, HEAD, False, False, False, 0, MANAGER),
    ],
)
def test_who_decides(
    urgency: str,
    provided: bool,
    value: int,
    sensitive: bool,
    who: str,
    key: bool,
    scrutiny: bool,
    call_in: bool,
    days: int,
    barnardos: str,
) -> None:
    found = authority(urgency, provided, value, sensitive)
    assert found == {
        "authorityGroup": who,
        "keyDecision": key,
        "preScrutiny": scrutiny,
        "callIn": call_in,
        "noticeDays": days,
        "noticeRule": {0: "none", 5: "general-exception", 28: "clear-days"}[days],
        "barnardosApprover": barnardos,
        "why": found["why"],
    }
    assert found["why"]


def test_every_case_has_an_authority() -> None:
    for case in product(("routine", "high", "statutory-gap"), (True, False), EDGES, (True, False)):
        assert authority(*case)["authorityGroup"] in {CABINET, LEAD, DCS, HEAD}


def test_a_key_decision_has_notice_and_can_be_called_in_and_no_other_has() -> None:
    for case in product(("routine", "high", "statutory-gap"), (True, False), EDGES, (True, False)):
        found = authority(*case)
        assert found["keyDecision"] is found["callIn"] is (found["noticeDays"] > 0)


def test_figures_come_from_the_settings() -> None:
    assert authority("routine", True, 600_000, False, keyDecisionFrom=700_000)["keyDecision"] is False
    assert (
        authority("routine", True, 6_000_000, False, approvalCabinetFrom=7_000_000)["authorityGroup"] == LEAD
    )
    assert authority("routine", True, 1_500_000, False, approvalTrusteeFrom=2_000_000)[
        "barnardosApprover"
    ] == (DIRECTOR)
    assert authority("routine", True, 90_000, False, approvalDirectorFrom=80_000)["authorityGroup"] == DCS
    assert authority("routine", True, 600_000, False, keyDecisionNoticeDays=30)["noticeDays"] == 30
    assert authority("statutory-gap", True, 600_000, False, generalExceptionDays=7)["noticeDays"] == 7


def test_no_figure_of_the_council_stands_in_the_table() -> None:
    text = DATA.decode()
    figures = ("5000000", "1000000", "500000", "100000", "<text>28</text>", "<text>5</text>")
    assert not [figure for figure in figures if figure in text]
