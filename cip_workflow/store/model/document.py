"""Files: what people uploaded, and every stored byte sequence under its digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Blob(Base):
    """Bytes under their SHA-256: equal files are stored once."""

    __tablename__ = "blob"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Base):
    """A file of a case, with its place in a form. Removing one hides it; the audit trail keeps its digest."""

    __tablename__ = "document"
    __table_args__ = (
        Index("ix_document_instance_id", "instance_id", "id"),
        Index("ix_document_uploaded_by", "uploaded_by", "id"),
        Index("ix_document_digest", "digest"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instance_id: Mapped[int | None] = mapped_column(
        ForeignKey("instance.id")
    )  #: none until a start form is sent
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    field: Mapped[str] = mapped_column(String(200), default="")  #: path of the form field it was given for
    label: Mapped[str] = mapped_column(String(300), default="")
    name: Mapped[str] = mapped_column(String(300))  #: file name, as uploaded
    type: Mapped[str] = mapped_column(String(120))  #: media type, by content
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))
    visible_to: Mapped[str | None] = mapped_column(String(40))  #: organisation key; None is joint
    scanned: Mapped[bool] = mapped_column(default=False)  #: a virus scanner has looked at it
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
