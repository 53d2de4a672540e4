"""Access tokens: what modellers and scripts show instead of a password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class ApiToken(Base):
    """A named token of one person. Only its digest is kept; it is shown once, when it is made."""

    __tablename__ = "api_token"
    __table_args__ = (
        UniqueConstraint("digest", info={"taken": "This token exists already."}),
        Index("ix_api_token_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    hint: Mapped[str] = mapped_column(String(12))  #: its last letters, to tell tokens apart
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
