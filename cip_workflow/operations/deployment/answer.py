"""The owner of a draft answers what its diagrams leave open (DESIGN 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from cip_workflow.bpmn.answers import Answer, beside, store, stored
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import Conflict, Invalid
from cip_workflow.operations import _audit, _bundle, _proposing
from cip_workflow.types import Actor


def answer(
    session: Session, *, actor: Actor, deployment_id: int, given: Mapping[str, Iterable[Answer]]
) -> tuple[int, tuple[Finding, ...]]:
    """Put answers beside the diagrams of a draft: a new draft takes its place, with the owner's bytes as they were.

    Args:
        given: answers by the name of the diagram that they are about; an answer replaces the one given before.

    Returns:
        The number of the new draft, and its findings (new questions may follow from answers).

    Raises:
        NotAllowed: the actor deploys nothing.
        NotFound: there is no such draft.
        Conflict: it is published already.
        Invalid: nothing was answered.
        Refused: with these answers something stands against it.
    """
    _proposing.may(actor, "answer for drafts")
    row = _proposing.draft(session, deployment_id)
    if row.published_at is not None:
        raise Conflict("This draft is published already. Propose the files again to answer differently.")
    files = _proposing.files_of(session, deployment_id)
    before = dict(files)
    for name, answers in given.items():
        known = {(one.rule, one.element): one for one in _known(files, name)}
        known |= {(one.rule, one.element): one for one in answers}
        if name in files and known:
            files[beside(name)] = store(known.values())
    if files == before:
        raise Invalid("Answer at least one question.", fields={"answers": ["Answer at least one question."]})
    bundle = _proposing.judged(session, files, ask=True)
    _proposing.put_away(session, row)
    known_draft = _proposing.known(session, _bundle.digest(files))
    new_id = known_draft.id if known_draft else _proposing.store(session, actor, bundle, row.note)
    _audit.change(
        session,
        actor=actor,
        kind="deployment.answered",
        subject=f"deployment:{new_id}",
        before=deployment_id,
        digest=_bundle.digest(files),
    )
    return new_id, tuple(bundle.findings)


def _known(files: Mapping[str, bytes], name: str) -> list[Answer]:
    return stored(files[beside(name)], beside(name)) if beside(name) in files else []
