"""Real diagrams, damaged at random: whatever is left of them gets an answer, never a crash.

Two hundred are tried; CIP_SOAK=1 tries ten thousand.
"""

from __future__ import annotations

import os
import random
import re

import pytest

from cip_workflow.bpmn import read
from cip_workflow.bpmn.draw import draw
from cip_workflow.bpmn.lint import lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.bpmn.outline import steps
from cip_workflow.errors import Refused
from tests.conformance.test_corpus import ALL

ROUNDS = 10_000 if os.environ.get("CIP_SOAK") else 200
BATCH = 50
JUNK = [
    b"",
    b"x",
    b"=",
    b"${",
    b"=((",
    b"-1",
    b"NaN",
    b"\xc3\xa9",
    b"&#0;",
    b"<a/>",
    b"'\"",
    b"P1D",
    b"\x00",
    b"true",
]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """`data` with a few attributes emptied, swapped or filled with junk, elements cut out or doubled, bytes lost."""
    for _ in range(dice.randint(1, 6)):
        values = list(re.finditer(rb'="([^"]*)"', data))
        tags = list(re.finditer(rb"<(\w+:)?\w[^<>]*/>", data))
        what = dice.random()
        if what < 0.5 and values:
            here, there = dice.choice(values), dice.choice(values)
            new = dice.choice([there[1], dice.choice(JUNK)])
            data = data[: here.start(1)] + new + data[here.end(1) :]
        elif what < 0.8 and tags:
            tag = dice.choice(tags)
            data = data[: tag.start()] + tag[0] * dice.choice([0, 2]) + data[tag.end() :]
        elif what < 0.95 and tags:
            here, there = dice.choice(tags), dice.choice(tags)
            data = data[: here.start()] + there[0] + data[here.end() :]
        else:
            at = dice.randrange(max(len(data), 1))
            data = data[:at] + data[at + dice.randint(1, 40) :]
    return data


@pytest.mark.parametrize("batch", range(ROUNDS // BATCH))
def test_what_is_left_gets_an_answer(batch: int) -> None:
    dice = random.Random(batch)
    for _ in range(BATCH):
        data = damaged(dice.choice(ALL).read_bytes(), dice)
        findings = lint(data, "damaged.bpmn")
        try:
            document = read(data, "damaged.bpmn")
        except Refused:
            assert [one.rule for one in findings] == ["xml"]
            continue
        for process in document.processes:
            assert draw(document, process.id).startswith("<svg")
            steps(document, process.id)
        try:
            again = read(lower(document), "damaged.bpmn")
        except Refused:
            assert any(one.blocks for one in findings), "lint let pass what cannot be lowered"
            continue
        assert lint(again.data, "lowered.bpmn") is not None
