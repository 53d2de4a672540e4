"""The traps of SpiffWorkflow 3.2.0, one regression test each: T1 to T7 (T8 to T11: test_traps_kept.py)."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cip_workflow import engine
from cip_workflow.engine import faults
from cip_workflow.engine.compiling import load
from cip_workflow.engine.context import Context
from cip_workflow.engine.state import restore
from cip_workflow.errors import Refused
from tests.bench.process25 import endless
from tests.unit.engine.case import T0, Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    back,
    call,
    element,
    event,
    event_sub,
    flows,
    gateway,
    link,
    message,
    process,
    script,
    sub,
    undo,
    users,
)


def test_T1_a_case_of_5000_rounds_neither_ends_early_nor_grows():
    case = Case(engine.compile({"loop.bpmn": endless().encode()}), {"n": 0})
    sizes = set()
    while not case.step.finished:
        sizes.add(len(case.state))
        case.do("u")
    assert case.variables() == {"n": 5000}
    assert max(sizes) - min(sizes) < 30


def test_T1_a_loop_without_an_end_stands_still_instead_of_being_finished():
    body = (
        users("u")
        + gateway("exclusive", "m")
        + script("c", "=n + 1", "n")
        + gateway("exclusive", "x", "f_x_m")
    )
    case = Case(simple(body + flows("s u m c x e;x m", {("x", "e"): "=n < 0"})), {"n": 0})
    case.do("u", answer=1)
    assert not case.step.finished
    (incident,) = case.step.opened_incidents
    assert "More than 2,000 elements" in incident.message
    assert case.variables()["answer"] == 1
    assert case.variables()["n"] < 1000
    case.call(engine.retry, incident.key, {"n": -10})
    assert case.step.finished


def test_T2_the_order_of_keys_in_what_is_stored_means_nothing():
    body = (
        gateway("parallel", "f")
        + users("a", "b")
        + gateway("parallel", "j")
        + users("z")
        + flows("s f a j z e;f b j")
    )
    case = Case(simple(body), {"b": 1, "a": {"y": 1, "x": [2]}})
    sorted_specs = json.dumps(json.loads(case.specs), sort_keys=True)
    again = Case(sorted_specs, {"a": {"x": [2], "y": 1}, "b": 1})
    for one in (case, again):
        one.do("b", c=1)
        one.do("a")
        assert one.open() == ["z"]
        assert one.variables() == {"a": {"x": [2], "y": 1}, "b": 1, "c": 1}


def test_T3_a_state_with_sub_processes_is_restored():
    kid = process(
        element("startEvent", "ks")
        + sub("in", users("k") + flows("in_s k in_e"))
        + element("endEvent", "ke")
        + flows("ks in ke"),
        "kid",
    )
    case = Case(
        simple(sub("sp", call("c", "kid") + flows("sp_s c sp_e")) + users("z") + flows("s sp z e"), kid),
        {"v": 1},
    )
    for _ in range(3):  # each of these restores what the one before has stored
        case.call(engine.set_variables, {"w": 2})
    case.do("k")
    assert case.open() == ["z"]


def test_T4_no_lost_update_at_a_join():
    body = (
        gateway("parallel", "f")
        + users("a", "b", "c")
        + gateway("parallel", "j")
        + flows("s f a j c e;f b j")
    )
    for order in ("ab", "ba"):
        case = Case(simple(body), {"v": 1, "keep": [1], "nested": {"x": 1}})
        for one in order:
            case.do(one, **({"v": 2} if one == "a" else {"w": 9}))
        assert case.variables() == {"v": 2, "w": 9, "keep": [1], "nested": {"x": 1}}


def test_T4_branches_see_each_other_at_once():
    body = gateway("parallel", "f") + users("a", "b") + script("sb", "=v", "seen") + gateway("parallel", "j")
    case = Case(simple(body + flows("s f a j e;f b sb j")), {"v": 1})
    case.do("a", v=5)
    case.do("b")
    assert case.variables() == {"v": 5, "seen": 5}


@pytest.mark.parametrize("language", ["python", "javascript", "groovy", ""])
def test_T5_code_in_a_diagram_is_refused(language):
    own = '<bpmn:script>import os; os.system("id")</bpmn:script>'
    with pytest.raises(Refused, match="never run"):
        simple(element("scriptTask", "c", own, scriptFormat=language) + flows("s c e"))


@pytest.mark.parametrize("text", ['=__import__("os").getpid() > 0', "=().__class__.__bases__", "=open(1)"])
def test_T5_expressions_are_never_python(text):
    try:
        case = Case(
            simple(
                users("u")
                + gateway("exclusive", "g", "f_g_e")
                + users("a")
                + flows("s u g a e;g e", {("g", "a"): text})
            )
        )
    except Refused:
        return
    case.do("u")
    assert case.open("incidents") == ["g"]


def test_T5_the_library_has_no_script_environment_to_run():
    case = Case(simple(users("u") + flows("s u e")))
    loaded = load(case.specs)
    top = restore(case.state, loaded, Context(T0))
    with pytest.raises(faults.Failed, match="never run"):
        top.script_engine.evaluate(None, "1 + 1")


def test_T6_what_the_library_ignores_is_run_or_refused():
    # conditions on flows that leave an activity
    case = Case(simple(users("u", "a") + flows("s u a e", {("u", "a"): "=x"})), {"x": False})
    case.do("u")
    assert case.open("incidents") == ["u"]
    # an interrupting event sub-process interrupts; one for errors does not run at the start
    handler = event_sub("h", event("error"), users("mend"), "h_s mend h_e")
    stop = event_sub("w", event("message", "M"), users("rec"), "w_s rec w_e")
    case = Case(simple(users("u") + flows("s u e") + handler + stop, declared=message("M", "stop")))
    assert case.open() == ["u"]
    case.say("stop")
    assert case.open() == ["rec"]
    # a link continues, a signal end event throws
    out = element("intermediateThrowEvent", "o", link("L")) + element(
        "intermediateCatchEvent", "i", link("L")
    )
    assert Case(simple(out + users("z") + flows("s o;i z e"))).open() == ["z"]
    # compensation
    case = Case(simple(users("u") + undo("u") + back() + flows("s u back e")))
    case.do("u")
    assert case.open() == ["uu"]


def test_T7_cells_of_decision_tables_are_feel():
    table = _table([('"gold","silver"', "[1..10]", '"yes"'), ('not("gold")', "-", '"no"')])
    rule = element("businessRuleTask", "d", '<zeebe:calledDecision decisionId="D" resultVariable="r"/>')
    text = specs(process(START + rule + users("z") + END + flows("s d z e")), decisions={"d.dmn": table})
    assert Case(text, {"kind": "silver", "n": 10}).variables()["r"] == "yes"
    assert Case(text, {"kind": "bronze", "n": 99}).variables()["r"] == "no"


def test_the_parser_loop_of_the_library_is_not_entered():
    """A data object used two sub-processes down: the library's parser never returns."""
    task = '<bpmn:userTask id="t"><bpmn:dataInputAssociation id="a"><bpmn:sourceRef>ref</bpmn:sourceRef></bpmn:dataInputAssociation></bpmn:userTask>'
    inner = '<bpmn:dataObject id="o"/><bpmn:dataObjectReference id="ref" dataObjectRef="o"/>'
    body = sub("out", sub("in", task + flows("in_s t in_e")) + flows("out_s in out_e"))
    case = Case(simple(inner + body + flows("s out e")))
    assert case.open() == ["t"]


