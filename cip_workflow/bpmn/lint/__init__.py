"""Judging a file: every finding, not the first, each with its place, a plain sentence and the cure (DESIGN section 4).

A rule is a module in `rules/` with `RULE` (or `RULES`, where one look gives several) and
`check(document, surroundings) -> Iterator[Finding]`; `severities.py` says how much each weighs.
"""

from __future__ import annotations

from cip_workflow.bpmn.lint.finding import Finding, Severity
from cip_workflow.bpmn.lint.rules import ALL, FIRST
from cip_workflow.bpmn.lint.severities import SEVERITIES
from cip_workflow.bpmn.reading import read
from cip_workflow.bpmn.surroundings import Surroundings, given_by
from cip_workflow.xml import XmlRefused

__all__ = ["Finding", "Severity", "Surroundings", "given_by", "lint"]

_NOWHERE = Surroundings()


def lint(data: bytes, name: str, *, surroundings: Surroundings | None = None) -> list[Finding]:
    """Everything that is wrong with a BPMN file, in the order of the file. Never raises for what is in `data`.

    Forms, groups, decisions, called processes, messages and job types are judged only as far as `surroundings` says
    what exists. An empty list, or one without errors and questions, means that the file runs as it is drawn.
    """
    try:
        document = read(data, name)
    except XmlRefused as refused:
        return [
            Finding(
                severity=SEVERITIES["xml"],
                rule="xml",
                element="",
                element_name="",
                file=name,
                line=refused.line,
                column=refused.column,
                message=refused.sentence,
                cure="",
            )
        ]
    around = surroundings or _NOWHERE
    if first := [finding for rule in FIRST for finding in rule.check(document, around)]:
        return first
    findings = [finding for rule in ALL for finding in rule.check(document, around)]
    return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.rule))
