"""What is drawn without effect on a case: pools, lanes, data, notes, message flows, processes that do not run."""

from __future__ import annotations

from tests.conformance.bpmn.cases import Run, case
from tests.unit.engine.diagrams import END, HEAD, START, element, flows, script, users

BODY = START + users("a") + script("c", "=x + 1", "y") + END + flows("s a c e")
RUN = Run("a:x=1", "s | a c e", data={"x": 1, "y": 2})
ASKS = {"a": ({"x": 1}, {"x": 2})}
DATA = (
    '<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="dr" name="Brief" dataObjectRef="d"/>'
    '<bpmn:dataStoreReference id="ds" name="Register"/>'
)
NOTES = (
    '<bpmn:textAnnotation id="n"><bpmn:text>Why</bpmn:text></bpmn:textAnnotation><bpmn:group id="g"/>'
    '<bpmn:association id="as" sourceRef="a" targetRef="n"/>'
)


def _noted(name: str, inside: str, beside: str = ""):
    text = (
        f'{HEAD}{beside}<bpmn:process id="p" isExecutable="true">{inside}</bpmn:process></bpmn:definitions>'
    )
    return case(name, text.encode(), RUN, answers=ASKS)


CASES = [
    _noted(
        "lanes",
        '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Finance"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane>'
        f"</bpmn:laneSet>{BODY}",
    ),
    _noted("data objects and stores", DATA + BODY),
    _noted("notes, groups and associations", BODY + NOTES),
    _noted(
        "documentation", BODY.replace('name="a">', 'name="a"><bpmn:documentation>Do it.</bpmn:documentation>')
    ),
    _noted(
        "a pool beside it, and a process that does not run",
        BODY,
        '<bpmn:collaboration id="co"><bpmn:participant id="p1" name="We" processRef="p"/>'
        '<bpmn:participant id="p2" name="They" processRef="q"/><bpmn:participant id="p3" name="Collapsed"/>'
        '<bpmn:messageFlow id="mf" sourceRef="a" targetRef="p3"/></bpmn:collaboration>'
        '<bpmn:process id="q" isExecutable="false">'
        f"{element('startEvent', 'qs')}{users('qa')}{element('endEvent', 'qe')}{flows('qs qa qe')}</bpmn:process>",
    ),
]
