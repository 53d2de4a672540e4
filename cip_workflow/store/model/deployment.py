"""What the engine runs: deployments (bundles of files), their resources, and the process definitions made from them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Deployment(Base):
    """One atomic bundle, named by the digest of its contents: deploying the same bytes again gives this row back.

    It is a draft until `published_at`; then definitions are made from it.
    """

    __tablename__ = "deployment"
    __table_args__ = (UniqueConstraint("digest", info={"taken": "This bundle has just been deployed."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(1000), default="")
    findings: Mapped[list[Any]] = mapped_column(
        default=list
    )  #: warnings and notes of lint, as shown when it was deployed
    deployed_at: Mapped[datetime]
    deployed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    discarded_at: Mapped[datetime | None]  #: a draft that nobody wants any more


class Resource(Base):
    """One file of a bundle, the owner's original bytes (in `blob`)."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("deployment_id", "name"), Index("ix_resource_digest", "digest"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    name: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(10))  #: bpmn, dmn, form
    digest: Mapped[str] = mapped_column(ForeignKey("blob.digest"))


class Definition(Base):
    """One version of an executable process, with everything it reaches in the same deployment (RULINGS 4)."""

    __tablename__ = "definition"
    __table_args__ = (
        UniqueConstraint(
            "process_id",
            "version",
            info={"taken": "Somebody else has deployed this process at the same moment."},
        ),
        Index("ix_definition_latest", "process_id", "latest"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    process_id: Mapped[str] = mapped_column(String(200))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    version_tag: Mapped[str | None] = mapped_column(String(100))
    documentation: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str] = mapped_column(String(64))  #: over all bytes that this process reaches
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"), index=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))  #: the file that draws the process
    specs: Mapped[str] = mapped_column(Text)  #: what the engine compiled, once
    files: Mapped[
        dict[str, Any]
    ]  #: reached files by kind: {"bpmn": {name: digest}, "dmn": {..}, "form": {form id: digest}}
    groups: Mapped[
        list[str]
    ]  #: who may start it by hand: group keys; empty for called and message-started ones
    start_form: Mapped[str | None] = mapped_column(String(200))  #: form id
    start_element: Mapped[str | None] = mapped_column(String(200))  #: the start event that people use
    start_message: Mapped[str | None] = mapped_column(String(200))  #: its message, where it waits for one
    none_start: Mapped[bool]
    message_starts: Mapped[list[str]]
    decided: Mapped[dict[str, Any]]  #: variable -> user tasks that write it (SOD-10)
    senders: Mapped[dict[str, Any]]  #: element that catches a message -> groups that may send it by hand
    properties: Mapped[dict[str, Any]]  #: zeebe:properties of the process: visibleTo, stage, ..
    latest: Mapped[bool] = mapped_column(default=True)
    retired_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
