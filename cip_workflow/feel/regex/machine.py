"""Running programs: depth first as Perl does, but never twice through the same state."""

from __future__ import annotations

from cip_workflow.feel.errors import FeelBudgetError
from cip_workflow.feel.regex.characters import alike
from cip_workflow.feel.regex.program import (
    BACK,
    CHAR,
    CLASS,
    END,
    JUMP,
    MARK,
    MATCH,
    MOVED,
    SAVE,
    SPLIT,
    START,
    Program,
)

#: Instructions of one search; spent in less than a tenth of a second.
MAX_INSTRUCTIONS = 200_000
Saves = tuple[int, ...]


class Machine:
    """Searches one text with one program."""

    def __init__(self, program: Program, text: str, flags: str) -> None:
        self.program = program
        self.text = text
        self.multiline = "m" in flags
        self.ignore_case = "i" in flags
        self.done = 0
        self._failed: set[int] = set()

    def search(self, start: int) -> Saves | None:
        """The first match at or after `start`: where it and its groups begin and end.

        Raises:
            FeelBudgetError: the search takes too long.
        """
        self._failed.clear()
        for at in range(start, len(self.text) + 1):
            found = self._match(at)
            if found is not None:
                return found
        return None

    def _match(self, at: int) -> Saves | None:  # noqa: C901, PLR0912 - the loop of a machine
        code, text, end = self.program.code, self.text, len(self.text)
        width = end + 1
        failed = None if self.program.backs else self._failed
        saves: Saves = (-1,) * self.program.saves
        todo: list[tuple[int, int, Saves]] = [(0, at, saves)]
        done = self.done
        while todo:
            counter, at, saves = todo.pop()
            while True:
                done += 1
                if done > MAX_INSTRUCTIONS:
                    raise FeelBudgetError(
                        "This pattern takes too long on this text. Make the pattern simpler."
                    )
                kind, one, other = code[counter]
                if kind == CHAR:
                    if at >= end or text[at] != one:
                        break
                    at += 1
                elif kind == CLASS:
                    if at >= end or not one(text[at]):
                        break
                    at += 1
                elif kind == SPLIT:
                    if failed is not None:
                        state = counter * width + at
                        if state in failed:
                            break
                        failed.add(state)
                    todo.append((other, at, saves))
                    counter = one
                    continue
                elif kind == JUMP:
                    counter = one
                    continue
                elif kind in (SAVE, MARK):
                    saves = (*saves[:one], at, *saves[one + 1 :])
                elif kind == MATCH:
                    self.done = done
                    return saves
                elif not self._holds(kind, one, at, saves):
                    break
                elif kind == BACK:
                    at += saves[2 * one + 1] - saves[2 * one]
                counter += 1
        self.done = done
        return None

    def _holds(self, kind: int, one: int, at: int, saves: Saves) -> bool:
        if kind == START:
            return at == 0 or (self.multiline and self.text[at - 1] == "\n" and at < len(self.text))
        if kind == END:
            return at == len(self.text) or (self.multiline and self.text[at] == "\n")
        if kind == MOVED:
            return at != saves[one]
        assert kind == BACK
        held = self.text[saves[2 * one] : saves[2 * one + 1]]
        there = self.text[at : at + len(held)]
        return held == there or (self.ignore_case and alike(held, there))
