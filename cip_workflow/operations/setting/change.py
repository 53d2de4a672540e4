"""Change a setting of the agreement from an instant on; what held before stays readable (RULINGS 7)."""

from __future__ import annotations

from datetime import date, datetime
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
        value: a number, text, or list of dates, as the setting's default is.
        valid_from: default now.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: there is no such setting.
        Invalid: the value is of another kind, or there is no reason.
    """
    if not actor.is_system:
        _policy.govern(actor, what="change settings", groups=("platform-admin",))
    kind = settings.KINDS.get(key)
    if kind is None:
        raise NotFound(f"There is no setting “{key}”.")
    why = _notes.needed(reason, what="why this setting changes")
    checked = _checked(kind, value)
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


def _checked(kind: settings.Kind, value: Any) -> Any:
    if isinstance(kind.default, list):
        return _dates(value)
    if isinstance(kind.default, int):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**12:
            raise _wrong("Enter a whole number, 0 or more")
        return value
    if kind.key == "maxEnd":
        return _dates([value])[0]
    if not isinstance(value, str) or not value.strip():
        raise _wrong("Enter some text")
    return value.strip()


def _dates(value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)):
        raise _wrong("Enter a list of dates")
    try:
        found = sorted({date.fromisoformat(str(one)) for one in value})
    except ValueError as error:
        raise _wrong("Enter dates like 2026-11-20") from error
    return [one.isoformat() for one in found]


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence + ".", fields={"value": [sentence]})
