"""What the folders beside this one say of our processes, put together: one folder a process.

A folder has `domain.py` (what DOMAIN and RULINGS say of the process and its forms), `paths.py` (ways through it) and, where
it needs them, `rules.py` (each rule of its forms broken once), `strange.py` (ways below the forms) and `serving.py` (its
service tasks in a few lines, for walks without a database).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path as Folder
from types import ModuleType
from typing import Any

from tests.processes.steps import Path

_HERE = Folder(__file__).parent
NAMES = sorted(file.parent.name for file in _HERE.glob("*/domain.py"))


def modules(kind: str) -> list[ModuleType]:
    """The modules of one kind, `domain` or `paths`, of every process that has one."""
    return [
        importlib.import_module(f"tests.processes.{name}.{kind}")
        for name in NAMES
        if (_HERE / name / f"{kind}.py").exists()
    ]


def told(what: str) -> dict[str, Any]:
    """What all domains say under one name, in one mapping: `told("TASKS")`."""
    return {key: value for module in modules("domain") for key, value in getattr(module, what, {}).items()}


def named(what: str) -> set[str]:
    """What all domains say under one name, in one set: `named("MESSAGES")`."""
    return {one for module in modules("domain") for one in getattr(module, what, ())}


def paths() -> tuple[Path, ...]:
    """Every way that people can walk."""
    return tuple(path for module in modules("paths") for path in module.PATHS)


def below_forms() -> tuple[Path, ...]:
    """Every way that only answers which no form lets through can take."""
    return tuple(path for module in modules("strange") for path in module.BELOW_FORMS)


def unreachable() -> frozenset[str]:
    """What no way reaches, with its reason where it is named."""
    return frozenset[str]().union(*(module.UNREACHABLE for module in modules("strange")))


def broken() -> list[tuple[Any, ...]]:
    """Each rule of each form broken once."""
    return [one for module in modules("rules") for one in module.BROKEN]


def served() -> Mapping[str, Callable[..., Mapping[str, Any]]]:
    """Service task type -> what it does in walks without a database, given the walk and the job."""
    return {key: value for module in modules("serving") for key, value in module.SERVED.items()}
