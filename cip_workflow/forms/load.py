"""A form file, from bytes to a `Form`, or refused with a finding for each reason (DESIGN 6: a file is never half right)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cip_workflow.errors import Refused
from cip_workflow.forms.build import build_all, container
from cip_workflow.forms.finding import Report
from cip_workflow.forms.form import Container, Form

_MAX_BYTES = 1_000_000
_MAX_COMPONENTS = 600
_RESERVED_BUTTONS = frozenset({"reset"})


def load(data: bytes, name: str) -> Form:
    """Read a form-js file.

    Args:
        data: the bytes of the file.
        name: its name, for findings; its stem is the form's id when the file has none.

    Raises:
        Refused: with one finding for each fault: what, which component, which line, and the cure.
    """
    text = _text(data, name)
    report = Report(file=name, text=text)
    raw = _parse(text, report)
    _look_at_top(raw, report)
    _look_at_ids(raw, report)
    root = container(build_all(raw.get("components"), report), report)
    _look_at_buttons(root, report)
    if report.errors:
        count = len(report.errors)
        raise Refused(
            f"{name} cannot be deployed: {count} fault{'s' * (count != 1)} in the form.",
            findings=report.findings,
        )
    stem = name.rsplit("/", 1)[-1].removesuffix(".form")
    return Form(
        id=str(raw.get("id") or stem),
        title=_title(raw, root) or stem,
        name=name,
        root=root,
        warnings=tuple(report.findings),
    )


def _text(data: bytes, name: str) -> str:
    report = Report(file=name, text="")
    if len(data) > _MAX_BYTES:
        report.error(
            "form-size",
            f"The file has {len(data):,} bytes; {_MAX_BYTES:,} are allowed.",
            "Take out images, or split the form.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.error("form-encoding", f"The file is not UTF-8 (byte {error.start}).", "Save it as UTF-8.")
    if report.findings:
        raise Refused(f"{name} cannot be read.", findings=report.findings)
    return text


def _parse(text: str, report: Report) -> Mapping[str, Any]:
    try:
        raw = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        report.error(
            "form-json",
            f"Line {error.lineno}, column {error.colno}: this is not JSON ({error.msg}).",
            "Save the form from the modeller's form editor.",
        )
    except (RecursionError, ValueError) as error:
        report.error(
            "form-json", f"The file cannot be read as JSON ({error}).", "Save it from the form editor."
        )
    else:
        if isinstance(raw, Mapping) and isinstance(raw.get("components"), list):
            return raw
        report.error(
            "form-shape",
            "The file is not a form of the modeller: it has no list of components.",
            "Save it from the form editor; forms of other tools are not read.",
        )
    raise Refused(f"{report.file} cannot be read.", findings=report.findings)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _look_at_top(raw: Mapping[str, Any], report: Report) -> None:
    if raw.get("type", "default") != "default":
        report.error(
            "form-shape", f"The form is of the type {raw['type']!r}.", 'The type of a form is "default".'
        )
    version = raw.get("schemaVersion")
    if isinstance(version, int) and version > 19:
        report.warning(
            "form-version",
            f"The form was saved with schema version {version}; this product knows versions to 19.",
            "Look at the form's page after deploying.",
        )


def _look_at_ids(raw: Mapping[str, Any], report: Report) -> None:
    """The same id twice, or more components than a page bears."""
    seen: set[str] = set()
    waiting: list[Any] = [raw]
    count = 0
    while waiting:
        inner = waiting.pop().get("components")
        for each in inner if isinstance(inner, list) else []:
            if not isinstance(each, Mapping):
                continue
            count += 1
            given = each.get("id")
            if isinstance(given, str) and given in seen:
                report.error(
                    "form-id-twice", f"Two components have the id {given!r}.", "Give one a new id.", at=given
                )
            if isinstance(given, str):
                seen.add(given)
            waiting.append(each)
    if count > _MAX_COMPONENTS:
        report.error(
            "form-size",
            f"The form has {count} components; {_MAX_COMPONENTS} are allowed.",
            "Split it into two tasks.",
        )


def _look_at_buttons(root: Container, report: Report) -> None:
    for component in root.everything():
        if component.type == "button" and component.look.get("action") in _RESERVED_BUTTONS:
            report.warning(
                "form-reset",
                "A reset button is not shown: one wrong press would lose everything typed.",
                "Take it out of the form.",
                at=component.id,
            )


def _title(raw: Mapping[str, Any], root: Container) -> str:
    if isinstance(raw.get("title"), str):
        return str(raw["title"])
    for component in root.components:
        if (
            component.type == "text"
            and component.body.static
            and component.body.static.lstrip().startswith("#")
        ):
            return component.body.static.strip().splitlines()[0].lstrip("# ").strip()
    return ""
