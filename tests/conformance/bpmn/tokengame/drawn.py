"""A BPMN file as plain values, read with lxml: levels (a process, the inside of a sub-process), nodes and flows."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tests.conformance.bpmn.tokengame.values import NotUnderstood

B = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
Z = "{http://camunda.org/schema/zeebe/1.0}"
ACTIVITIES = {
    "task", "manualTask", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask",
    "callActivity", "subProcess", "transaction",
}  # fmt: skip
EVENTS = {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
GATEWAYS = {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway"}

NOT_PLAYED = {"adHocSubProcess", "complexGateway"}


@dataclass(eq=False)
class Flow:
    """A sequence flow."""

    id: str
    source: Node
    target: Node
    condition: str | None
    default: bool


@dataclass(eq=False)
class Event:
    """An event definition. `name` is the message, signal or link, or the code of an error or escalation."""

    kind: str
    name: str | None = None
    key: str | None = None
    timer: str = ""
    text: str = ""


@dataclass(eq=False)
class Many:
    """Multi-instance marks."""

    sequential: bool
    collection: str
    item: str | None
    target: str | None
    output: str | None
    enough: str | None


@dataclass(eq=False)
class Loop:
    """Standard loop marks."""

    condition: str
    before: bool
    most: str | None


@dataclass(eq=False)
class Node:
    """A flow node."""

    id: str
    tag: str
    level: Level
    event: Event | None = None
    into: list[Flow] = field(default_factory=list)
    out: list[Flow] = field(default_factory=list)
    boundaries: list[Node] = field(default_factory=list)
    host: Node | None = None
    undone_by: Node | None = None
    undoes: bool = False  #: it is for compensation
    interrupting: bool = True
    inside: Level | None = None
    reacts: bool = False
    inputs: list[tuple[str, str]] = field(default_factory=list)
    outputs: list[tuple[str, str]] = field(default_factory=list)
    script: str | None = None
    result: str = "result"
    job: str | None = None
    decision: str | None = None
    called: str = ""
    all_in: bool = True
    all_out: bool = True
    many: Many | None = None
    loop: Loop | None = None

    @property
    def joins(self) -> bool:
        """Whether tokens are put together here."""
        return self.tag in {"parallelGateway", "inclusiveGateway"} and len(self.into) > 1


@dataclass(eq=False)
class Level:
    """A process, or the inside of a sub-process."""

    id: str
    nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def starts(self) -> list[Node]:
        """Where it begins when nothing is said: its none start event, else what nothing leads to."""
        drawn = [node for node in self.nodes.values() if node.tag == "startEvent"]
        if drawn:
            return [node for node in drawn if node.event is None][:1]
        linked = {
            node.event.name
            for node in self.nodes.values()
            if node.tag == "intermediateThrowEvent" and node.event and node.event.kind == "link"
        }
        return [
            node
            for node in self.nodes.values()
            if not node.into
            and node.host is None
            and not node.reacts
            and not node.undoes
            and not (node.event and node.event.kind == "link" and node.event.name in linked)
        ]

    @property
    def handlers(self) -> list[Node]:
        """Its event sub-processes."""
        return [node for node in self.nodes.values() if node.reacts]


def read(data: bytes) -> dict[str, Level]:
    """The processes of a file, by id."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    declared = {node.get("id"): node for node in root.iterchildren("*") if node.get("id")}
    return {node.get("id", ""): _level(node, declared) for node in root.iterchildren(f"{B}process")}


def _level(holder: etree._Element, declared: dict[str, etree._Element]) -> Level:
    level = Level(holder.get("id", ""))
    for xml in holder.iterchildren("*"):
        tag = etree.QName(xml).localname
        if tag in ACTIVITIES | EVENTS | GATEWAYS:
            level.nodes[xml.get("id", "")] = _node(xml, tag, level, declared)
    for xml in holder.iterchildren("*"):
        if etree.QName(xml).localname in NOT_PLAYED:
            raise NotUnderstood(xml.get("id", ""))
        host = xml.get("attachedToRef")
        if host:
            node = level.nodes[xml.get("id", "")]
            node.host = level.nodes[host]
            node.host.boundaries.append(node)
    for xml in holder.iterchildren(f"{B}sequenceFlow"):
        source, target = level.nodes.get(xml.get("sourceRef", "")), level.nodes.get(xml.get("targetRef", ""))
        if source is None or target is None:
            raise NotUnderstood(xml.get("id", ""))
        default = holder.xpath("*[@id=$id]/@default", id=source.id) == [xml.get("id")]
        flow = Flow(
            xml.get("id", ""), source, target, _text(xml.find(f"{B}conditionExpression")) or None, default
        )
        source.out.append(flow)
        target.into.append(flow)
    for xml in holder.iterchildren(f"{B}association"):
        source, target = level.nodes.get(xml.get("sourceRef", "")), level.nodes.get(xml.get("targetRef", ""))
        if source and target and source.host and source.event and source.event.kind == "compensate":
            source.host.undone_by = target
    return level


