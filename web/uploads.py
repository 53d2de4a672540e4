"""Files that come with a form: stored at once, so that nobody uploads twice because of a typing mistake elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for

from cip_workflow.errors import Invalid
from cip_workflow.operations.document import upload
from cip_workflow.types import Actor
from web.unit_of_work import writing


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of the files of a post."""

    files: Mapping[
        str, list[Mapping[str, Any]]
    ]  #: what is known of each that is stored, by the name of its field
    refused: Mapping[str, list[str]]  #: sentences about those that are not, by the name of their field

    def insist(self) -> None:
        """Raises Invalid when a file was refused."""
        if self.refused:
            raise Invalid("A file could not be taken.", fields=dict(self.refused))


def store_files(actor: Actor, *, task_id: int | None) -> Stored:
    """Store every file of this post, each by itself: one that is refused loses neither the others nor what was typed.

    Raises NotFound, NotAllowed and Conflict as answering the task would.
    """
    settings = current_app.config["SETTINGS"]
    files: dict[str, list[Mapping[str, Any]]] = {}
    refused: dict[str, list[str]] = {}
    for name, file in request.files.items(multi=True):
        if not file.filename:
            continue
        try:
            with writing() as session:
                stored = upload.upload(
                    session,
                    actor=actor,
                    data=file.read(),
                    name=file.filename,
                    task_id=task_id,
                    field=name,
                    most_bytes=settings.upload_mb * 1024 * 1024,
                    clamav=settings.clamav_socket,
                )
        except Invalid as wrong:
            refused.setdefault(name, []).extend(wrong.fields.get(name) or [wrong.message])
        else:
            files.setdefault(name, []).append(stored)
    return Stored(files=files, refused=refused)


def document_url(document: Any) -> str:
    """Where an uploaded file is read."""
    return url_for("documents.read", document_id=int(document))
