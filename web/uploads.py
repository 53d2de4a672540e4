"""Files that come with a form: stored at once, so that nobody uploads twice because of a typing mistake elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, request, url_for

from cip_workflow.operations.document import upload
from cip_workflow.types import Actor
from web.unit_of_work import writing


def store_files(actor: Actor, *, task_id: int | None) -> dict[str, list[Mapping[str, Any]]]:
    """Store every file of this post; what is known of each, by the name of its field.

    Raises:
        Invalid: a file is too large, of a kind that is not taken, or a scanner found something.
    """
    given = [(name, file) for name, file in request.files.items(multi=True) if file.filename]
    if not given:
        return {}
    settings = current_app.config["SETTINGS"]
    stored: dict[str, list[Mapping[str, Any]]] = {}
    with writing() as session:
        for name, file in given:
            stored.setdefault(name, []).append(
                upload.upload(
                    session,
                    actor=actor,
                    data=file.read(),
                    name=file.filename or "file",
                    task_id=task_id,
                    field=name,
                    most_bytes=settings.upload_mb * 1024 * 1024,
                    clamav=settings.clamav_socket,
                )
            )
    return stored


def document_url(document: Any) -> str:
    """Where an uploaded file is read."""
    return url_for("documents.read", document_id=int(document))
