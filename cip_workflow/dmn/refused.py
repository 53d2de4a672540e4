"""What a decision model gets that cannot be loaded."""

from __future__ import annotations

from cip_workflow.errors import Refused


class ModelRefused(Refused):
    """This decision model cannot be used as it stands.

    `name` is the file, `line` its line (0 where no place can be named), `element` the id or name of the DMN element,
    `sentence` says what is wrong and how to mend it; `message` is all of it in one line.
    """

    def __init__(self, name: str, line: int, element: str, sentence: str) -> None:
        self.name = name
        self.line = line
        self.element = element
        self.sentence = sentence
        place = name or "The decision model"
        if line:
            place += f", line {line}"
        if element:
            place += f", {element}"
        super().__init__(f"{place}: {sentence}", findings=(self,))

    def __str__(self) -> str:
        """The whole message, so that a list of findings reads as a list of sentences."""
        return self.message

    def __repr__(self) -> str:
        """Short, for logs: the exception would otherwise print its own finding, which is itself."""
        return f"ModelRefused({self.message!r})"
