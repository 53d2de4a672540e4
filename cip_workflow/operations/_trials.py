"""The tests of a bundle, run when it is judged; what comes out otherwise is a finding like any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cip_workflow import engine, feel
from cip_workflow.bpmn import lower
from cip_workflow.bpmn.lint import Finding
from cip_workflow.errors import WorkflowError
from cip_workflow.operations import _reach, _trial_files
from cip_workflow.operations._trial_files import Question, Trial, Unreadable
from cip_workflow.operations._trial_runs import Failed, run

if TYPE_CHECKING:
    from cip_workflow.operations._bundle import Bundle

RULE = "test"
_CURE = "Correct the model, or what the test expects."


def findings(bundle: Bundle) -> list[Finding]:
    """What the tests of a bundle find. Nothing is run while something else refuses the bundle."""
    if bundle.refused:
        return []
    compiled: dict[str, str] = {}
    return [
        found
        for name, data in sorted(bundle.files.items())
        if name.lower().endswith(_trial_files.ENDING)
        for found in _file(bundle, name, data, compiled)
    ]


def _file(bundle: Bundle, name: str, data: bytes, compiled: dict[str, str]) -> Iterator[Finding]:
    try:
        trials = _trial_files.read(data)
    except Unreadable as wrong:
        yield _finding(name, wrong.line, wrong.sentence, "")
        return
    for one in trials.cases:
        try:
            if one.process not in compiled:
                compiled[one.process] = _compiled(bundle, one)
            run(compiled[one.process], {key: form for key, (_, form) in bundle.forms.items()}, one)
        except Failed as failed:
            yield _finding(name, one.line, f"The test “{one.name}” fails. {failed.sentence}", failed.element)
    for question in trials.decisions:
        try:
            _decide(bundle, question)
        except Failed as failed:
            yield _finding(name, question.line, f"The test “{question.name}” fails. {failed.sentence}", "")


def _compiled(bundle: Bundle, trial: Trial) -> str:
    for document, process in bundle.processes():
        if process.id == trial.process:
            reached = _reach.reached(bundle, document, process)
            try:
                return engine.compile(
                    {name: lower.lower(bundle.documents[name]) for name in reached.bpmn},
                    decisions={name: bundle.files[name] for name in reached.dmn},
                )
            except WorkflowError as error:
                raise Failed(error.message) from error
    raise Failed(f"There is no process {trial.process} in these files.")


def _decide(bundle: Bundle, question: Question) -> None:
    model = next(
        (
            model
            for model in bundle.models.values()
            if any(question.decision in {one.id, one.name} for one in model.decisions)
        ),
        None,
    )
    if model is None:
        raise Failed(f"There is no decision {question.decision} in these files.")
    try:
        outcome = model.evaluate(question.decision, question.inputs)
    except WorkflowError as error:
        raise Failed(error.message) from error
    got, fired = feel.to_plain(outcome.value), tuple(rule.number for rule in outcome.rules)
    said = f"Rules that fired: {', '.join(map(str, fired)) or 'none'}."
    if got != question.result:
        raise Failed(f"The result should be {question.result!r}. It is {got!r}. {said}")
    if question.rules is not None and fired != question.rules:
        raise Failed(f"Rules {', '.join(map(str, question.rules)) or 'none'} should fire. {said}")


def _finding(name: str, line: int, message: str, element: str) -> Finding:
    return Finding(
        severity="error",
        rule=RULE,
        element=element,
        element_name="",
        file=name,
        line=line,
        column=1 if line else 0,
        message=message,
        cure=_CURE,
    )
