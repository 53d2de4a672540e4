"""The type of work that a task asks for, whichever engine it was drawn for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cip_workflow.bpmn.element import Element

#: Ways in which an engine named its own code; the bare name is then the type of the work.
_CODE = {"class", "delegateExpression", "expression", "connector", "type", "operator"}
_BEAN = re.compile(r"[$#]\{\s*([\w.]+)")


def job_type_of(element: Element) -> str | None:
    """`mail` of a type, topic or connector, `payDelegate` of `${payDelegate}`, `org.example.Pay` of a class."""
    if element.job_type:
        return element.job_type
    said = element.implementation
    if said is None or said.kind not in _CODE or not said.text:
        return None
    bean = _BEAN.match(said.text)
    return bean[1] if bean else said.text
