"""Tasks of Camunda 7 that only compute: `camunda:expression="${a + b}"` with a result variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cip_workflow.bpmn.expressions import Untranslatable, from_juel, is_feel

if TYPE_CHECKING:
    from cip_workflow.bpmn.element import Element


def formula(element: Element) -> str | None:
    """What the task computes, in FEEL without `=`; None where it calls code, which nobody here has."""
    said = element.implementation
    if said is None or said.kind != "expression" or element.job_type:
        return None
    try:
        text = from_juel(said.text)
    except Untranslatable:
        return None
    return text if is_feel(text) else None
