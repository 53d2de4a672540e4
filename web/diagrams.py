"""The diagrams of a definition, read once a process and kept by digest: what a digest names never changes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from flask import g

from cip_workflow import bpmn
from cip_workflow.errors import NotFound
from cip_workflow.queries import drawings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST = 64
_kept: OrderedDict[str, bpmn.Document] = OrderedDict()
_lock = Lock()


def document_of(session: Session, definition_id: int, process_id: str) -> tuple[bpmn.Document, str]:
    """The file that draws a process, read, and its digest. One statement a page for each definition.

    Raises:
        NotFound: no file of the definition has this process.
    """
    for file in _files(session, definition_id):
        document = _document(session, file)
        if document.process(process_id) is not None:
            return document, file.digest
    raise NotFound("No diagram of this process is stored.")


def _files(session: Session, definition_id: int) -> tuple[drawings.File, ...]:
    """The files of a definition, asked for once a request: a page may look for many elements in them."""
    asked: dict[int, tuple[drawings.File, ...]] = g.setdefault("files_of_definitions", {})
    if definition_id not in asked:
        asked[definition_id] = drawings.files(session, definition_id)
    return asked[definition_id]


def _document(session: Session, file: drawings.File) -> bpmn.Document:
    with _lock:
        if file.digest in _kept:
            _kept.move_to_end(file.digest)
            return _kept[file.digest]
    document = bpmn.read(drawings.data(session, file.digest), file.name)
    with _lock:
        _kept[file.digest] = document
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return document
