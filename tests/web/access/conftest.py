"""The demonstration over both databases, as the tests of the work pages have it."""

from __future__ import annotations

from tests.web.work.conftest import furnished_postgresql, furnished_sqlite, now, stage, town, visit

__all__ = ["furnished_postgresql", "furnished_sqlite", "now", "stage", "town", "visit"]
