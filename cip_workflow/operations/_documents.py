"""Files inside answers: only documents of the case itself may stand there, as they are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import Invalid
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DOCUMENT

_SAME = ("name", "size", "type", "sha256")


def check(work: Work, case: Case | None, answers: Mapping[str, Any]) -> list[int]:
    """The ids of documents in stored answers; no statement when there are none.

    Raises Invalid when one is not a document of this case, or is not described as it is stored. Before a case exists (its
    start form), only files that the actor uploaded and that belong to no other case are right.
    """
    given = {int(one["document"]): (path, one) for path, one in _files(answers, "")}
    if not given:
        return []
    belongs = (
        DOCUMENT.c.instance_id == case.id
        if case is not None
        else sa.and_(DOCUMENT.c.instance_id.is_(None), DOCUMENT.c.uploaded_by == work.actor.person_id)
    )
    rows = work.session.execute(
        sa.select(
            DOCUMENT.c.id,
            DOCUMENT.c.name,
            DOCUMENT.c.size,
            DOCUMENT.c.type,
            DOCUMENT.c.digest.label("sha256"),
        ).where(DOCUMENT.c.id.in_(given), belongs, DOCUMENT.c.removed_at.is_(None))
    )
    stored = {row.id: row._mapping for row in rows}
    wrong = {
        path: ["Upload this file again: it is not a document of this case"]
        for found, (path, one) in given.items()
        if found not in stored or any(stored[found][name] != one.get(name) for name in _SAME)
    }
    if wrong:
        raise Invalid("Some files are not right.", fields=wrong)
    return sorted(given)


def attach(work: Work, case: Case, documents: list[int]) -> None:
    """Files of a start form belong to the case that it started."""
    if documents:
        work.session.execute(
            sa.update(DOCUMENT).where(DOCUMENT.c.id.in_(documents)), {"instance_id": case.id}
        )


def _files(value: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if isinstance(value.get("document"), int) and "sha256" in value:
            yield path, value
            return
        for name, inner in value.items():
            yield from _files(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _files(inner, f"{path}.{place}")
