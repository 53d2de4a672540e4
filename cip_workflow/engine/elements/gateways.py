"""Gateways. A join counts tokens: one that waits stands for the flow it came over, and no history is needed.

The stock joins look at finished tasks and fire early, or never, in the second round of a loop.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cip_workflow.engine import library
from cip_workflow.engine.instance import Inside, Process, Running
from cip_workflow.engine.library import COMPLETED, FUTURE, STARTED, WAITING
from cip_workflow.engine.nodes import Flow, Node
from cip_workflow.engine.tokens import Token

Element = dict[str, Any]


class ExclusiveGateway(Node, library.ExclusiveGateway):
    """One way: the first whose condition is true, in the order of the file, else the default."""

    def choose(self, token: Token) -> tuple[Flow, ...]:
        if not self.conditional:
            return self.flows[:1]
        for flow in self.flows:
            if not flow.default and (flow.condition is None or flow.condition.holds(token)):
                return (flow,)
        return tuple(flow for flow in self.flows if flow.default) or self.no_way(token)


class Join(Node):
    """A gateway that may wait for several tokens."""

    def seen(self, token: Token) -> bool:
        return not self.joins or (not self.waits(token) and token.state != FUTURE)

    def waits(self, token: Token) -> bool:
        """Whether `token` is one of those that wait here."""
        return token.task_spec is self and token.state == WAITING and "incident" not in token.internal_data

    def waiting(self, part: Running) -> list[Token]:
        """The tokens that wait here, oldest first."""
        return [token for token in part.tasks.values() if self.waits(token)]

    def merge_tokens(self, tokens: list[Token]) -> None:
        """One goes on for all of them."""
        first, *others = tokens
        for token in others:
            token.state = COMPLETED
        first.state = STARTED
        first.log("entered")


class ParallelGateway(Join, library.ParallelGateway):
    """Waits for a token on each flow; further tokens of the same flow stay for the next time."""

    def enter(self, token: Token) -> bool:
        if not self.joins:
            return True
        token.state = WAITING
        oldest: dict[str, Token] = {}
        for one in self.waiting(token.workflow):
            oldest.setdefault(one.internal_data["flow"], one)
        if len(oldest) < len(self.incoming):
            return False
        tokens = [token, *(one for one in oldest.values() if one is not token)]
        self.merge_tokens(tokens)
        return True

    def choose(self, token: Token) -> tuple[Flow, ...]:
        return self.flows  # BPMN 2.0.2, 13.4.1: conditions have no meaning here


class InclusiveGateway(Join, library.InclusiveGateway):
    """Waits for tokens that are still on their way (BPMN 2.0.2, table 13.3); then takes every way whose condition is true."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        self._upstream: dict[tuple[str, bool], frozenset[str]] = {}

    def enter(self, token: Token) -> bool:
        if not self.joins:
            return True
        token.state = WAITING  # looked at when everything else has come to rest: `release`
        return False

    @property
    def upstream(self) -> frozenset[str]:
        """Ids of the elements from which a token can get here without passing here."""
        return self.before(flow for flow, _ in self.incoming)

    def before(self, flows: Iterable[str], *, borders: bool = True) -> frozenset[str]:
        """Ids of the elements from which a token can get here over one of `flows` without passing here.

        With `borders` also those whose boundary events lead here.
        """
        return frozenset().union(*(self._over(flow, borders) for flow in flows))

    def _over(self, flow: str, borders: bool) -> frozenset[str]:
        if (flow, borders) not in self._upstream:
            reached: set[str] = set()
            todo = [source for id_, source in self.incoming if id_ == flow]
            while todo:
                node = todo.pop()
                if node is not self and node.bpmn_id not in reached:
                    reached.add(node.bpmn_id)
                    if borders or not isinstance(node, library.BoundaryEvent):
                        todo += [source for _, source in node.incoming]
            self._upstream[flow, borders] = frozenset(reached)
        return self._upstream[flow, borders]

    def expects(self, tokens: list[Token], elsewhere: list[str]) -> bool:
        """Whether `tokens`, which wait here, wait for one of those elsewhere.

        They do for one that can come over a flow on which none waits, by a boundary event too, unless sequence flows
        also lead it to one on which one waits: that one may go either way.
        """
        held = {token.internal_data["flow"] for token in tokens}
        missing = self.before(flow for flow, _ in self.incoming if flow not in held)
        return any(one in missing for one in set(elsewhere) - self.before(held, borders=False))


def release(part: Running) -> bool:
    """Let the inclusive joins of `part` go on that nothing more can reach. True when one did.

    Two joins on each other's way would wait for ever: where only tokens that wait at joins are left, and nothing that
    moves can reach any of these, the one that began to wait first goes on.
    """
    waiting: dict[str, tuple[InclusiveGateway, list[Token]]] = {}
    moving: list[str] = []
    stuck: list[str] = []
    for token in part.open():
        node = token.task_spec
        if isinstance(node, Join) and node.waits(token):
            stuck.append(node.bpmn_id)
            if isinstance(node, InclusiveGateway):
                waiting.setdefault(node.bpmn_id, (node, []))[1].append(token)
        elif "listens" not in token.internal_data and node.seen(token):
            moving.append(node.bpmn_id)
    for node, tokens in waiting.values():
        others = [*moving, *(one for one in stuck if one != node.bpmn_id)]
        if not node.expects(tokens, others):
            _go(node, tokens)
            return True
    for node, tokens in waiting.values():
        blockers = {one for one in stuck if one in node.upstream}
        if not any(one in node.upstream or _reaches(part, one, blockers) for one in moving):
            _go(node, tokens)
            return True
    return False


def deadlocked(part: Running) -> list[Token]:
    """One token for each join of `part`, when all that is left in it waits at joins: what they wait for cannot come."""
    found: dict[str, Token] = {}
    for token in part.open():
        node = token.task_spec
        if isinstance(node, Join) and node.waits(token):
            found.setdefault(node.name, token)
        elif "listens" not in token.internal_data:
            return []
    return list(found.values())


def _go(node: InclusiveGateway, tokens: list[Token]) -> None:
    """One token of each flow goes on as one; further tokens of the same flow stay for the next time."""
    oldest: dict[str, Token] = {}
    for token in tokens:
        oldest.setdefault(token.internal_data["flow"], token)
    node.merge_tokens(list(oldest.values()))
    tokens[0].ready()


def _reaches(part: Running, start: str, goals: set[str]) -> bool:
    nodes = {
        node.bpmn_id: node
        for node in part.spec.task_specs.values()
        if isinstance(node, Node) and node.loop is None
    }
    seen: set[str] = set()
    todo = [start]
    while todo:
        at = todo.pop()
        if at in goals:
            return True
        if at not in seen and at in nodes:
            seen.add(at)
            todo += [flow.target.bpmn_id for flow in nodes[at].flows]
            todo += [flow.target.bpmn_id for boundary in nodes[at].boundaries for flow in boundary.flows]
    return False


class EventGateway(Node, library.EventBasedGateway):
    """Waits for the first of the events behind it."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element, event_definition=library.MultipleEventDefinition())

    def enter(self, token: Token) -> bool:
        token.state = STARTED
        for flow in self.flows:
            child = Token(token.workflow, flow.target, token)
            event: Any = flow.target  # a catch event or receive task, as `level_checks` has seen to
            event.listen(child)
        return False

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        return bool(token.children)

    def decide(self, token: Token, event: Node) -> None:
        """`event` came first: the others are no longer waited for."""
        token.complete()
        for flow in self.flows:
            if flow.target is event:
                token.log("left", "sequenceFlow", flow.id, flow.name)
                return
