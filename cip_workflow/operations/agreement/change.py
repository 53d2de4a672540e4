"""The terms of the agreement change: an extension, another value, a novation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, Invalid, NotFound
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store.tables import AGREEMENT
from cip_workflow.types import Actor

_MOST = Decimal(10**12) - Decimal("0.01")
_WORDS = {"title": 300, "scope": 10_000, "legal_basis": 200}


def change(
    session: Session,
    *,
    actor: Actor,
    agreement_id: int,
    version: int,
    title: str,
    scope: str,
    legal_basis: str,
    signed_on: date | None,
    starts_on: date,
    initial_end: date,
    max_end: date,
    value_ceiling: Decimal,
    committed_before: Decimal,
    reason: str,
) -> None:
    """Set the terms. What they were stays readable in the log of changes, with the reason.

    Args:
        version: the `version` of the page that this comes from.
        committed_before: what tier 2 contracts let before this system are worth, in sum.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: there is no such agreement.
        Conflict: somebody else changed the terms meanwhile.
        Invalid: a term is not right, nothing changes, or there is no reason; one list of sentences per field.
    """
    _accounts.administers(actor)
    row = session.execute(
        sa.select(AGREEMENT).where(AGREEMENT.c.id == agreement_id).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such agreement.")
    if row.row_version != version:
        raise Conflict(
            "Somebody else has changed the terms meanwhile. Look at them again, then repeat what you did."
        )
    terms: dict[str, Any] = {
        "title": " ".join(title.split()),
        "scope": scope.strip(),
        "legal_basis": " ".join(legal_basis.split()),
        "signed_on": signed_on,
        "starts_on": starts_on,
        "initial_end": initial_end,
        "max_end": max_end,
        "value_ceiling": value_ceiling,
        "committed_before": committed_before,
    }
    _check(terms)
    why = _notes.needed(reason, what="why the terms change")
    changed = {name: value for name, value in terms.items() if getattr(row, name) != value}
    if not changed:
        raise Invalid("Nothing is changed. Change a term, or leave the page.")
    session.execute(
        sa.update(AGREEMENT).where(AGREEMENT.c.id == agreement_id), {**changed, "row_version": version + 1}
    )
    _audit.change(
        session,
        actor=actor,
        kind="agreement.changed",
        subject=f"agreement:{row.ref}",
        before={name: _said(getattr(row, name)) for name in changed},
        after={name: _said(value) for name, value in changed.items()},
        reason=why[:1000],
    )


def _check(terms: Mapping[str, Any]) -> None:
    wrong: dict[str, list[str]] = {}
    for name, most in _WORDS.items():
        if len(terms[name]) > most:
            wrong[name] = [f"Use {most:,} characters or fewer"]
    if not terms["title"]:
        wrong["title"] = ["Enter a title"]
    if terms["initial_end"] <= terms["starts_on"]:
        wrong["initial_end"] = ["The initial term must end after the start"]
    if terms["max_end"] < terms["initial_end"]:
        wrong["max_end"] = ["The maximum term must not end before the initial one"]
    if not 0 < terms["value_ceiling"] <= _MOST:
        wrong["value_ceiling"] = ["Enter an amount that is more than 0"]
    if not 0 <= terms["committed_before"] <= _MOST:
        wrong["committed_before"] = ["Enter an amount, 0 or more"]
    if wrong:
        raise Invalid(fields=wrong)


def _said(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
