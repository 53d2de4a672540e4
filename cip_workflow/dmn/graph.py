"""Building the requirements graph of one model, with the graphs of its imports already built.

Three rounds: every node with its type, then what each requires, then its compiled logic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from cip_workflow.dmn.boxed import compile_boxed
from cip_workflow.dmn.elements import (
    Decision,
    DecisionService,
    Definitions,
    Element,
    KnowledgeModel,
    Reference,
)
from cip_workflow.dmn.functions import body_of, formals
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.nodes import DecisionNode, InputNode, KnowledgeNode, Requirement, ServiceNode
from cip_workflow.dmn.plans import plan
from cip_workflow.dmn.refused import ModelRefused

Node = InputNode | DecisionNode | KnowledgeNode | ServiceNode
Found = tuple[Node, tuple[str, ...]]


@dataclass(eq=False)
class Graph:
    """The nodes of a model by id, and the graphs that it imports by their prefix."""

    model: Definitions
    on: Expressions
    path: tuple[str, ...] = ()
    imports: Mapping[str, Graph] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def build(self) -> Graph:
        """Make and connect all nodes.

        Raises ModelRefused for an id that stands twice, a reference to nothing, a requirement that goes in a circle.
        """
        self._make()
        for element in (*self.model.decisions, *self.model.knowledge, *self.model.services):
            _CONNECT[type(element)](self, element, self.nodes[_key(element)])
        self._refuse_circles()
        for element in (*self.model.decisions, *self.model.knowledge):
            self._compile(self.nodes[_key(element)])
        return self

    def _make(self) -> None:
        model, on = self.model, self.on
        sees_all = model.lenient or not model.inputs
        for data in model.inputs:
            self._add(data, InputNode(data, on.types.find(data.type, data.line, data.called), self.path))
        for decision in model.decisions:
            wanted = on.types.find(decision.type, decision.line, decision.called)
            self._add(decision, DecisionNode(decision, wanted, sees_all))
        for known in model.knowledge:
            parameters = formals(known.logic.parameters, on, known.line)
            wanted = on.types.find(known.type, known.line, known.called)
            self._add(known, KnowledgeNode(known, parameters, wanted))
        for service in model.services:
            wanted = on.types.find(service.type, service.line, service.called)
            self._add(service, ServiceNode(service, wanted))

    def _add(self, element: Element, node: Node) -> None:
        key = _key(element)
        if key in self.nodes:
            self.refuse(element, f'The id "{key}" stands twice in this model. Give each element its own.')
        self.nodes[key] = node

    def refuse(self, element: Element, sentence: str) -> NoReturn:
        """Raise ModelRefused at this element."""
        raise ModelRefused(self.model.file, element.line, element.called, sentence)

    def resolve(self, reference: Reference, by: Element, *kinds: type) -> Found:
        """The node that a reference names, and the prefix under which expressions find it."""
        if reference.namespace:
            for prefix, graph in self.imports.items():
                if graph.model.namespace == reference.namespace and isinstance(
                    graph.nodes.get(reference.id), kinds
                ):
                    return graph.nodes[reference.id], ((prefix,) if prefix else ())
        # some tools write the name of the file, or a namespace that nobody has, before the id
        if isinstance(self.nodes.get(reference.id), kinds):
            return self.nodes[reference.id], ()
        where = f"the imported model {reference.namespace}" if reference.namespace else "this model"
        raise ModelRefused(
            self.model.file,
            reference.line or by.line,
            by.called,
            f'This needs "{reference.id}", which {where} does not have. Draw the requirement again or add the element.',
        )

    def sources(self, references: Iterable[Reference], by: Element, *kinds: type) -> list[Requirement]:
        """The nodes that references name, as expressions find them."""
        found = [self.resolve(reference, by, *kinds) for reference in references]
        return [Requirement(node.at.variable, path, node) for node, path in found]

    def _refuse_circles(self) -> None:
        # one way through all decisions finds every circle; the order for one of them is found when it is first asked for
        plan([node for node in self.nodes.values() if isinstance(node, DecisionNode)], (), self.refuse)

    def _compile(self, node: Node) -> None:
        if isinstance(node, DecisionNode) and node.at.logic is not None:
            names = _names((*node.sources, *node.knowledge))
            node.logic = compile_boxed(node.at.logic, names, self.on)
        elif isinstance(node, KnowledgeNode):
            names = _names(node.knowledge) | {parameter.name for parameter in node.parameters}
            node.logic = body_of(replace(node.at.logic, name=node.at.called), names, self.on, compile_boxed)


def _key(element: Element) -> str:
    return element.id or element.name


def _names(sources: Iterable[Requirement]) -> frozenset[str]:
    return frozenset(step for source in sources for step in (*source.path, source.name))


def _connect_decision(graph: Graph, element: Decision, node: DecisionNode) -> None:
    node.sources = graph.sources(element.requires, element, InputNode, DecisionNode)
    node.knowledge = graph.sources(element.knows, element, KnowledgeNode, ServiceNode)


def _connect_knowledge(graph: Graph, element: KnowledgeModel, node: KnowledgeNode) -> None:
    node.knowledge = graph.sources(element.knows, element, KnowledgeNode, ServiceNode)


def _connect_service(graph: Graph, element: DecisionService, node: ServiceNode) -> None:
    inputs = graph.sources((*element.input_data, *element.input_decisions), element, InputNode, DecisionNode)
    node.parameters = [(source.name, source.node) for source in inputs]
    node.outputs = [source.node for source in graph.sources(element.outputs, element, DecisionNode)]
    if not node.outputs:
        sentence = "This decision service has no output decision. Draw one into its upper part."
        graph.on.complain(element.line, element.called, sentence)
    graph.sources(element.encapsulated, element, DecisionNode)


_CONNECT: Mapping[type, Callable[..., None]] = {
    Decision: _connect_decision,
    KnowledgeModel: _connect_knowledge,
    DecisionService: _connect_service,
}
