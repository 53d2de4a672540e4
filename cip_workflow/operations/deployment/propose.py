"""Propose a bundle: it is judged and kept as a draft that somebody else publishes (SOD-11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cip_workflow.bpmn.lint import Finding
from cip_workflow.operations import _audit, _bundle, _proposing
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A draft, or what it turned out to be already."""

    deployment_id: int
    digest: str
    findings: tuple[Finding, ...]
    new: bool  #: False where these very bytes were proposed or deployed before
    published: bool  #: True where they are in force already, or were

    @property
    def asks(self) -> tuple[Finding, ...]:
        """What its owner has to answer before it can be published."""
        return () if self.published else tuple(one for one in self.findings if one.blocks)


def propose(session: Session, *, actor: Actor, files: Mapping[str, bytes], note: str = "") -> Proposed:
    """Keep diagrams, decisions and forms that belong together as a draft. Nothing changes for anybody until it is published.

    A diagram that leaves something open is kept with its questions: `answer.py` answers them, and then it can be published.

    Raises:
        NotAllowed: the actor deploys nothing.
        Refused: something stands against it that no answer mends; `findings` has every reason; nothing is stored.
    """
    _proposing.may(actor)
    digest = _bundle.digest(files)
    known = _proposing.known(session, digest)
    if known is not None:
        return Proposed(
            deployment_id=known.id,
            digest=digest,
            findings=_proposing.found(known),
            new=False,
            published=known.published_at is not None,
        )
    bundle = _proposing.judged(session, files, ask=True)
    deployment_id = _proposing.store(session, actor, bundle, note)
    _audit.change(
        session,
        actor=actor,
        kind="deployment.proposed",
        subject=f"deployment:{deployment_id}",
        digest=digest,
        note=note,
    )
    return Proposed(
        deployment_id=deployment_id,
        digest=digest,
        findings=tuple(bundle.findings),
        new=True,
        published=False,
    )
