"""What a throw event, end event or send task throws: one small class for each kind."""

from __future__ import annotations

from typing import Any

from cip_workflow.engine.elements.compensation import claim, proceed
from cip_workflow.engine.elements.throwing import Catch, find
from cip_workflow.engine.expressions import Expression
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import open_tokens
from cip_workflow.engine.messages import SIGNAL, correlation_key, message_name
from cip_workflow.engine.tokens import Token
from cip_workflow.types import Thrown


class ThrowMessage:
    """Leaves the instance with its input mappings as payload; operations deliver it, also to the same instance."""

    def __init__(self, name: Expression, correlation: Expression | None) -> None:
        self.name = name
        self.correlation = correlation

    def throw(self, token: Token) -> None:
        """Raises Failed."""
        scope = token.data
        name, key = message_name(self.name, scope), correlation_key(self.correlation, scope)
        token.context.thrown.append(
            Thrown(**token.place(), kind="message", code=name, correlation=key, payload=_payload(token))
        )


class ThrowSignal:
    """Reaches every wait of this instance at once, and leaves it for the others."""

    def __init__(self, name: Expression) -> None:
        self.name = name

    def throw(self, token: Token) -> None:
        """Raises Failed."""
        name, payload = message_name(self.name, token.data), _payload(token)
        token.context.thrown.append(Thrown(**token.place(), kind="signal", code=name, payload=payload))
        _leave_if_it_ends(token)
        for waiting in [
            one for one in open_tokens(token.workflow.top_workflow) if waits_for(one, SIGNAL + name, None)
        ]:
            if waiting.awaits is not None:  # an earlier one may have taken it away
                waiting.task_spec.occur(waiting, dict(payload))


class ThrowError:
    """Ends what is around the event, up to the one that catches it; nobody: an incident."""

    def __init__(self, code: Expression | None) -> None:
        self.code = code

    def throw(self, token: Token) -> None:
        """Raises Failed."""
        code = message_name(self.code, token.data) if self.code else ""
        catch = find(token, "error", code)
        if catch is None:
            raise Failed(
                f"The error {code!r} is not caught: no boundary event or event sub-process around it waits for it.",
                cure="Skip this step if the case may simply end here, or add an event that catches it to the diagram.",
            )
        _hand_over(catch, token)


class ThrowEscalation:
    """Tells those around; nobody: it leaves the instance."""

    def __init__(self, code: Expression | None) -> None:
        self.code = code

    def throw(self, token: Token) -> None:
        """Raises Failed."""
        code = message_name(self.code, token.data) if self.code else ""
        catch = find(token, "escalation", code)
        if catch is None:
            token.context.thrown.append(
                Thrown(**token.place(), kind="escalation", code=code, payload=_payload(token))
            )
        else:
            _hand_over(catch, token)


class Terminate:
    """Ends everything else in its process or sub-process."""

    def throw(self, token: Token) -> None:
        """Cancel all other tokens beside it."""
        for other in token.workflow.open():
            if other is not token:
                other.cancel()


class Compensate:
    """Undoes one activity, or all that was completed around it, the last one first, and waits for that."""

    def __init__(self, element: str | None) -> None:
        self.element = element

    def throw(self, token: Token) -> bool:
        """False until it is undone."""
        return _undone(token, self.element)


class CancelTransaction:
    """Ends the transaction that it stands in by its cancel boundary event, after undoing what was completed in it."""

    def throw(self, token: Token) -> bool:
        """False until it is undone. Raises Failed where the transaction has no such event."""
        catch = find(token, "cancel", "")
        if catch is None:
            raise Failed(
                "The cancel end event is not caught: its transaction has no cancel boundary event.",
                cure="Add a cancel boundary event to the transaction.",
            )
        if "undo" not in token.internal_data:
            Terminate().throw(token)
        if not _undone(token, None):
            return False
        _hand_over(catch, token)
        return True


def _undone(token: Token, element: str | None) -> bool:
    if "undo" in token.internal_data or not claim(token, element):
        return True
    token.internal_data["undo"] = True
    proceed(token)
    return False


def waits_for(token: Token, name: str, key: str | None) -> bool:
    """Whether `token` waits for the message or signal `name` with the correlation `key`."""
    waits: Any = getattr(token.awaits, "waits", None)
    return waits is not None and waits(token) == (name, key)


def _payload(token: Token) -> dict[str, Any]:
    node: Any = token.task_spec
    payload: dict[str, Any] = node.local(token) if "own" in token.internal_data else {}
    return payload


def _leave_if_it_ends(token: Token) -> None:
    """An end event has been reached before what it throws takes its surroundings away."""
    if token.task_spec.type == "endEvent":
        token.complete()


def _hand_over(catch: Catch, token: Token) -> None:
    payload = _payload(token)
    _leave_if_it_ends(token)
    catch.happen(payload)
