"""What a file gets that is not safe, well-formed XML."""

from __future__ import annotations

from cip_workflow.errors import Refused


class XmlRefused(Refused):
    """This file is not XML that can be read safely.

    `name` is the file, `line` and `column` count from 1 (0 where no place can be named), `sentence` says what
    is wrong and how to mend it; `message` is all of it in one line.
    """

    def __init__(self, name: str, line: int, column: int, sentence: str) -> None:
        self.name = name
        self.line = line
        self.column = column
        self.sentence = sentence
        place = f"{name or 'The file'}, line {line}, column {column}" if line else name or "The file"
        super().__init__(f"{place}: {sentence}", findings=(self,))

    def __str__(self) -> str:
        """The whole message, so that a list of findings reads as a list of sentences."""
        return self.message

    def __repr__(self) -> str:
        """Short, for logs: the exception would otherwise print its own finding, which is itself."""
        return f"XmlRefused({self.message!r})"
