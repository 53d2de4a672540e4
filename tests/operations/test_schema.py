"""The schema versions give exactly the tables of the models, on both databases, up and down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cip_workflow.store import Base
from cip_workflow.store.schema import downgrade, upgrade


def test_versions_give_the_models(database: sa.Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_are_named_alike(database: sa.Engine) -> None:
    inspector = sa.inspect(database)
    for table in Base.metadata.sorted_tables:
        unique = {key["name"] for key in inspector.get_unique_constraints(table.name)}
        expected = {str(key.name) for key in table.constraints if isinstance(key, sa.UniqueConstraint)}
        assert unique == expected, table.name
        foreign = {key["name"] for key in inspector.get_foreign_keys(table.name)}
        assert foreign == {str(key.name) for key in table.foreign_key_constraints}, table.name


def test_upgrading_twice_and_coming_down_again(database_url: str) -> None:
    upgrade(database_url)
    downgrade(database_url, "base")
    left = sa.inspect(sa.create_engine(database_url)).get_table_names()
    assert left == ["alembic_version"]
    upgrade(database_url)
    assert "instance" in sa.inspect(sa.create_engine(database_url)).get_table_names()
