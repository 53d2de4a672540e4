"""Alembic's entry: runs the versions on the connection that `store.schema` hands over."""

from __future__ import annotations

from alembic import context

from cip_workflow.store.engine import connect
from cip_workflow.store.model import Instance  # with it come all tables


def run() -> None:
    """Upgrade or downgrade inside one transaction; SQLite alters tables by copying them (batch mode)."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        url = context.config.get_main_option("sqlalchemy.url")
        with connect(str(url)).begin() as opened:
            _on(opened)
        return
    _on(connection)


def _on(connection: object) -> None:
    context.configure(
        connection=connection,  # type: ignore[arg-type]  # alembic hands attributes through as object
        target_metadata=Instance.metadata,
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
