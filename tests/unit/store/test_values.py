"""How values become columns and come back, without a database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from cip_workflow.clock import LONDON
from cip_workflow.store.base import Base, Exact, UtcDateTime
from cip_workflow.store.engine import dumps

SUMMER = datetime(2026, 6, 1, 12, 0, tzinfo=LONDON)


def test_instants_are_stored_in_utc_and_come_back_aware() -> None:
    kind, dialect = UtcDateTime(), sqlite.dialect()
    assert kind.process_bind_param(SUMMER, dialect) == datetime(2026, 6, 1, 11, tzinfo=UTC)
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(datetime(2026, 6, 1, 11), dialect) == SUMMER  # noqa: DTZ001 - as SQLite gives it
    assert kind.process_result_value(SUMMER, postgresql.dialect()) == SUMMER


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 6, 1), sqlite.dialect())  # noqa: DTZ001 - the mistake itself


def test_decimals_are_exact_on_both() -> None:
    kind = Exact(14, 2)
    assert kind.process_bind_param(Decimal("0.10"), sqlite.dialect()) == "0.10"
    assert kind.process_bind_param(Decimal("0.10"), postgresql.dialect()) == Decimal("0.10")
    assert kind.process_result_value("0.10", sqlite.dialect()) == Decimal("0.10")
    assert kind.process_result_value(None, sqlite.dialect()) is None


def test_json_is_short_and_keeps_dates_and_decimals_as_text() -> None:
    value = {
        "d": Decimal("1.50"),
        "on": date(2026, 1, 2),
        "at": SUMMER,
        "t": time(9, 5),
        "s": {"b", "a"},
        "u": "ü",
    }
    assert json.loads(dumps(value)) == {
        "d": "1.50",
        "on": "2026-01-02",
        "at": "2026-06-01T12:00:00+01:00",
        "t": "09:05:00",
        "s": ["a", "b"],
        "u": "ü",
    }
    assert ": " not in dumps({"a": [1, 2]})


def test_what_json_cannot_hold_is_said() -> None:
    with pytest.raises(TypeError, match="A object cannot be stored as JSON"):
        dumps({"x": object()})


def test_every_constraint_has_a_name_that_fits() -> None:
    """PostgreSQL cuts names at 63 bytes, and a cut name can no longer be matched to its sentence."""
    for table in Base.metadata.tables.values():
        for one in (*table.constraints, *table.indexes):
            assert one.name, table.name
            assert len(str(one.name)) <= 63, one.name


def test_every_foreign_key_that_is_searched_has_an_index() -> None:
    """Rows of a case, a task or a definition are looked up by it; one without an index would be read whole."""
    for table in Base.metadata.tables.values():
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {
            next(iter(one.columns)).name
            for one in table.constraints
            if len(one.columns) and str(one.name).startswith(("pk", "uq"))
        }
        for column in table.columns:
            if (
                column.name in {"instance_id", "brief_id"}
                and column.foreign_keys
                and table.name != "anchor_head"
            ):
                assert column.name in leading or table.name in _SMALL, f"{table.name}.{column.name}"


_SMALL = {"mail", "restriction", "release"}
#: Found by the reference of their brief.
_SMALL |= {
    "decision_record",
    "notice",
    "procurement",
    "service_contract",
    "sub_contract",
    "challenge",
    "funding_bid",
}
