"""The partnership's agreement, its parties and its bodies (agreement.json) are put into the register."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.tables import AGREEMENT, GOVERNANCE_BODY, PARTY
from cip_workflow.types import Actor

FILE = Path(__file__).parent / "agreement.json"
_DATES = ("starts_on", "initial_end", "max_end")
_MONEY = ("value_ceiling", "committed_before")


def load_standard(session: Session, *, actor: Actor) -> bool:
    """Register the tier 1 agreement as it was advertised, where no agreement is registered yet.

    What is there stays as it was changed: an installation of another partnership changes the terms and keeps them.
    The dates and the value are those of the contract notice of 2018 (DOMAIN 1.1); the bodies are the usual shape of such
    a partnership (DOMAIN 1.3), and their diary is empty.

    Returns:
        Whether it was registered now; loading twice changes nothing.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    _accounts.administers(actor)
    if session.execute(sa.select(AGREEMENT.c.id).limit(1)).first() is not None:
        return False
    given = json.loads(FILE.read_text(encoding="utf-8"))
    terms = dict(given["agreement"])
    terms |= {name: date.fromisoformat(terms[name]) for name in _DATES}
    terms |= {name: Decimal(terms[name]) for name in _MONEY}
    agreement_id = session.execute(
        sa.insert(AGREEMENT).values(**terms).returning(AGREEMENT.c.id)
    ).scalar_one()
    known = set(session.scalars(sa.select(PARTY.c.name)))
    for one in given["parties"]:
        if one["name"] not in known:
            session.execute(sa.insert(PARTY).values(agreement_id=agreement_id, **one))
    for one in given["bodies"]:
        session.execute(sa.insert(GOVERNANCE_BODY).values(agreement_id=agreement_id, **one))
    _audit.change(
        session,
        actor=actor,
        kind="agreement.registered",
        subject=f"agreement:{terms['ref']}",
        terms=given["agreement"],
    )
    return True
