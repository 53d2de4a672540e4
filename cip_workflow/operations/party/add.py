"""A party comes into the register: a provider, a funder, a regulator, or who follows one of those."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store.tables import PARTY
from cip_workflow.types import Actor

KINDS = ("LCC", "BARNARDOS", "PROVIDER", "FUNDER", "REGULATOR")
_PPON = re.compile(r"[A-Z]{4}-[0-9]{4}-[A-Z]{4}")
_COMPANY = re.compile(r"[A-Z0-9]{8}")
_CHARITY = re.compile(r"[0-9]{6,7}(-[0-9]{1,3})?")


def add(
    session: Session,
    *,
    actor: Actor,
    name: str,
    kind: str,
    reason: str,
    ppon: str = "",
    company: str = "",
    charity: str = "",
    vcse: bool = False,
    successor_of: int | None = None,
) -> int:
    """Register a party with its public identifiers.

    Args:
        ppon: number of the central digital platform, `PNHT-9235-VXDV`.
        company: number at Companies House; digits are filled up to eight.
        charity: number at the Charity Commission.
        successor_of: the party whose rights and duties it took over (a novation).

    Returns:
        Id of the party.

    Raises:
        NotAllowed: the actor is neither administrator nor governance lead.
        Invalid: one list of sentences per field.
    """
    _accounts.administers(actor, {"governance-lead"})
    name, ppon, charity = " ".join(name.split()), ppon.strip().upper(), charity.strip()
    company = company.strip().upper()
    company = company.zfill(8) if company.isdigit() else company
    wrong: dict[str, list[str]] = {}
    if not name or len(name) > 200:
        wrong["name"] = ["Enter a name of 200 characters or fewer"]
    elif session.execute(sa.select(PARTY.c.id).where(sa.func.lower(PARTY.c.name) == name.lower())).first():
        wrong["name"] = [f"{name} is registered already"]
    if kind not in KINDS:
        wrong["kind"] = ["Select what this party is"]
    if ppon and not _PPON.fullmatch(ppon):
        wrong["ppon"] = ["Enter a number like PNHT-9235-VXDV"]
    if company and not _COMPANY.fullmatch(company):
        wrong["company"] = ["Enter a company number of 8 letters and digits, like 00061625"]
    if charity and not _CHARITY.fullmatch(charity):
        wrong["charity"] = ["Enter a charity number of 6 or 7 digits, like 216250"]
    if (
        successor_of is not None
        and not session.execute(sa.select(PARTY.c.id).where(PARTY.c.id == successor_of)).first()
    ):
        wrong["successor_of"] = ["Select a party that is registered"]
    if wrong:
        raise Invalid(fields=wrong)
    why = _notes.needed(reason, what="why this party is registered")
    party_id: int = session.execute(
        sa.insert(PARTY)
        .values(
            name=name,
            kind=kind,
            ppon=ppon or None,
            company=company or None,
            charity=charity or None,
            vcse=vcse,
            successor_of=successor_of,
        )
        .returning(PARTY.c.id)
    ).scalar_one()
    _audit.change(
        session, actor=actor, kind="party.added", subject=f"party:{party_id}", name=name, reason=why[:1000]
    )
    return party_id
