"""The shelf of the register, and a Monday in November."""

from __future__ import annotations

from tests.web.register.conftest import now, shelf, visit

__all__ = ["now", "shelf", "visit"]
