"""Who may see and do what. Each function raises, or returns nothing: NotFound for what one may not know of, else NotAllowed."""

from __future__ import annotations

from collections.abc import Iterable

from cip_workflow.errors import Conflict, NotAllowed, NotFound
from cip_workflow.operations._case import NO_CASE, Case
from cip_workflow.operations._groups import OVERSEERS, OVERSIGHT, Member
from cip_workflow.operations._task import OpenTask
from cip_workflow.types import Actor

NO_TASK = "There is no such task, or you may not see it."


def oversees(actor: Actor) -> bool:
    """Whether this person sees every case."""
    return bool(actor.groups & OVERSIGHT)


def as_member(actor: Actor) -> Member:
    """The actor as rules of duty see one."""
    return Member(
        id=actor.person_id or 0,
        login=actor.login,
        name=actor.name,
        organisation=actor.organisation,
        overseer=bool(actor.groups & OVERSEERS),
    )


def see_case(actor: Actor, case: Case) -> None:
    """Raises NotFound unless the actor takes part in the case or oversees all."""
    if not (actor.is_system or oversees(actor) or actor.principals & set(case.principals)):
        raise NotFound(NO_CASE)


def see_task(actor: Actor, case: Case, task: OpenTask) -> None:
    """Raises NotFound unless the actor may see the case that the task is part of."""
    if not (actor.is_system or oversees(actor) or actor.principals & {*case.principals, *task.candidates}):
        raise NotFound(NO_TASK)


def is_candidate(actor: Actor, task: OpenTask) -> bool:
    """Whether the diagram offers the task to this person or one of their groups."""
    return bool(actor.principals & set(task.candidates)) or (
        task.assignee_id is not None and task.assignee_id == actor.person_id
    )


def be_candidate(actor: Actor, task: OpenTask) -> None:
    """Raises NotAllowed unless the task is offered to this person."""
    if not is_candidate(actor, task):
        raise NotAllowed(f"“{task.name}” is for {for_whom(task.candidates)}, and you are not one of them.")


def work_on(actor: Actor, case: Case, task: OpenTask) -> None:
    """Raises unless this person may do the task now: it is theirs, or nobody holds it and it is offered to them."""
    see_task(actor, case, task)
    still_open(case, task)
    be_candidate(actor, task)
    if task.assignee_id is not None and task.assignee_id != actor.person_id:
        raise Conflict(
            f"Somebody else holds “{task.name}”. Ask them to release it, or governance to reassign it."
        )


def still_open(case: Case, task: OpenTask) -> None:
    """Raises Conflict when the task, or its case, is not open any more."""
    if task.status != "open":
        raise Conflict(closed(task))
    running(case)


def closed(task: OpenTask) -> str:
    """Why nothing can be done with a task that is not open."""
    if task.status == "done":
        return f"“{task.name}” is already done. Nothing was changed by you."
    return f"“{task.name}” is no longer needed: the case has gone another way."


def running(case: Case) -> None:
    """Raises Conflict when the case is suspended or over."""
    if case.status == "suspended":
        raise Conflict("This case is suspended. Its tasks can be done again when governance has resumed it.")
    if case.status != "running":
        raise Conflict("This case is over. Nothing more can be done in it.")


def govern(actor: Actor, *, what: str, groups: Iterable[str] = OVERSEERS) -> None:
    """Raises NotAllowed unless the actor looks after cases: a governance lead or an administrator."""
    if not actor.groups & set(groups):
        named = " or ".join(sorted(groups))
        raise NotAllowed(f"Only {named} may {what}.")


def for_whom(principals: Iterable[str]) -> str:
    """The candidates of a task in a sentence."""
    groups = [one.removeprefix("g:").partition("@")[0] for one in principals if one.startswith("g:")]
    if groups:
        return " or ".join(dict.fromkeys(groups))
    return "one named person"
