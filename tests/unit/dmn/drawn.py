"""DMN files for tests, written as short as they are read."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from cip_workflow import dmn

DMN_15 = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def definitions(
    *content: str, namespace: str = "urn:test", dmn_version: str = DMN_15, more: str = ""
) -> bytes:
    """A whole file."""
    head = f'<definitions xmlns="{dmn_version}" namespace="{namespace}" name="test" id="defs" {more}>'
    return f"{head}\n{''.join(content)}</definitions>".encode()


def literal(text: str, type_: str = "") -> str:
    return f"<literalExpression{_type(type_)}><text>{escape(text)}</text></literalExpression>"


def decision(name: str, logic: str, *, needs: str = "", knows: str = "", type_: str = "") -> str:
    """A decision with the id `d_<name>`; `needs` names inputs (`i_..`) and decisions, `knows` functions, by id."""
    required = "".join(
        f'<informationRequirement><required{"Input" if each.startswith("i_") else "Decision"} href="#{each}"/>'
        "</informationRequirement>"
        for each in needs.split()
    )
    known = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>'
        for each in knows.split()
    )
    variable = f"<variable name={quoteattr(name)}{_type(type_)}/>"
    return f'<decision id="d_{name.replace(" ", "_")}" name={quoteattr(name)}>{variable}{required}{known}{logic}</decision>\n'


def data(name: str, type_: str = "") -> str:
    """An input data with the id `i_<name>`."""
    variable = f"<variable name={quoteattr(name)}{_type(type_)}/>"
    return f'<inputData id="i_{name.replace(" ", "_")}" name={quoteattr(name)}>{variable}</inputData>\n'


def knowledge(
    name: str, body: str, *parameters: str, knows: str = "", type_: str = "", kind: str = ""
) -> str:
    """A business knowledge model with the id `k_<name>`; a parameter is `name` or `name: type`."""
    known = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>'
        for each in knows.split()
    )
    formals = "".join(formal(each) for each in parameters)
    kinds = f' kind="{kind}"' if kind else ""
    return (
        f'<businessKnowledgeModel id="k_{name}" name="{name}"><variable name="{name}"{_type(type_)}/>'
        f"<encapsulatedLogic{kinds}>{formals}{body}</encapsulatedLogic>{known}</businessKnowledgeModel>\n"
    )


def formal(parameter: str) -> str:
    name, _, kind = parameter.partition(":")
    return f'<formalParameter name="{name.strip()}"{_type(kind.strip())}/>'


def item(
    name: str, type_: str = "", *, of: str = "", many: bool = False, allowed: str = "", more: str = ""
) -> str:
    """An item definition; `of` holds components."""
    kind = f"<typeRef>{type_}</typeRef>" if type_ else ""
    values = f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    collection = ' isCollection="true"' if many else ""
    return f'<itemDefinition name="{name}"{collection}>{kind}{values}{of}{more}</itemDefinition>\n'


def component(name: str, type_: str = "") -> str:
    return f'<itemComponent name="{name}"><typeRef>{type_}</typeRef></itemComponent>'


def table(
    *rules: str,
    inputs: str = "",
    outputs: str = "",
    policy: str = "UNIQUE",
    aggregation: str = "",
    input_values: dict[str, str] | None = None,
    output_values: dict[str, str] | None = None,
    defaults: dict[str, str] | None = None,
    types: dict[str, str] | None = None,
) -> str:
    """A decision table. Columns are separated by `|`; a rule is `input | input => output | output // annotation`."""
    types = types or {}
    columns = "".join(
        f'<input label="{name}"><inputExpression{_type(types.get(name, ""))}><text>{escape(name)}</text>'
        f"</inputExpression>{_values('inputValues', (input_values or {}).get(name))}</input>"
        for name in _cells(inputs)
    )
    results = "".join(
        f'<output name="{name}"{_type(types.get(name, ""))}>{_values("outputValues", (output_values or {}).get(name))}'
        f"{_values('defaultOutputEntry', (defaults or {}).get(name))}</output>"
        for name in _cells(outputs) or [""]
    )
    kind = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable hitPolicy="{policy}"{kind}>{columns}{results}{"".join(map(_rule, rules))}</decisionTable>'


def service(
    name: str, *, out: str, data_: str = "", decisions: str = "", inside: str = "", type_: str = ""
) -> str:
    def refs(tag: str, ids: str) -> str:
        return "".join(f'<{tag} href="#{each}"/>' for each in ids.split())

    kind = f' typeRef="{type_}"' if type_ else ""
    return (
        f'<decisionService id="s_{name}" name="{name}"><variable name="{name}"{kind}/>{refs("outputDecision", out)}'
        f"{refs('encapsulatedDecision', inside)}{refs('inputDecision', decisions)}{refs('inputData', data_)}"
        "</decisionService>\n"
    )


def import_(name: str, namespace: str, kind: str = "https://www.omg.org/spec/DMN/20230324/MODEL/") -> str:
    return f'<import name="{name}" namespace="{namespace}" importType="{kind}"/>'


def foreign(text: str, *references: str) -> str:
    """A decision whose requirements are given as whole hrefs: `Input urn:a#i_x`."""
    required = "".join(
        f'<{kind}Requirement><required{what} href="{href}"/></{kind}Requirement>'
        for what, href in (each.split() for each in references)
        for kind in ["knowledge" if what == "Knowledge" else "information"]
    )
    return f'<decision id="d_it" name="it"><variable name="it"/>{required}{literal(text)}</decision>'


def context(*entries: str, type_: str = "") -> str:
    """A boxed context; an entry is `name = FEEL`, `name: type = FEEL` or, for the result, `= FEEL`."""
    made = []
    for each in entries:
        name, _, text = each.partition("=")
        name, _, kind = name.partition(":")
        variable = f'<variable name="{name.strip()}"{_type(kind.strip())}/>' if name.strip() else ""
        body = text.strip()
        made.append(
            f"<contextEntry>{variable}{body if body.startswith('<') else literal(body)}</contextEntry>"
        )
    return f"<context{_type(type_)}>{''.join(made)}</context>"


def value_of(logic: str, inputs: dict[str, Any] | None = None, *others: str, type_: str = "") -> Any:
    """The value of one decision with this logic in a model of its own."""
    return outcome_of(logic, inputs, *others, type_=type_).value


def outcome_of(
    logic: str, inputs: dict[str, Any] | None = None, *others: str, type_: str = ""
) -> dmn.Outcome:
    """The outcome of one decision with this logic in a model of its own; it requires every key of `inputs`."""
    given = inputs or {}
    needs = " ".join(f"i_{name.replace(' ', '_')}" for name in given)
    file = definitions(
        *others, *(data(name) for name in given), decision("it", logic, needs=needs, type_=type_)
    )
    return dmn.load(file, name="test.dmn").evaluate("it", given)


def _rule(rule: str) -> str:
    rule, _, annotation = rule.partition("//")
    left, _, right = rule.partition("=>")
    cells = "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in _cells(left))
    results = "".join(f"<outputEntry><text>{escape(cell)}</text></outputEntry>" for cell in _cells(right))
    note = (
        f"<annotationEntry><text>{escape(annotation.strip())}</text></annotationEntry>" if annotation else ""
    )
    return f"<rule>{cells}{results}{note}</rule>"


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")] if text.strip() else []


def _values(tag: str, text: str | None) -> str:
    return f"<{tag}><text>{escape(text)}</text></{tag}>" if text else ""


def _type(name: str) -> str:
    return f' typeRef="{name}"' if name else ""
