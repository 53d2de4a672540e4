"""The decision table of notices: every row of the domain, at its band's edge, with the figures from the settings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.processes.cast import SETTINGS
from tests.unit.processes.drawing import ROOT

DATA = (ROOT / "processes/noticeRequirements.dmn").read_bytes()
TABLE = dmn.load(DATA)
LIGHT, BELOW, CALL_OFF = "PA2023_LIGHT_TOUCH", "PA2023_BELOW_THRESHOLD", "PCR2015_CALLOFF"


def planned(
    regime: str, event: str, value: int, *, competed: bool = False, **settings: int
) -> list[dict[str, Any]]:
    inputs = {
        "legalRegime": regime,
        "event": event,
        "competed": competed,
        "valueIncVat": Decimal(value),
        "settings": SETTINGS | settings,
    }
    return list(TABLE.evaluate("noticeRequirements", inputs).value)


def names(*args: Any, **more: Any) -> list[str]:
    return [each["notice"] for each in planned(*args, **more)]


@pytest.mark.parametrize(
    ("regime", "event", "value", "competed", "notices"),
    [
        (LIGHT, "PLAN", 1_999_999, False, []),
        (LIGHT, "PLAN", 2_000_000, False, ["UK1 pipeline (annual list)"]),
        (LIGHT, "PLAN", 663_539, True, []),
        (LIGHT, "PLAN", 663_540, True, ["UK3 planned procurement"]),
        (LIGHT, "PLAN", 2_000_000, True, ["UK1 pipeline (annual list)", "UK3 planned procurement"]),
        (LIGHT, "PME", 663_540, False, ["UK2 preliminary market engagement"]),
        (LIGHT, "TENDER", 663_540, True, ["UK4 tender"]),
        (LIGHT, "TENDER", 663_540, False, []),
        (LIGHT, "AWARD", 663_540, False, ["UK5 transparency", "UK6 contract award"]),
        (LIGHT, "AWARD", 663_540, True, ["UK6 contract award"]),
        (LIGHT, "SIGN", 4_999, False, []),
        (LIGHT, "SIGN", 5_000, False, ["LCC contracts register (Transparency Code 2015)"]),
        (
            LIGHT,
            "SIGN",
            5_000_000,
            False,
            ["UK7 contract details", "LCC contracts register (Transparency Code 2015)"],
        ),
        (
            LIGHT,
            "SIGN",
            5_000_001,
            False,
            [
                "UK7 contract details",
                "Redacted contract copy",
                "LCC contracts register (Transparency Code 2015)",
            ],
        ),
        (LIGHT, "CHANGE", 1, False, ["UK10 contract change"]),
        (LIGHT, "KPI", 1, False, ["UK9 contract performance"]),
        (LIGHT, "PAYMENT", 1, False, ["UK8 payments over £30000"]),
        (LIGHT, "TERMINATE", 663_540, False, ["UK11 contract termination"]),
        (LIGHT, "ABANDON", 663_540, False, ["UK12 procurement termination"]),
        (BELOW, "TENDER", 30_000, True, ["UK4 below-threshold tender"]),
        (BELOW, "TENDER", 29_999, True, []),
        (BELOW, "TENDER", 663_540, True, []),
        (
            BELOW,
            "SIGN",
            30_000,
            False,
            ["UK7 contract details (below threshold)", "LCC contracts register (Transparency Code 2015)"],
        ),
        (CALL_OFF, "PLAN", 9_000_000, True, []),
        (CALL_OFF, "AWARD", 1, False, ["Award decision letter"]),
        (
            CALL_OFF,
            "SIGN",
            663_540,
            False,
            ["PCR 2015 contract award notice", "LCC contracts register (Transparency Code 2015)"],
        ),
        (CALL_OFF, "CHANGE", 1, False, ["PCR 2015 modification notice"]),
        (CALL_OFF, "TERMINATE", 1, False, ["Contracts register entry"]),
        ("EXEMPT", "SUBCONTRACT", 25_000, True, ["Barnardo's advert; Find a Tender optional"]),
        ("PSR", "SUBCONTRACT", 24_999, True, []),
    ],
)
def test_a_step_plans_its_notices(
    regime: str, event: str, value: int, competed: bool, notices: list[str]
) -> None:
    assert names(regime, event, value, competed=competed) == notices


def test_what_a_gateway_asks_is_one_of_three_words() -> None:
    plans = [
        each
        for regime in (LIGHT, BELOW, CALL_OFF)
        for event in ("PLAN", "PME", "TENDER", "AWARD", "SIGN", "CHANGE", "SUBCONTRACT")
        for each in planned(regime, event, 6_000_000, competed=True)
    ]
    assert {each["standstill"] for each in plans} == {"none", "voluntary"}
    assert {each["standstillNote"] for each in plans if each["standstill"] == "voluntary"} == {
        "8 working days",
        "not required for a call-off from a framework (reg 86(5)(c)); voluntary, 10 days",
    }


def test_figures_come_from_the_settings() -> None:
    assert names(LIGHT, "TENDER", 500_000, competed=True, lightTouchThreshold=500_000) == ["UK4 tender"]
    [tender] = planned(LIGHT, "TENDER", 700_000, competed=True, tenderDays=35)
    assert "35 days here" in tender["deadline"]
    assert tender["mandatory"] is True


def test_no_money_band_stands_in_the_table() -> None:
    text = DATA.decode()
    assert not [figure for figure in ("663540", "2000000", "5000000", "30000", "25000") if figure in text]
