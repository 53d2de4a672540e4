"""Trees to programs for the machine: a row of small instructions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.regex.parser import Anchor, Back, Char, Choice, Group, Piece, Repeat, Sequence

CHAR, CLASS, SPLIT, JUMP, SAVE, START, END, BACK, MARK, MOVED, MATCH = range(11)
MAX_PROGRAM = 5_000


@dataclass
class Program:
    """Instructions `(code, argument, argument)` and how many places they save positions in."""

    code: list[tuple[int, Any, Any]] = field(default_factory=list)
    saves: int = 0
    groups: int = 0
    backs: bool = False


def build(tree: Piece, groups: int, *, backs: bool) -> Program:
    """The program of a pattern.

    Raises:
        NoValue: repetitions within repetitions make it too large.
    """
    builder = _Builder(Program(saves=2 * groups + 2, groups=groups, backs=backs))
    builder.emit(SAVE, 0)
    builder.piece(tree)
    builder.emit(SAVE, 1)
    builder.emit(MATCH)
    return builder.program


class _Builder:
    def __init__(self, program: Program) -> None:
        self.program = program

    def emit(self, code: int, one: Any = None, other: Any = None) -> int:
        instructions = self.program.code
        if len(instructions) >= MAX_PROGRAM:
            raise NoValue("This pattern repeats too much; make its counts smaller.")
        instructions.append((code, one, other))
        return len(instructions) - 1

    def piece(self, piece: Piece) -> None:
        match piece:
            case Char():
                if piece.text is not None:
                    self.emit(CHAR, piece.text)
                else:
                    self.emit(CLASS, piece.held)
            case Anchor():
                self.emit(START if piece.sign == "^" else END)
            case Back():
                self.emit(BACK, piece.group)
            case Sequence():
                for part in piece.parts:
                    self.piece(part)
            case Group():
                self._group(piece)
            case Choice():
                self._choice(piece)
            case Repeat():
                self._repeat(piece)

    def _group(self, group: Group) -> None:
        if group.number is None:
            self.piece(group.inner)
            return
        self.emit(SAVE, 2 * group.number)
        self.piece(group.inner)
        self.emit(SAVE, 2 * group.number + 1)

    def _choice(self, choice: Choice) -> None:
        jumps: list[int] = []
        for branch in choice.branches[:-1]:
            split = self.emit(SPLIT)
            self.piece(branch)
            jumps.append(self.emit(JUMP))
            self._point(split, split + 1, len(self.program.code))
        self.piece(choice.branches[-1])
        for jump in jumps:
            self.program.code[jump] = (JUMP, len(self.program.code), None)

    def _repeat(self, repeat: Repeat) -> None:
        for _ in range(repeat.least):
            self.piece(repeat.inner)
        if repeat.most is None:
            self._loop(repeat)
            return
        splits: list[int] = []
        for _ in range(repeat.most - repeat.least):
            splits.append(self.emit(SPLIT))
            self.piece(repeat.inner)
        for split in splits:
            self._branch(split, len(self.program.code), greedy=repeat.greedy)

    def _loop(self, repeat: Repeat) -> None:
        split = self.emit(SPLIT)
        # A loop that takes nothing would turn forever. The machine's memory ends it, except where
        # back-references forbid it to remember.
        mark = None
        if self.program.backs:
            mark = self.program.saves
            self.program.saves += 1
            self.emit(MARK, mark)
        self.piece(repeat.inner)
        if mark is not None:
            self.emit(MOVED, mark)
        self.emit(JUMP, split)
        self._branch(split, len(self.program.code), greedy=repeat.greedy)

    def _branch(self, split: int, away: int, *, greedy: bool) -> None:
        first, second = (split + 1, away) if greedy else (away, split + 1)
        self._point(split, first, second)

    def _point(self, split: int, first: int, second: int) -> None:
        self.program.code[split] = (SPLIT, first, second)
