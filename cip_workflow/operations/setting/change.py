"""Change a setting of the agreement from an instant on; what held before stays readable (RULINGS 7)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations import _audit, _notes, _policy
from cip_workflow.queries import settings
from cip_workflow.store.tables import SETTING
from cip_workflow.types import Actor


def change(
    session: Session,
    *,
    actor: Actor,
    key: str,
    value: Any,
    reason: str,
    valid_from: datetime | None = None,
) -> None:
    """Set a setting.

    Args:
        key: one of `queries.settings.KINDS`.
        value: a whole number.
        valid_from: default now.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: there is no such setting.
        Invalid: the value is no such number, or there is no reason.
    """
    if not actor.is_system:
        _policy.govern(actor, what="change settings", groups=("platform-admin",))
    if key not in settings.KINDS:
        raise NotFound(f"There is no setting “{key}”.")
    why = _notes.needed(reason, what="why this setting changes")
    checked = _checked(value)
    now = clock.now()
    session.execute(
        sa.insert(SETTING),
        {
            "key": key,
            "value": checked,
            "valid_from": valid_from or now,
            "set_at": now,
            "set_by": actor.person_id,
            "reason": why[:1000],
        },
    )
    _audit.change(session, actor=actor, kind="setting.changed", subject=f"setting:{key}", value=checked)


def _checked(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**12:
        sentence = "Enter a whole number, 0 or more"
        raise Invalid(sentence + ".", fields={"value": [sentence]})
    return value
