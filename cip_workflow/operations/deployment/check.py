"""Judge a bundle and store nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cip_workflow.bpmn.lint import Finding
from cip_workflow.operations import _bundle, _proposing
from cip_workflow.types import Actor


def check(session: Session, *, actor: Actor, files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Every warning and note about files that could be deployed.

    Raises:
        NotAllowed: the actor deploys nothing.
        Refused: they could not; `findings` has every reason.
    """
    findings, refused = report(session, actor=actor, files=files)
    if refused:
        _proposing.refuse([one for one in findings if one.severity in _bundle.REFUSING], findings)
    return findings


def report(session: Session, *, actor: Actor, files: Mapping[str, bytes]) -> tuple[tuple[Finding, ...], bool]:
    """Every finding about files, those of their tests too, and whether they are refused because of them. Raises NotAllowed."""
    _proposing.may(actor)
    bundle = _proposing.read(session, files)
    return tuple(bundle.findings), bool(bundle.refused)
