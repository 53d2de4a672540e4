"""The budget of one evaluation, so that no expression can hold up the house.

An expression without loops costs at most its own length, which is limited when it is read. So only what repeats is
counted: every turn of a loop spends the size of its body, every list and string that a function takes or makes
spends a part of its length, every comparison of lists and contexts spends what it looks at. The numbers are chosen
so that the budget is spent in less than a tenth of a second.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cip_workflow.feel.errors import FeelBudgetError

if TYPE_CHECKING:
    from cip_workflow.feel.syntax.tree import Node

#: Characters of an expression.
MAX_TEXT = 50_000
#: How deep parentheses, lists, contexts, operators may nest.
MAX_NESTING = 60
#: How deep the tree may be: also bounds chains such as 1+1+1+1.
MAX_TREE_DEPTH = 200
#: Steps of one evaluation.
MAX_STEPS = 150_000
#: Items of a list, entries of a context.
MAX_ITEMS = 100_000
#: Characters of a string.
MAX_CHARACTERS = 1_000_000
#: Functions within functions.
MAX_CALLS = 100
#: Notes about nulls that are kept of one evaluation.
MAX_NOTES = 50


class Run:
    """One evaluation: what it may still spend, which instant it takes for now, and its notes about nulls."""

    __slots__ = ("calls", "notes", "now", "steps")

    def __init__(self, now: datetime | None = None) -> None:
        self.steps = MAX_STEPS
        self.calls = 0
        self.now = now
        self.notes: list[tuple[Node, str]] = []

    def spend(self, steps: int) -> None:
        """Count `steps` of work.

        Raises:
            FeelBudgetError: when the budget is used up.
        """
        self.steps -= steps
        if self.steps < 0:
            raise FeelBudgetError(
                "This expression takes too many steps. Let it look at fewer items, or split it into several steps."
            )

    def keep(self, made: list[Any]) -> None:
        """Count a list that was made, and refuse it when it is too long."""
        check_items(len(made))
        self.spend(len(made) >> 2)

    def read(self, text: str) -> None:
        """Count a string that was read or made."""
        self.spend(len(text) >> 7)

    def note(self, node: Node, sentence: str) -> None:
        """Remember why `node` gave null."""
        if len(self.notes) < MAX_NOTES:
            self.notes.append((node, sentence))


def check_items(count: int) -> None:
    """Refuse a list of `count` items when that is too long."""
    if count > MAX_ITEMS:
        raise FeelBudgetError(f"This expression makes a list of {count} items; {MAX_ITEMS} are allowed.")


def check_characters(count: int) -> None:
    """Refuse a string of `count` characters when that is too long."""
    if count > MAX_CHARACTERS:
        raise FeelBudgetError(
            f"This expression makes a string of {count} characters; {MAX_CHARACTERS} are allowed."
        )
