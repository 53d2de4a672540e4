"""How a bundle is judged and kept, before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.bpmn.answers import CHOICES
from cip_workflow.bpmn.answers.tree import ASKED
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import NotFound, Refused
from cip_workflow.operations import _bundle, _policy, _trials
from cip_workflow.operations._bundle import Bundle
from cip_workflow.store.tables import BLOB, DEPLOYMENT, GROUP, RESOURCE
from cip_workflow.types import Actor

DEPLOYERS = frozenset({"process-owner", "platform-admin"})


def may(actor: Actor, what: str = "deploy processes") -> None:
    """Raises NotAllowed unless the actor deploys: a process owner, an administrator, the command line."""
    if not actor.is_system:
        _policy.govern(actor, what=what, groups=DEPLOYERS)


def read(session: Session, files: Mapping[str, bytes]) -> Bundle:
    """The bundle with every finding about it, those of its tests too; what stands against it is in `refused`."""
    groups = session.execute(sa.select(GROUP.c.key)).scalars().all()
    bundle = _bundle.read(files, groups=groups)
    bundle.findings += _trials.findings(bundle)
    return bundle


def judged(session: Session, files: Mapping[str, bytes], *, ask: bool = False) -> Bundle:
    """The bundle, read and judged.

    Args:
        ask: what its owner can answer does not stand against it yet.

    Raises:
        Refused: something stands against it.
    """
    bundle = read(session, files)
    if (not ask and bundle.refused) or not all(one.rule in CHOICES for one in bundle.refused):
        refuse(bundle.refused, bundle.findings)
    return bundle


def refuse(refused: Sequence[Finding], findings: Sequence[Finding]) -> NoReturn:
    """Raises Refused with every finding; nothing has been stored then."""
    questions = sum(one.severity == "question" for one in refused)
    faults = len(refused) - questions
    said = [
        f"{count} {word}{'s' * (count != 1)}"
        for count, word in ((faults, "fault"), (questions, "question"))
        if count
    ]
    verb = "stands" if len(refused) == 1 else "stand"
    raise Refused(
        f"Nothing was deployed: {' and '.join(said)} {verb} against it. The first: {refused[0].message}",
        findings=findings,
    )


def known(session: Session, digest: str) -> Any:
    """The deployment of these very bytes: id, findings, published_at; None where there is none."""
    return session.execute(
        sa.select(DEPLOYMENT.c.id, DEPLOYMENT.c.findings, DEPLOYMENT.c.published_at)
        .where(DEPLOYMENT.c.digest == digest, DEPLOYMENT.c.discarded_at.is_(None))
        .with_for_update()
    ).one_or_none()


def files_of(session: Session, deployment_id: int) -> dict[str, bytes]:
    """The owner's bytes of a deployment, by name; not the forms that were made for answers."""
    rows = session.execute(
        sa.select(RESOURCE.c.name, BLOB.c.data)
        .join_from(RESOURCE, BLOB, BLOB.c.digest == RESOURCE.c.digest)
        .where(RESOURCE.c.deployment_id == deployment_id)
        .order_by(RESOURCE.c.name)
    )
    return {row.name: bytes(row.data) for row in rows if not row.name.startswith(ASKED)}


def draft(session: Session, deployment_id: int) -> Any:
    """The row of a deployment, locked. Raises NotFound when there is none, or it was discarded."""
    row = session.execute(
        sa.select(DEPLOYMENT).where(DEPLOYMENT.c.id == deployment_id).with_for_update()
    ).one_or_none()
    if row is None or row.discarded_at is not None:
        raise NotFound("There is no such draft. It may have been discarded.")
    return row


def put_away(session: Session, row: Any) -> None:
    """Discard a draft, a row of `draft`. Its digest is given free: the same files may come again."""
    session.execute(
        sa.update(DEPLOYMENT)
        .where(DEPLOYMENT.c.id == row.id)
        .values(discarded_at=clock.now(), digest=f"{row.digest[:40]}-{row.id}")
    )


def found(row: Any) -> tuple[Finding, ...]:
    """The findings that a deployment was kept with."""
    return tuple(Finding(**one) for one in row.findings)


def store(session: Session, actor: Actor, bundle: Bundle, note: str) -> int:
    """Keep a bundle as a draft: its files, its findings, who proposed it. The deployment's id is returned."""
    deployment_id: int = session.execute(
        sa.insert(DEPLOYMENT).returning(DEPLOYMENT.c.id),
        {
            "digest": _bundle.digest(bundle.given),
            "note": note.strip()[:1000],
            "findings": [asdict(one) for one in bundle.findings],
            "deployed_at": clock.now(),
            "deployed_by": actor.person_id,
        },
    ).scalar_one()
    digests = {name: _bundle.sha256(data) for name, data in bundle.files.items()}
    there = set(
        session.execute(sa.select(BLOB.c.digest).where(BLOB.c.digest.in_(set(digests.values())))).scalars()
    )
    missing = {
        digests[name]: data for name, data in sorted(bundle.files.items()) if digests[name] not in there
    }
    if missing:
        session.execute(
            sa.insert(BLOB),
            [{"digest": one, "size": len(data), "data": data} for one, data in missing.items()],
        )
    session.execute(
        sa.insert(RESOURCE),
        [
            {
                "deployment_id": deployment_id,
                "name": name,
                "kind": _bundle.kind(name),
                "digest": digests[name],
            }
            for name in sorted(bundle.files)
        ],
    )
    return deployment_id
