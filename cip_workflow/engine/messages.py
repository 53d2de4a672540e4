"""Messages, signals and conditions that a token waits for, and what it takes to match them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cip_workflow.engine.library import (
    ConditionalEventDefinition,
    MessageEventDefinition,
    SignalEventDefinition,
)

if TYPE_CHECKING:
    from cip_workflow.engine.expressions import Expression
    from cip_workflow.engine.scopes import Variables
    from cip_workflow.engine.tokens import Token

#: A wait for a signal is reported as a message wait with this before its name.
SIGNAL = "signal:"


class MessageWaiting(MessageEventDefinition):
    """Waits for a message by name, and by the correlation key's value when the wait began."""

    repeats = True

    def __init__(self, name: Expression, correlation: Expression | None) -> None:
        super().__init__(name.text)
        self.called = name
        self.correlation = correlation

    def begin(self, token: Token, scope: Variables) -> None:
        """Compute name and correlation key, and write them to the token. Raises Failed."""
        name, key = message_name(self.called, scope), correlation_key(self.correlation, scope)
        if not self.called.static:
            token.internal_data["name"] = name
        if key is not None:
            token.internal_data["key"] = key

    def begin_when_known(self, token: Token) -> None:
        """Begin; or, while the key has no value yet, wait for that. Raises Failed for any other reason."""
        if self.correlation is not None and self.correlation.value(token.data) is None:
            token.internal_data["keyless"] = True
        else:
            token.internal_data.pop("keyless", None)
            self.begin(token, token.data)

    def waits(self, token: Token) -> tuple[str, str | None] | None:
        """Name and correlation key that `token` waits for; None while its key is not known."""
        if "keyless" in token.internal_data:
            return None
        return token.internal_data.get("name", self.name), token.internal_data.get("key")

    def again(self, token: Token) -> bool:
        """It can come any number of times while its activity lasts."""
        return True


class SignalWaiting(SignalEventDefinition):
    """Waits for a signal by name."""

    repeats = True

    def __init__(self, name: Expression) -> None:
        super().__init__(name.text)
        self.called = name

    def begin(self, token: Token, scope: Variables) -> None:
        """Compute the name. Raises Failed."""
        if not self.called.static:
            token.internal_data["name"] = message_name(self.called, scope)

    def waits(self, token: Token) -> tuple[str, str | None]:
        """Name that `token` waits for, as it is reported."""
        return SIGNAL + token.internal_data.get("name", self.name), None

    def again(self, token: Token) -> bool:
        """It can come any number of times while its activity lasts."""
        return True


class ConditionWaiting(ConditionalEventDefinition):
    """Waits until a condition becomes true; it is looked at when a step has run."""

    repeats = True

    def __init__(self, condition: Expression) -> None:
        super().__init__(condition.text)
        self.condition = condition

    def begin(self, token: Token, scope: Variables) -> None:
        """Begin unmet, so that a condition that is true already fires at once."""
        token.internal_data["met"] = False

    def rises(self, token: Token) -> bool:
        """Whether it is true now and was not when it was last looked at. An unset variable is simply not true."""
        was, now = token.internal_data["met"], self.condition.raw(token.data) is True
        token.internal_data["met"] = now
        return now and not was

    def again(self, token: Token) -> bool:
        """It can become true any number of times while its activity lasts."""
        return True


def message_name(name: Expression, scope: Variables) -> str:
    """The name of a message or signal. Raises Failed when an expression gives no text."""
    value = name.value(scope)
    if not isinstance(value, str) or not value:
        raise name.failed(f"{name.what} gave {value!r}, not a name.", scope, "message")
    return value


def correlation_key(expression: Expression | None, scope: Variables) -> str | None:
    """The value that a message is matched by, as text; None where the diagram asks for none. Raises Failed."""
    if expression is None:
        return None
    key = key_text(expression.value(scope))
    if key is None:
        raise expression.failed(
            f"{expression.what} is empty, or neither text nor a number.", scope, "message"
        )
    return key


def key_text(value: Any) -> str | None:
    """How a correlation key is written, the same for 7, 7.0 and "7"; None for what can be no key."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return f"{Decimal(str(value)).normalize():f}"
