"""What a DMN file says, as frozen values: the same for every version of the standard and every vendor.

`read.py` makes them from XML, `boxed.py` and `tables.py` compile them. Texts stay as the modeller wrote them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """What every element has: where it stands, and its id and name as far as it has them."""

    line: int = 0
    id: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """What a sentence calls it: its name, else its id."""
        return self.name or self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Boxed(Element):
    """A boxed expression; `type` is its typeRef as written (prefix `feel:` and the like removed), or empty."""

    type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Literal(Boxed):
    """A text in an expression language; `language` is empty where it is the model's own."""

    text: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry(Element):
    """A named and typed part: a context entry, a binding, a relation cell. The result of a context has no name."""

    type: str = ""
    value: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Context(Boxed):
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Invocation(Boxed):
    function: Boxed | None = None
    bindings: tuple[Entry, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ListOf(Boxed):
    items: tuple[Boxed | None, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Relation(Boxed):
    columns: tuple[Entry, ...] = ()
    rows: tuple[tuple[Boxed | None, ...], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    name: str
    type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionOf(Boxed):
    """A function definition; `kind` is FEEL, JAVA or PMML."""

    kind: str = "FEEL"
    parameters: tuple[Parameter, ...] = ()
    body: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditional(Boxed):
    condition: Boxed | None = None
    then: Boxed | None = None
    otherwise: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Iteration(Boxed):
    """`for`, `some` or `every` (DMN 1.4): `kind` says which, `result` is the return or the satisfies expression."""

    kind: str = "for"
    variable: str = ""
    over: Boxed | None = None
    result: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter(Boxed):
    over: Boxed | None = None
    match: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Input(Element):
    """An input column: `name` is its label; `values` the text of its allowed values."""

    label: str = ""
    expression: Literal
    type: str = ""
    values: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Output(Element):
    label: str = ""
    type: str = ""
    values: str = ""
    default: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule(Element):
    inputs: tuple[Literal, ...] = ()
    outputs: tuple[Boxed, ...] = ()
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Table(Boxed):
    """A decision table; `annotations` are the headings of its annotation columns."""

    hit_policy: str = "UNIQUE"
    aggregation: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    rules: tuple[Rule, ...] = ()
    annotations: tuple[str, ...] = ()
    output_label: str = ""

    @property
    def listing(self) -> bool:
        """Whether the value is a list with the outputs of every rule that matches."""
        return self.hit_policy in ("RULE ORDER", "OUTPUT ORDER", "COLLECT") and not self.aggregation


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """An href to another element: its model's namespace (empty: this model) and its id."""

    namespace: str
    id: str
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Node(Element):
    """An element of the requirements graph; `variable` is what expressions call its value, `type` its typeRef."""

    variable: str = ""
    type: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InputData(Node):
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision(Node):
    question: str = ""
    description: str = ""
    requires: tuple[Reference, ...] = ()
    knows: tuple[Reference, ...] = ()
    logic: Boxed | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnowledgeModel(Node):
    """A business knowledge model: a function with a name."""

    knows: tuple[Reference, ...] = ()
    logic: FunctionOf


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionService(Node):
    """A decision service: decisions offered together behind one set of inputs."""

    outputs: tuple[Reference, ...] = ()
    encapsulated: tuple[Reference, ...] = ()
    input_decisions: tuple[Reference, ...] = ()
    input_data: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Item(Element):
    """An item definition or a component of one.

    `allowed` restricts each item, `constraint` (DMN 1.5) the whole value; `function` is a functionItem.
    """

    type: str = ""
    collection: bool = False
    allowed: str = ""
    constraint: str = ""
    components: tuple[Item, ...] = ()
    function: FunctionItem | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionItem:
    parameters: tuple[Parameter, ...] = ()
    result: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Import(Element):
    """Another model whose elements are used here as `name.element`; the kind of file is judged by `of`."""

    namespace: str = ""
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Definitions(Element):
    """A whole DMN file. `lenient` marks the dialects whose expressions see every variable (Camunda, Flowable)."""

    file: str = ""
    namespace: str = ""
    language: str = ""
    lenient: bool = False
    imports: tuple[Import, ...] = ()
    items: tuple[Item, ...] = ()
    inputs: tuple[InputData, ...] = ()
    decisions: tuple[Decision, ...] = ()
    knowledge: tuple[KnowledgeModel, ...] = ()
    services: tuple[DecisionService, ...] = ()
