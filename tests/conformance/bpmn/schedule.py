"""Random orders: every move is one that the product offers; both players must show the same after each."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

from tests.conformance.bpmn.play import Game, Model, Open, Product, Seen

Answers = Mapping[str, Iterable[Mapping[str, Any]]]
Move = tuple[str, Open, int, dict[str, Any]]


def walk(model: Model, specs: str, seed: int, answers: Answers, moves: int = 40) -> list[tuple[Move, Seen]]:
    """One random order; raises AssertionError where the players differ. How often the product is restored is random too."""
    chance = random.Random(seed)
    often = chance.choice([0.0, 0.5, 1.0])
    product, game = Product(model, specs, lambda: chance.random() < often), Game(model)
    told = [f"seed {seed}, restored before {often:.0%} of the steps"]
    agree(product.seen, game.seen, told)
    walked: list[tuple[Move, Seen]] = []
    for _ in range(moves):
        move = _next(product.seen, chance, answers)
        if move is None:
            break
        told.append(f"{move[0]} {move[1].element} #{move[1].index}/{move[2]} {move[3]} {move[1].due}")
        shown = product.do(*move)
        agree(shown, game.do(*move), told)
        product.seen = shown
        walked.append((move, shown))
    return walked


def _next(seen: Seen, chance: random.Random, answers: Answers) -> Move | None:
    can: list[tuple[str, Open]] = []
    for one in dict.fromkeys(seen.open):
        if one.kind in {"task", "message", "signal"}:
            can.append((one.kind, one))
        if one.kind == "job":
            can.append(("fail" if "fail" in answers and chance.random() < 0.4 else "job", one))
    due = [one for one in seen.open if one.kind == "timer"]
    if due:
        can.append(("time", min(due, key=lambda one: one.due)))
    if not can:
        return None
    kind, at = chance.choice(can)
    nth = (
        chance.randrange(sum(one == at for one in seen.open))
        if kind in {"task", "job", "message", "fail"}
        else 0
    )
    given = dict(chance.choice([*answers.get("fail" if kind == "fail" else at.element, ({},))]))
    if kind in {"message", "signal"}:
        given = {"said": chance.randrange(9)}
    return kind, at, nth, given


def agree(product: Seen, game: Seen, told: list[str]) -> None:
    """Compare what the two show; where several tokens ran in a step, their order is nobody's business."""
    story = "\n".join(told)
    for part in ("left", "thrown", "flows", "cancelled", "ends", "open", "variables", "finished"):
        ours, theirs = getattr(product, part), getattr(game, part)
        if game.beside and part in {"left", "thrown"}:
            ours, theirs = sorted(ours, key=repr), sorted(theirs, key=repr)
        assert ours == theirs, f"{part}\nthe product: {ours}\nthe game:    {theirs}\n{story}"
