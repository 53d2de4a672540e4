"""Tables and the only commit. `transaction(sessions)` writes, `reading(sessions)` reads, `upgrade(url)` makes the schema."""

from cip_workflow.store import model
from cip_workflow.store.base import Base
from cip_workflow.store.engine import connect
from cip_workflow.store.schema import upgrade
from cip_workflow.store.transaction import reading, transaction

__all__ = ["Base", "connect", "model", "reading", "transaction", "upgrade"]
