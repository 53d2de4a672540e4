"""A new case: its row, its first step, its first event. Shared by people, messages and start timers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cip_workflow import engine
from cip_workflow.errors import NotFound
from cip_workflow.operations import _advance, _case, _groups, _record
from cip_workflow.operations._case import Case
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._opening import CONFIDENTIAL_TO, named_readers, principals
from cip_workflow.operations._record import Recorded
from cip_workflow.operations._serve import server
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DEFINITION, DRAFT
from cip_workflow.types import Variables

#: The variable that names a case of a brief; a process that makes the brief sets it in its first step.
BRIEF_REF = "briefRef"


@dataclass(frozen=True, kw_only=True)
class Startable:
    """The newest version of a process."""

    id: int
    process_id: str
    name: str
    version: int
    digest: str
    groups: list[str]
    start_form: str | None
    start_element: str | None
    start_message: str | None
    drafted: bool = False  #: the actor has a draft of its start form


_STARTABLE = tuple(
    DEFINITION.c[name]
    for name in (
        "id",
        "process_id",
        "name",
        "version",
        "digest",
        "groups",
        "start_form",
        "start_element",
        "start_message",
    )
)


def latest(work: Work, process_id: str) -> Startable:
    """The newest version of a process. Raises NotFound when there is none, or it was retired."""
    drafted = sa.exists().where(
        DRAFT.c.process_id == DEFINITION.c.process_id, DRAFT.c.person_id == work.actor.person_id
    )
    row = work.session.execute(
        sa.select(*_STARTABLE, drafted.label("drafted")).where(
            DEFINITION.c.process_id == process_id,
            DEFINITION.c.latest.is_(True),
            DEFINITION.c.retired_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound(f"There is no process “{process_id}” that can be started.")
    return Startable(**row._mapping)


def by_id(work: Work, definition_id: int) -> Startable:
    """One version of a process."""
    return Startable(
        **work.session.execute(sa.select(*_STARTABLE).where(DEFINITION.c.id == definition_id)).one()._mapping
    )


def begin(
    work: Work,
    definition: Startable,
    variables: Variables,
    *,
    compiled: Compiled,
    kind: str = "case.started",
    message: str | None = None,
    start_element: str | None = None,
    answers: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
) -> tuple[Case, Recorded]:
    """Create a case and run its first step; its row is written when that step is known, in one statement.

    Args:
        variables: what the process starts with.
        message: the message that starts it, where one does.
        answers: the start form's answers as JSON, kept for reading.
        data: more for the event `case.started`.
    """
    case = _new(work, definition, variables)
    if work.actor.person_id is not None:
        case.join([_groups.person_principal(work.actor.person_id)])
    _keep_confidential(work, case, variables, compiled)
    seq = work.record(
        case,
        kind,
        name=definition.name,
        data={"definition": definition.id, "version": definition.version, **(data or {})},
    )
    form: dict[str, Any] = {"start_form": None, "start_form_digest": None, "start_answers": None}
    if answers is not None and definition.start_form:
        form |= {
            "start_form": definition.start_form,
            "start_form_digest": compiled.forms.get(definition.start_form),
            "start_answers": dict(answers),
        }

    def write_row() -> None:
        if case.id == 0:
            _case.insert(work.session, case, **form)
            work.hold(case)

    step = engine.start(
        compiled.specs,
        definition.process_id,
        variables,
        now=work.at,
        serve=server(work, case, needed=write_row),
        message=message,
        start_element=start_element,
    )
    prepared = _record.prepare(work, case, step, compiled=compiled, seq=seq)
    write_row()
    recorded = _record.write(work, case, prepared)
    _advance.follow_up(work, case, step)
    return case, recorded


def _new(work: Work, definition: Startable, variables: Variables) -> Case:
    ref, title = variables.get(BRIEF_REF), variables.get("title")
    return Case(
        id=0,
        uid=secrets.token_hex(16),
        definition_id=definition.id,
        process_id=definition.process_id,
        process_name=definition.name,
        business_key=ref if isinstance(ref, str) else None,
        title=(title if isinstance(title, str) and title else definition.name)[:300],
        status="running",
        stage=None,
        stage_since=None,
        outcome=None,
        state=b"",
        version=1,
        seq=0,
        head="",
        waits={},
        principals=[],
        readers=None,
        started_at=work.at,
        started_by=work.actor.person_id,
        last_human_at=work.at,
        ended_at=None,
        digest=definition.digest,
        definition_version=definition.version,
    )


def _keep_confidential(work: Work, case: Case, variables: Variables, compiled: Compiled) -> None:
    named = compiled.properties.get(case.process_id, {}).get(CONFIDENTIAL_TO)
    if not named:
        return
    readers = named_readers(named, variables)
    persons = _groups.persons_by_login(work.session, readers[1])
    case.set(readers=principals(case, readers, persons))
