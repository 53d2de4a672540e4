"""Files inside answers: only documents of the case itself may stand there, described as they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow import forms
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DOCUMENT


def known(
    work: Work, case: Case | None, form: forms.Form, answers: Mapping[str, Any]
) -> dict[int, dict[str, Any]]:
    """What is known of each document that answers name and may name; no statement when they name none.

    `forms.clean` puts these descriptions in the place of what was sent, and refuses what is not here. Before a case exists
    (its start form), only files that the actor uploaded and that belong to no other case are known.
    """
    named = {document for _, document in forms.documents(form, answers)}
    if not named:
        return {}
    belongs = (
        DOCUMENT.c.instance_id == case.id
        if case is not None
        else sa.and_(DOCUMENT.c.instance_id.is_(None), DOCUMENT.c.uploaded_by == work.actor.person_id)
    )
    rows = work.session.execute(
        sa.select(
            DOCUMENT.c.id.label("document"),
            DOCUMENT.c.name,
            DOCUMENT.c.size,
            DOCUMENT.c.type,
            DOCUMENT.c.digest.label("sha256"),
        ).where(DOCUMENT.c.id.in_(named), belongs, DOCUMENT.c.removed_at.is_(None))
    )
    return {row.document: dict(row._mapping) for row in rows}


def only_for(form: forms.Form, field: str) -> str | None:
    """The one organisation that sees a field of a form, and the files in it; None when several do."""
    named = forms.for_organisations(form, field)
    return next(iter(named)) if len(named) == 1 else None


def attach(work: Work, case: Case, documents: Mapping[int, str | None]) -> None:
    """Files of a start form belong to the case that it started; to each, the organisation that alone sees its field."""
    for organisation in sorted(set(documents.values()), key=str):
        theirs = [one for one, only in documents.items() if only == organisation]
        work.session.execute(
            sa.update(DOCUMENT).where(DOCUMENT.c.id.in_(theirs)),
            {"instance_id": case.id, "visible_to": organisation},
        )
