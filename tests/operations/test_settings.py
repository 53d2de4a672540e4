"""The figures that governance sets: dated, checked, audited."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotAllowed, NotFound
from cip_workflow.operations.setting.change import change
from cip_workflow.queries import settings
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations.world import World


def test_settings_are_dated_and_audited(world: World) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    world.do(change, "zara", key="tenderDays", value=40, reason="Cabinet of May")
    world.do(change, "zara", key="tenderDays", value=50, reason="From tomorrow", valid_from=tomorrow)
    with reading(world.sessions) as session:
        assert settings.current(session)["tenderDays"] == 40
        assert settings.current(session, at=tomorrow)["tenderDays"] == 50
        assert settings.current(session, at=clock.now() - timedelta(days=1))["tenderDays"] == 30
        assert [one.reason for one in settings.course(session, "tenderDays")] == [
            "From tomorrow",
            "Cabinet of May",
        ]
    assert [row.kind for row in world.rows(sa.select(t.CHANGE.c.kind))] == ["setting.changed"] * 2


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tenderDays", "40"),
        ("tenderDays", -1),
        ("tenderDays", True),
        ("tenderDays", 10**13),
    ],
)
def test_wrong_settings(world: World, key: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        world.do(change, "zara", key=key, value=value, reason="x")
    assert set(refused.value.fields) == {"value"}


def test_who_changes_settings(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.do(change, "fi", key="tenderDays", value=1, reason="x")
    with pytest.raises(NotFound):
        world.do(change, "zara", key="coffee", value=1, reason="x")
    with pytest.raises(Invalid):
        world.do(change, "zara", key="tenderDays", value=1, reason="")
