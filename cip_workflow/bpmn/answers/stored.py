"""The file beside a diagram that holds its answers: `leave.bpmn.answers.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.errors import Refused

ENDING = ".answers.json"
_FIELDS = {"rule", "element", "choice", "value"}


def beside(name: str) -> str:
    """The name of the file with the answers for a diagram."""
    return name + ENDING


def store(answers: Iterable[Answer]) -> bytes:
    """The contents of that file: the same for the same answers, whatever their order."""
    rows = sorted((asdict(one) for one in answers), key=lambda one: (one["element"], one["rule"]))
    return (json.dumps({"answers": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def stored(data: bytes, name: str = "") -> list[Answer]:
    """The answers in such a file.

    Raises:
        Refused: it is no such file.
    """
    try:
        rows = json.loads(data)["answers"]
        if not all(set(row) <= _FIELDS and all(isinstance(one, str) for one in row.values()) for row in rows):
            raise ValueError
        return [Answer(**row) for row in rows]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(
            f"{name or 'The file with the answers'} cannot be read. Answer the questions on the page again."
        ) from error
