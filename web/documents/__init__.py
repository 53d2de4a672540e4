"""Documents of cases, to read."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Flask, Response

from cip_workflow.queries import papers
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.unit_of_work import reading

documents = Blueprint("documents", __name__)

# What a browser may show by itself; everything else is saved. Nothing that somebody uploaded may run here.
_SHOWN = {"application/pdf", "image/png", "image/jpeg", "text/plain", "text/csv"}


def init_app(app: Flask) -> None:
    """Register the one address."""
    app.register_blueprint(documents)


@documents.get("/documents/<int:document_id>")
@signed_in
def read(document_id: int) -> Response:
    """One document, for somebody who may see its case."""
    with reading() as session:
        paper, data = papers.read(session, current_actor(), document_id)
    response = Response(data, mimetype=paper.type)
    how = "inline" if paper.type in _SHOWN else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(paper.name)}"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
