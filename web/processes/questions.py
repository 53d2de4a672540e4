"""What a draft leaves open, asked on its page; the answers are kept beside the diagrams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.bpmn.answers import Answer, Question, questions
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import Invalid, Refused
from cip_workflow.operations.deployment.answer import answer
from cip_workflow.queries import processes as found
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.processes.blueprint import DEPLOYING, processes
from web.unit_of_work import reading, writing

_HINTS = {
    "name": "The name of the message or signal",
    "duration": "For example P3D for three days, or PT2H for two hours",
    "list": "FEEL, for example =reviewers",
    "number": "A whole number",
    "process": "The id of the process",
    "form": "The id of the form",
}


@processes.post("/processes/drafts/<int:draft_id>/answers")
@members_of(*DEPLOYING)
def answers(draft_id: int) -> ResponseReturnValue:
    """Keep what was answered; a new draft takes the place of this one."""
    with reading() as session:
        drafts = found.drafts(session, draft_id)
    asked = open_questions(drafts[0].findings) if drafts else []
    given = _given(asked)
    try:
        with writing() as session:
            new_id, findings = answer(session, actor=current_actor(), deployment_id=draft_id, given=given)
    except (Invalid, Refused) as wrong:
        flash(wrong.message, "important")
        return redirect(url_for("processes.draft", draft_id=draft_id), 303)
    left = sum(one.blocks for one in findings)
    flash(
        f"Your answers are kept. {left} {'question is' if left == 1 else 'questions are'} left."
        if left
        else "Your answers are kept. The draft can be published now.",
        "success",
    )
    return redirect(url_for("processes.draft", draft_id=new_id), 303)


def open_questions(findings: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The questions among the findings of a draft, in their order."""
    return questions(Finding(**one) for one in findings)


def asked(findings: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The questions as the page takes them."""
    return [
        {
            "number": number,
            "text": one.finding.message,
            "name": one.finding.element_name or one.finding.element,
            "file": one.finding.file,
            "choices": [
                {
                    "key": each.key,
                    "label": each.label,
                    "needs": each.needs,
                    "hint": _HINTS.get(each.needs, ""),
                }
                for each in one.choices
            ],
        }
        for number, one in enumerate(open_questions(findings))
    ]


def _given(asked: Sequence[Question]) -> dict[str, list[Answer]]:
    """The answers of the page, by diagram; what was not answered, or lacks what it needs, is left open."""
    given: dict[str, list[Answer]] = {}
    for number, one in enumerate(asked):
        choice = next(
            (each for each in one.choices if each.key == request.form.get(f"choice-{number}")), None
        )
        if choice is None:
            continue
        value = request.form.get(f"value-{number}-{choice.key}", "").strip()[:300]
        if choice.needs and not value:
            continue
        said = Answer(rule=one.finding.rule, element=one.finding.element, choice=choice.key, value=value)
        given.setdefault(one.finding.file, []).append(said)
    return given
