"""What exists around a file: without it, references to the outside are not judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """None means: not known, so not judged."""

    #: form id (and file name) -> the keys of its fields, dotted where nested
    forms: Mapping[str, Collection[str]] | None = None
    groups: Collection[str] | None = None
    decisions: Collection[str] | None = None
    processes: Collection[str] | None = None
    #: names of messages that somebody outside of this file sends or waits for
    messages: Collection[str] | None = None
    #: types of service tasks that somebody works on
    job_types: Collection[str] | None = None
    #: type of a service task -> the variables that it gives back; a type that is missing may give anything
    gives: Mapping[str, Collection[str]] = field(default_factory=dict)
    #: process id -> the names of variables that those who call or start it give to it (see `given_by`)
    given: Mapping[str, Collection[str]] = field(default_factory=dict)
    #: variables that every case has
    always: Collection[str] = ()


def given_by(documents: Iterable[Document]) -> dict[str, set[str]]:
    """For processes that are called: the variables that their callers in `documents` give to them.

    A process that some call hands all variables to is left out: then nobody can tell.
    """
    given: dict[str, set[str]] = {}
    unknown: set[str] = set()
    for document in documents:
        for process in document.to_run:
            for element in process.elements.values():
                if element.called_process and element.propagate_in:
                    unknown.add(element.called_process)
                elif element.called_process:
                    names = {target.partition(".")[0] for target, _ in element.inputs}
                    if element.multi_instance:
                        names |= {"loopCounter"}
                    given.setdefault(element.called_process, set()).update(names)
    return {key: names for key, names in given.items() if key not in unknown}
