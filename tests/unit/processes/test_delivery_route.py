"""The decision table of delivery routes: every row at its edges, nothing uncovered, nothing out of reach (DOMAIN 5.13)."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.processes.cast import SETTINGS
from tests.unit.processes.drawing import ROOT

DATA = (ROOT / "processes/deliveryRoute.dmn").read_bytes()
TABLE = dmn.load(DATA)
#: A case that row 4 decides; each example changes what it is about.
ABLE = {
    "withinTier1Scope": True,
    "conflictStatus": "none",
    "barnardosWilling": True,
    "capabilityScore": 4,
    "capacityStatus": "available",
    "inHouseScore": 0,
    "viableProviders": 0,
    "vfmVariancePct": "5",
}
UNABLE = {"capabilityScore": 2, "barnardosWilling": False}
#: Each input on and beside every edge of the table.
GRID = {
    "withinTier1Scope": (True, False),
    "conflictStatus": ("none", "mitigated", "unmitigated"),
    "barnardosWilling": (True, False),
    "capabilityScore": (0, 2, 3, 4, 5),
    "capacityStatus": ("available", "partial", "none"),
    "inHouseScore": (0, 2, 3, 4, 5),
    "viableProviders": (0, 1, 2, 3, 9),
    "vfmVariancePct": ("-8", "5", "5.1", "15", "15.1"),
}
ROUTES = {"DIRECT", "SUBCONTRACT", "MIXED", "IN_HOUSE", "OPEN_PROCUREMENT", "REDESIGN"}


def advised(settings: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    known = {
        name: Decimal(value) if name == "vfmVariancePct" and value is not None else value
        for name, value in (ABLE | changes).items()
    }
    found = TABLE.evaluate("deliveryRoute", known | {"settings": SETTINGS | (settings or {})}).value
    assert isinstance(found, dict)
    return found


def said(**found: Any) -> int:
    """The number of the row that the domain's words lead to, worked out in another way."""
    willing, skill, room = found["barnardosWilling"], found["capabilityScore"], found["capacityStatus"]
    own, market, price = found["inHouseScore"], found["viableProviders"], Decimal(found["vfmVariancePct"])
    some_room = room in {"available", "partial"}
    rows = (
        not found["withinTier1Scope"],
        found["conflictStatus"] == "unmitigated",
        skill < 4 <= own,
        willing and skill >= 4 and room == "available" and price <= 5,
        willing and skill >= 4 and room == "available" and 5 < price <= 15,
        willing and skill >= 3 and some_room and market >= 1 and price <= 15,
        market >= 3,
        1 <= market <= 2,
        willing and skill >= 3 and some_room and market == 0 and price <= 15,
        own >= 3 and market == 0,
        True,
    )
    return rows.index(True) + 1


@pytest.mark.parametrize(
    ("changes", "row", "route"),
    [
        ({"withinTier1Scope": False}, 1, "OPEN_PROCUREMENT"),
        ({"conflictStatus": "unmitigated"}, 2, "OPEN_PROCUREMENT"),
        ({"conflictStatus": "mitigated"}, 4, "DIRECT"),
        ({"capabilityScore": 3, "inHouseScore": 4}, 3, "IN_HOUSE"),
        ({"capabilityScore": 3, "inHouseScore": 3}, 9, "DIRECT"),
        ({"capabilityScore": 4, "inHouseScore": 5}, 4, "DIRECT"),
        ({"vfmVariancePct": "-20"}, 4, "DIRECT"),
        ({"vfmVariancePct": "5.01"}, 5, "DIRECT"),
        ({"vfmVariancePct": "15"}, 5, "DIRECT"),
        ({"vfmVariancePct": "15.01", "inHouseScore": 2}, 11, "REDESIGN"),
        ({"capacityStatus": "partial", "viableProviders": 1}, 6, "MIXED"),
        ({"capabilityScore": 3, "viableProviders": 5, "vfmVariancePct": "15"}, 6, "MIXED"),
        ({"vfmVariancePct": "15.01", "viableProviders": 3}, 7, "SUBCONTRACT"),
        ({"barnardosWilling": False, "viableProviders": 3}, 7, "SUBCONTRACT"),
        ({"barnardosWilling": False, "viableProviders": 2}, 8, "SUBCONTRACT"),
        ({"capacityStatus": "none", "viableProviders": 1}, 8, "SUBCONTRACT"),
        ({"capacityStatus": "partial"}, 9, "DIRECT"),
        (UNABLE | {"inHouseScore": 3}, 10, "IN_HOUSE"),
        (UNABLE | {"inHouseScore": 2}, 11, "REDESIGN"),
    ],
)
def test_each_row_at_its_edges(changes: dict[str, Any], row: int, route: str) -> None:
    found = advised(**changes)
    assert (found["rule"], found["recommendedRoute"]) == (row, route)


def test_no_combination_is_uncovered_and_every_row_can_be_reached() -> None:
    """Each point of the grid is decided by the row that the domain names; all rows decide some."""
    reached = set()
    for values in product(*GRID.values()):
        point = dict(zip(GRID, values, strict=True))
        found = advised(**point)
        assert found["recommendedRoute"] in ROUTES, point
        assert found["rule"] == said(**point), point
        reached.add(int(found["rule"]))
    assert reached == set(range(1, 12))


def test_a_price_that_nobody_knows_never_leads_to_barnardos() -> None:
    assert advised(vfmVariancePct=None)["recommendedRoute"] == "REDESIGN"
    assert advised(vfmVariancePct=None, viableProviders=3)["recommendedRoute"] == "SUBCONTRACT"


def test_figures_come_from_the_settings() -> None:
    tight = {"routePriceTolerancePct": 2, "routePriceLimitPct": 8}
    found = advised(settings=tight, vfmVariancePct="5")
    assert (found["rule"], found["reason"]) == (5, "Capable; price 2 to 8 percent above benchmark")
    assert advised(settings=tight, vfmVariancePct="9")["rule"] == 11
    assert advised(settings={"routeStrongScore": 5})["rule"] == 9
    assert advised(settings={"routeSufficientScore": 2}, capabilityScore=2)["rule"] == 9
    assert (
        advised(settings={"routeMarketProviders": 5}, barnardosWilling=False, viableProviders=4)["rule"] == 8
    )
    lone = advised(settings={"routeEarlyReviewMonths": 9}, capacityStatus="partial")
    assert lone["condition"] == "Growth plan and early review at 9 months"


def test_what_the_route_depends_on_is_said() -> None:
    assert advised(capacityStatus="partial", viableProviders=2)["condition"] == "Lot plan required"
    assert advised()["condition"] == ""
    assert advised()["reason"] == "Capable, available, at or under benchmark"
