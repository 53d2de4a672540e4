"""What small forms of our own have in common: save, or show the page again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from cip_workflow.errors import Invalid

Saved = TypeVar("Saved")
Errors = dict[str, list[str]]


def rendered(
    save: Callable[[], Saved],
    *,
    done: Callable[[Saved], tuple[str, str]],
    again: Callable[[Errors], str],
) -> ResponseReturnValue:
    """Save; then a message and the next page, or, when the input is wrong, the same page with 422.

    Args:
        save: opens its own transaction; raises Invalid when the input is wrong.
        done: the message and the address of the next page.
        again: the page with the sentences, by field.
    """
    try:
        saved = save()
    except Invalid as wrong:
        return again(wrong.fields or {"form": [wrong.message]}), 422
    message, there = done(saved)
    flash(message, "success")
    return redirect(there, 303)


def number(text: str) -> int | None:
    """The whole number in a query parameter, or None when there is none."""
    return int(text) if text.isdecimal() and len(text) < 18 else None
