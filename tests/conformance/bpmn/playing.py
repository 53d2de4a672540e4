"""Moves and traces as they are written in `cases.Run`, played by both players."""

from __future__ import annotations

import json
from typing import Any

from tests.conformance.bpmn.cases import Case, Run
from tests.conformance.bpmn.play import Game, Open, Product, Seen, compiled
from tests.conformance.bpmn.schedule import agree

Move = tuple[str, Open, int, dict[str, Any]]


def play(case: Case, run: Run, *, restored: bool) -> None:
    """Both players follow the run; each step must be what the run says. Raises AssertionError."""
    product, game = Product(case.model, compiled(case.model), lambda: restored), Game(case.model)
    expected = [step.split() for step in run.left.split("|")]
    told = [case.name, run.moves]
    agree(product.seen, game.seen, told)
    shown = [product.seen]
    for written in run.moves.split():
        move = read_move(written, shown[-1])
        shown.append(product.do(*move))
        agree(shown[-1], game.do(*move), [*told, f"at {written}"])
    assert [sorted(one.left) for one in shown] == [sorted(step) for step in expected], told
    assert [one.element for one in shown[-1].open] == sorted(run.still.split()), told
    assert shown[-1].finished == (not run.still), told
    if run.data is not None:
        assert shown[-1].variables == run.data, told
    if run.thrown:
        assert [f"{kind} {code}" for one in shown for kind, code, *_ in one.thrown] == run.thrown.split("; ")


def read_move(written: str, seen: Seen) -> Move:
    """A move as it is written in a `Run`, at what is open now."""
    word, _, said = written.partition(":")
    given = {
        name: _value(text) for name, _, text in (pair.partition("=") for pair in said.split(",") if pair)
    }
    if word == "+":
        return (
            "time",
            min((one for one in seen.open if one.kind == "timer"), key=lambda one: one.due),
            0,
            given,
        )
    if word[0] == "~":
        return (
            "signal",
            next(one for one in seen.open if (one.kind, one.name) == ("signal", word[1:])),
            0,
            given,
        )
    if word[0] == "@":
        name, _, key = word[1:].partition("/")
        fits = [one for one in seen.open if (one.kind, one.name, one.key) == ("message", name, key)]
        return "message", fits[0], 0, given
    element, job, code = word.partition("!")
    element, _, index = element.partition("#")
    kind = "job" if job else "task"
    at = next(
        one
        for one in seen.open
        if (one.kind, one.element) == (kind, element) and (not index or one.index == int(index))
    )
    return ("fail", at, 0, {"code": code}) if code else (kind, at, 0, given)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
