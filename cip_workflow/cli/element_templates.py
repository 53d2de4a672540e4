"""Element templates for Camunda Modeler, made from what the product knows. `python -m cip_workflow.cli.element_templates` writes them.

A template is a form in the Modeler's side panel. Groups, rules of duty and built-in service tasks are read from where they
are kept; inputs and outputs of service tasks are read from their pages in `docs/`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cip_workflow.bpmn.prose import in_words
from cip_workflow.cli.handler_pages import pages
from cip_workflow.operations import duty, handlers
from cip_workflow.operations.group.load_standard import FILE as GROUPS

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "processes" / ".camunda" / "element-templates" / "cip.json"
#: The Modeler knows by this name that a template is for Camunda 8.
SCHEMA = "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json"

_TIMES = ("1wd", "2wd", "3wd", "5wd", "10wd", "15wd", "20wd", "30wd", "7d", "14d", "28d")
_WARNINGS = {"0.5": "half of the time", "0.8": "four fifths of the time", "0.9": "nine tenths of the time"}
_STAGES = (
    "brief-issue",
    "conflict-of-interest",
    "co-design",
    "approval",
    "delivery-decision",
    "procurement",
    "award",
    "closing",
    "lifecycle",
)
#: Rules that steps of our own need together.
_TOGETHER = ("SOD-01, SOD-02, SOD-03", "SOD-01, SOD-03", "SOD-01, SOD-04")
#: How the docs say that an input may be left out.
_MAY_LACK = re.compile(r"^\[|^with |not given")

Template = Mapping[str, Any]


def templates() -> list[Template]:
    """Every template: a person's task, who starts, a message that a person sends, outside work, each built-in task."""
    return [_task(), _start(), _message(), _job(), *(_built_in(type_) for type_ in sorted(handlers.known()))]


def written() -> str:
    """The file as the Modeler reads it."""
    return json.dumps(templates(), ensure_ascii=False, indent=2) + "\n"


def _template(
    key: str, name: str, about: str, element: str, properties: Iterable[Any], **more: Any
) -> Template:
    return {
        "$schema": SCHEMA,
        "name": name,
        "id": f"cip.{key}",
        "version": 1,
        "description": about,
        "category": {"id": "cip", "name": "CIP Workflow"},
        "appliesTo": ["bpmn:Task", element] if element.endswith("Task") else [element],
        "elementType": {"value": element, **more},
        "entriesVisible": True,
        "properties": list(properties),
    }


def _task() -> Template:
    groups = _groups()
    everyone = [*groups, _choice("lcc-head-of-service, bar-director", "Both: head of service and director")]
    everyone.append(_choice("lcc-dcs, bar-director", "Both directors"))
    return _template(
        "task",
        "Task for people",
        "A task in the list of a group: who does it, by when, and who hears when it is late.",
        "bpmn:UserTask",
        (
            {"type": "Hidden", "binding": {"type": "zeebe:userTask"}},
            _pick(
                "Who does it",
                groups,
                {"type": "zeebe:assignmentDefinition", "property": "candidateGroups"},
                "Several groups: remove the template and write their keys with commas between them.",
            ),
            {
                "label": "Form",
                "description": "The id of a form, for example F03.",
                "type": "String",
                "constraints": {"notEmpty": True},
                "binding": {"type": "zeebe:formDefinition", "property": "formId"},
            },
            _property("sla", "Time to do it", [_choice(one, in_words(one)) for one in _TIMES]),
            _property("warnAt", "Remind after", [_choice(*one) for one in _WARNINGS.items()], value="0.8"),
            _property("escalateTo", "Who hears when it is late", everyone),
            _property("sod", "Rule of duty", _duties(), about="Keeps people from doing what conflicts."),
            _property("stage", "Stage of the case", [_choice(one, _spoken(one)) for one in _STAGES]),
            _property(
                "fixedAssignee",
                "Handing on",
                [_choice("true", "Nobody can hand it on")],
                about="Left empty, it can be handed on.",
            ),
        ),
    )


def _start() -> Template:
    special = [
        _choice("everyone", "Everybody"),
        _choice("nobody", "Nobody: other processes call it"),
    ]
    return _template(
        "start",
        "Start by hand",
        "Who finds the process under Start.",
        "bpmn:StartEvent",
        (_property("starters", "Who may start it", special + _groups(), required=True),),
    )


