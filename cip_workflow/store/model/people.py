"""Who there is: organisations, persons, groups and memberships. Groups within a brief are rows of `brief_member`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cip_workflow.store.base import Base, Id


class Organisation(Base):
    """A party to the partnership; every person belongs to exactly one (DOMAIN 4.2)."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("key", info={"taken": "There is already an organisation with this key."}),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40))  #: LCC, BARNARDOS, OTHER
    name: Mapped[str] = mapped_column(String(200))


class Person(Base):
    """An account. A leaver keeps the row, because the audit trail refers to it; `erased_at` says the name is gone."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("login", info={"taken": "Somebody already signs in with this name."}),
        Index("ix_person_name", "name", "id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    login: Mapped[str] = mapped_column(String(80))  #: lower case
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(
        String(300)
    )  #: argon2; None cannot sign in with a password
    password_changed_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    session_epoch: Mapped[int] = mapped_column(default=0)  #: raised to end every session of this person
    mail: Mapped[bool] = mapped_column(default=True)  #: wants mail about tasks
    demo: Mapped[bool] = mapped_column(default=False)  #: a demonstration account, one click to sign in as
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Group(Base):
    """A candidate group. A scoped one has its members within each brief, so nobody is a member of it as such."""

    __tablename__ = "group"
    __table_args__ = (UniqueConstraint("key", info={"taken": "There is already a group with this key."}),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(String(1000), default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id")
    )  #: members must belong to it
    scoped: Mapped[bool] = mapped_column(default=False)  #: resolved within a brief (RULINGS 10)
    system: Mapped[bool] = mapped_column(
        default=False
    )  #: governance-lead, platform-admin, ..: never candidates


class Membership(Base):
    """A person in a global group."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_group_id", "group_id", "person_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(String(200), default="")  #: "secretary, no vote"
