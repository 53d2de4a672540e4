"""The engine: SpiffWorkflow runs the diagram, one pure call per step. `api` says everything about these functions."""

from cip_workflow.engine.api import (
    cancel,
    compile,  # noqa: A004 - the contract's name
    complete,
    deliver,
    fail_job,
    finish_job,
    fire_due,
    processes,
    retry,
    schedule,
    set_variables,
    skip,
    start,
    variables,
)
from cip_workflow.engine.context import LATER, Serve
from cip_workflow.engine.faults import BpmnError, StateMismatch, StuckInstance
from cip_workflow.engine.messages import SIGNAL, key_text
from cip_workflow.engine.starts import EventStart, ProcessStart

__all__ = [
    "LATER",
    "SIGNAL",
    "BpmnError",
    "EventStart",
    "ProcessStart",
    "Serve",
    "StateMismatch",
    "StuckInstance",
    "cancel",
    "compile",
    "complete",
    "deliver",
    "fail_job",
    "finish_job",
    "fire_due",
    "key_text",
    "processes",
    "retry",
    "schedule",
    "set_variables",
    "skip",
    "start",
    "variables",
]