def _node(xml: etree._Element, tag: str, level: Level, declared: dict[str, etree._Element]) -> Node:
    node = Node(xml.get("id", ""), tag, level, _event(xml, tag, declared))
    node.interrupting = xml.get("cancelActivity", xml.get("isInterrupting", "true")) == "true"
    node.undoes = xml.get("isForCompensation") == "true"
    if node.event and node.event.kind in {"error", "cancel"}:
        node.interrupting = True
    if tag in {"subProcess", "transaction"}:
        node.inside = _level(xml, declared)
        node.reacts = xml.get("triggeredByEvent") == "true"
    extensions = f"{B}extensionElements/{Z}"
    for side, found in (("input", node.inputs), ("output", node.outputs)):
        found += [
            (o.get("target", ""), o.get("source", ""))
            for o in xml.iterfind(f"{extensions}ioMapping/{Z}{side}")
        ]
    for own in xml.iterfind(f"{extensions}script"):
        node.script, node.result = own.get("expression"), own.get("resultVariable", "result")
    for own in xml.iterfind(f"{extensions}taskDefinition"):
        node.job = own.get("type")
    for own in xml.iterfind(f"{extensions}calledDecision"):
        node.decision, node.result = own.get("decisionId"), own.get("resultVariable", "result")
    for own in xml.iterfind(f"{extensions}calledElement"):
        node.called = own.get("processId", "")
        node.all_in = own.get("propagateAllParentVariables", "true") == "true"
        node.all_out = own.get("propagateAllChildVariables", "true") == "true"
    _repeats(xml, node)
    return node


def _repeats(xml: etree._Element, node: Node) -> None:
    for own in xml.iterchildren(f"{B}multiInstanceLoopCharacteristics"):
        many = own.find(f"{B}extensionElements/{Z}loopCharacteristics")
        said = many.attrib if many is not None else {}
        times = _text(own.find(f"{B}loopCardinality"))
        node.many = Many(
            own.get("isSequential") == "true",
            said.get("inputCollection") or f"=for n in 1..({times.lstrip('=')}) return n",
            said.get("inputElement"),
            said.get("outputCollection"),
            said.get("outputElement"),
            _text(own.find(f"{B}completionCondition")) or None,
        )
    for own in xml.iterchildren(f"{B}standardLoopCharacteristics"):
        condition = _text(own.find(f"{B}loopCondition"))
        node.loop = Loop(condition, own.get("testBefore") == "true", own.get("loopMaximum"))


def _event(xml: etree._Element, tag: str, declared: dict[str, etree._Element]) -> Event | None:
    if tag == "receiveTask" or (tag == "sendTask" and xml.get("messageRef")):
        return _message(declared[xml.get("messageRef", "").rpartition(":")[2]])
    for own in xml.iterchildren("*"):
        kind = etree.QName(own).localname.removesuffix("EventDefinition")
        if not etree.QName(own).localname.endswith("EventDefinition"):
            continue
        reference = declared.get(own.get(f"{kind}Ref", "").rpartition(":")[2])
        if kind == "message":
            return _message(reference) if reference is not None else None
        if kind == "timer":
            when = next(iter(own.iterchildren("*")))
            return Event(kind, timer=etree.QName(when).localname, text=_text(when))
        if kind == "conditional":
            return Event(kind, text=_text(own.find(f"{B}condition")))
        if kind == "compensate":
            return Event(kind, own.get("activityRef"))
        if kind == "link":
            return Event(kind, own.get("name"))
        if kind == "signal" and reference is not None:
            return Event(kind, reference.get("name"))
        code = reference.get(f"{kind}Code") if reference is not None else None
        return Event(kind, code)
    return None


def _message(declared: etree._Element) -> Event:
    key = declared.find(f"{B}extensionElements/{Z}subscription")
    return Event("message", declared.get("name"), key.get("correlationKey") if key is not None else None)


def _text(xml: etree._Element | None) -> str:
    return (xml.text or "").strip() if xml is not None else ""
