"""The Java methods and functions that JUEL expressions call and FEEL can say."""

from __future__ import annotations

from collections.abc import Callable

from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.vocabulary import is_plain

Nodes = tuple[tree.Node, ...]
#: What a call means in FEEL; nothing when it has other arguments than it should.
Method = Callable[[tree.Node, Nodes], tree.Node | None]
Function = Callable[[Nodes], tree.Node | None]

#: Under these names engines offer the running instance, whose variables JUEL reads.
_INSTANCES = frozenset(["execution", "task", "caseExecution", "processInstance", "variableContainer"])


def _call(name: str, *arguments: tree.Node) -> tree.Node:
    return tree.Call(tree.Name(name), arguments)


def _renamed(name: str, count: int = 0) -> Method:
    """A method that is a FEEL function of the object and its arguments."""
    return lambda target, arguments: _call(name, target, *arguments) if len(arguments) == count else None


def _itself(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    return None if arguments else target


def _equals(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    return tree.Comparison("=", target, arguments[0]) if len(arguments) == 1 else None


def _equals_ignoring_case(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    if len(arguments) != 1:
        return None
    return tree.Comparison("=", _call("lower case", target), _call("lower case", arguments[0]))


def _contains(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    """Java strings and lists both have `contains`; which one it is shows at run time."""
    if len(arguments) != 1:
        return None
    text = tree.InstanceOf(target, tree.NamedType("string"))
    return tree.If(text, _call("contains", target, *arguments), _call("list contains", target, *arguments))


def _get(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    match arguments:
        case (tree.String() as key,):
            return _call("get value", target, key)
        case (tree.Number() as index,):
            return tree.Filter(target, tree.Number(index.value + 1))
    return None


def _variable(arguments: Nodes) -> tree.Node | None:
    match arguments:
        case (tree.String(value=name),) if is_plain(name):
            return tree.Name(name)
    return None


def _get_variable(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    return _variable(arguments) if _is_instance(target) else None


def _has_variable(target: tree.Node, arguments: Nodes) -> tree.Node | None:
    variable = _get_variable(target, arguments)
    return None if variable is None else _call("is defined", variable)


def _is_instance(target: tree.Node) -> bool:
    return isinstance(target, tree.Name) and target.name in _INSTANCES


METHODS: dict[str, Method] = {
    "getVariable": _get_variable,
    "getVariableLocal": _get_variable,
    "hasVariable": _has_variable,
    "hasVariableLocal": _has_variable,
    "size": _renamed("count"),
    "isEmpty": _renamed("is empty"),
    "isBlank": _renamed("is blank"),
    "length": _renamed("string length"),
    "toUpperCase": _renamed("upper case"),
    "toLowerCase": _renamed("lower case"),
    "trim": _renamed("trim"),
    "toString": _renamed("string"),
    "startsWith": _renamed("starts with", 1),
    "endsWith": _renamed("ends with", 1),
    "matches": _renamed("matches", 1),
    "containsKey": lambda target, arguments: (
        _call("is defined", _call("get value", target, *arguments)) if len(arguments) == 1 else None
    ),
    "contains": _contains,
    "equals": _equals,
    "equalsIgnoreCase": _equals_ignoring_case,
    "get": _get,
    "intValue": _itself,
    "longValue": _itself,
    "doubleValue": _itself,
    "booleanValue": _itself,
}


def _now(arguments: Nodes) -> tree.Node | None:
    return None if arguments else _call("now")


FUNCTIONS: dict[str, Function] = {
    "now": _now,
    "dateTime": _now,
    "variables:get": _variable,
    "vars:get": _variable,
    "var:get": _variable,
}
