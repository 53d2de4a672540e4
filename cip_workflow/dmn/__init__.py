"""Decisions: DMN 1.1 to 1.5 at conformance level 3, on FEEL.

model = load(data, imports=(), name="risk.dmn")          # Refused with file, line, element and a sentence
outcome = model.evaluate("Risk", {"Amount": 5000})       # by id or name
outcome.value, outcome.trace, outcome.diagnostics
"""

from cip_workflow.dmn.camunda import MAPPINGS, map_result
from cip_workflow.dmn.loading import load
from cip_workflow.dmn.model import Model
from cip_workflow.dmn.outcome import Diagnostic, Evaluated, Fired, Outcome
from cip_workflow.dmn.problem import Problem
from cip_workflow.dmn.refused import ModelRefused
from cip_workflow.dmn.sheet import Heading, Line, Sheet

__all__ = [
    "MAPPINGS",
    "Diagnostic",
    "Evaluated",
    "Fired",
    "Heading",
    "Line",
    "Model",
    "ModelRefused",
    "Outcome",
    "Problem",
    "Sheet",
    "load",
    "map_result",
]
