"""Take a bid into the box, where it stays sealed until bidding closes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations import _box, _scan, _settle, _sniff
from cip_workflow.operations._audit import value_digest
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID, BLOB, DOCUMENT
from cip_workflow.types import Actor

#: Who may put a bid into the box.
RECEIVERS = "bar-procurement"
NO_PROCUREMENT = "There is no such procurement, or you may not see it."
MOST_BYTES = 25 * 1024 * 1024
_LONGEST = 200


def receive_bid(
    session: Session,
    *,
    actor: Actor,
    ref: str,
    supplier: str,
    papers: Sequence[tuple[str, bytes]],
    price: Decimal | None = None,
    clamav: str = "",
) -> int:
    """Keep a bid of a supplier: who, when, and the papers, which nobody reads before bidding closes, not even an admin.

    A supplier that bids again before the closing time replaces its bid. The instant is the server's.

    Args:
        ref: of the procurement, CIP-PR-YYYY-NN.
        papers: file names and contents; what a file really is is judged by its content.
        price: where the bidder gives it apart from its papers; sealed like them.
        clamav: the socket of clamd; empty: nothing is scanned.

    Returns:
        The number of the bid.

    Raises:
        NotFound: no such procurement, or not for this person.
        NotAllowed: the person takes no bids.
        Conflict: bidding has not opened, or has closed; the case is suspended.
        Invalid: no supplier, no papers, or a file that is not taken.
    """
    row = _box.find(session, ref)
    if row is None:
        raise NotFound(NO_PROCUREMENT)
    if not actor.is_system and RECEIVERS not in actor.groups:
        raise NotAllowed("Only Barnardo's procurement takes bids.")
    work = Work(session=session, actor=actor)
    case = work.take(row.instance_id)
    _open_now(work, _box.find(session, ref), case.status)  # read again, now that the case is ours
    name = " ".join(supplier.split())
    wrong = {
        **({} if name else {"supplier": ["Enter the supplier"]}),
        **({"supplier": ["The supplier must be 200 characters or less"]} if len(name) > _LONGEST else {}),
        **({} if papers else {"papers": ["Select the papers of the bid"]}),
    }
    if wrong:
        raise Invalid("The bid cannot be taken like this.", fields=wrong)
    documents = [_keep(work, ref, *paper, clamav=clamav) for paper in papers]
    values = {"received_at": work.at, "received_by": actor.person_id, "price": price, "documents": documents}
    before = session.execute(
        sa.select(BID.c.id, BID.c.documents).where(
            BID.c.procurement_id == row.id, sa.func.lower(BID.c.supplier) == name.lower()
        )
    ).one_or_none()
    if before is None:
        new = {"procurement_id": row.id, "supplier": name, "late": False, "admitted": True, "excluded": False}
        bid: int = session.execute(
            sa.insert(BID).values(**new, **values, reason="").returning(BID.c.id)
        ).scalar_one()
    else:
        bid = before.id
        session.execute(
            sa.update(DOCUMENT)
            .where(DOCUMENT.c.id.in_(before.documents))
            .values(removed_at=work.at, removed_by=actor.person_id)
        )
        session.execute(
            sa.update(BID).where(BID.c.id == bid).values(**values, compliant=None, opened_at=None)
        )
    kind = "bid.received" if before is None else "bid.replaced"
    work.record(case, kind, name=ref, data={"bid": bid, "papers": len(documents)})
    _settle.settle(work, case)
    return bid


def _open_now(work: Work, row: object, status: str) -> None:
    opens, closes = getattr(row, "opens_at", None), getattr(row, "closes_at", None)
    if status != "running" or getattr(row, "status", "") != "open":
        raise Conflict("This procurement does not take bids now.")
    if opens is not None and work.at < opens:
        raise Conflict("Bidding has not opened yet.")
    if closes is None or work.at >= closes:
        raise Conflict("Bidding has closed. A bid that came too late is entered when the bids are opened.")


def _keep(work: Work, ref: str, name: str, data: bytes, *, clamav: str) -> int:
    """One sealed paper. It belongs to no case yet and to no uploader: those who see the case, or gave a file, may read it."""
    clean_name = _sniff.file_name(name)
    if len(data) > MOST_BYTES:
        sentence = f"{clean_name} must be {MOST_BYTES // (1024 * 1024)}MB or smaller"
        raise Invalid(sentence + ".", fields={"papers": [sentence]})
    kind = _sniff.media_type(clean_name, data, field="papers")
    if clamav:
        _scan.scan(clamav, clean_name, data, field="papers")
    digest = value_digest(data)
    if not work.session.execute(sa.select(sa.literal(1)).where(BLOB.c.digest == digest)).one_or_none():
        work.session.execute(sa.insert(BLOB), {"digest": digest, "size": len(data), "data": data})
    document: int = work.session.execute(
        sa.insert(DOCUMENT)
        .values(
            field=f"bid:{ref}",
            label="Paper of a bid",
            name=clean_name,
            type=kind,
            size=len(data),
            digest=digest,
            visible_to=_box.SEALED,
            scanned=bool(clamav),
            uploaded_at=work.at,
        )
        .returning(DOCUMENT.c.id)
    ).scalar_one()
    return document
