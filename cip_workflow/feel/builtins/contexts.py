"""Context functions (DMN table 81)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run, check_items

Context = Mapping[str, Any]


@builtin("get value", "m: context, key: string")
def get_value(context: Context, key: str) -> Any:
    return inbound(context.get(key))


@builtin("get entries", "m: context")
def get_entries(context: Context) -> list[dict[str, Any]]:
    return [{"key": key, "value": inbound(context[key])} for key in context]


@builtin("context", "entries: contexts")
def context(entries: list[Context]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for entry in entries:
        if "key" not in entry or "value" not in entry:
            raise NoValue("Every item must be a context with the entries 'key' and 'value'.")
        key = entry["key"]
        if not isinstance(key, str):
            raise NoValue("A key must be a string.")
        if key in made:
            raise NoValue(f"The key {key!r} comes twice.")
        made[key] = entry["value"]
    return made


@builtin("context put", "context: context, key: string, value: any", needs_run=True)
def context_put(run: Run, source: Context, key: str, value: Any) -> dict[str, Any]:
    run.spend(len(source))
    return {**source, key: value}


@builtin("context put", "context: context, keys: list, value: any", needs_run=True)
def context_put_deep(run: Run, source: Context, keys: list[Any], value: Any) -> dict[str, Any]:
    if not keys or not all(isinstance(key, str) for key in keys):
        raise NoValue("The keys must be a list of one string or more.")
    made = value
    path: list[Context] = [source]
    for key in keys[:-1]:
        inner = path[-1].get(key)
        if not isinstance(inner, Mapping):
            raise NoValue(f"The entry {key!r} is not a context.")
        path.append(inner)
    for outer, key in zip(reversed(path), reversed(keys), strict=True):
        run.spend(len(outer))
        made = {**outer, key: made}
    return dict(made)


@builtin("context merge", "contexts: contexts")
def context_merge(contexts: list[Context]) -> dict[str, Any]:
    check_items(sum(map(len, contexts)))
    return {key: each[key] for each in contexts for key in each}
