"""Boolean functions, identity, and the clock (DMN tables 73, 77 and 82)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cip_workflow import clock
from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.limits import Run
from cip_workflow.feel.operators.comparison import same


@builtin("not", "negand: any")
def not_(negand: Any) -> bool | None:
    return not negand if isinstance(negand, bool) else None


@builtin("is", "value1: any, value2: any")
def is_(value1: Any, value2: Any) -> bool:
    return same(value1, value2)


@builtin("now", needs_run=True)
def now(run: Run) -> datetime:
    return (run.now or clock.now()).astimezone(clock.LONDON)


@builtin("today", needs_run=True)
def today(run: Run) -> date:
    return now(run).date()
