"""The page of the agreement, its diary, its figures, its terms and its calendar: what one reads, and what keepers change."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.web.register.shelf import Shelf
from tests.web.register.test_briefs import text

DECEMBER = {"held_on-day": "9", "held_on-month": "12", "held_on-year": "2026"}


def rows(sessions, query):
    with reading(sessions) as session:
        return session.execute(query).all()


@pytest.mark.parametrize("login", ["pnandra", "ebanjo", "tokafor"])
def test_everybody_reads_the_agreement(visit, login: str) -> None:
    page = visit(login).get("/agreement")
    said = text(page)
    for words in (
        "CIP-AGR-2018",
        "£704,000,000",
        "£0 of £704,000,000 is committed (0%)",
        "Ends on 30 November 2028",
        "738",
        "30 November 2019",
        "GB-PPON PNHT-9235-VXDV",
        "GB-COH 00061625",
        "Partnership board",
        "Quorum: 2 from the council and 2 from the charity",
        "No meeting is planned",
    ):
        assert words in said, words
    assert "Change the terms" not in said
    assert "Add a party" not in said
    assert '<a class="govuk-link" href="/agreement/figures">' in page.text


def test_what_is_committed_stands_on_the_page(shelf: Shelf, visit) -> None:
    shelf.contract(1, "600000000.50")
    said = text(visit("ebanjo").get("/agreement"))
    for words in (
        "£600,000,000.50 of £704,000,000 is committed (85.2%)",
        "£103,999,999.50",
        "1 contract in the register",
    ):
        assert words in said, words


def test_the_diary_on_its_page(visit, post, sessions) -> None:
    governance = visit("fgreer")
    path = "/agreement/bodies/cip-board"
    planned = post(governance, path, {**DECEMBER, "place": "County Hall", "reason": "The diary of 2026"})
    assert (planned.status_code, planned.headers["Location"]) == (303, path)
    for login in ("ebanjo", "fgreer"):
        said = text(visit(login).get(path))
        assert "9 December 2026" in said
        assert "30 November 2026" in said  # its papers
        assert ("Plan a meeting" in said) is (login == "fgreer")
    assert "papers due 30 November 2026" in text(visit("pnandra").get("/agreement"))
    [link] = re.findall(
        r'href="(/agreement/bodies/cip-board/meetings/\d+/cancel)"', governance.get(path).text
    )
    assert "Why is it cancelled?" in governance.get(link).text
    refused = post(governance, link, {"reason": ""})
    assert (refused.status_code, "Say why this meeting is cancelled" in refused.text) == (422, True)
    assert post(governance, link, {"reason": "No quorum"}).status_code == 303
    assert governance.get(link).status_code == 404
    assert "No meeting is planned" in governance.get(path).text
    kinds = [row.kind for row in rows(sessions, sa.select(t.CHANGE.c.kind).order_by(t.CHANGE.c.seq))]
    assert kinds[-2:] == ["meeting.added", "meeting.cancelled"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Enter the day of the meeting"),
        ({"held_on-day": "31", "held_on-month": "2", "held_on-year": "2027"}, "a real date"),
        ({"held_on-day": "x", "held_on-month": "2", "held_on-year": "2027"}, "a real date"),
        ({**DECEMBER, "held_on-day": "25", "reason": "x"}, "Enter a working day"),
        ({**DECEMBER, "reason": " "}, "Say why this meeting is planned"),
    ],
)
def test_a_meeting_that_is_not_right(visit, post, given: dict[str, str], said: str) -> None:
    page = post(visit("zadmin"), "/agreement/bodies/cip-board", given)
    assert page.status_code == 422
    assert said in page.text
    assert "There is a problem" in page.text
    for value in given.values():
        assert f'value="{value}"' in page.text or not value.strip() or value == "x"


def test_bodies_and_meetings_that_do_not_exist(visit, post) -> None:
    governance = visit("fgreer")
    assert governance.get("/agreement/bodies/tea-circle").status_code == 404
    assert governance.get("/agreement/bodies/cip-board/meetings/9/cancel").status_code == 404
    assert post(governance, "/agreement/bodies/tea-circle", DECEMBER).status_code == 404
    assert post(visit("pnandra"), "/agreement/bodies/cip-board", DECEMBER).status_code == 403


def test_a_party_is_added(visit, post) -> None:
    keeper = visit("fgreer")
    assert "Whose rights and duties" in keeper.get("/agreement/parties/add").text
    wrong = post(keeper, "/agreement/parties/add", {"name": "Brook House", "ppon": "12", "successor_of": "1"})
    assert wrong.status_code == 422
    for words in ("Select what this party is", "PNHT-9235-VXDV", 'value="Brook House"'):
        assert words in wrong.text, words
    given = {
        "name": "Brook House",
        "kind": "PROVIDER",
        "vcse": "1",
        "charity": "1112223",
        "reason": "Won a lot",
    }
    assert post(keeper, "/agreement/parties/add", given).status_code == 303
    said = text(visit("ebanjo").get("/agreement"))
    for words in ("Brook House", "Provider", "GB-CHC 1112223", "Voluntary, community"):
        assert words in said, words


def terms(page: str) -> dict[str, str]:
    """What the form of the terms holds."""
    given = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    given.pop("csrf_token", None)
    return given


def test_the_terms_change(visit, post, sessions) -> None:
    admin = visit("zadmin")
    given = terms(admin.get("/agreement/change").text)
    assert (given["max_end-year"], given["value_ceiling"]) == ("2028", "704,000,000")
    given |= {
        "max_end-year": "2030",
        "value_ceiling": "£ 800,000,000.50",
        "scope": "Children",
        "reason": "Extended",
    }
    assert post(admin, "/agreement/change", given).status_code == 303
    said = text(visit("ebanjo").get("/agreement"))
    assert "£800,000,000.50" in said
    assert "30 November 2030" in said
    said = text(visit("ebanjo").get("/agreement/course"))
    for words in (
        "Ends at the latest: 2028-11-30 became 2030-11-30",
        "Extended",
        "Zara Ito",
        "The agreement was registered",
    ):
        assert words in said, words
    again = post(admin, "/agreement/change", {**given, "value_ceiling": "1"})
    assert again.status_code == 409  # from a page that is out of date
    assert visit("fgreer").get("/agreement/change").status_code == 403


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value_ceiling": "much"}, "Enter the ceiling in pounds"),
        ({"committed_before": "1.234"}, "Enter what was committed before in pounds"),
        ({"max_end-day": ""}, "Enter the latest end as a real date"),
        ({"starts_on-day": "", "starts_on-month": "", "starts_on-year": ""}, "Enter the start"),
        ({"max_end-year": "2017"}, "must not end before"),
        ({"title": ""}, "Enter a title"),
        ({"title": "Another", "reason": ""}, "Say why the terms change"),
        ({}, "Nothing is changed"),
    ],
)
def test_terms_that_are_not_right(visit, post, wrong: dict[str, str], said: str) -> None:
    admin = visit("zadmin")
    page = admin.get("/agreement/change").text
    given = terms(page) | {
        "reason": "x",
        "scope": re.search(r"<textarea[^>]*name=\"scope\"[^>]*>([^<]*)<", page).group(1),
    }
    answer = post(admin, "/agreement/change", given | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "There is a problem" in answer.text


def test_figures_and_their_course(visit, post) -> None:
    charity, admin = visit("ebanjo"), visit("zadmin")
    page = charity.get("/agreement/figures")
    assert "663,540" in text(page)
    path = "/agreement/figures/tenderDays"
    assert f'href="{path}"' in page.text
    assert "Change it" not in charity.get(path).text
    assert post(charity, path, {"value": "40", "reason": "x"}).status_code == 403
    assert post(admin, path, {"value": "1,040", "reason": "Cabinet of May"}).status_code == 303
    later = {"valid_from-day": "1", "valid_from-month": "4", "valid_from-year": "2027"}
    assert post(admin, path, {"value": "50", "reason": "Next year", **later}).status_code == 303
    said = text(charity.get(path))
    for words in (
        "It is 1,040 now",
        "starts with 30",
        "Cabinet of May",
        "1 April 2027",
        "Does not count yet",
        "Zara Ito",
    ):
        assert words in said, words
    assert "At first 30" in text(charity.get("/agreement/figures"))
    assert charity.get("/agreement/figures/coffee").status_code == 404
    assert post(admin, "/agreement/figures/coffee", {"value": "1", "reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": "-1", "reason": "x"}, "Enter a whole number"),
        ({"value": "٣", "reason": "x"}, "Enter a whole number"),
        ({"value": "9" * 13, "reason": "x"}, "Enter a whole number"),
        ({"value": "1", "reason": ""}, "Say why this setting changes"),
        (
            {
                "value": "1",
                "reason": "x",
                "valid_from-day": "1",
                "valid_from-month": "1",
                "valid_from-year": "2026",
            },
            "a day that is not past",
        ),
    ],
)
def test_figures_that_are_not_right(visit, post, given: dict[str, str], said: str) -> None:
    page = post(visit("zadmin"), "/agreement/figures/tenderDays", given)
    assert (page.status_code, said in page.text) == (422, True)
    assert "It has not been changed" in page.text


def test_the_way_there(visit) -> None:
    page = visit("pnandra").get("/agreement").text
    for path in ("/agreement", "/briefs", "/decisions", "/contracts", "/procurements", "/notices"):
        assert f'href="{path}"' in page
    settings = visit("zadmin").get("/admin/settings").text
    assert 'href="/agreement/figures"' in settings
    assert 'href="/admin/holidays"' in settings


def test_pages_of_the_agreement_cost_six_statements(shelf: Shelf, visit, statements) -> None:
    client = visit("zadmin")
    for path in (
        "/agreement",
        "/agreement/course",
        "/agreement/change",
        "/agreement/bodies/cip-board",
        "/agreement/parties/add",
        "/agreement/figures",
        "/agreement/figures/tenderDays",
        "/admin/holidays",
    ):
        client.get(path)
        with statements() as sent:
            assert client.get(path).status_code == 200, path
        assert len(sent) <= 6, (path, sent)
