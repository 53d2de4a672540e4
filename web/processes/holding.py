"""What a version or a draft holds: its files, and where each of its decisions, forms and processes is read and tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from flask import url_for

from cip_workflow import bpmn, dmn, forms
from cip_workflow.errors import NotFound, WorkflowError
from cip_workflow.queries import processes as found
from web.unit_of_work import reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


# What has been read is kept by its bytes: these never change, and a page with thirty forms is opened often.
_form = lru_cache(256)(forms.load)
_document = lru_cache(64)(bpmn.read)


@lru_cache(64)
def _model(data: bytes, others: tuple[bytes, ...], name: str) -> dmn.Model:
    return dmn.load(data, others, name)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """The files of a version or of a draft, and the way back to its page."""

    name: str
    short: str  #: for the way back
    back: str
    files: Mapping[str, bytes]
    address: Callable[..., str]  #: of one of its pages: `address("decision", decision_id="..")`

    @cached_property
    def models(self) -> dict[str, dmn.Model]:
        """File name -> decision model; what cannot be read has findings on the page and is not here."""
        models = {}
        names = [name for name in self.files if name.endswith(".dmn")]
        for name in names:
            others = [self.files[other] for other in names if other != name]
            with suppress(WorkflowError):
                models[name] = _model(self.files[name], tuple(others), name)
        return models

    @cached_property
    def forms(self) -> dict[str, forms.Form]:
        """Form id -> form."""
        known = {}
        for name, data in self.files.items():
            if name.endswith(".form"):
                with suppress(WorkflowError):
                    form = _form(data, name)
                    known[form.id] = form
        return known

    @cached_property
    def documents(self) -> list[bpmn.Document]:
        """The diagrams that can be read."""
        found = []
        for name, data in self.files.items():
            if name.lower().endswith((".bpmn", ".bpmn20.xml")):
                with suppress(WorkflowError):
                    found.append(_document(data, name))
        return found

    def model(self, decision_id: str) -> tuple[dmn.Model, Any]:
        """The model that has a decision, and the decision. Raises NotFound."""
        for model in self.models.values():
            for one in model.decisions:
                if one.id == decision_id:
                    return model, one
        raise NotFound("There is no such decision in these files.")

    def form(self, form_id: str) -> forms.Form:
        """A form by its id. Raises NotFound."""
        if form_id not in self.forms:
            raise NotFound("There is no such form in these files.")
        return self.forms[form_id]

    def document(self, process_id: str) -> bpmn.Document:
        """The diagram that draws a process. Raises NotFound."""
        for document in self.documents:
            if document.process(process_id) is not None:
                return document
        raise NotFound("There is no such process in these files.")

    @property
    def words(self) -> list[dict[str, str]]:
        """Each process of a draft in plain English."""
        return [
            {"text": one.name or one.id, "href": self.address("words", process_id=one.id)}
            for document in self.documents
            for one in document.to_run
        ]

    @property
    def links(self) -> list[dict[str, Any]]:
        """What can be read and tried, by kind, for the page that shows the files."""
        decisions = [
            {"text": one.name or one.id, "href": self.address("decision", decision_id=one.id)}
            for model in self.models.values()
            for one in model.decisions
        ]
        every = [
            {"text": f"{key} {form.title}", "href": self.address("form", form_id=key)}
            for key, form in sorted(self.forms.items())
        ]
        return [
            {"title": title, "items": items}
            for title, items in (("Decision tables", decisions), ("Forms", every))
            if items
        ]


def of_version(session: Session, detail: found.Detail) -> Holding:
    """What a version runs with."""
    digests = {digest for kind in ("bpmn", "dmn", "form") for digest in detail.files.get(kind, {}).values()}
    kept = [one for one in found.files(session, detail.deployment_id) if one.digest in digests]

    def address(page: str, **values: Any) -> str:
        return url_for(
            f"processes.version_{page}", process_id=detail.process_id, version=detail.version, **values
        )

    return Holding(
        name=f"{detail.name}, version {detail.version}",
        short=f"Version {detail.version}",
        back=url_for("processes.show", process_id=detail.process_id, version=detail.version),
        files=found.by_digest(session, {one.name: one.digest for one in kept}),
        address=address,
    )


def of_draft(session: Session, draft: found.Draft) -> Holding:
    """What a draft would put in force."""
    kept = found.files(session, draft.id)

    def address(page: str, **values: Any) -> str:
        return url_for(f"processes.draft_{page}", draft_id=draft.id, **values)

    return Holding(
        name=f"Draft {draft.id}",
        short=f"Draft {draft.id}",
        back=url_for("processes.draft", draft_id=draft.id),
        files=found.by_digest(session, {one.name: one.digest for one in kept}),
        address=address,
    )


def version_of(process_id: str, version: int) -> Holding:
    """What one version of a process runs with. Raises NotFound."""
    with reading() as session:
        return of_version(session, found.version(session, process_id, version))


def draft_of(draft_id: int) -> Holding:
    """What a draft that waits would put in force. Raises NotFound."""
    with reading() as session:
        drafts = found.drafts(session, draft_id)
        if not drafts:
            raise NotFound("There is no such draft. It may be published, or put away.")
        return of_draft(session, drafts[0])
