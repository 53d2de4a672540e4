"""What the documents for admins say is what the product has."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cip_workflow import config
from cip_workflow.cli import COMMANDS
from cip_workflow.worker.durable import USUAL
from tests.cli.conftest import ROOT

SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SOURCE = (ROOT / "cip_workflow" / "config.py").read_text(encoding="utf-8")
KNOWN = set(re.findall(r'read\.\w+\(\s*"([A-Z_0-9]+)"', SOURCE))


def test_every_setting_is_in_the_table() -> None:
    assert len(KNOWN) > 15
    table = " ".join(line.split("|")[1] for line in SETTINGS.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([A-Z_0-9]+)`", table)) == KNOWN
    assert set(re.findall(r"[A-Z][A-Z_0-9]+", config.__doc__ or "")) >= KNOWN


def test_settings_that_operations_name_exist() -> None:
    named = set(re.findall(r"\b((?:CIP|DATABASE)_[A-Z_0-9]+)\b", OPERATIONS))
    assert named <= KNOWN


def test_commands_that_operations_name_exist() -> None:
    named = set(re.findall(r"(?<!/)\bcip ([a-z-]+)\b", OPERATIONS))
    assert len(named) > 8
    assert named <= set(COMMANDS)


def test_the_tries_of_a_letter_are_as_described() -> None:
    assert USUAL.again[:4] == (30, 120, 600, 1800)
    assert set(USUAL.again[4:]) == {3600}
    assert 23 * 3600 < sum(USUAL.again) < 25 * 3600


@pytest.mark.parametrize("words", re.findall(r"`cip ((?:user|db) [a-z]+)`", OPERATIONS))
def test_commands_of_groups_exist(cip: Callable[..., object], words: str) -> None:
    assert cip(*words.split(), "--help").code == 0
