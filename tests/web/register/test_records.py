"""Decisions, contracts, procurements with sealed bids, notices: who reads what."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.web.register.conftest import MONDAY
from tests.web.register.shelf import OTHER, REF, Shelf
from tests.web.register.test_briefs import text


def test_the_register_of_decisions(shelf: Shelf, visit) -> None:
    shelf.takes_part("ebanjo")
    joint = shelf.decision(
        details={"votesFor": 4}, conditions=["Report in May"], alternatives="Wait", key_decision=True
    )
    secret = shelf.decision(kind="delivery-route", visible_to="LCC", reasons="The benchmark is lower")
    later = shelf.decision(corrects=joint, outcome="defer")
    said = text(visit("pnandra").get("/decisions"))
    for words in (
        "Issue brief",
        "Delivery route",
        "For LCC only",
        "Key decision",
        "Corrects an earlier decision",
    ):
        assert words in said, words
    assert "benchmark" not in said
    charity = visit("ebanjo")
    said = text(charity.get("/decisions"))
    assert "Issue brief" in said
    assert "Delivery route" not in said  # neither the row nor the choice of the filter
    assert charity.get(f"/decisions/{secret}").status_code == 404
    assert visit("pnandra").get(f"/decisions/{secret}").status_code == 200
    assert visit("mdelacy").get(f"/decisions/{joint}").status_code == 404
    assert visit("tokafor").get(f"/decisions/{joint}").status_code == 404
    said = text(charity.get(f"/decisions/{joint}"))
    for words in (
        "Report in May",
        "Wait",
        "Votes for",
        "4",
        f"decision {later}",
        "It is needed",
        "20 November 2026",
    ):
        assert words in said, words
    assert f"decision {joint}" in text(charity.get(f"/decisions/{later}"))


def test_decisions_are_found(shelf: Shelf, visit) -> None:
    shelf.decision()
    shelf.decision(kind="award", outcome="approve", brief_ref=OTHER, instance_id=shelf.other_case)
    auditor = visit("hvale")
    for query, seen in {
        "?kind=award": [OTHER],
        "?q=approve": [OTHER],
        "?q=short": [REF],
        "?q=nothing": [],
    }.items():
        page = auditor.get(f"/decisions{query}").text
        assert re.findall(r"CIP-DB-2026-0\d", re.sub(r'value="[^"]*"', "", page)) == seen, query


def test_contracts_against_the_ceiling(shelf: Shelf, visit) -> None:
    shelf.takes_part("ebanjo")
    shelf.contract(1, "400000000")
    shelf.contract(2, "20000000", status="draft")
    page = visit("ebanjo").get("/contracts")
    said = text(page)
    for words in (
        "CIP-SC-2026-01",
        "£400,000,000",
        "Counts against the ceiling",
        "Does not count yet",
        "Draft",
    ):
        assert words in said, words
    assert "£400,000,000 of £704,000,000 is committed (56.8%)." in page.text
    assert "#b3261e" not in page.text
    shelf.contract(3, "163200000", brief_ref=OTHER, instance_id=shelf.other_case)
    page = visit("ebanjo").get("/contracts")
    assert "CIP-SC-2026-03" not in page.text  # another brief's
    assert "(80%)" in page.text  # the sum is everybody's
    assert "#b3261e" in page.text
    assert visit("ebanjo").get("/contracts/CIP-SC-2026-03").status_code == 404
    only = text(visit("hvale").get("/contracts?status=draft"))
    assert "CIP-SC-2026-02" in only
    assert "CIP-SC-2026-01" not in only


def test_the_page_of_a_contract(shelf: Shelf, visit) -> None:
    contract = shelf.contract(
        1,
        "1250.75",
        route="MIXED",
        starts_on=date(2027, 4, 1),
        extension_months=24,
        by_deed=True,
        signed_on=date(2026, 11, 2),
    )
    shelf.add(
        t.SUB_CONTRACT,
        ref="CIP-SUB-2026-01",
        contract_id=contract,
        provider="Brook House",
        value=500,
        flow_down=[],
        registered_at=clock.now(),
    )
    said = text(visit("pnandra").get("/contracts/CIP-SC-2026-01"))
    for words in (
        "£1,250.75",
        "Partly sub-contracted",
        "24 months",
        "By deed",
        "2 November 2026",
        "Brook House",
        "£500",
    ):
        assert words in said, words
    assert visit("croe").get("/contracts/CIP-SC-2026-01").status_code == 404


@pytest.fixture
def bids(shelf: Shelf) -> Shelf:
    """A procurement that closes tomorrow at noon, with two bids."""
    for login in ("vmarsh", "dosei", "rgill", "ebanjo"):
        shelf.takes_part(login)
    made = shelf.procurement(closes_at=MONDAY + timedelta(days=1, hours=3))
    shelf.bid(made, "Brook House", "987654.32", opened=True)
    shelf.bid(made, "Elm Trust", "1000001", opened=False)
    return shelf


def test_a_sealed_bid_is_read_by_nobody(bids: Shelf, visit, statements) -> None:
    """Who receives bids knows how many and from whom; nobody knows prices or papers, and they are not even asked for."""
    for login, knows in (
        ("vmarsh", True),
        ("dosei", True),
        ("hvale", True),
        ("rgill", False),
        ("ebanjo", False),
        ("pnandra", False),
        ("zadmin", False),
        ("fgreer", False),
    ):
        client = visit(login)
        with statements() as sent:
            page = client.get("/procurements/CIP-PR-2026-01")
        assert page.status_code == 200, login
        assert ("Brook House" in page.text, "Bids (2)" in page.text) == (knows, knows), login
        assert "sealed until 24 November 2026 at midday" in page.text
        for secret in ("987", "1,000,001", "4711"):
            assert secret not in page.text, (login, secret)
        assert not [one for one in sent if "bid.price" in one or "bid.documents" in one], login
    assert visit("mdelacy").get("/procurements/CIP-PR-2026-01").status_code == 404


def test_bids_after_closing(bids: Shelf, visit) -> None:
    with clock.moved(MONDAY + timedelta(days=1, hours=3)):
        for login, prices in (
            ("vmarsh", True),
            ("dosei", True),
            ("rgill", True),
            ("ebanjo", False),
            ("pnandra", False),
        ):
            page = visit(login).get("/procurements/CIP-PR-2026-01")
            assert "sealed" not in text(page).replace("Nobody reads a bid", "")
            assert ("£987,654.32" in page.text) is prices, login
            assert "1,000,001" not in page.text, "this bid has not been opened"
            assert "4711" not in page.text


def test_a_procurement_without_a_closing_day_is_sealed(shelf: Shelf, visit) -> None:
    made = shelf.procurement(closes_at=None)
    shelf.bid(made, "Brook House", "5", opened=True)
    page = visit("jfenn").get("/procurements/CIP-PR-2026-01")
    assert "not set yet" in page.text
    assert "Brook House" not in page.text
    assert "£5" not in page.text


def test_the_list_of_procurements(bids: Shelf, visit) -> None:
    bids.procurement(2, closes_at=MONDAY, status="stopped", brief_ref=OTHER, instance_id=bids.other_case)
    assert "CIP-PR-2026-02" not in visit("ebanjo").get("/procurements").text
    said = text(visit("hvale").get("/procurements?status=stopped&q=weekend"))
    assert "CIP-PR-2026-02" in said
    assert "CIP-PR-2026-01" not in said


def test_notices_overdue_first(shelf: Shelf, visit) -> None:
    today = MONDAY.date()
    shelf.notice("Some day", deadline="When the contract ends", mandatory=False)
    shelf.notice("In a week", due_on=today + timedelta(days=7))
    shelf.notice("Too late", due_on=today - timedelta(days=3))
    shelf.notice("Today", due_on=today)
    shelf.notice("Elsewhere", due_on=today, brief_ref=OTHER, instance_id=shelf.other_case)
    shelf.notice("Out", "published", published_on=today, notice_ref="2026/S 000-1")
    shelf.notice("Not wanted", "not-needed")
    page = visit("pnandra").get("/notices")
    names = re.findall(r'class="govuk-link t"[^>]*>([^<]+)<', page.text)
    assert names == ["Too late", "Today", "In a week", "Some day"]
    assert page.text.count('class="govuk-table__row late"') == 1
    said = text(page)
    for words in ("Was due 20 Nov 2026", "When the contract ends", "Voluntary", "in 7 days"):
        assert words in said, words
    out = text(visit("pnandra").get("/notices?show=published"))
    assert "2026/S 000-1" in out
    assert "Too late" not in out
    scrutiny = visit("tokafor")
    assert "No notice is due" in scrutiny.get("/notices").text
    assert "2026/S 000-1" in scrutiny.get("/notices?show=published").text


@pytest.mark.parametrize("show", ["due", "published"])
def test_notices_are_paged_and_each_comes_once(shelf: Shelf, visit, show: str) -> None:
    with transaction(shelf.sessions) as session:
        session.execute(
            sa.insert(t.NOTICE),
            [
                {
                    "name": f"Notice {number:02}",
                    "brief_ref": REF,
                    "instance_id": shelf.case,
                    "regime": "PA2023",
                    "event": "SIGN",
                    "mandatory": True,
                    "status": show,
                    "due_on": None if number % 7 == 0 else MONDAY.date() + timedelta(days=number % 5),
                    "published_on": MONDAY.date() - timedelta(days=number % 5),
                    "planned_at": clock.now(),
                }
                for number in range(60)
            ],
        )
    client, seen, path = visit("pnandra"), [], f"/notices?show={show}"
    while path:
        page = client.get(path)
        seen += re.findall(r">(Notice \d\d)<", page.text)
        after = re.search(r'href="(/notices[^"]+)" rel="next"', page.text)
        path = after.group(1).replace("&amp;", "&") if after else ""
    assert len(seen) == 60
    assert len(set(seen)) == 60
    assert client.get("/notices?after=rubbish").status_code == 200


def test_lists_and_records_cost_six_statements(bids: Shelf, visit, statements) -> None:
    bids.contract(1, "5")
    made = bids.decision()
    client = visit("vmarsh")
    for path in (
        "/decisions?q=short",
        f"/decisions/{made}",
        "/contracts",
        "/contracts/CIP-SC-2026-01",
        "/procurements",
        "/procurements/CIP-PR-2026-01",
        "/notices",
        "/notices?show=published",
    ):
        client.get(path)
        with statements() as sent:
            assert client.get(path).status_code == 200, path
        assert len(sent) <= 6, (path, sent)
        assert sent.commits == 0
