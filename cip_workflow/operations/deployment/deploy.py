"""Deploy a bundle: all of it or nothing, under the digest of its contents (DESIGN 3, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.bpmn.lint import Finding
from cip_workflow.operations import _bundle, _proposing, _publishing
from cip_workflow.operations._publishing import Version
from cip_workflow.store.tables import DEFINITION
from cip_workflow.types import Actor

__all__ = ["Deployed", "Version", "deploy"]


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """What a deployment became."""

    deployment_id: int
    digest: str
    definitions: tuple[Version, ...]
    findings: tuple[Finding, ...]  #: warnings and notes; nothing that refuses
    new: bool  #: False where the same bundle was deployed before


def deploy(session: Session, *, actor: Actor, files: Mapping[str, bytes], note: str = "") -> Deployed:
    """Deploy diagrams, decisions and forms that belong together, and publish them at once.

    The same bytes again give the deployment that exists. A process gets a new version only when something that it reaches
    has changed: its own diagram, a process it calls, a decision, a form. Running cases stay on their version.

    Where a second person has to publish (SOD-11), a bundle is proposed instead: `propose.py`, then `publish.py`.

    Args:
        actor: a process owner or administrator, or the system (command line).
        files: the owner's bytes by file name.
        note: why, for the list of deployments.

    Raises:
        NotAllowed: the actor deploys nothing.
        Refused: `findings` has every reason, of every file, with its place and cure; nothing is stored.
    """
    _proposing.may(actor)
    digest = _bundle.digest(files)
    known = _proposing.known(session, digest)
    if known is not None and known.published_at is not None:
        return Deployed(
            deployment_id=known.id,
            digest=digest,
            definitions=_made(session, known.id),
            findings=_proposing.found(known),
            new=False,
        )
    bundle = _proposing.judged(session, files)
    deployment_id = known.id if known is not None else _proposing.store(session, actor, bundle, note)
    versions = _publishing.publish(session, actor, bundle, deployment_id, kind="deployment.made")
    return Deployed(
        deployment_id=deployment_id,
        digest=digest,
        definitions=versions,
        findings=tuple(bundle.findings),
        new=True,
    )


def _made(session: Session, deployment_id: int) -> tuple[Version, ...]:
    made = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.process_id, DEFINITION.c.name, DEFINITION.c.version)
        .where(DEFINITION.c.deployment_id == deployment_id)
        .order_by(DEFINITION.c.process_id)
    )
    return tuple(
        Version(
            definition_id=one.id,
            process_id=one.process_id,
            name=one.name,
            version=one.version,
            new=False,
        )
        for one in made
    )
