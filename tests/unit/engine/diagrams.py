"""Small writers of BPMN text in the internal dialect, so that a test shows its diagram in a line or two.

`flows("s a e; a x", {("a", "x"): "=late"})` draws sequence flows `f_s_a`, `f_a_e`, ...
"""

from __future__ import annotations

from itertools import pairwise
from xml.sax.saxutils import quoteattr

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions id="D" targetNamespace="t" '
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def document(*processes: str, declared: str = "") -> str:
    return f"{HEAD}{''.join(processes)}{declared}</bpmn:definitions>"


def process(body: str, id_: str = "p") -> str:
    return f'<bpmn:process id="{id_}" name="{id_}" isExecutable="true">{body}</bpmn:process>'


def flows(ways: str, conditions: dict[tuple[str, str], str] | None = None) -> str:
    drawn = []
    for way in ways.split(";"):
        ids = way.split()
        for source, target in pairwise(ids):
            text = (conditions or {}).get((source, target))
            inner = f"<bpmn:conditionExpression>{_text(text)}</bpmn:conditionExpression>" if text else ""
            drawn.append(
                f'<bpmn:sequenceFlow id="f_{source}_{target}" sourceRef="{source}" targetRef="{target}">'
                f"{inner}</bpmn:sequenceFlow>"
            )
    return "".join(drawn)


def element(tag: str, id_: str, *inner: str, **attributes: object) -> str:
    written = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
    extensions = "".join(one for one in inner if one.startswith("<zeebe:"))
    rest = "".join(one for one in inner if not one.startswith("<zeebe:"))
    kept = f"<bpmn:extensionElements>{extensions}</bpmn:extensionElements>" if extensions else ""
    return f'<bpmn:{tag} id="{id_}" name="{id_}"{written}>{kept}{rest}</bpmn:{tag}>'


START = element("startEvent", "s")
END = element("endEvent", "e")


def user(id_: str, *inner: str, **attributes: object) -> str:
    return element("userTask", id_, *inner, **attributes)


def users(*ids: str) -> str:
    return "".join(user(id_) for id_ in ids)


def script(id_: str, expression: str, result: str, *inner: str) -> str:
    own = f"<zeebe:script expression={quoteattr(expression)} resultVariable={quoteattr(result)}/>"
    return element("scriptTask", id_, own, *inner)


def service(id_: str, type_: str, *inner: str) -> str:
    return element("serviceTask", id_, f"<zeebe:taskDefinition type={quoteattr(type_)}/>", *inner)


def gateway(kind: str, id_: str, default: str = "") -> str:
    return element(f"{kind}Gateway", id_, **({"default": default} if default else {}))


def call(id_: str, called: str, *inner: str, all_in: bool = True, all_out: bool = True) -> str:
    own = (
        f"<zeebe:calledElement processId={quoteattr(called)} propagateAllParentVariables='{_bool(all_in)}' "
        f"propagateAllChildVariables='{_bool(all_out)}'/>"
    )
    return element("callActivity", id_, own, *inner)


def sub(id_: str, body: str, *inner: str, **attributes: object) -> str:
    """A sub-process with a start `<id>_s` and an end `<id>_e`."""
    ends = element("startEvent", f"{id_}_s") + body + element("endEvent", f"{id_}_e")
    return element("subProcess", id_, *inner, ends, **attributes)


def event_sub(
    id_: str, definition: str, body: str, ways: str, *, interrupting: bool = True, inner: str = ""
) -> str:
    """An event sub-process with a start `<id>_s` and an end `<id>_e`; `ways` are its flows."""
    begin = element("startEvent", f"{id_}_s", inner, definition, isInterrupting=_bool(interrupting))
    return element(
        "subProcess", id_, begin, body, element("endEvent", f"{id_}_e"), flows(ways), triggeredByEvent="true"
    )


def mapping(inputs: dict[str, str] | None = None, outputs: dict[str, str] | None = None) -> str:
    own = "".join(
        f"<zeebe:input source={quoteattr(v)} target={quoteattr(k)}/>" for k, v in (inputs or {}).items()
    )
    own += "".join(
        f"<zeebe:output source={quoteattr(v)} target={quoteattr(k)}/>" for k, v in (outputs or {}).items()
    )
    return f"<zeebe:ioMapping>{own}</zeebe:ioMapping>"


def multi(
    collection: str,
    item: str,
    *,
    sequential: bool = False,
    target: str = "",
    output: str = "",
    condition: str = "",
) -> str:
    out = f" outputCollection={quoteattr(target)} outputElement={quoteattr(output)}" if target else ""
    done = f"<bpmn:completionCondition>{_text(condition)}</bpmn:completionCondition>" if condition else ""
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{_bool(sequential)}"><bpmn:extensionElements>'
        f"<zeebe:loopCharacteristics inputCollection={quoteattr(collection)} inputElement={quoteattr(item)}{out}/>"
        f"</bpmn:extensionElements>{done}</bpmn:multiInstanceLoopCharacteristics>"
    )


def timer(kind: str, text: str) -> str:
    """`kind` is timeDate, timeDuration or timeCycle."""
    return f"<bpmn:timerEventDefinition><bpmn:{kind}>{_text(text)}</bpmn:{kind}></bpmn:timerEventDefinition>"


def event(kind: str, reference: str = "") -> str:
    """`event("message", "M")`, `event("terminate")`."""
    own = f' {kind}Ref="{reference}"' if reference else ""
    return f"<bpmn:{kind}EventDefinition{own}/>"


def when(condition: str) -> str:
    return f"<bpmn:conditionalEventDefinition><bpmn:condition>{_text(condition)}</bpmn:condition></bpmn:conditionalEventDefinition>"


def link(name: str) -> str:
    return f'<bpmn:linkEventDefinition name="{name}"/>'


def boundary(id_: str, on: str, definition: str, *inner: str, interrupting: bool = True) -> str:
    return element(
        "boundaryEvent", id_, *inner, definition, attachedToRef=on, cancelActivity=_bool(interrupting)
    )


def association(source: str, target: str) -> str:
    return f'<bpmn:association id="as_{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'


def undo(step: str, *inner: str, by: str = "") -> str:
    """The user task `u<step>` undoes `step`."""
    name = f"u{step}"
    handler = by or user(name, *inner, isForCompensation="true")
    return boundary(f"b{step}", step, event("compensate")) + handler + association(f"b{step}", name)


def back(id_: str = "back", what: str = "") -> str:
    named = f' activityRef="{what}"' if what else ""
    return element("intermediateThrowEvent", id_, f"<bpmn:compensateEventDefinition{named}/>")


def message(id_: str, name: str, key: str = "") -> str:
    own = f"<bpmn:extensionElements><zeebe:subscription correlationKey={quoteattr(key)}/></bpmn:extensionElements>"
    return f"<bpmn:message id='{id_}' name={quoteattr(name)}>{own if key else ''}</bpmn:message>"


def error(id_: str, code: str) -> str:
    return f'<bpmn:error id="{id_}" name="{code}" errorCode="{code}"/>'


def escalation(id_: str, code: str) -> str:
    return f'<bpmn:escalation id="{id_}" name="{code}" escalationCode="{code}"/>'


def signal(id_: str, name: str) -> str:
    return f'<bpmn:signal id="{id_}" name="{name}"/>'


def _text(written: str) -> str:
    return written.replace("&", "&amp;").replace("<", "&lt;")


def _bool(value: bool) -> str:
    return str(value).lower()
