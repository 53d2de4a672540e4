"""Numbers in addresses: those that a row can have. A longer one names nothing, so the answer is 404."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError


class RowNumber(IntegerConverter):
    """`<int:task_id>` up to the largest number that both databases hold."""

    def to_python(self, value: str) -> int:
        """The number; an address with a larger one does not match."""
        if len(value) > 19 or int(value) >= 2**63:
            raise ValidationError
        return int(value)


def init_app(app: Flask) -> None:
    """Use it for every `<int:..>`; routes are added after this."""
    app.url_map.converters["int"] = RowNumber
