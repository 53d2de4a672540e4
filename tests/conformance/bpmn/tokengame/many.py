"""Multi-instance activities (BPMN 2.0.2, 13.3.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.conformance.bpmn.tokengame import undoing, values
from tests.conformance.bpmn.tokengame.places import Work
from tests.conformance.bpmn.tokengame.values import Env, Stuck

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine

_NAME = re.compile(r"=\s*([A-Za-z_]\w*)\s*")
_NAMES = re.compile(r"(?<![.\w])[A-Za-z_]\w*")


def begin(machine: Machine, body: Work) -> None:
    """All instances, or the first."""
    marks = body.node.many
    assert marks is not None
    machine.attach(body)
    items = values.value(marks.collection, body.env.see())
    if not isinstance(items, list):
        raise Stuck(marks.collection)
    body.items = items
    if not items:
        body.items = [None]  # it is a body all the same
        machine.later(body, lambda: _over(machine, body, 0))
    for _ in items[:1] if marks.sequential else items:
        _spawn(machine, body)


def _spawn(machine: Machine, body: Work) -> None:
    marks, number = body.node.many, body.begun
    assert marks is not None
    body.begun += 1
    local: dict[str, Any] = {"loopCounter": number + 1}
    # A result is each instance's own: what the output reads alone, or what nobody else has.
    alone = _NAME.fullmatch(marks.output or "")
    around = body.env.see()
    local |= {name: None for name in _NAMES.findall(marks.output or "") if alone or name not in around}
    local["loopCounter"] = number + 1
    if marks.item:
        local[marks.item] = body.items[number]
    env = Env(local, body.env)
    instance = Work(body.node, body.frame, env, number + 1, env, body=body)
    body.instances.append(instance)
    machine.guard(instance, lambda: machine.enter(instance))


def gather(machine: Machine, instance: Work) -> None:
    """An instance is done."""
    body, marks = instance.body, instance.node.many
    assert body is not None
    assert marks is not None
    total = len(body.items)
    seen = (instance.outer or instance.env).see()
    if marks.output:
        body.given[(instance.index or 0) - 1] = values.value(marks.output, seen)
    enough = False
    if marks.enough:
        counts = {
            "numberOfInstances": total,
            "numberOfCompletedInstances": body.done + 1,
            "numberOfActiveInstances": body.begun - body.done - 1,
            "numberOfTerminatedInstances": 0,
        }
        enough = values.true(marks.enough, {**seen, **counts})
    body.done += 1
    undoing.keep(machine, instance)
    machine.log(instance)
    machine.drop(instance)
    if enough or body.done == total:
        for other in list(body.instances):
            machine.cancel(other)
        machine.later(body, lambda: _over(machine, body, total))
    elif marks.sequential:
        _spawn(machine, body)


def _over(machine: Machine, body: Work, total: int) -> None:
    marks = body.node.many
    assert marks is not None
    if marks.target:
        body.env.put(marks.target, [body.given.get(number) for number in range(total)])
    machine.leave(body)
