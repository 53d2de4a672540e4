"""A password is checked. Touches no database, so that no transaction waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from cip_workflow.config import Hashing
from cip_workflow.operations import _password


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Whether the password was right, and the hash to store in place of one made at another cost."""

    right: bool
    new_hash: str | None = field(default=None, repr=False)


def prove(*, password: str, stored: str | None, hashing: Hashing) -> Proof:
    """Check a password against the stored hash; takes as long when there is none."""
    if not _password.verified(password, stored, hashing) or stored is None:
        return Proof(right=False)
    outdated = _password.outdated(stored, hashing)
    return Proof(right=True, new_hash=_password.hashed(password, hashing) if outdated else None)