def test_a_long_sequence_is_no_recursion():
    names = [f"u{i}" for i in range(1500)]
    assert Case(simple(users(*names) + flows(" ".join(["s", *names, "e"])))).open() == ["u0"]
    names = [f"g{i}" for i in range(1500)]
    body = "".join(gateway("exclusive", name) for name in names) + users("z")
    assert Case(simple(body + flows(" ".join(["s", *names, "z", "e"])))).open() == ["z"]


def test_the_library_itself_is_not_changed():
    """An unpatched workflow runs in a process that has used the engine."""
    code = (
        "from cip_workflow import engine\n"
        "from tests.bench import bare_spiff, engine as bench\n"
        "from tests.bench.process25 import twenty\n"
        "import cip_workflow.engine.patches\n"
        "bench.compiled(twenty())\n"
        "print(len(bench.stored(bare_spiff.one_case)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "20"


def _table(rules: list[tuple[str, str, str]]) -> bytes:
    rows = "".join(
        f'<rule id="r{n}">'
        + "".join(
            f'<inputEntry id="r{n}i{i}"><text><![CDATA[{cell}]]></text></inputEntry>'
            for i, cell in enumerate(rule[:2])
        )
        + f'<outputEntry id="r{n}o"><text><![CDATA[{rule[2]}]]></text></outputEntry></rule>'
        for n, rule in enumerate(rules)
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="X" name="X" namespace="n">'
        '<decision id="D" name="D"><decisionTable id="T" hitPolicy="FIRST">'
        '<input id="i1"><inputExpression id="ie1" typeRef="string"><text>kind</text></inputExpression></input>'
        '<input id="i2"><inputExpression id="ie2" typeRef="number"><text>n</text></inputExpression></input>'
        f'<output id="o1" name="r" typeRef="string"/>{rows}</decisionTable></decision></definitions>'
    ).encode()
