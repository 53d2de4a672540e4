"""The page that takes a bid into the box of a procurement."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from flask import Blueprint, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.errors import Conflict, Invalid
from cip_workflow.operations.procurement.receive_bid import RECEIVERS, receive_bid
from cip_workflow.queries import procurements as found
from cip_workflow.queries.procurements import Procurement
from web import templating
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import Errors, rendered
from web.unit_of_work import reading, writing

procurements = Blueprint("procurements", __name__)

_MOST = Decimal(1_000_000_000)


@procurements.get("/procurements/<ref>/bids/new")
@members_of(RECEIVERS)
def ask(ref: str) -> ResponseReturnValue:
    """The form for one bid."""
    return _page(_one(ref), {})


@procurements.post("/procurements/<ref>/bids/new")
@members_of(RECEIVERS)
def take(ref: str) -> ResponseReturnValue:
    """Take the bid in. What the page shows afterwards says that it has come, and nothing of what is in it."""
    one = _one(ref)
    settings = current_app.config["SETTINGS"]
    files = [(file.filename, file.read()) for file in request.files.getlist("papers") if file.filename]

    def save() -> None:
        price = _price()
        with writing() as session:
            receive_bid(
                session,
                actor=current_actor(),
                ref=ref,
                supplier=request.form.get("supplier", ""),
                papers=files,
                price=price,
                clamav=settings.clamav_socket,
            )

    return rendered(
        save,
        done=lambda _: ("The bid is in the box.", url_for("register.procurement", ref=ref)),
        again=lambda wrong: _page(one, wrong),
    )


def _one(ref: str) -> Procurement:
    """Raises NotFound for a procurement that this person may not see, Conflict for one that takes no bids."""
    with reading() as session:
        one = found.get(session, current_actor(), ref)
    if not one.sealed or one.status != "open":
        raise Conflict(
            f"{ref} takes no bids any more. A bid that came too late is entered when the bids are opened."
        )
    return one


def _price() -> Decimal | None:
    """The price as it was typed, with or without £ and commas; None where nothing was. Raises Invalid."""
    text = request.form.get("price", "").replace("£", "").replace(",", "").replace(" ", "")
    if not text:
        return None
    try:
        price = Decimal(text)
        if not price.is_finite() or not 0 < price <= _MOST or price != price.quantize(Decimal("0.01")):
            raise InvalidOperation
    except InvalidOperation:
        sentence = "Enter the price in pounds, like 1,250,000"
        raise Invalid(sentence + ".", fields={"price": [sentence]}) from None
    return price


def _page(one: Procurement, wrong: Errors) -> str:
    return render_template(
        "procurements/receive.html",
        title="Take in a bid",
        one=one,
        closes=templating.moment(one.closes_at) if one.closes_at else "",
        supplier=request.form.get("supplier", ""),
        errors=wrong,
        crumbs=[
            {"text": "Procurements", "href": url_for("register.procurements")},
            {"text": one.ref, "href": url_for("register.procurement", ref=one.ref)},
            {"text": "Take in a bid"},
        ],
    )
