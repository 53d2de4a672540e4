"""Decisions of a specification: DMN files loaded once, evaluated on the variables that a token sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow import dmn, feel
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.tokens import Token
from cip_workflow.errors import WorkflowError
from cip_workflow.types import DecisionTrace

#: How the evaluator begins to say that no rule of a table matches.
NO_RULE = "No rule "


class Decisions:
    """The DMN files of one specification; a decision is found by its id."""

    def __init__(self, files: Mapping[str, bytes], where: Mapping[str, str]) -> None:
        self._files = files
        self._where = where  #: decision id -> file name
        self._models: dict[str, dmn.Model] = {}

    def evaluate(self, decision: str, token: Token) -> Any:
        """The result, as a variable can hold it; how it came about is added to the step. Raises Failed."""
        file = self._where.get(decision)
        if file is None:
            raise Failed(
                f"There is no decision {decision!r}.",
                kind="decision",
                cure="Deploy its DMN file together with this process, or correct the name.",
            )
        try:
            outcome = self._model(file).evaluate(decision, token.data)
        except WorkflowError as error:
            raise Failed(f"The decision {decision} failed. {error.message}", kind="decision") from error
        trace = tuple(feel.to_plain(step.as_dict()) for step in outcome.trace)
        inputs = trace[-1]["inputs"] if trace else {}
        # That no rule matches is an answer (DMN 1.5, 8.2.11), all other reasons for a null are mistakes.
        wrong = [note for note in outcome.diagnostics if not note.sentence.startswith(NO_RULE)]
        if outcome.value is None and wrong:
            said = " ".join(str(note) for note in wrong[:3])
            raise Failed(f"The decision {decision} gave null. {said}", kind="decision", values=inputs)
        value = feel.to_plain(outcome.value)
        token.context.decisions.append(
            DecisionTrace(**token.place(), decision=decision, inputs=inputs, value=value, trace=trace)
        )
        return value

    def _model(self, file: str) -> dmn.Model:
        if file not in self._models:
            others = tuple(data for name, data in self._files.items() if name != file)
            self._models[file] = dmn.load(self._files[file], imports=others, name=file)
        return self._models[file]
