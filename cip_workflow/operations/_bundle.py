"""A bundle of files as a deployment sees it: every file read and judged, and which process reaches which of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

from cip_workflow import bpmn, dmn, forms
from cip_workflow.bpmn import Document, Element, Process, answers, child, lint
from cip_workflow.bpmn.lint import Finding, Surroundings
from cip_workflow.errors import Refused
from cip_workflow.operations import _answered, _trial_files, duty, handlers

_KINDS = {
    answers.ENDING: "answers",
    _trial_files.ENDING: "test",
    ".bpmn": "bpmn",
    ".bpmn20.xml": "bpmn",
    ".dmn": "dmn",
    ".form": "form",
}
MOST_FILES = 200
#: A diagram of more bytes is looked at first in a process that can be killed, so that it cannot keep the server busy.
LARGE = 400_000
#: Variables that every case has, every user task's outputs, and every message's that a person sends.
ALWAYS = frozenset({"startedBy", "startedByOrganisation", "completedBy", "sentBy", "sentByOrganisation"})
#: What refuses a bundle: a question has to be answered before the diagram can run (DESIGN 4).
REFUSING = frozenset({"error", "question"})


@dataclass(kw_only=True)
class Bundle:
    """The files by name, and what was read from them. A file that could not be read has findings and nothing else."""

    files: Mapping[str, bytes]
    given: Mapping[str, bytes] = field(
        default_factory=dict
    )  #: what the owner sent: without forms that answers need
    documents: dict[str, Document] = field(default_factory=dict)
    models: dict[str, dmn.Model] = field(default_factory=dict)
    forms: dict[str, tuple[str, forms.Form]] = field(default_factory=dict)  #: form id -> (file, form)
    findings: list[Finding] = field(default_factory=list)
    runs: dict[str, bytes] = field(default_factory=dict)  #: diagrams with their answers written in
    unread: set[str] = field(
        default_factory=set
    )  #: diagrams that were judged elsewhere and are not read here

    @property
    def refused(self) -> list[Finding]:
        """What stands against deploying it."""
        return [one for one in self.findings if one.severity in REFUSING]

    def processes(self) -> list[tuple[Document, Process]]:
        """Every process, with its file."""
        return [(document, one) for document in self.documents.values() for one in document.processes]


def sha256(data: bytes) -> str:
    """The digest of a file."""
    return hashlib.sha256(data).hexdigest()


def digest(files: Mapping[str, bytes]) -> str:
    """The digest of a whole bundle: names and bytes, in any order."""
    return sha256("\n".join(f"{name} {sha256(data)}" for name, data in sorted(files.items())).encode())


def kind(name: str) -> str | None:
    """What a file is, by its ending."""
    return next((found for ending, found in _KINDS.items() if name.lower().endswith(ending)), None)


def read(files: Mapping[str, bytes], *, groups: Iterable[str]) -> Bundle:
    """Read and judge every file. Nothing is raised: what is wrong stands in `findings`.

    Args:
        groups: the keys of the groups that exist, for tasks that name one.
    """
    bundle = Bundle(files=files, given=files)
    if not files or len(files) > MOST_FILES:
        bundle.findings.append(
            _finding(
                "bundle",
                "",
                f"A bundle has 1 to {MOST_FILES} files; this one has {len(files)}.",
                "Send the files that belong together.",
            )
        )
        return bundle
    for name in sorted(files):
        if kind(name) is None:
            bundle.findings.append(
                _finding(
                    "file-kind", name, "This is no .bpmn, .dmn or .form file.", "Leave it out of the bundle."
                )
            )
    _write_answers(bundle)
    _read_forms(bundle)
    _read_models(bundle)
    _read_documents(bundle)
    _judge(bundle, groups)
    return bundle


def _write_answers(bundle: Bundle) -> None:
    """What runs are the diagrams with their answers; forms that answers need are files of the bundle."""
    given = _answered.answered(bundle.files, _named(bundle, "bpmn"))
    bundle.runs = given.diagrams
    bundle.files = {**bundle.files, **given.forms}
    for name, why in given.unread.items():
        bundle.findings.append(_finding("answers", name, why, ""))
    for name in _named(bundle, "answers"):
        if name.removesuffix(answers.ENDING) not in bundle.files:
            cure = "Send the diagram with it, or leave it out."
            bundle.findings.append(
                _finding("answers", name, "These answers belong to no diagram here.", cure)
            )


def _named(bundle: Bundle, wanted: str) -> list[str]:
    return [name for name in sorted(bundle.files) if kind(name) == wanted]


def _read_forms(bundle: Bundle) -> None:
    for name in _named(bundle, "form"):
        try:
            form = forms.load(bundle.files[name], name)
        except Refused as refused:
            bundle.findings += _translated(refused, name)
            continue
        bundle.findings += [_as_finding(one, name) for one in form.warnings]
        if form.id in bundle.forms:
            other = bundle.forms[form.id][0]
            bundle.findings.append(
                _finding(
                    "form-id",
                    name,
                    f"The form id “{form.id}” is also that of {other}.",
                    "Give one of them another id.",
                )
            )
        else:
            bundle.forms[form.id] = (name, form)


def _read_models(bundle: Bundle) -> None:
    names = _named(bundle, "dmn")
    for name in names:
        others = [bundle.files[other] for other in names if other != name]
        try:
            model = dmn.load(bundle.files[name], others, name)
        except Refused as refused:
            bundle.findings += _translated(refused, name)
            continue
        bundle.models[name] = model
        bundle.findings += [_as_finding(one, name) for one in model.problems]


def _read_documents(bundle: Bundle) -> None:
    for name in _named(bundle, "bpmn"):
        if len(bundle.runs[name]) > LARGE:
            judged = child.checked(bundle.runs[name], name)
            if judged.lowered is None:
                bundle.findings += judged.findings
                bundle.unread.add(name)
                continue
        with suppress(Refused):  # lint says why, with line and column
            bundle.documents[name] = bpmn.read(bundle.runs[name], name)
    seen: dict[str, str] = {}
    for document, process in bundle.processes():
        if process.id in seen:
            bundle.findings.append(
                _finding(
                    "process-id",
                    document.name,
                    f"The process “{process.id}” is also drawn in {seen[process.id]}.",
                    "Give one of them another id.",
                )
            )
        seen[process.id] = document.name


def _judge(bundle: Bundle, groups: Iterable[str]) -> None:
    surroundings = Surroundings(
        forms={key: form.keys for key, (_, form) in bundle.forms.items()},
        groups=set(groups),
        decisions={one.id for model in bundle.models.values() for one in model.decisions},
        processes={process.id for _, process in bundle.processes()},
        given=lint.given_by(bundle.documents.values()),
        gives=dict.fromkeys(handlers.known(), ()),
        always=ALWAYS,
    )
    for name in _named(bundle, "bpmn"):
        if name in bundle.unread:
            continue
        found = lint.lint(bundle.runs[name], name, surroundings=surroundings)
        if bundle.runs[name] is not bundle.files[name]:
            found = _answered.in_place(found, bundle.files[name], name)
        bundle.findings += found
    for document in bundle.documents.values():
        bundle.findings += _unknown_names(document)


def _unknown_names(document: Document) -> Iterator[Finding]:
    """What only this product knows: its rules of duty, and its built-in service tasks."""
    for process in document.processes:
        for element in process.elements.values():
            for number in duty.named(element.properties.get("sod")):
                if number not in duty.KNOWN:
                    yield _at(
                        document,
                        element,
                        "known-duty-rule",
                        f"“{element.name or element.id}” names the rule of duty {number}, which does not exist.",
                        "Name rules SOD-01 to SOD-15, or leave the property `sod` out.",
                    )
            built_in = element.job_type is not None and element.job_type.startswith(handlers.BUILT_IN)
            if built_in and not element.is_event and handlers.find(element.job_type or "") is None:
                yield _at(
                    document,
                    element,
                    "known-built-in",
                    f"“{element.name or element.id}” asks for “{element.job_type}”, which this product does not have.",
                    f"Use one of {', '.join(sorted(handlers.known()))}, or a type without “{handlers.BUILT_IN}”.",
                )


def _at(document: Document, element: Element, rule: str, message: str, cure: str) -> Finding:
    line, column = document.place(element)
    return Finding(
        severity="error",
        rule=rule,
        element=element.id,
        element_name=element.name,
        file=document.name,
        line=line,
        column=column,
        message=message,
        cure=cure,
    )


def _translated(refused: Refused, name: str) -> list[Finding]:
    return [_as_finding(one, name, refused.message, "error") for one in refused.findings or (refused,)]


def _as_finding(
    found: Any, name: str, message: str = "", severity: Literal["error", "warning"] = "warning"
) -> Finding:
    """Findings of forms, decisions and the XML parser in the shape of the diagram lint's."""
    if isinstance(found, Finding):
        return found
    return Finding(
        severity=getattr(found, "severity", severity),
        rule=getattr(found, "rule", "file"),
        element=getattr(found, "element", None) or "",
        element_name=getattr(found, "element_name", ""),
        file=getattr(found, "file", name) or name,
        line=getattr(found, "line", None) or 0,
        column=getattr(found, "column", None) or 0,
        message=getattr(found, "sentence", None) or getattr(found, "message", None) or message or str(found),
        cure=getattr(found, "cure", ""),
    )


def _finding(rule: str, name: str, message: str, cure: str) -> Finding:
    return Finding(
        severity="error",
        rule=rule,
        element="",
        element_name="",
        file=name,
        line=0,
        column=0,
        message=message,
        cure=cure,
    )
