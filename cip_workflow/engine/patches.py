"""Everything private of SpiffWorkflow that this engine replaces, and nothing else (the version is guarded in `library`).

The library is not changed: its classes are subclassed here, so an unpatched workflow can run in the same process.
What each replacement is for (the traps are those that the regression tests are named after):

    Task.data            a token holds no variables, it stands in a scope; so nothing is merged or lost at a join (T4)
    Task.state           may go back: what failed is tried again, a part that has ended makes its element ready
    Task._set_state      counts the open tokens of a process: it ends when none is left; no depth limit (T1)
    Task.run             a failure keeps the token where it is, with an incident; nothing is half done (T10)
    Task.cancel          goes to boundary events and instances of a loop, never along a path
    TaskSpec._on_ready   a token that may run joins the queue of this call
    TaskSpec._on_complete     a token leaves along its flows; nothing is predicted, merged or refreshed
    BpmnSubWorkflow._calculate_depth   is known from the host; the library would walk up each time
    BpmnWorkflow.script_engine         never the stock one, which runs Python (T5)

The classes here are the only ones that touch private names. `tokens`, `nodes` and `instance` build on them, elements
on those.
"""

from __future__ import annotations

from typing import Any, NoReturn

from cip_workflow.engine.faults import Failed
from cip_workflow.engine.library import (
    CANCELLED,
    OPEN,
    READY,
    STARTED,
    BpmnSpecMixin,
    BpmnSubWorkflow,
    BpmnWorkflow,
    Task,
)
from cip_workflow.engine.scopes import Variables


class PatchedTask(Task):
    """A token, as far as it replaces the library's task."""

    workflow: Any
    task_spec: Any
    scope: Variables | None

    @property
    def data(self) -> Variables:
        """The scope that this token stands in."""
        scope: Variables = self.workflow.scope if self.scope is None else self.scope
        return scope

    @data.setter
    def data(self, value: dict[str, Any]) -> None:
        if value:
            raise TypeError("A token holds no variables: write to its scope.")
        self.scope = None

    @property
    def state(self) -> int:
        """One of the library's task states."""
        return self._state

    @state.setter
    def state(self, value: int) -> None:
        self._set_state(value)

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor cancelled."""
        return bool(self._state & OPEN)

    @property
    def parent_id(self) -> int | None:
        """The key of the token that this one hangs on, if it does."""
        return self._parent

    def _set_state(self, value: int) -> None:
        if self._state & OPEN and not value & OPEN and "listens" not in self.internal_data:
            self.workflow.live -= 1
        self._state = value

    def run(self) -> bool | None:
        """Let the element act. A failure leaves the token before it, with an incident."""
        try:
            done: bool | None = self.task_spec.run(self)
        except Failed as failure:
            self.fail("run", failure)
            return False
        if self._state & OPEN:  # else it was cancelled by what it did
            if done:
                self.complete()
            else:
                self._set_state(STARTED)
        return done

    def fail(self, phase: Any, failure: Failed) -> None:
        """Stand still with an incident."""
        raise failure

    def cancel(self) -> None:
        """Take this token away, with the boundary events and loop instances that hang on it."""
        if not self._state & OPEN:
            return
        seen = self.task_spec.seen(self)
        self._set_state(CANCELLED)
        for child in self.children:
            child.cancel()
        self.task_spec.stop(self)
        if seen:
            self.log("cancelled")

    def log(self, happened: Any) -> None:
        """Add a line to what happened."""

    def arrive(self) -> None:
        """Come to the element."""
        self.task_spec.arrived(self)

    def ready(self) -> None:
        """Be ready to run; a person's task waits for the person."""
        self._ready()

    def release(self) -> None:
        """Run in this call, also where a person would have to."""
        self._set_state(READY)
        self.workflow.top_workflow.context.queue.append(self)

    def adopt(self, key: int) -> None:
        """Let another token hang on this one."""
        self._children.append(key)

    def detach(self) -> None:
        """Hang no longer on another token, so that cancelling that one leaves this one alone."""
        if self.parent is not None:
            self.parent.children = [child for child in self.parent.children if child is not self]
            self.parent = None

    def renumber(self, new: int) -> None:
        """Go on under another id."""
        parent, children = self.parent, self.children
        siblings = parent.children if parent is not None else []
        tasks: dict[int, Any] = self.workflow.tasks
        del tasks[self.id]
        self.id = new
        tasks[new] = self
        if parent is not None:
            parent.children = siblings
        for child in children:
            child.parent = self

    def forget_finished_children(self) -> None:
        """Part of compaction."""
        if self._children:
            self._children = [key for key in self._children if key in self.workflow.tasks]

    def row(self) -> tuple[int, int | None, int, str, dict[str, Any] | None]:
        """Itself as plain values, without its scope."""
        return self.id, self._parent, self._state, self.task_spec.name, self.internal_data or None

    def fill(self, workflow: Any, row: list[Any], scope: Variables | None) -> None:
        """Become what `row` says, without the library's constructor, which would make it anew."""
        key, parent, state, name, internal = row
        self.__dict__ = {
            "id": key, "workflow": workflow, "_parent": parent, "_children": [], "_state": state, "scope": scope,
            "task_spec": workflow.spec.task_specs[name], "internal_data": internal or {}, "taking": (),
            "triggered": False, "thread_id": 0, "last_state_change": key,
        }  # fmt: skip
        workflow.tasks[key] = self
        if parent is not None:
            workflow.tasks[parent].adopt(key)


class PatchedSpec(BpmnSpecMixin):
    """An element, as far as it replaces the library's hooks by ours."""

    def arrived(self, token: Any) -> None:
        """A token has come."""

    def run(self, token: Any) -> bool | None:
        """A token is to act; None when it is not finished yet."""

    def left(self, token: Any) -> None:
        """A token has been completed."""

    def stop(self, token: Any) -> None:
        """A token is taken away."""

    def _on_ready(self, my_task: Any) -> None:
        if not self.manual:
            my_task.workflow.top_workflow.context.queue.append(my_task)

    def _on_complete(self, my_task: Any) -> None:
        self.left(my_task)


class NoScripts:
    """Stands where the library would put its script environment."""

    def __getattr__(self, name: str) -> NoReturn:
        raise Failed("Python in a diagram is never run.", cure="Write it as a FEEL expression.")


class PatchedWorkflow(BpmnWorkflow):
    """An instance, as far as it replaces the library's."""

    def __init__(self, spec: Any, specs: dict[str, Any]) -> None:
        # `deserializing`: no start task and no end join; our processes begin and end by their tokens.
        super().__init__(spec, specs, script_engine=NoScripts(), deserializing=True)


class PatchedSubWorkflow(BpmnSubWorkflow):
    """The inside of a sub-process, as far as it replaces the library's."""

    def __init__(self, spec: Any, host_id: int, top: Any) -> None:
        super().__init__(spec, host_id, top, deserializing=True)

    def _calculate_depth(self) -> int:
        return 0