def _message() -> Template:
    return _template(
        "message",
        "Message that a person sends",
        "The case shows a button; who presses it sends the message.",
        "bpmn:IntermediateCatchEvent",
        (
            {
                "label": "Name of the message",
                "type": "String",
                "constraints": {"notEmpty": True},
                "binding": {"type": "bpmn:Message#property", "name": "name"},
            },
            {
                "label": "Which case",
                "description": "A variable with the same value in the message, as a rule the reference.",
                "type": "String",
                "feel": "required",
                "value": "=briefRef",
                "constraints": {"notEmpty": True},
                "binding": {
                    "type": "bpmn:Message#zeebe:subscription#property",
                    "name": "correlationKey",
                },
            },
            _property("senders", "Who may send it", _groups(), required=True),
            {
                "label": "Words on the button",
                "type": "String",
                "constraints": {"notEmpty": True},
                "binding": {"type": "zeebe:property", "name": "action"},
            },
        ),
        eventDefinition="bpmn:MessageEventDefinition",
    )


def _job() -> Template:
    return _template(
        "job",
        "Work outside of CIP Workflow",
        "A program of your own does it: it takes jobs of this type and gives back variables.",
        "bpmn:ServiceTask",
        (
            {
                "label": "Type of job",
                "description": "What your program asks for. Types that begin with cip: are the product's own.",
                "type": "String",
                "constraints": {
                    "notEmpty": True,
                    "pattern": {"value": "^(?!cip:).+$", "message": "Choose a type without cip:"},
                },
                "binding": {"type": "zeebe:taskDefinition", "property": "type"},
            },
            {
                "label": "Tries before somebody is told",
                "type": "String",
                "value": "3",
                "constraints": {"pattern": {"value": "^[0-9]{1,2}$", "message": "Enter a whole number"}},
                "binding": {"type": "zeebe:taskDefinition", "property": "retries"},
            },
        ),
    )


def _built_in(type_: str) -> Template:
    about, rows = pages()[type_]
    properties: list[Mapping[str, Any]] = [
        {"type": "Hidden", "value": type_, "binding": {"type": "zeebe:taskDefinition", "property": "type"}}
    ]
    return _template(
        type_.removeprefix("cip:"),
        f"{_spoken(type_.removeprefix('cip:'))} ({type_})",
        about,
        "bpmn:ServiceTask",
        properties + [_variable(*row) for row in rows],
    )


def _variable(way: str, name: str, about: str) -> Mapping[str, Any]:
    if way == "out":
        return {
            "label": f"Gives {name}: under which name?",
            "description": about,
            "type": "String",
            "value": name,
            "optional": True,
            "binding": {"type": "zeebe:output", "source": f"={name}"},
        }
    if way == "header":
        return {
            "label": name,
            "description": about,
            "type": "String",
            "constraints": {"notEmpty": True},
            "binding": {"type": "zeebe:taskHeader", "key": name},
        }
    needed: dict[str, Any] = {"value": f"={name}", "constraints": {"notEmpty": True}}
    return {
        "label": name,
        "description": about,
        "type": "String",
        "feel": "required",
        "binding": {"type": "zeebe:input", "name": name},
        **({"optional": True} if _MAY_LACK.search(about) else needed),
    }


def _spoken(key: str) -> str:
    return key[:1].upper() + key[1:].replace("-", " ")


def _choice(value: str, name: str) -> Mapping[str, str]:
    return {"name": name, "value": value}


def _groups() -> list[Mapping[str, str]]:
    known = json.loads(GROUPS.read_text(encoding="utf-8"))["groups"]
    return [_choice(one["key"], f"{one['name']} ({one['key']})") for one in known if not one.get("system")]


def _duties() -> list[Mapping[str, str]]:
    known = {
        loaded.NUMBER: (loaded.__doc__ or "").splitlines()[0].partition(" (")[0]
        for module in pkgutil.iter_modules(duty.__path__)
        if module.name.startswith("rule_")
        for loaded in [importlib.import_module(f"{duty.__name__}.{module.name}")]
    }
    single = [_choice(f"SOD-{number}", known[number]) for number in sorted(known)]
    return single + [_choice(several, several) for several in _TOGETHER]


def _property(
    key: str,
    label: str,
    choices: list[Mapping[str, str]],
    *,
    about: str = "",
    value: str = "",
    required: bool = False,
) -> Mapping[str, Any]:
    made = _pick(label, choices, {"type": "zeebe:property", "name": key}, about)
    extra: dict[str, Any] = {"constraints": {"notEmpty": True}} if required else {"optional": True}
    return {**made, **extra, **({"value": value} if value else {})}


def _pick(
    label: str, choices: list[Mapping[str, str]], binding: Mapping[str, str], about: str = ""
) -> Mapping[str, Any]:
    said = {"description": about} if about else {}
    return {"label": label, **said, "type": "Dropdown", "choices": choices, "binding": binding}


if __name__ == "__main__":
    PLACE.parent.mkdir(parents=True, exist_ok=True)
    PLACE.write_text(written(), encoding="utf-8")
    sys.stdout.write(f"{PLACE.name} is current.\n")
