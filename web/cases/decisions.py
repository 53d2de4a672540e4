"""What a decision table decided, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cip_workflow.errors import NotFound
from cip_workflow.queries import progress
from cip_workflow.queries.cases import Case
from cip_workflow.queries.progress import Decision
from cip_workflow.types import Actor
from web.diagrams import document_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

#: Property of a business rule task, or of its process: the organisations that see what the table decided.
VISIBLE_TO = "visibleTo"


def shown(session: Session, actor: Actor, case: Case, called: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of what tables decided, newest first, as far as the diagrams show them to this person's organisation.

    Args:
        called: the processes that the case has called.
    """
    made = progress.decisions(session, case.id)
    hidden = _hidden(session, actor, case, {case.process_id, *called}) if made else frozenset()
    return [said(one) for one in made if one.element not in hidden]


def _hidden(session: Session, actor: Actor, case: Case, processes: Iterable[str]) -> frozenset[str]:
    """Elements whose decisions are not for the reader. Element ids are unique over the files of a bundle."""
    found: set[str] = set()
    for process_id in processes:
        try:
            document, _ = document_of(session, case.definition_id, process_id)
        except NotFound:
            continue
        process = document.process(process_id)
        for key, element in (process.elements if process else {}).items():
            named = element.properties.get(VISIBLE_TO) or (
                process.properties.get(VISIBLE_TO) if process else ""
            )
            if named and actor.organisation not in {one.strip().upper() for one in named.split(",")}:
                found.add(key)
    return frozenset(found)


def said(one: Decision) -> dict[str, Any]:
    """Which rules decided, and what: “Rules 1 and 2 decided: UK1 pipeline (mandatory: yes); UK3 planned notice”."""
    rules = [str(rule) for part in one.trace for rule in _numbers(part)]
    named = f"Rule{'s' if len(rules) != 1 else ''} {' and '.join(rules)} decided: " if rules else "Decided: "
    return {"key": {"text": one.name}, "value": {"text": named + _readable(one.value)}}


def _numbers(part: dict[str, Any]) -> list[Any]:
    return [rule.get("number", rule) if isinstance(rule, dict) else rule for rule in part.get("rules") or []]


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        return _context(value)
    if isinstance(value, list):
        return "; ".join(_readable(one) for one in value) or "nothing"
    if value is None or value == "":
        return "nothing"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _context(value: dict[str, Any]) -> str:
    """The first entry says what it is, the others what else is known of it; empty ones are left out."""
    entries = [(name, one) for name, one in value.items() if one not in (None, "", "none", [])]
    if not entries:
        return "nothing"
    rest = ", ".join(f"{name}: {_readable(one)}" for name, one in entries[1:])
    return _readable(entries[0][1]) + (f" ({rest})" if rest else "")
