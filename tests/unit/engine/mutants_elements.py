"""Mutants of what the single elements of a diagram do."""

from __future__ import annotations

from tests.unit.engine.mutant import Mutant

MUTANTS = (
    Mutant(
        "joins take any waiting tokens",
        "elements/gateways.py",
        "if len(oldest) < len(self.incoming):",
        "if len(self.waiting(token.workflow)) < len(self.incoming):",
        ("gateways",),
    ),
    Mutant(
        "surplus tokens are consumed",
        "elements/gateways.py",
        "tokens = [token, *(one for one in oldest.values() if one is not token)]",
        "tokens = [token, *(one for one in self.waiting(token.workflow) if one is not token)]",
        ("gateways",),
    ),
    Mutant(
        "an inclusive join does not wait",
        "elements/gateways.py",
        "if not any(one in node.upstream for one in others):",
        "if node:",
        ("gateways",),
    ),
    Mutant(
        "inclusive joins on each other's way wait for ever",
        "elements/gateways.py",
        "if not any(one in node.upstream or _reaches(part, one, blockers) for one in moving):",
        "if False:",
        ("gateways", "property"),
    ),
    Mutant(
        "an inclusive join overtakes what can still reach the join that holds it up",
        "elements/gateways.py",
        "one in node.upstream or _reaches(part, one, blockers)",
        "False",
        ("gateways",),
    ),
    Mutant(
        "an instance's scope is a copy",
        "elements/multi_instance.py",
        "child.scope = Scope(local, around)",
        "child.scope = {**around, **local}",
        ("multi_instance", "property"),
    ),
    Mutant(
        "the result variable is shared",
        "elements/multi_instance.py",
        "name: None for name in self.results if name == self.own_result or name not in around",
        "name: None for name in ()",
        ("multi_instance",),
    ),
    Mutant(
        "an early end leaves the other instances",
        "elements/multi_instance.py",
        "                    other.cancel()",
        "                    pass",
        ("multi_instance",),
    ),
    Mutant(
        "a called process shares the variables",
        "elements/processes.py",
        "inside.scope = self._given(token)",
        "inside.scope = token.data",
        ("processes", "events"),
    ),
    Mutant(
        "a called process is called again when its mapping failed",
        "elements/processes.py",
        'token.internal_data["result"] = self.results(inside)',
        "token.internal_data.pop('result', None)",
        ("processes",),
    ),
    Mutant(
        "an event sub-process does not interrupt",
        "elements/processes.py",
        "            for token in part.open():\n                token.cancel()",
        "            pass",
        ("processes",),
    ),
    Mutant(
        "an error jumps over neighbours",
        "elements/throwing.py",
        "activity: Token = host.parent if host.task_spec.loop is not None else host",
        "activity: Token = next((one for one in host.workflow.open() if one.task_spec.boundaries), host)",
        ("events",),
    ),
    Mutant(
        "an error carries the variables along",
        "elements/throws.py",
        'node.local(token) if "own" in token.internal_data else {}',
        "dict(node.local(token))",
        ("events",),
    ),
    Mutant(
        "a catch-all goes before the code",
        "elements/throwing.py",
        "fits.sort(key=lambda node: node.catches is not None and node.catches[1] is None)",
        "pass",
        ("events",),
    ),
    Mutant(
        "cancelling leaves what is inside",
        "elements/processes.py",
        "            inside.stop()",
        "            pass",
        ("processes", "events"),
    ),
    Mutant(
        "a message is thrown twice when its mapping fails",
        "elements/events.py",
        'if self.throws is not None and "thrown" not in data:',
        "if self.throws is not None:",
        ("incidents",),
    ),
    Mutant(
        "a service gets the variables themselves",
        "elements/activities.py",
        "inputs=copied(self.local(token)),",
        "inputs=self.local(token),",
        ("state",),
    ),
    Mutant(
        "every wait for a message of that name gets it",
        "elements/throws.py",
        "return waits is not None and waits(token) == (name, key)",
        "return waits is not None and waits(token)[0] == name",
        ("events", "processes"),
    ),
)
