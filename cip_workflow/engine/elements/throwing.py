"""Errors, escalations and cancellations: who catches them (BPMN 2.0.2, 10.5.6 and 13.5.4).

They go from the inside to the outside: to the event sub-processes around the place, then to the boundary events of
the activity that this is the inside of, and so on. A catcher with the code goes before one for every code. They
carry no variables but those that a service gives, and never reach a neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cip_workflow.engine.instance import Running
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.tokens import Token


@dataclass(frozen=True, slots=True)
class Catch:
    """Who catches it, and where."""

    node: Any  #: a boundary event or an event sub-process
    where: (
        Token | Running
    )  #: the activity that the boundary event is attached to, or the scope of the sub-process

    def happen(self, payload: Mapping[str, Any]) -> None:
        """Let the catcher take over."""
        self.node.caught(self.where, dict(payload))


def find(token: Token, kind: str, code: str | None, *, at_itself: bool = False) -> Catch | None:
    """Who catches `kind` with `code` thrown at `token`; with `at_itself`, its own boundary events are asked as well."""
    part: Running = token.workflow
    host = token if at_itself else None
    while True:
        if host is not None and "revived" in host.internal_data:
            part = host.workflow  # it was completed long ago: its boundary events catch nothing any more
        elif host is not None:
            activity: Token = host.parent if host.task_spec.loop is not None else host
            if (boundary := _best(activity.task_spec.boundaries, kind, code)) is not None:
                return Catch(boundary, activity)
            part = host.workflow
        if not part.interrupted and (handler := _best(part.spec.event_subprocesses, kind, code)) is not None:
            return Catch(handler, part)
        host = part.host
        if host is None:
            return None


def _best(nodes: Iterable[Node], kind: str, code: str | None) -> Node | None:
    fits = [
        node
        for node in nodes
        if node.catches is not None and node.catches[0] == kind and node.catches[1] in {None, code}
    ]
    fits.sort(key=lambda node: node.catches is not None and node.catches[1] is None)
    return fits[0] if fits else None
