"""Service contracts in the register, as the handlers of an award find and publish them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations._work import Work
from cip_workflow.publish.contracting import Contract, Supplier, release
from cip_workflow.store.tables import PARTY, RELEASE, SERVICE_CONTRACT


def known(work: Work, ref: object) -> Any:
    """The row of a service contract. Raises StepFailed when there is none."""
    row = work.session.execute(
        sa.select(SERVICE_CONTRACT).where(SERVICE_CONTRACT.c.ref == str(ref))
    ).one_or_none()
    if row is None:
        raise StepFailed(
            f"There is no service contract {ref}. The variable contractRef must hold the reference of a contract."
        )
    return row


def drafted_release(
    work: Work,
    row: Any,
    *,
    tag: str,
    regime: str,
    publications: Sequence[Mapping[str, Any]] = (),
    reason: str = "",
) -> dict[str, Any]:
    """The next release of a contract's process as plain JSON values; nothing is written. Two statements.

    What procurement changed in the last notice (title, description, value) is what the release says.

    Args:
        row: of the contract.
        publications: notices that have appeared, `{noticeRef, publishedAt, name, content, standstillEnds}`.
    """
    party = work.session.execute(
        sa.select(PARTY.c.ppon, PARTY.c.company, PARTY.c.charity, PARTY.c.vcse).where(
            PARTY.c.name == row.supplier
        )
    ).one_or_none()
    before = work.session.execute(
        sa.select(sa.func.count()).select_from(RELEASE).where(RELEASE.c.brief_ref == row.brief_ref)
    ).scalar_one()
    content: Mapping[str, Any] = (publications[-1].get("content") or {}) if publications else {}
    ends = [one["standstillEnds"] for one in publications if one.get("standstillEnds")]
    contract = Contract(
        ref=row.ref,
        brief_ref=row.brief_ref,
        title=str(content.get("title") or row.title),
        description=str(content.get("description") or ""),
        supplier=Supplier(name=row.supplier, **(dict(party._mapping) if party else {})),
        value=content.get("value") or row.value,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        signed_on=row.signed_on,
        standstill_ends=max(ends) if ends else None,
        notices=tuple(publications),
    )
    return release(contract, tag=tag, number=before + 1, at=work.at, regime=regime, reason=reason)
