"""The engine's functions: values in, values out; no session, no user, no clock of its own (DESIGN sections 3 and 4).

    specs = compile({"brief.bpmn": lowered}, decisions={"notices.dmn": table})
    step = start(specs, "cip-brief-issue", {"title": "Sleep clinic"}, now=now, serve=serve)
    step = complete(specs, step.state, step.opened_tasks[0].key, {"outcome": "agree"}, now=now, serve=serve)

Every function that takes a step returns a `Step` and never touches the bytes that it was given: when it raises, nothing
has happened. `Conflict`: the key is not open (any more). `StateMismatch`: the state belongs to other specs.
`Invalid`: a value cannot be stored. What fails *inside* the process raises nothing: it is in `Step.opened_incidents`.

Keys: a key names one wait of one kind. It is opened once and closed once, and never used again; an incident or its
retry goes on under a new key. Only a cycle timer appears in `opened_timers` again, with its next instant.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cip_workflow.engine import actions, starts
from cip_workflow.engine.compiling import compile_files, load
from cip_workflow.engine.context import Context, Serve
from cip_workflow.engine.faults import RETRY, Failed
from cip_workflow.engine.instance import Instance
from cip_workflow.engine.run import advance, step, store
from cip_workflow.engine.scopes import flat
from cip_workflow.engine.starts import ProcessStart
from cip_workflow.engine.state import scopes_of
from cip_workflow.errors import Conflict
from cip_workflow.types import Step, Variables


def compile(files: Mapping[str, bytes], *, decisions: Mapping[str, bytes] | None = None) -> str:  # noqa: A001 - the contract's name
    """Compile lowered BPMN files, with all called processes, and DMN files. Store the text once per version.

    Raises Refused with findings: what is not run, expressions that cannot be read, what is called and not here.
    """
    return compile_files(files, decisions or {})


def processes(specs: str) -> tuple[ProcessStart, ...]:
    """The processes of a version and how each can begin."""
    return starts.processes(load(specs))


def start(
    specs: str,
    process: str,
    variables: Variables,
    *,
    now: datetime,
    serve: Serve | None = None,
    start_element: str | None = None,
    message: str | None = None,
) -> Step:
    """Begin an instance at its none start event, at `start_element`, or where `message` (`signal:<name>`) begins it.

    `variables` are the instance's first variables. Those that come with a message or another event are local to the
    start event, so its output mappings, if it has any, say which of them the instance gets. Raises NotFound for a
    process or start that is not there, Invalid when none was said and there is no none start event.
    """
    loaded = load(specs)
    begin_at = starts.find(loaded, process, start_element, message)
    top = Instance(loaded.processes[process], dict(loaded.processes), Context(now, serve))
    top.decisions = loaded.decisions
    return store(top, loaded, advance(top, lambda live: actions.begin_instance(live, begin_at, variables)))


def complete(
    specs: str, state: bytes, key: int, answers: Variables, *, now: datetime, serve: Serve | None = None
) -> Step:
    """A person has done the user task `key`. The answers are local to it; its output mappings say what reaches the
    process, without any all of them do."""
    return step(load(specs), state, lambda top: actions.complete(top, key, answers), now=now, serve=serve)


def finish_job(
    specs: str, state: bytes, key: int, result: Variables, *, now: datetime, serve: Serve | None = None
) -> Step:
    """A service has done the job `key`; the result goes the way that answers go."""
    return step(load(specs), state, lambda top: actions.finish_job(top, key, result), now=now, serve=serve)


def fail_job(
    specs: str,
    state: bytes,
    key: int,
    message: str,
    *,
    now: datetime,
    serve: Serve | None = None,
    cure: str = "",
    error_code: str | None = None,
    variables: Variables | None = None,
) -> Step:
    """A service has given the job `key` up: an incident, whose retry is a new job. With `error_code`, an error boundary
    event or error event sub-process that catches it takes over instead, with `variables`."""
    failure = Failed(message, kind="service", cure=cure or RETRY)
    given = variables or {}
    return step(
        load(specs),
        state,
        lambda top: actions.fail_job(top, key, failure, error_code, given),
        now=now,
        serve=serve,
    )


def fire_due(specs: str, state: bytes, *, now: datetime, serve: Serve | None = None) -> Step:
    """Fire every timer that is due at `now`, the earliest first, also those that this opens. None: an empty step."""
    return step(load(specs), state, actions.fire_due, now=now, serve=serve)


def deliver(
    specs: str,
    state: bytes,
    message: str,
    payload: Variables,
    correlation: str | None = None,
    *,
    now: datetime,
    serve: Serve | None = None,
    key: int | None = None,
) -> Step:
    """Give a message to the wait that has this name and correlation key; to the oldest of several, or to wait `key`.

    The payload goes through the output mappings of the event, without any into the process. `signal:<name>` gives a
    signal to every wait for it. Raises Conflict when nothing waits for it.
    """
    return step(
        load(specs),
        state,
        lambda top: actions.deliver(top, message, payload, correlation, key),
        now=now,
        serve=serve,
    )


def retry(
    specs: str,
    state: bytes,
    key: int,
    variables: Variables | None = None,
    *,
    now: datetime,
    serve: Serve | None = None,
) -> Step:
    """Run again what the incident `key` stopped, after setting `variables` where it stands. The incident is closed; if it
    fails again there is a new one. A person's answers and a service's result are kept: nothing is done twice."""
    return step(load(specs), state, lambda top: actions.retry(top, key, variables), now=now, serve=serve)


def skip(
    specs: str,
    state: bytes,
    key: int,
    variables: Variables,
    *,
    now: datetime,
    serve: Serve | None = None,
    flow: str | None = None,
) -> Step:
    """Go on behind the incident, user task or job `key` as if it had been done, with `variables` set where it stands; its
    mappings are not evaluated. A timer or message wait happens. Raises Invalid when a `flow` must be named."""
    return step(load(specs), state, lambda top: actions.skip(top, key, variables, flow), now=now, serve=serve)


def set_variables(
    specs: str,
    state: bytes,
    variables: Variables,
    *,
    now: datetime,
    serve: Serve | None = None,
    key: int | None = None,
) -> Step:
    """Correct variables of the instance, or those that the open element `key` sees, where they are."""
    return step(
        load(specs), state, lambda top: actions.set_variables(top, variables, key), now=now, serve=serve
    )


def cancel(specs: str, state: bytes, *, now: datetime, serve: Serve | None = None) -> Step:
    """End the instance: everything open is cancelled; the variables stay readable."""

    def stop(top: Instance) -> None:
        if top.completed:
            raise Conflict("This case has ended in the meantime.")
        top.stop()

    return step(load(specs), state, stop, now=now, serve=serve)


def variables(specs: str, state: bytes, key: int | None = None) -> dict[str, Any]:
    """The variables of the instance, or all that are visible at the open element `key`, input mappings included.

    Raises Conflict when the key is not open.
    """
    own, seen = scopes_of(state)
    if key is not None and key not in seen:
        raise Conflict("This has been done or has been taken away in the meantime.")
    return flat(own if key is None else seen[key])


def schedule(specs: str, process: str, element: str, *, since: datetime, fired: int = 0) -> datetime | None:
    """When the timer start event `element` is due for the (`fired` + 1)th time, counted from the deployment at `since`;
    None when it never is again. Raises NotFound when there is no such event."""
    return starts.schedule(load(specs), process, element, since, fired)
