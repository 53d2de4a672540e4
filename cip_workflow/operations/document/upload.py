"""Take a file into a case: judged by its content, named by its digest, scanned where a scanner is configured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _definitions, _documents, _policy, _scan, _settle, _sniff, _task
from cip_workflow.operations._audit import value_digest
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BLOB, DOCUMENT
from cip_workflow.types import Actor

MOST_BYTES = 25 * 1024 * 1024


def upload(
    session: Session,
    *,
    actor: Actor,
    name: str,
    data: bytes,
    task_id: int | None = None,
    field: str = "",
    label: str = "",
    visible_to: str | None = None,
    most_bytes: int = MOST_BYTES,
    clamav: str = "",
) -> Mapping[str, Any]:
    """Store a file for a field of a task's form, or of a start form (without a task: it waits for its case).

    Args:
        name: as the person's machine calls it; folders in it are dropped.
        field, label: path and label of the form field.
        visible_to: organisation key, where only its people may see the file; None goes by `visibleTo` of the field.
        clamav: the socket of clamd; empty: nothing is scanned.

    Returns:
        The file as an answer holds it: document (id), name, size, type, sha256.

    Raises:
        NotFound, NotAllowed, Conflict: as for completing the task.
        Invalid: empty, too large, of a kind that is not taken, not what its name says, or a virus was found.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id) if task_id is not None else None
    if taken is not None:
        _policy.work_on(actor, work.hold(taken.case), taken.task)
    clean_name = _sniff.file_name(name)
    if len(data) > most_bytes:
        raise _wrong(field, f"{clean_name} must be {most_bytes // (1024 * 1024)}MB or smaller")
    kind = _sniff.media_type(clean_name, data, field=field)
    if clamav:
        _scan.scan(clamav, clean_name, data, field=field)
    if taken is not None and taken.task.form_digest and visible_to is None:
        visible_to = _documents.only_for(_definitions.form(session, taken.task.form_digest), field)
    digest = value_digest(data)
    if not session.execute(sa.select(sa.literal(1)).where(BLOB.c.digest == digest)).one_or_none():
        session.execute(sa.insert(BLOB), {"digest": digest, "size": len(data), "data": data})
    document: int = session.execute(
        sa.insert(DOCUMENT).returning(DOCUMENT.c.id),
        {
            "instance_id": taken.case.id if taken else None,
            "task_id": task_id,
            "field": field[:200],
            "label": label[:300],
            "name": clean_name,
            "type": kind,
            "size": len(data),
            "digest": digest,
            "visible_to": visible_to,
            "scanned": bool(clamav),
            "uploaded_at": work.at,
            "uploaded_by": actor.person_id,
        },
    ).scalar_one()
    if taken is not None:
        work.record(
            taken.case,
            "document.added",
            task_id=task_id,
            element=taken.task.element,
            name=taken.task.name,
            data={"document": document, "sha256": digest},
        )
        _settle.settle(work, taken.case)
    return {"document": document, "name": clean_name, "size": len(data), "type": kind, "sha256": digest}


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence + ".", fields={field: [sentence]})
