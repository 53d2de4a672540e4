"""One field as a GOV.UK control: which one, with which boxes, choices and limits on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from cip_workflow.forms import files
from cip_workflow.forms.attached import as_posted, described
from cip_workflow.forms.form import Component, Key, Option
from cip_workflow.forms.kinds import NUMBERS
from cip_workflow.forms.page import Box, Choice, FieldView, FileView
from cip_workflow.forms.readable import readable, size
from cip_workflow.forms.typed import Wrong, typed
from cip_workflow.forms.values import all_posted, box_text, date_parts, file_detail, posted

Scope = Mapping[str, Any]

#: Up to this many options stand open; more are a list to open.
_OPEN_CHOICES: Final = 12
_DEFAULT_LONGEST: Final = {"text": 500, "longtext": 8000, "cpv": 20}
_SHOWN_ROWS: Final = 200


def control(
    component: Component, path: Key, given: Any, offered: Sequence[Option], *, now: datetime
) -> FieldView:
    """The control of one answerable field with what was given for it."""
    kind, name, id_ = component.kind, ".".join(path), f"f-{'-'.join(path)}"
    if kind in {"date", "datetime"}:
        boxes = _boxes(component, id_, name, given, now)
        first = next((box.id for box in boxes if box.wrong), boxes[0].id)
        return FieldView(control="date", id=id_, name=name, error_id=first, boxes=boxes)
    if kind == "flag":
        ticked = Choice(value="true", label="", chosen=given is True or given == "true")
        return FieldView(control="tick", id=id_, name=name, error_id=id_, options=(ticked,))
    if kind == "files":
        return _files(component, id_, name, given)
    if kind in {"choices", "people"}:
        return FieldView(
            control="checkboxes",
            id=id_,
            name=name,
            error_id=id_,
            options=_choices(offered, all_posted(given)),
        )
    if offered or kind in {"choice", "person", "organisation", "boolean"}:
        as_list = component.type != "radio" or len(offered) > _OPEN_CHOICES * 2
        inline = component.look.get("inline", "") == "true" and len(offered) <= 3
        chosen = _choices(offered, [posted(given)])
        drawn = "select" if as_list else "radios"
        return FieldView(control=drawn, id=id_, name=name, error_id=id_, options=chosen, inline=inline)
    return _text(component, id_, name, given)


def _text(component: Component, id_: str, name: str, given: Any) -> FieldView:
    kind, look, limits = component.kind, component.look, component.limits
    several = kind in {"longtext", "tags"}
    longest = int(limits.longest) if isinstance(limits.longest, Decimal) else 0
    by_default = longest == _DEFAULT_LONGEST.get(kind)
    number = kind in NUMBERS
    whole = limits.digits == 0
    return FieldView(
        control="textarea" if several else "input",
        id=id_,
        name=name,
        error_id=id_,
        value=box_text(component, given),
        prefix=look.get("prefix", "") or ("£" if kind == "money" else ""),
        suffix=look.get("suffix", "") or ("%" if kind == "percent" else ""),
        width=look.get("width", "") or ("10" if number else "5" if kind == "time" else ""),
        inputmode=("numeric" if whole else "decimal") if number else "",
        autocomplete=look.get("autocomplete", "") or ("email" if limits.format == "email" else ""),
        spellcheck=not number and look.get("spellcheck", "true") != "false" and not limits.format,
        input_type={"email": "email", "phone": "tel"}.get(limits.format or "", "text"),
        lines_high=_whole(look.get("rows"), 5),
        longest=longest if several else 0,
        threshold=75 if by_default else 0,
    )


def _boxes(component: Component, id_: str, name: str, given: Any, now: datetime) -> tuple[Box, ...]:
    known = date_parts(given)
    wrong = ""
    try:
        typed(component, given)
    except Wrong as fault:
        wrong = fault.part
    wanted = [("day", "Day", "2"), ("month", "Month", "2"), ("year", "Year", "4")]
    if component.kind == "datetime":
        wanted.append(("time", "Time", "5"))
    return tuple(
        Box(
            part=part,
            id=f"{id_}-{part}",
            name=f"{name}-{part}",
            label=label,
            value=known.get(part, ""),
            width=width,
            wrong=part == wrong,
            inputmode="" if part == "time" else "numeric",
        )
        for part, label, width in wanted
    )


def _choices(offered: Sequence[Option], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=each.posted, label=each.label, hint=each.hint, chosen=each.posted in chosen)
        for each in offered
    )


def _files(component: Component, id_: str, name: str, given: Any) -> FieldView:
    listed = given if isinstance(given, list | tuple) else []
    known = [file for file in map(described, listed) if file is not None]
    return FieldView(
        control="files",
        id=id_,
        name=name,
        error_id=id_,
        accept=",".join(component.limits.accept),
        multiple=component.limits.multiple,
        files=tuple(
            FileView(
                document=file["document"],
                name=file.get("name", "File"),
                detail=file_detail(file),
                posted=as_posted(file),
                remove=f"_remove.{name}.{file['document']}",
            )
            for file in known
        ),
    )


def hint(component: Component, own: str, now: datetime) -> str:
    """The form's hint, else one that every such field needs; an example with every date."""
    kind = component.kind
    if kind in {"date", "datetime"}:
        example = f"For example, 27 3 {now.year + 1}{', 2:30pm' if kind == 'datetime' else ''}"
        return f"{own.rstrip('.')}. {example}" if own else example
    if own:
        return own
    if kind == "files":
        accepted = files.in_words(component.limits.accept)
        most = f"up to {size(component.limits.most_bytes)}{' each' if component.limits.multiple else ''}"
        return f"{accepted}, {most}" if accepted else most.capitalize()
    if kind in {"choices", "people"}:
        return "Select all that apply"
    if kind == "tags":
        return "One on each line"
    if kind == "time":
        return "For example, 2:30pm"
    return ""


def table(component: Component, scope: Scope) -> FieldView:
    """A table of what the case knows."""
    listed = component.expression.value(scope) if component.expression else None
    rows = [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []
    columns = component.columns
    if component.columns_expression is not None:
        given = component.columns_expression.value(scope)
        columns = tuple(
            (str(each.get("key", "")), str(each.get("label") or each.get("key", "")))
            for each in (given if isinstance(given, list) else [])
            if isinstance(each, Mapping)
        )
    return FieldView(
        control="table",
        label=component.label.render(scope),
        head=tuple(label for _, label in columns),
        cells=tuple(tuple(readable(row.get(key)) for key, _ in columns) for row in rows[:_SHOWN_ROWS]),
    )


def documents(component: Component, scope: Scope) -> FieldView | None:
    """The documents that an expression lists, by name."""
    listed = component.expression.value(scope) if component.expression else None
    found = []
    for each in listed if isinstance(listed, list) else []:
        if not isinstance(each, Mapping):
            continue
        metadata = each.get("metadata")
        name = metadata.get("fileName") if isinstance(metadata, Mapping) else each.get("name")
        file = described({"document": each.get("documentId")} if "documentId" in each else each)
        if name and file is not None:
            found.append(FileView(document=file["document"], name=str(name), detail=file_detail(each)))
    if not found:
        return None
    return FieldView(control="documents", label=component.label.render(scope), files=tuple(found))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and 1 <= int(text) <= 40 else default
