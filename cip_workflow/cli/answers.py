"""Answers of a form on the command line: JSON, a file, or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cip_workflow.errors import Invalid

with_answers: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--answers",
    default="{}",
    metavar="JSON",
    help="of the form, as a JSON object; @FILE reads it from a file, - from standard input",
)


def answers_of(text: str) -> dict[str, object]:
    """The answers that an option names. Raises Invalid for anything but a JSON object, OSError for no such file."""
    if text.startswith("@"):
        try:
            text = Path(text[1:]).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Invalid(f"{text[1:]} is not text: {error}. JSON is written in UTF-8.") from error
    elif text == "-":
        text = sys.stdin.read()
    try:
        answers = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(f"The answers are not JSON: {error}.") from error
    if not isinstance(answers, dict):
        raise Invalid('The answers must be a JSON object, for example \'{"title": "Homes near school"}\'.')
    return answers
