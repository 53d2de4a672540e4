"""Built-in service tasks: one file each, found by its `TYPE` (docs/handlers.md lists their inputs and outputs).

A handler module has

    TYPE   the task definition type in diagrams, `cip:set-stage`
    EARLY  True where it runs before a new case has its row, because nothing that it writes refers to it
    FINAL  why an answer that led here cannot be recalled; empty where nothing outside the case's rows is touched
    run(job, work, case) -> result variables
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

#: Types that begin like this are the product's own; everything else is work outside of it.
BUILT_IN = "cip:"


@dataclass(frozen=True, kw_only=True)
class Handler:
    """One built-in service task."""

    type: str
    final: str
    early: bool
    run: Callable[[Job, Work, Case], Mapping[str, Any]]


def find(type_: str) -> Handler | None:
    """The handler of a task definition type; None where the work is somebody else's."""
    return known().get(type_)


@cache
def known() -> Mapping[str, Handler]:
    """Every handler, by type: the modules of this folder."""
    found: dict[str, Handler] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found[loaded.TYPE] = Handler(
            type=loaded.TYPE,
            final=loaded.FINAL,
            early=getattr(loaded, "EARLY", False),
            run=loaded.run,
        )
    return found
