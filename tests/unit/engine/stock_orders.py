"""The unpatched library on the same processes, in its own process: `python -m tests.unit.engine.stock_orders 20`.

Prints as JSON, for every random order: the process, each completion with the elements open after it, the variables at
the end, and whether it ended. The diagrams are written in the library's own terms first (Python for FEEL).
"""

from __future__ import annotations

import json
import random
import re
import sys
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from tests.unit.engine.models import COMPARABLE, MODELS

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
#: The answers that conditions read are given at these elements only.
DECIDING = ("q", "z", "du")


def python(feel: str) -> str:
    """The few FEEL texts of the models, as Python."""
    text = re.sub(r"modulo\((\w+), (\d+)\)", r"\1 % \2", feel.removeprefix("="))
    return re.sub(r"(?<![<>=])=(?!=)", "==", text).replace("true", "True")


def translated(text: str) -> etree._Element:
    root = etree.fromstring(text.encode())
    for condition in root.iter(f"{BPMN}conditionExpression"):
        condition.text = python(condition.text or "")
    for task in root.iter(f"{BPMN}scriptTask"):
        own = next(task.iter(f"{ZEEBE}script"))
        written = etree.SubElement(task, f"{BPMN}script")
        written.text = f"{own.get('resultVariable')} = {python(own.get('expression') or '')}"
    for activity in root.iter(f"{BPMN}callActivity"):
        activity.set("calledElement", next(activity.iter(f"{ZEEBE}calledElement")).get("processId") or "")
    for time in root.iter(f"{BPMN}timeDuration", f"{BPMN}timeCycle"):
        time.text = f'"{time.text}"'
    return root


def ready(workflow: BpmnWorkflow) -> list[Any]:
    tasks = workflow.get_tasks(state=TaskState.READY, manual=True)
    return sorted(tasks, key=lambda task: task.task_spec.bpmn_id)


def orders(count: int) -> list[Any]:
    found = []
    for name in COMPARABLE:
        text, variables = MODELS[name]
        parser = BpmnParser()
        parser.add_bpmn_xml(translated(text))
        specs = parser.get_spec("p"), parser.get_subprocess_specs("p")
        for seed in range(count):
            chance = random.Random(seed)
            workflow = BpmnWorkflow(*specs)
            workflow.task_tree.data.update(json.loads(json.dumps(variables)))
            workflow.do_engine_steps()
            trace: list[Any] = []
            crashed = False
            while ready(workflow) and len(trace) < 60:
                task = chance.choice(ready(workflow))
                element, number = task.task_spec.bpmn_id, chance.randrange(60)
                task.data[f"f_{element}"] = number
                if element in DECIDING:
                    task.data["r"] = number
                try:
                    task.run()
                    workflow.do_engine_steps()
                except AttributeError:  # its joins in loops crash for some orders
                    crashed = True
                    break
                trace.append((element, number, [one.task_spec.bpmn_id for one in ready(workflow)]))
            ended = not crashed and not ready(workflow) and workflow.is_completed()
            found.append((name, trace, workflow.data, ended))
    return found


if __name__ == "__main__":
    json.dump(orders(int(sys.argv[1])), sys.stdout)
