"""The page that takes bids: who may, what it refuses, and that nothing of a bid is shown."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from cip_workflow import clock
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.web.register.conftest import MONDAY
from tests.web.register.shelf import Shelf

PATH = "/procurements/CIP-PR-2026-01/bids/new"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def open_shelf(shelf: Shelf) -> Shelf:
    """A procurement that closes tomorrow at noon, in a case that Barnardo's procurement takes part in."""
    shelf.takes_part("vmarsh")
    shelf.takes_part("dosei")
    shelf.procurement(closes_at=MONDAY + timedelta(days=1, hours=3))
    return shelf


def bids(shelf: Shelf) -> list[Any]:
    with reading(shelf.sessions) as session:
        return list(session.execute(sa.select(t.BID)).all())


def send(client: FlaskClient, post: Callable[..., Any], **data: Any) -> Any:
    given = {"supplier": "Larch Respite Ltd", "papers": [("offer.pdf", PDF)], "price": "£1,250,000", **data}
    given["papers"] = [(io.BytesIO(content), name) for name, content in given["papers"]]
    return post(client, PATH, given, content_type="multipart/form-data")


def test_a_bid_is_taken_in_and_nothing_of_it_is_shown(
    open_shelf: Shelf, visit: Callable[[str], FlaskClient], post: Callable[..., Any]
) -> None:
    client = visit("vmarsh")
    assert f'href="{PATH}"' in client.get("/procurements/CIP-PR-2026-01").text
    assert f'href="{PATH}"' not in visit("dosei").get("/procurements/CIP-PR-2026-01").text
    assert "Until then nobody can read the papers or the price" in client.get(PATH).text
    answer = send(client, post)
    assert answer.status_code == 303, answer.text
    [row] = bids(open_shelf)
    assert (row.supplier, row.price) == ("Larch Respite Ltd", 1_250_000)
    after = client.get(answer.location).text
    assert "The bid is in the box" in after
    assert "Larch Respite Ltd" in after  # who bids is known to those who take bids
    for login in ("vmarsh", "fgreer", "zadmin"):
        reader = visit(login)
        assert reader.get(f"/documents/{row.documents[0]}").status_code == 404
        seen = reader.get(answer.location).text + reader.get(f"/cases/{open_shelf.case}").text
        assert "offer.pdf" not in seen
        assert "1,250,000" not in seen


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"supplier": " "}, "Enter the supplier"),
        ({"papers": []}, "Select the papers of the bid"),
        ({"price": "a lot"}, "Enter the price in pounds"),
        ({"price": "-5"}, "Enter the price in pounds"),
        ({"papers": [("offer.exe", b"MZ\x90\x00")]}, "offer.exe"),
    ],
)
def test_what_the_page_refuses(
    open_shelf: Shelf,
    visit: Callable[[str], FlaskClient],
    post: Callable[..., Any],
    changed: dict[str, Any],
    said: str,
) -> None:
    page = send(visit("vmarsh"), post, **changed)
    assert page.status_code == 422
    assert said in page.text
    assert bids(open_shelf) == []


def test_others_take_no_bids(open_shelf: Shelf, visit: Callable[[str], FlaskClient]) -> None:
    assert {login: visit(login).get(PATH).status_code for login in ("dosei", "zadmin", "fgreer")} == {
        "dosei": 403,
        "zadmin": 403,
        "fgreer": 403,
    }


def test_after_closing_the_page_says_so(
    open_shelf: Shelf, visit: Callable[[str], FlaskClient], post: Callable[..., Any]
) -> None:
    with clock.moved(MONDAY + timedelta(days=1, hours=3)):
        page = send(visit("vmarsh"), post)
    assert page.status_code == 409
    assert "takes no bids any more" in page.text
    assert bids(open_shelf) == []
