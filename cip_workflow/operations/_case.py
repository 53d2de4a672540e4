"""A case that a command has taken: its row locked, its changes and events gathered, written back in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _audit
from cip_workflow.store.tables import DEFINITION, EVENT, INSTANCE, PARTICIPANT
from cip_workflow.types import Actor

FASTER = "Somebody else has changed this case in the meantime. Look at it again, then repeat what you did."
NO_CASE = "There is no such case, or you may not see it."


@dataclass(slots=True, kw_only=True)
class Case:
    """One locked instance. Columns are changed through `set`, so that `save` knows what to write."""

    id: int  #: 0 until its row is written (`insert`)
    uid: str
    definition_id: int
    process_id: str
    process_name: str
    business_key: str | None
    title: str
    status: str
    stage: str | None
    stage_since: datetime | None
    outcome: str | None
    state: bytes
    version: int
    seq: int
    head: str
    waits: dict[str, str]
    principals: list[str]
    readers: list[str] | None
    started_at: datetime
    started_by: int | None
    last_human_at: datetime
    ended_at: datetime | None
    digest: str  #: of the definition; what is compiled from it is cached by this
    definition_version: int

    changed: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)  #: principals that take part from now on
    final: list[str] = field(default_factory=list)  #: why what this command did cannot be recalled
    undo: list[tuple[str, Any, dict[str, Any] | None]] = field(
        default_factory=list
    )  #: rows of registers as they were: (table, id, values); no values: the row was not there

    @property
    def open(self) -> bool:
        """Whether the case still runs, if only when it is resumed."""
        return self.status in {"running", "suspended"}

    def set(self, **values: Any) -> None:
        """Change columns of the instance."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.update(values)

    def record(
        self,
        *,
        at: datetime,
        kind: str,
        actor: Actor | None,
        task_id: int | None = None,
        element: str | None = None,
        name: str = "",
        data: Mapping[str, Any] | None = None,
    ) -> int:
        """Append an event to the case's chain; its number is returned."""
        event = _audit.chained(
            case=self.uid,
            seq=self.seq + 1,
            previous=self.head or _audit.FIRST,
            at=at,
            kind=kind,
            actor=actor,
            task_id=task_id,
            element=element,
            name=name,
            data=data,
        )
        self.events.append(event)
        self.set(seq=event["seq"], head=event["hash"])
        if actor is not None and not actor.is_system:
            self.set(last_human_at=at)
        return self.seq

    def mark(self) -> dict[str, Any]:
        """How it stands now, for `back_to`."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            name: value.copy() if isinstance(value, (list, dict)) else value for name, value in held.items()
        }

    def back_to(self, mark: Mapping[str, Any]) -> None:
        """Forget what was set and recorded since: what did it has failed, and its rows are rolled back."""
        for name, value in mark.items():
            setattr(self, name, value)

    def join(self, principals: Sequence[str]) -> None:
        """These take part in the case from now on, and may see it."""
        new = [one for one in dict.fromkeys(principals) if one not in self.principals]
        if new:
            self.joined += new
            self.set(principals=[*self.principals, *new])


_OWN = {"changed", "events", "joined", "final", "undo", "digest", "definition_version"}
_COLUMNS = [one.name for one in fields(Case) if one.name not in _OWN]
#: What a statement selects to make a Case of its rows; the labels keep it apart from a task in the same row.
COLUMNS = (
    *(INSTANCE.c[name].label(f"case_{name}") for name in _COLUMNS),
    DEFINITION.c.digest.label("case_digest"),
    DEFINITION.c.version.label("case_definition_version"),
)
JOINED = INSTANCE.join(DEFINITION, DEFINITION.c.id == INSTANCE.c.definition_id)
_NAMES = [*_COLUMNS, "digest", "definition_version"]

# One command changes a case at a time: on PostgreSQL its row is locked, on SQLite the whole file is (BEGIN IMMEDIATE).
_TAKE = (
    sa.select(*COLUMNS)
    .select_from(JOINED)
    .where(INSTANCE.c.id == sa.bindparam("instance_id"))
    .with_for_update(of=INSTANCE)
)


def of_row(values: Mapping[Any, Any]) -> Case:
    """The case in a row that selected `COLUMNS`."""
    return Case(**{name: values[f"case_{name}"] for name in _NAMES})


def take(session: Session, instance_id: int) -> Case:
    """Lock a case for this command. Raises NotFound when there is none."""
    row = session.execute(_TAKE, {"instance_id": instance_id}).one_or_none()
    if row is None:
        raise NotFound(NO_CASE)
    return of_row(row._mapping)


def affected(session: Session, statement: sa.Update | sa.Delete, values: Mapping[str, Any]) -> int:
    """Run a guarded statement; how many rows it met."""
    return cast(sa.CursorResult[Any], session.connection().execute(statement, values)).rowcount


def insert(session: Session, case: Case, **more: Any) -> None:
    """Write the row of a new case as it stands now; `more` are columns that only pages need."""
    values = {name: getattr(case, name) for name in _COLUMNS if name != "id"}
    case.id = session.execute(sa.insert(INSTANCE).returning(INSTANCE.c.id), {**values, **more}).scalar_one()
    case.changed = {}


_SAVE = sa.update(INSTANCE).where(
    INSTANCE.c.id == sa.bindparam("b_id"), INSTANCE.c.version == sa.bindparam("b_version")
)
_EVENTS = sa.insert(EVENT)


def save(session: Session, case: Case) -> None:
    """Write the case, its events and its new participants. Raises Conflict when somebody else was faster."""
    if case.changed:
        written = affected(
            session,
            _SAVE,
            {**case.changed, "version": case.version + 1, "b_id": case.id, "b_version": case.version},
        )
        if written != 1:
            raise Conflict(FASTER)
        case.version += 1
        case.changed = {}
    if case.events:
        session.connection().execute(_EVENTS, [{**event, "instance_id": case.id} for event in case.events])
        case.events = []
    if case.joined:
        session.execute(
            sa.insert(PARTICIPANT), [{"instance_id": case.id, "principal": one} for one in case.joined]
        )
        case.joined = []
