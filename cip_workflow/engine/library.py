"""SpiffWorkflow as this engine sees it: the only module that imports the library, in the one version that was read.

The library has no types of its own. The names below are declared with what the engine relies on, so that a type
checker sees a misuse; at run time they are the library's own classes.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

#: The version whose private behaviour was verified. Another one needs the tests, the mutants and the comparison
#: with the unpatched library (tests/unit/engine) before this line may change.
VERIFIED: Final = "3.2.0"

if (installed := version("SpiffWorkflow")) != VERIFIED:
    raise ImportError(
        f"SpiffWorkflow {installed} is installed, but the engine was verified with {VERIFIED}. "
        f"Run: pip install SpiffWorkflow=={VERIFIED}"
    )

if TYPE_CHECKING:

    class Task:
        """One token: it stands at one element."""

        id: int
        workflow: Any
        task_spec: Any
        internal_data: dict[str, Any]
        triggered: bool
        last_state_change: float
        thread_id: int
        _state: int
        _parent: int | None
        _children: list[int]

        parent: Any
        children: list[Any]

        def __init__(self, workflow: Any, task_spec: Any, parent: Any, state: int, id_: int, /) -> None: ...
        def has_state(self, state: int) -> bool: ...
        def complete(self) -> None: ...
        def cancel(self) -> None: ...
        def run(self) -> bool | None: ...
        def _ready(self) -> None: ...
        def _set_state(self, value: int) -> None: ...

    class BpmnSpecMixin:
        """An element of a diagram."""

        name: str
        bpmn_id: str
        bpmn_name: str | None
        lane: str | None
        documentation: str | None
        manual: bool
        event_definition: Any

        def __init__(self, wf_spec: Any, bpmn_id: str, **kwargs: Any) -> None: ...
        def connect(self, taskspec: Any) -> None: ...
        def _on_ready(self, my_task: Any) -> None: ...
        def _on_complete(self, my_task: Any) -> None: ...

    class UserTask(BpmnSpecMixin): ...

    class ServiceTask(BpmnSpecMixin): ...

    class ScriptTask(BpmnSpecMixin): ...

    class ExclusiveGateway(BpmnSpecMixin): ...

    class InclusiveGateway(BpmnSpecMixin): ...

    class ParallelGateway(BpmnSpecMixin): ...

    class EventBasedGateway(BpmnSpecMixin): ...

    class StartEvent(BpmnSpecMixin): ...

    class EndEvent(BpmnSpecMixin): ...

    class IntermediateCatchEvent(BpmnSpecMixin): ...

    class IntermediateThrowEvent(BpmnSpecMixin): ...

    class BoundaryEvent(BpmnSpecMixin): ...

    class ReceiveTask(BpmnSpecMixin): ...

    class SendTask(BpmnSpecMixin): ...

    class SubWorkflowTask(BpmnSpecMixin):
        spec: str

    class LoopTask(BpmnSpecMixin): ...

    class BpmnProcessSpec:
        """One process, or the inside of one sub-process."""

        name: str
        task_specs: dict[str, Any]
        start: Any

        def __init__(self, name: str) -> None: ...

    class Workflow:
        """A running process."""

        spec: Any
        tasks: dict[int, Any]
        task_tree: Any
        completed: bool

    class BpmnWorkflow(Workflow):
        """A running instance."""

        subprocess_specs: dict[str, Any]
        subprocesses: dict[int, Any]

        def __init__(
            self, spec: Any, subprocess_specs: Any, script_engine: Any, deserializing: bool
        ) -> None: ...

    class BpmnSubWorkflow(Workflow):
        """The inside of a sub-process or call activity that runs."""

        parent_task_id: int

        def __init__(
            self, spec: Any, parent_task_id: int, top_workflow: Any, deserializing: bool
        ) -> None: ...

    class EventDefinition:
        """What an event waits for or throws."""

        name: str

        def __init__(self, *args: Any, **kwargs: Any) -> None: ...
        def has_fired(self, my_task: Any) -> bool: ...

    class NoneEventDefinition(EventDefinition): ...

    class MultipleEventDefinition(EventDefinition): ...

    class MessageEventDefinition(EventDefinition): ...

    class SignalEventDefinition(EventDefinition): ...

    class ConditionalEventDefinition(EventDefinition): ...

    class TimerEventDefinition(EventDefinition):
        expression: Any

    class TimeDateEventDefinition(TimerEventDefinition): ...

    class DurationTimerEventDefinition(TimerEventDefinition): ...

    class CycleTimerEventDefinition(TimerEventDefinition): ...

    FUTURE: Final = 4
    WAITING: Final = 8
    READY: Final = 16
    STARTED: Final = 32
    COMPLETED: Final = 64
    CANCELLED: Final = 256
    OPEN: Final = 63
else:
    from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
    from SpiffWorkflow.bpmn.specs.defaults import (
        BoundaryEvent,
        EndEvent,
        EventBasedGateway,
        ExclusiveGateway,
        InclusiveGateway,
        IntermediateCatchEvent,
        IntermediateThrowEvent,
        ParallelGateway,
        ReceiveTask,
        ScriptTask,
        SendTask,
        ServiceTask,
        StartEvent,
        SubWorkflowTask,
        UserTask,
    )
    from SpiffWorkflow.bpmn.specs.event_definitions import (
        ConditionalEventDefinition,
        CycleTimerEventDefinition,
        DurationTimerEventDefinition,
        MessageEventDefinition,
        MultipleEventDefinition,
        NoneEventDefinition,
        SignalEventDefinition,
        TimeDateEventDefinition,
    )
    from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
    from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
    from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
    from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
    from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
    from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
    from SpiffWorkflow.task import Task
    from SpiffWorkflow.util.task import TaskState

    FUTURE = TaskState.FUTURE
    WAITING = TaskState.WAITING
    READY = TaskState.READY
    STARTED = TaskState.STARTED
    COMPLETED = TaskState.COMPLETED
    CANCELLED = TaskState.CANCELLED
    OPEN = TaskState.NOT_FINISHED_MASK

__all__ = [
    "CANCELLED",
    "COMPLETED",
    "FUTURE",
    "OPEN",
    "READY",
    "STARTED",
    "VERIFIED",
    "WAITING",
    "BoundaryEvent",
    "BpmnProcessSpec",
    "BpmnSpecMixin",
    "BpmnSubWorkflow",
    "BpmnWorkflow",
    "ConditionalEventDefinition",
    "CycleTimerEventDefinition",
    "DurationTimerEventDefinition",
    "EndEvent",
    "EventBasedGateway",
    "EventDefinition",
    "ExclusiveGateway",
    "InclusiveGateway",
    "IntermediateCatchEvent",
    "IntermediateThrowEvent",
    "LoopTask",
    "MessageEventDefinition",
    "MultipleEventDefinition",
    "NoneEventDefinition",
    "ParallelGateway",
    "ReceiveTask",
    "ScriptTask",
    "SendTask",
    "ServiceTask",
    "SignalEventDefinition",
    "StartEvent",
    "SubWorkflowTask",
    "Task",
    "TimeDateEventDefinition",
    "TimerEventDefinition",
    "UserTask",
]
