"""How much each rule weighs, in one place.

error     the file cannot run as drawn; it is not deployed
question  it runs once its owner has said what is meant; it is not deployed before
warning   it runs, and probably not as meant
info      worth knowing
"""

from __future__ import annotations

from typing import Literal

SEVERITIES: dict[str, Literal["error", "warning", "question", "info"]] = {
    "xml": "error",
    "too-big": "error",
    "nothing-to-run": "error",
    "not-executable": "question",
    "duplicate-id": "error",
    "dangling-flow": "error",
    "dangling-reference": "error",
    "undeclared": "warning",
    "no-start": "error",
    "several-starts": "warning",
    "event-sub-process": "error",
    "unreachable": "warning",
    "boundary-without-step": "error",
    "event-gateway": "error",
    "unsupported": "error",
    "gateway-without-condition": "question",
    "gateway-without-default": "warning",
    "condition-without-effect": "warning",
    "join-that-waits": "warning",
    "not-feel": "error",
    "not-translatable": "error",
    "condition-in-words": "question",
    "foreign-script": "question",
    "work-unsaid": "question",
    "old-engine-code": "question",
    "listener": "question",
    "unknown-job": "error",
    "unknown-form": "error",
    "unknown-group": "error",
    "unknown-decision": "error",
    "unknown-process": "error",
    "task-for-nobody": "question",
    "task-without-form": "warning",
    "form-elsewhere": "question",
    "decision-result": "warning",
    "timer-unsaid": "question",
    "timer-wrong": "error",
    "multi-instance": "question",
    "loop-unsaid": "question",
    "two-loops": "error",
    "link": "error",
    "empty-sub-process": "question",
    "event-condition-unsaid": "question",
    "message-unsaid": "question",
    "signal-unsaid": "question",
    "message-nobody-sends": "info",
    "message-without-key": "info",
    "unset-variable": "warning",
    "old-engine-setting": "info",
}
