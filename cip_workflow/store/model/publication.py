"""What was published for everybody to read: open contracting releases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Release(Base):
    """One OCDS release. What was published is never changed; a correction is another release of the same process."""

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("key", info={"taken": "This release is published already."}),
        Index("ix_release_brief_ref", "brief_ref", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(200))  #: the release id
    ocid: Mapped[str] = mapped_column(String(100))
    tag: Mapped[str] = mapped_column(String(40))
    brief_ref: Mapped[str] = mapped_column(String(40))
    instance_id: Mapped[int] = mapped_column(ForeignKey("instance.id"))
    body: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
