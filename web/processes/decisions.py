"""Decision tables drawn as tables, and tried: which rules fire for some inputs. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cip_workflow import dmn, feel
from cip_workflow.errors import WorkflowError
from cip_workflow.queries import settings
from web.auth.access import members_of
from web.processes.blueprint import DEPLOYING, LOOKING, processes
from web.processes.holding import Holding, draft_of, version_of
from web.unit_of_work import reading
from web.values import as_typed

#: What the input of the figures of the agreement is called in our tables.
FIGURES = "settings"
_TEXTS = re.compile(r'\s*"([^"]*)"\s*(?:,|$)')
_MOST = 5000
_HINTS = {
    "number": "A number",
    "date": "For example 2027-03-31",
    "string": "Words, without quotation marks",
}


@processes.get("/processes/<process_id>/<int:version>/decisions/<decision_id>")
@members_of(*LOOKING)
def version_decision(process_id: str, version: int, decision_id: str) -> ResponseReturnValue:
    """A decision of a version."""
    return _page(version_of(process_id, version), decision_id)


@processes.get("/processes/drafts/<int:draft_id>/decisions/<decision_id>")
@members_of(*DEPLOYING)
def draft_decision(draft_id: int, decision_id: str) -> ResponseReturnValue:
    """A decision of a draft."""
    return _page(draft_of(draft_id), decision_id)


def _page(holding: Holding, decision_id: str) -> ResponseReturnValue:
    model, decision = holding.model(decision_id)
    names = _reached(model, decision)
    sheets = [one for one in model.tables() if one.decision in {each.id for each in names}]
    asked = list(_asked(model, names, sheets))
    outcome, errors = None, {}
    if "try" in request.args:
        values = _values(asked, errors)
        if not errors:
            try:
                outcome = model.evaluate(decision_id, values)
            except WorkflowError as wrong:
                errors["try"] = [wrong.message]
    fired = {step.id: {rule.number for rule in step.rules} for step in outcome.trace} if outcome else {}
    page = render_template(
        "processes/decision.html",
        holding=holding,
        decision=decision,
        sheets=[(one, fired.get(one.decision, set()), one.decision in fired) for one in sheets],
        asked=asked,
        result=as_typed(feel.to_plain(outcome.value)) if outcome else "",
        notes=[note.sentence for note in outcome.diagnostics] if outcome else [],
        tried=outcome is not None,
        errors=errors,
    )
    return (page, 422) if errors else page


def _reached(model: dmn.Model, decision: Any) -> list[Any]:
    """The decision and those of the same file that it needs, itself first."""
    by_id = {one.id: one for one in model.decisions}
    found, ahead = {}, [decision]
    while ahead:
        one = ahead.pop(0)
        if one.id not in found:
            found[one.id] = one
            ahead += [by_id[each.id] for each in one.requires if each.id in by_id]
    return list(found.values())


def _asked(
    model: dmn.Model, decisions: Sequence[Any], sheets: Sequence[dmn.Sheet]
) -> Iterator[dict[str, Any]]:
    """The inputs as fields; files of old tools name no input data: then the columns say which variables they read."""
    inputs = {one.id: one for one in model.inputs}
    known = {each.id: inputs[each.id] for one in decisions for each in one.requires if each.id in inputs}
    columns = {one.expression: one for sheet in sheets for one in sheet.inputs}
    fields = [(one.variable or one.name, one.type) for one in known.values()]
    if not fields:
        given = {one.variable or one.name for one in decisions}
        read = {name.split(".")[0] for name in columns if re.match(r"[A-Za-z_][\w.]*$", name)} - given
        fields = [(name, columns[name].type if name in columns else "") for name in sorted(read)]
    for name, type_ in fields:
        column = columns.get(name)
        choices = _TEXTS.findall(column.values) if column else []
        kind = type_.lower()
        said = request.args.get(f"in-{name}")
        yield {
            "name": name,
            "label": (column.title if column else "") or name,
            "kind": kind,
            "choices": ["true", "false"] if kind == "boolean" else choices,
            "hint": _HINTS.get(kind, "FEEL, for example {a: 1}"),
            "value": said[:_MOST] if said is not None else _figures() if name == FIGURES else "",
        }


def _figures() -> str:
    with reading() as session:
        return as_typed(settings.current(session))


def _values(asked: Sequence[Mapping[str, Any]], errors: dict[str, list[str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in asked:
        text, name = one["value"].strip(), one["name"]
        if not text:
            values[name] = None
        elif one["kind"] == "string" or (one["choices"] and one["kind"] != "boolean"):
            values[name] = text
        else:
            try:
                expression = f'date("{text}")' if one["kind"] == "date" and text[:1].isdigit() else text
                values[name] = feel.evaluate(
                    expression.replace(",", "") if one["kind"] == "number" else expression
                )
            except WorkflowError:
                errors[f"in-{name}"] = [f"{one['label']}: this cannot be read. {one['hint']}."]
    return values
