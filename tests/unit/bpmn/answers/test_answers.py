"""Each question answered each way: what lint then says, what runs, and that the owner's bytes are untouched."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cip_workflow import engine, forms
from cip_workflow.bpmn import read
from cip_workflow.bpmn.answers import CHOICES, Answer, apply, beside, defaults, questions, store, stored
from cip_workflow.bpmn.lint import Surroundings, lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.errors import Refused

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'targetNamespace="t">'
)
FLOWS = (
    '<sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/>'
)
ENDS = '<startEvent id="s"/><endEvent id="e" name="Over"/>'


def diagram(inside: str, *, executable: str = ' isExecutable="true"', more: str = "") -> bytes:
    return f'{HEAD}{more}<process id="p"{executable}>{inside}</process></definitions>'.encode()


def step(node: str, **more: Any) -> bytes:
    """A step between start and end."""
    return diagram(ENDS + node + FLOWS, **more)


CHOICE = diagram(
    '<startEvent id="s"/><exclusiveGateway id="x" name="Approved?"/><endEvent id="yes" name="Yes"/><endEvent id="no" name="No"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="to_yes" name="Yes" sourceRef="x" targetRef="yes"/>'
    '<sequenceFlow id="to_no" sourceRef="x" targetRef="no"/>'
)
WORDS = diagram(
    '<startEvent id="s"/><task id="x" name="Look"/><endEvent id="yes" name="Yes"/><endEvent id="no" name="No"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="x"/>'
    '<sequenceFlow id="to_yes" sourceRef="x" targetRef="yes"><conditionExpression>if it is good enough</conditionExpression></sequenceFlow>'
    '<sequenceFlow id="to_no" sourceRef="x" targetRef="no"><conditionExpression>if it is not</conditionExpression></sequenceFlow>'
)
EVENTS = diagram(
    '<startEvent id="s"/><eventBasedGateway id="g"/><task id="x" name="Pay"/><task id="y" name="Wait"/><endEvent id="e"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="g"/><sequenceFlow id="g_x" sourceRef="g" targetRef="x"/>'
    '<sequenceFlow id="g_y" sourceRef="g" targetRef="y"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/>'
    '<sequenceFlow id="f3" sourceRef="y" targetRef="e"/>'
)
TIMER = '<intermediateCatchEvent id="x" name="Later"><timerEventDefinition>{}</timerEventDefinition></intermediateCatchEvent>'
MANY = '<task id="x"><multiInstanceLoopCharacteristics/></task>'
#: name -> (diagram, rule, element, choice, value)
CASES: dict[str, tuple[bytes, str, str, str, str]] = {
    "run it": (step('<task id="x"/>', executable=' isExecutable="false"'), "not-executable", "p", "run", ""),
    "a group": (step('<userTask id="x"/>'), "task-for-nobody", "x", "group", "lcc-legal"),
    "no form": (
        step('<userTask id="x" camunda:candidateGroups="a" camunda:formKey="embedded:app:f.html"/>'),
        "form-elsewhere",
        "x",
        "none",
        "",
    ),
    "this form": (
        step('<userTask id="x" camunda:candidateGroups="a" camunda:formKey="embedded:app:f.html"/>'),
        "form-elsewhere",
        "x",
        "form",
        "Ask",
    ),
    "a time": (step(TIMER.format("")), "timer-unsaid", "x", "duration", "P3D"),
    "another time": (
        step(TIMER.format("<timeDuration>soon</timeDuration>")),
        "timer-wrong",
        "x",
        "duration",
        "PT2H",
    ),
    "a message": (
        step('<intermediateCatchEvent id="x"><messageEventDefinition/></intermediateCatchEvent>'),
        "message-unsaid",
        "x",
        "name",
        "an answer",
    ),
    "a message of a task": (step('<receiveTask id="x"/>'), "message-unsaid", "x", "name", "an answer"),
    "a signal": (
        step('<intermediateThrowEvent id="x"><signalEventDefinition/></intermediateThrowEvent>'),
        "signal-unsaid",
        "x",
        "name",
        "all clear",
    ),
    "work by hand": (step('<serviceTask id="x" name="Book"/>'), "work-unsaid", "x", "by-hand", "lcc-legal"),
    "no work": (step('<serviceTask id="x"/>'), "work-unsaid", "x", "pass", ""),
    "code by hand": (
        step('<serviceTask id="x" camunda:class="org.example.Book"/>'),
        "old-engine-code",
        "x",
        "by-hand",
        "lcc-legal",
    ),
    "a script by hand": (
        step('<scriptTask id="x" scriptFormat="python"><script>import os</script></scriptTask>'),
        "foreign-script",
        "x",
        "by-hand",
        "lcc-legal",
    ),
    "an empty sub-process by hand": (
        step('<subProcess id="x"/>'),
        "empty-sub-process",
        "x",
        "by-hand",
        "lcc-legal",
    ),
    "nothing in a sub-process": (step('<subProcess id="x"/>'), "empty-sub-process", "x", "pass", ""),
    "no listener": (
        step(
            '<userTask id="x" camunda:candidateGroups="a"><extensionElements>'
            '<camunda:taskListener event="create" class="org.example.Tell"/></extensionElements></userTask>'
        ),
        "listener",
        "x",
        "leave-out",
        "",
    ),
    "so many times": (step(MANY), "multi-instance", "x", "times", "3"),
    "for each": (step(MANY), "multi-instance", "x", "list", "=[1, 2]"),
    "at most": (
        step('<task id="x"><standardLoopCharacteristics/></task>'),
        "loop-unsaid",
        "x",
        "times",
        "2",
    ),
    "a person says when": (
        step(
            '<intermediateCatchEvent id="x" name="Ready"><conditionalEventDefinition/></intermediateCatchEvent>'
        ),
        "event-condition-unsaid",
        "x",
        "person",
        "lcc-legal",
    ),
    "a person chooses": (CHOICE, "gateway-without-condition", "x", "person", "lcc-legal"),
    "a person chooses among words": (WORDS, "condition-in-words", "to_yes", "person", "lcc-legal"),
    "a person chooses among events": (EVENTS, "event-gateway", "x", "person", "lcc-legal"),
    "steps in any order by hand": (
        step('<adHocSubProcess id="x" ordering="Sequential"><task id="in"/></adHocSubProcess>'),
        "unsupported",
        "x",
        "mend",
        "lcc-legal",
    ),
    "no compensation": (
        step(
            '<intermediateThrowEvent id="x"><compensateEventDefinition activityRef="gone"/></intermediateThrowEvent>'
        ),
        "unsupported",
        "x",
        "mend",
        "lcc-legal",
    ),
    "a start in the middle": (
        diagram('<startEvent id="s"/><startEvent id="x"/><endEvent id="e"/>' + FLOWS),
        "dangling-flow",
        "f1",
        "mend",
        "",
    ),
    "a flow to nowhere": (
        diagram(
            '<startEvent id="s"/><task id="x"/><endEvent id="e"/>'
            + FLOWS
            + '<sequenceFlow id="f3" sourceRef="x" targetRef="gone"/>'
        ),
        "dangling-flow",
        "f3",
        "mend",
        "",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_answer_settles_its_question_and_the_diagram_runs(case: tuple[bytes, str, str, str, str]) -> None:
    data, rule, element, choice, value = case
    asked = [(one.finding.rule, one.finding.element) for one in questions(lint(data, "a.bpmn"))]
    assert (rule, element) in asked
    answers = [Answer(rule=rule, element=element, choice=choice, value=value)]
    made, more = apply(data, "a.bpmn", answers)
    left = [one for one in lint(made, "a.bpmn") if one.blocks and one.rule != "unknown-form"]
    assert [str(one) for one in left if one.rule == rule] == []
    if not left:
        specs = engine.compile({"a.bpmn": lower(read(made, "a.bpmn"))})
        assert engine.start(specs, "p", {}, now=NOW, serve=lambda job: {}).state
    for name, form in more.items():
        assert forms.load(form, name).fields


@pytest.mark.parametrize(
    ("data", "rule", "element", "given", "end"),
    [
        (CHOICE, "gateway-without-condition", "x", "to_no", "no"),
        (CHOICE, "gateway-without-condition", "x", "to_yes", "yes"),
        (WORDS, "condition-in-words", "to_yes", ["to_no"], "no"),
    ],
)
def test_the_way_that_is_chosen_is_taken(data: bytes, rule: str, element: str, given: Any, end: str) -> None:
    made, more = apply(data, "a.bpmn", [Answer(rule=rule, element=element, choice="person", value="g")])
    [(name, form)] = more.items()
    options = {one["value"]: one["label"] for one in json.loads(form)["components"][1]["values"]}
    assert set(options) == {"to_yes", "to_no"} and name == "asked.x.form"
    specs = engine.compile({"a.bpmn": lower(read(made, "a.bpmn"))})
    begun = engine.start(specs, "p", {}, now=NOW)
    [task] = begun.opened_tasks
    assert (task.element, task.candidate_groups, task.form) == ("asked.x", ("g",), "asked.x")
    done = engine.complete(specs, begun.state, task.key, {"way": given}, now=NOW)
    assert done.finished and done.ends == (end,)


def test_a_message_that_a_person_sends_has_its_senders() -> None:
    data = CASES["a person says when"][0]
    answers = [Answer(rule="event-condition-unsaid", element="x", choice="person", value="lcc-legal")]
    made, _ = apply(data, "a.bpmn", answers)
    element = read(made, "a.bpmn").element("x")
    assert element is not None and element.message is not None
    assert (element.message.name, element.properties["senders"]) == ("Ready", "lcc-legal")


def test_answers_about_other_versions_and_without_a_value_change_nothing() -> None:
    assert apply(CHOICE, "a.bpmn", []) == (CHOICE, {})
    for rule in CHOICES:
        for one in (Answer(rule=rule, element="gone", choice="person", value="g"),):
            made, more = apply(CHOICE, "a.bpmn", [one])
            assert not more
            assert {e.id for p in read(made, "a.bpmn").processes for e in p.elements.values()} == {
                "s",
                "x",
                "yes",
                "no",
            }


def test_a_process_that_is_not_there_is_another_one_or_a_person() -> None:
    around = Surroundings(processes={"p", "other"}, decisions=(), groups={"g"}, forms={})
    data = step('<callActivity id="x" calledElement="missing"/>')
    [asked] = questions(lint(data, "a.bpmn", surroundings=around))
    for choice, value in (("process", "other"), ("by-hand", "g"), ("pass", "")):
        made, _ = apply(
            data, "a.bpmn", [Answer(rule=asked.finding.rule, element="x", choice=choice, value=value)]
        )
        assert not [one for one in lint(made, "a.bpmn", surroundings=around) if one.blocks]


def test_answers_are_kept_and_read_again() -> None:
    asked = questions(lint(CHOICE, "a.bpmn"))
    given = defaults(asked, group="lcc-legal")
    assert stored(store(given)) == given
    assert store(reversed(given)) == store(given)
    assert beside("a.bpmn") == "a.bpmn.answers.json"
    wrong = (b'{"answers": [{"rule": 1}]}', b'{"answers": [{"colour": "blue"}]}')
    for rubbish in (b"", b"[]", *wrong, b"\xff", b"[" * 100_000):
        with pytest.raises(Refused, match="cannot be read"):
            stored(rubbish, "a.bpmn.answers.json")
