"""The small council that tests of operations act in."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session, sessionmaker

from tests.operations.world import World


@pytest.fixture
def world(sessions: sessionmaker[Session]) -> World:
    """Both databases: a cast, and nothing deployed."""
    return World(sessions)
