"""The register of briefs: who sees which, what one page says, and how versions differ."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.web.register.shelf import FIRST, OTHER, REF, SECOND, Shelf
from web.register import content


def text(page) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


@pytest.fixture
def full(shelf: Shelf) -> Shelf:
    """The first brief with everything."""
    shelf.version(1, FIRST)
    shelf.version(2, SECOND)
    shelf.member("pnandra", "design-lead")
    shelf.member("ebanjo", "co-lead")
    who = shelf.person("ebanjo")
    shelf.add(
        t.RESTRICTION,
        person_id=who,
        kind="no-finance",
        reason="Her sister works there",
        since=clock.now(),
    )
    shelf.add(
        t.DECLARATION,
        declarant_id=who,
        status="mitigated",
        details={"interest": "Her sister works there"},
        opened_at=clock.now(),
    )
    shelf.decision()
    shelf.decision(kind="delivery-route", outcome="sub-contract", visible_to="LCC", reasons="The price part")
    shelf.contract(1, "1500000.50")
    shelf.notice("UK7 contract details", due_on=clock.now().date())
    shelf.procurement(closes_at=clock.now())
    shelf.release("planning")
    shelf.add(t.FUNDING_BID, fund="Innovation fund", applicant="LCC", sought=250000)
    return shelf


def test_the_page_of_a_brief(full: Shelf, visit) -> None:
    page = visit("pnandra").get(f"/briefs/{REF}")
    said = text(page)
    assert page.status_code == 200
    for words in (
        "Short breaks",
        "Version 2",
        "Ese Banjo",
        "No finance",
        "Delivery route",
        "Service 1",
        "£1,500,000.50",
        "UK7 contract details",
        "Weekend staff",
        "ocds-1",
        "Innovation fund",
        "£250,000",
    ):
        assert words in said, words
    assert f'href="/cases/{full.case}"' in page.text
    assert "Her sister" not in said
    assert "Declarations of interest" not in said


def test_the_charity_does_not_read_what_is_for_the_council(full: Shelf, visit) -> None:
    said = text(visit("ebanjo").get(f"/briefs/{REF}"))
    assert "Issue brief" in said
    assert "Delivery route" not in said
    assert "Sub contract" not in said


def test_declarations_are_for_the_monitoring_officer_and_the_declarant(full: Shelf, visit) -> None:
    full.takes_part("bstokes")
    for login, sees in (
        ("ebanjo", True),
        ("bstokes", True),
        ("pnandra", False),
        ("hvale", False),
        ("zadmin", False),
    ):
        page = visit(login).get(f"/briefs/{REF}")
        assert page.status_code == 200, login
        assert ("Declarations of interest" in page.text) is sees, login
        assert ("Mitigated" in page.text) is sees, login


@pytest.mark.parametrize(
    "path", [f"/briefs/{REF}", f"/briefs/{REF}/versions/1", f"/briefs/{REF}/compare?from=1&to=2"]
)
def test_who_may_not_know_of_a_brief_is_told_there_is_none(full: Shelf, visit, path: str) -> None:
    for login in ("mdelacy", "croe", "tokafor"):
        if (login, path) == ("tokafor", f"/briefs/{REF}"):
            continue  # a release of it is published
        assert visit(login).get(path).status_code == 404, login
    assert visit("pnandra").get(path.replace("-01", "-77")).status_code == 404
    assert visit("hvale").get(path).status_code == 200


def test_the_list_has_what_one_may_see(full: Shelf, visit) -> None:
    for login, seen in {
        "pnandra": {REF},
        "ebanjo": {REF},
        "mdelacy": {OTHER},
        "jfenn": {REF, OTHER},  # her group was offered work in both
        "hvale": {REF, OTHER},
        "croe": set(),
        "tokafor": {REF},
    }.items():
        page = visit(login).get("/briefs")
        assert set(re.findall(r"/briefs/(CIP-DB-\d{4}-\d\d)", page.text)) == seen, login


def test_the_filters_of_the_list(full: Shelf, visit) -> None:
    auditor = visit("hvale")
    for query, seen in {
        "?q=NIGHT": {OTHER},
        "?q=cip-db-2026-01": {REF},
        "?q=100%25": set(),
        "?status=issued": {REF},
        "?stage=brief-issue&status=draft": {OTHER},
        "?stage=award": set(),
    }.items():
        page = auditor.get(f"/briefs{query}")
        assert set(re.findall(r"/briefs/(CIP-DB-\d{4}-\d\d)", page.text)) == seen, query
    assert "No brief fits" in auditor.get("/briefs?q=zzz").text


def test_scrutiny_reads_what_is_published(full: Shelf, visit) -> None:
    scrutiny = visit("tokafor")
    page = scrutiny.get(f"/briefs/{REF}")
    said = text(page)
    assert "You read what is published of this brief" in said
    assert "ocds-1" in said
    for words in (
        "Issue brief",
        "Service 1",
        "UK7",
        "Weekend staff",
        "Innovation fund",
        "Ese Banjo",
        "Version 1",
    ):
        assert words not in said, words
    with transaction(full.sessions) as session:
        session.execute(sa.update(t.DECISION_RECORD).values(published_at=clock.now()))
        session.execute(sa.update(t.NOTICE).values(status="published", published_on=clock.now().date()))
    full.release("award", "ocds-2")
    said = text(scrutiny.get(f"/briefs/{REF}"))
    for words in ("Issue brief", "Service 1", "UK7"):
        assert words in said, words
    assert "Delivery route" in said  # the scrutiny viewer of the council, and it is published
    assert scrutiny.get("/contracts/CIP-SC-2026-01").status_code == 200
    assert scrutiny.get("/procurements/CIP-PR-2026-01").status_code == 404


def test_an_issued_version(full: Shelf, visit) -> None:
    said = text(visit("ebanjo").get(f"/briefs/{REF}/versions/1"))
    for words in (
        "wait eleven weeks",
        "31 March 2027",
        "Priya Nandra",
        "Outcome: Fewer crises",
        "Compare with version 2",
    ):
        assert words in said, words
    assert visit("ebanjo").get(f"/briefs/{REF}/versions/3").status_code == 404


def test_two_versions_compared(full: Shelf, visit) -> None:
    page = visit("pnandra").get(f"/briefs/{REF}/compare?from=1&to=2")
    said = text(page)
    assert "6 fields differ: 1 added, 1 removed, 4 changed" in said
    for words in (
        "Removed: eleven",
        "Added: nine",
        "Removed: 31 March 2027",
        "Added: 30 April 2027",
        "Removed: Two houses",
        "Added: 1,200",
        "Removed: Priya Nandra",
        "Added: Gwen Hale",
        "Removed: Outcome: Rest",
        "Added: Outcome: Sleep",
    ):
        assert words in said, words
    assert "Legal regime" not in said
    same = text(visit("pnandra").get(f"/briefs/{REF}/compare?from=2&to=2"))
    assert "The two versions say the same" in same
    assert visit("pnandra").get(f"/briefs/{REF}/compare?from=1&to=9").status_code == 404
    assert visit("pnandra").get(f"/briefs/{REF}/compare").status_code == 404


def test_texts_that_have_little_in_common_stand_whole() -> None:
    [one] = content.differences(
        {"a": {"b": "Nothing is alike in here at all"}}, {"a": {"b": "Something else"}}, {}
    )
    assert [(mark.what, mark.text) for mark in one.marks] == [
        ("removed", "Nothing is alike in here at all"),
        ("added", "Something else"),
    ]
    assert (one.section, one.name) == ("A", "B")


def test_fields_without_a_part_and_files() -> None:
    held = {"designLead": "pnandra", "pack": {"file": [{"name": "Evidence.pdf", "sha256": "ab", "size": 3}]}}
    lead, file = content.fields(held)
    assert (lead.section, lead.name) == ("About the brief", "Design lead")
    assert content.said(file.value, {}) == ["Evidence.pdf"]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (True, ["Yes"]),
        (1234567, ["1,234,567"]),
        ("2026-11-23", ["23 November 2026"]),
        ("pnandra", ["Priya Nandra"]),
        ([{"user": "pnandra", "daysPerWeek": 2}], ["User: Priya Nandra · Days per week: 2"]),
        ([1, 2], ["1", "2"]),
    ],
)
def test_values_in_words(value, lines) -> None:
    assert content.said(value, {"pnandra": "Priya Nandra"}) == lines


def test_pages_cost_six_statements(full: Shelf, visit, statements) -> None:
    client = visit("pnandra")
    for path in (
        "/briefs",
        "/briefs?q=short&status=issued",
        f"/briefs/{REF}",
        f"/briefs/{REF}/versions/1",
        f"/briefs/{REF}/compare?from=1&to=2",
    ):
        client.get(path)
        with statements() as sent:
            assert client.get(path).status_code == 200
        assert len(sent) <= 6, (path, sent)
        assert sent.commits == 0


def test_a_long_register_is_paged_and_each_comes_once(shelf: Shelf, visit) -> None:
    for number in range(3, 60):
        shelf.add(t.BRIEF, **shelf._brief(f"CIP-DB-2026-{number:02}", number, f"Brief {number}", "draft"))
    auditor, seen, path = visit("hvale"), [], "/briefs?status=draft"
    while path:
        page = auditor.get(path)
        seen += re.findall(r'<a class="govuk-link t" href="/briefs/CIP-DB-2026-(\d\d)"', page.text)
        after = re.search(r'href="(/briefs[^"]+)" rel="next"', page.text)
        path = after.group(1).replace("&amp;", "&") if after else ""
    assert seen == [f"{number:02}" for number in range(59, 1, -1)]
