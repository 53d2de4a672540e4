"""The stored state of an instance: a small compressed value with the open tokens and the variables.

`zlib(msgpack([format, digest of the specs, process, counter, parts, scopes]))`. Dates, times and decimals are
extension types, so no name of a variable is reserved; nothing is ever sorted (T2), and nothing in it is code.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

import msgpack

from cip_workflow.engine import records
from cip_workflow.engine.compiling import Specs
from cip_workflow.engine.context import Context
from cip_workflow.engine.faults import StateMismatch
from cip_workflow.engine.instance import Inside, Instance, Running
from cip_workflow.engine.scopes import Scope, Variables
from cip_workflow.engine.tokens import Token
from cip_workflow.errors import Invalid

FORMAT = 1

_READ: dict[int, Callable[[str], Any]] = {
    1: datetime.fromisoformat,
    2: date.fromisoformat,
    3: Decimal,
    4: time.fromisoformat,
}


def _write(value: Any) -> Any:
    if isinstance(value, datetime):
        return msgpack.ExtType(1, value.isoformat().encode())
    if isinstance(value, date):
        return msgpack.ExtType(2, value.isoformat().encode())
    if isinstance(value, Decimal):
        return msgpack.ExtType(3, str(value).encode())
    if isinstance(value, time):
        return msgpack.ExtType(4, value.isoformat().encode())
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    raise Invalid(f"A variable holds {value!r}, a {type(value).__name__}, which cannot be stored.")


def _extension(code: int, data: bytes) -> Any:
    return _READ[code](data.decode())


_dumps = partial(msgpack.packb, default=_write, strict_types=True)
_loads = partial(msgpack.unpackb, ext_hook=_extension, strict_map_key=False)


def dump(top: Instance, specs: Specs) -> bytes:
    """The bytes of an instance at rest. Raises Invalid for a variable that cannot be stored."""
    scopes: list[tuple[int | None, dict[str, Any]]] = []
    index: dict[int, int] = {}

    def number(scope: Variables) -> int:
        if id(scope) not in index:
            parent = number(scope.parent) if isinstance(scope, Scope) else None
            index[id(scope)] = len(scopes)
            scopes.append((parent, scope.local if isinstance(scope, Scope) else scope))
        return index[id(scope)]

    parts = []
    for part in top.everywhere():
        rows = [(*token.row(), None if token.scope is None else number(token.scope)) for token in part.open()]
        host = None if part.host is None else part.host.id
        kept = [records.rows(part.kept, number)] if part.kept else []
        parts.append((host, part.spec.name, number(part.scope), part.interrupted, rows, *kept))
    try:
        packed = _dumps((FORMAT, specs.digest, top.sequence, top.completed, parts, scopes))
    except (OverflowError, ValueError) as error:
        raise Invalid(f"The variables cannot be stored: {error}.") from error
    return zlib.compress(packed, 1)


def restore(state: bytes, specs: Specs, context: Context) -> Instance:
    """The live instance. Raises StateMismatch when the bytes belong to other specs or another format."""
    try:
        format_, digest, sequence, completed, parts, rows_of_scopes = _loads(zlib.decompress(state))
    except (zlib.error, ValueError, TypeError) as error:
        raise StateMismatch("This is not the state of an instance.") from error
    if format_ != FORMAT:
        raise StateMismatch(f"The state has the format {format_}, this engine reads {FORMAT}.")
    if digest != specs.digest:
        raise StateMismatch("The state belongs to another version of the process. Migrate it first.")
    scopes: list[Variables] = []
    for parent, local in rows_of_scopes:
        scopes.append(local if parent is None else Scope(local, scopes[parent]))
    top = Instance(specs.processes[parts[0][1]], dict(specs.processes), context)
    top.decisions = specs.decisions
    top.sequence = sequence
    top.completed = completed
    known: dict[int, Token] = {}
    for host, name, scope, interrupted, rows, *kept in parts:
        part: Running = top if host is None else Inside(specs.processes[name], known[host])
        part.scope = scopes[scope]
        part.interrupted = interrupted
        if kept:
            part.kept = records.from_rows(kept[0], scopes)
        if isinstance(part, Inside) and "/" not in name:
            part.enter_call()
        for row in rows:
            known[row[0]] = _token(part, row, scopes)
    return top


def _token(part: Running, row: list[Any], scopes: list[Variables]) -> Token:
    token = Token.__new__(Token)
    *fields, scope = row
    token.fill(part, fields, None if scope is None else scopes[scope])
    if "listens" not in token.internal_data:
        part.live += 1
    return token


def scopes_of(state: bytes) -> tuple[Variables, dict[int, Variables]]:
    """The instance's own variables, and those that each open token sees, without the specs."""
    try:
        *_, parts, rows_of_scopes = _loads(zlib.decompress(state))
    except (zlib.error, ValueError, TypeError) as error:
        raise StateMismatch("This is not the state of an instance.") from error
    scopes: list[Variables] = []
    for parent, local in rows_of_scopes:
        scopes.append(local if parent is None else Scope(local, scopes[parent]))
    seen = {row[0]: scopes[part[2] if row[5] is None else row[5]] for part in parts for row in part[4]}
    return scopes[parts[0][2]], seen
