"""Who may correct which variable (SOD-10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import NotAllowed
from cip_workflow.operations import _advance, _policy
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.operations.duty import rule_10
from cip_workflow.store.tables import TASK


def may_correct(work: Work, case: Case, names: Iterable[str]) -> None:
    """Raises NotAllowed unless the actor may correct these variables.

    A variable that a user task writes is a decision once a person has done that task. It is corrected by those who may do
    the task, while a failed step holds the case up; governance corrects everything else.
    """
    compiled = _advance.compiled_of(work, case)
    decided = {name: compiled.decided[name] for name in names if name in compiled.decided}
    done = _done(work, case, {element for elements in decided.values() for element in elements})
    plain = [name for name in names if not any(one in done for one in decided.get(name, ()))]
    if plain:
        _policy.govern(work.actor, what=f"correct {', '.join(sorted(plain))}")
    for name in sorted(set(names) - set(plain)):
        tasks = [done[one] for one in decided[name] if one in done]
        theirs = any(work.actor.principals & set(row.candidates) for row in tasks)
        overseer = _policy.as_member(work.actor).overseer
        if overseer or not theirs or "incident" not in case.waits.values():
            raise NotAllowed(
                rule_10.EDIT.format(name=name, task=tasks[-1].name), rule=f"SOD-{rule_10.NUMBER}"
            )


def _done(work: Work, case: Case, elements: set[str]) -> dict[str, Any]:
    if not elements:
        return {}
    rows = work.session.execute(
        sa.select(TASK.c.element, TASK.c.name, TASK.c.candidates)
        .where(TASK.c.instance_id == case.id, TASK.c.element.in_(elements), TASK.c.status == "done")
        .order_by(TASK.c.id)
    )
    return {row.element: row for row in rows}
