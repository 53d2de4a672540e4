"""Files in answers: a list of `{"document", "name", "size", "type", "sha256"}`; the bytes are elsewhere.

A page carries this description in hidden inputs, so that a file stays in the form until it is sent, whatever happens to
drafts. Nobody is believed: whoever stores the answers compares each description with the document (`documents`), or
puts what is known in its place (`with_documents`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import ValidationError

from cip_workflow.forms.asked import Asked
from cip_workflow.forms.attached import DETAILS, described
from cip_workflow.forms.form import Container, Form, Key
from cip_workflow.forms.readable import listed, size

#: What a form editor may write for a family of files.
_FAMILIES = {
    "image/*": (".png", ".jpg", ".jpeg", ".gif", ".webp"),
    "application/pdf": (".pdf",),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
}
_NAMES = {
    ".docx": "Word document",
    ".doc": "Word document",
    ".xlsx": "Excel workbook",
    ".xls": "Excel workbook",
}


def endings(accept: str) -> tuple[str, ...]:
    """File name endings from form-js's `accept` (`.pdf, .docx, image/*`), lower case."""
    found: list[str] = []
    for word in (piece.strip().lower() for piece in accept.split(",")):
        if word in _FAMILIES:
            found.extend(_FAMILIES[word])
        elif word.startswith("."):
            found.append(word)
        elif word:
            found.append("." + word.rsplit("/", 1)[-1])
    return tuple(dict.fromkeys(found))


def in_words(accepted: Sequence[str]) -> str:
    """Endings as people say them: PDF, Word document or CSV."""
    return listed(list(dict.fromkeys(_NAMES.get(each, each[1:].upper()) for each in accepted)), "or")


def check_files(files: Sequence[Mapping[str, Any]], asked: Asked) -> None:
    """Check what is known of each file against the form's limits.

    Raises:
        ValidationError: one sentence per file and fault.
    """
    limits, wording, said = asked.component.limits, asked.wording, []
    for file in files:
        name = str(file.get("name") or "The file")
        if not all(each in file for each in DETAILS):
            said.append(wording.say("gone", file=name))
            continue
        if limits.accept and not name.lower().endswith(limits.accept):
            said.append(wording.say("accept", file=name, limit=in_words(limits.accept)))
        if file["size"] == 0:
            said.append(wording.say("empty", file=name))
        if isinstance(file["size"], int) and file["size"] > limits.most_bytes:
            said.append(wording.say("too-big", file=name, limit=size(limits.most_bytes)))
    most = asked.maximum if asked.maximum is not None else (None if limits.multiple else 1)
    if most is not None and len(files) > most:
        said.append(wording.say("too-many", limit=f"{most} file{'s' * (most != 1)}"))
    if asked.minimum is not None and len(files) < asked.minimum:
        said.append(wording.say("rows", limit=f"{asked.minimum} file{'s' * (asked.minimum != 1)}"))
    if said:
        raise ValidationError(said)


def documents(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Every document that the answers name, as (path of the field, document id)."""
    return [
        (".".join(path), known["document"])
        for path, files in _file_lists(form.root, answers, ())
        for file in files
        if (known := described(file)) is not None
    ]


def for_organisations(form: Form, path: str) -> frozenset[str]:
    """The organisations that see a field and what is given in it (`visibleTo`, of its groups too); none named: all.

    Args:
        path: as on the page: `advice`, `offers.0.letter`.
    """
    named: frozenset[str] = frozenset()
    container: Container | None = form.root
    parts = tuple(path.split("."))
    while container is not None and parts:
        field_key = next((key for key in container.fields if parts[: len(key)] == key), None)
        if field_key is None:
            break
        field = container.fields[field_key]
        for one in (*field.groups, field.component):
            named = (named & one.visible_to or one.visible_to) if one.visible_to else named
        container, parts = field.component.row, parts[len(field_key) + 1 :]
    return named


def with_documents(
    form: Form, answers: Mapping[str, Any], known: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    """The answers with each named document replaced by what is known of it.

    A document that is not known keeps its id and name alone, which `clean` refuses: it was removed, or is somebody else's.
    """
    found: dict[str, Any] = _copied(answers)
    for _, files in _file_lists(form.root, found, ()):
        told = [each for each in map(described, files) if each is not None]
        files[:] = [
            dict(known[each["document"]])
            if each["document"] in known
            else {name: each[name] for name in ("document", "name") if name in each}
            for each in told
        ]
    return found


def _file_lists(container: Container, answers: Any, before: Key) -> Iterator[tuple[Key, list[Any]]]:
    for key, field in container.fields.items():
        found: Any = answers
        for part in key:
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, list):
            continue
        if field.component.kind == "files":
            yield (*before, *key), found
        elif field.component.row is not None:
            for index, row in enumerate(found):
                yield from _file_lists(field.component.row, row, (*before, *key, str(index)))


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list | tuple) else value
