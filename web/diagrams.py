"""The diagrams of a definition, read once a process and kept by digest: what a digest names never changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cip_workflow import bpmn
from cip_workflow.errors import NotFound
from cip_workflow.queries import drawings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@lru_cache(maxsize=64)
def _document(digest: str, name: str, data: bytes) -> bpmn.Document:
    return bpmn.read(data, name)


def document_of(session: Session, definition_id: int, process_id: str) -> tuple[bpmn.Document, str]:
    """The file that draws a process, read, and its digest.

    Raises:
        NotFound: no file of the definition has this process.
    """
    for file in drawings.files(session, definition_id):
        document = _document(file.digest, file.name, drawings.data(session, file.digest))
        if document.process(process_id) is not None:
            return document, file.digest
    raise NotFound("No diagram of this process is stored.")
