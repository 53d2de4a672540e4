"""An issued version of a brief, and what changed from one to another."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.errors import NotFound
from cip_workflow.queries import briefs as found
from web import templating
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.lists import whole_number
from web.register import content, words
from web.register.blueprint import register
from web.unit_of_work import reading

_NO_VERSION = "There is no such version of this brief, or you may not see it."


@register.get("/briefs/<ref>/versions/<int:number>")
@signed_in
def version(ref: str, number: int) -> ResponseReturnValue:
    """What was issued, word for word."""
    brief, versions, names = _read(ref, number)
    one = versions[number]
    sections: dict[str, list[dict[str, Any]]] = {}
    for field in content.fields(one.content):
        line = {"key": field.name, "lines": content.said(field.value, names)}
        sections.setdefault(field.section, []).append(line)
    return render_template(
        "register/version.html",
        title=f"Version {number}",
        crumbs=_crumbs(brief, f"Version {number}"),
        brief=brief,
        version=one,
        sections=sections,
        others=[
            {
                "text": f"Compare with version {other}",
                "href": url_for(
                    "register.compare",
                    ref=brief.ref,
                    **{"from": min(other, number), "to": max(other, number)},
                ),
            }
            for other in versions
            if other != number
        ],
    )


@register.get("/briefs/<ref>/compare")
@signed_in
def compare(ref: str) -> ResponseReturnValue:
    """What changed from the version `from` to the version `to`."""
    older, newer = whole_number("from") or 0, whole_number("to") or 0
    brief, versions, names = _read(ref, older, newer)
    differing = content.differences(versions[older].content, versions[newer].content, names)
    counted = {what: sum(one.what == what for one in differing) for what in ("added", "removed", "changed")}
    return render_template(
        "register/compare.html",
        title=f"Version {older} compared with version {newer}",
        crumbs=_crumbs(brief, "What changed"),
        brief=brief,
        differences=differing,
        lede=_counted(counted),
        between=[
            f"Version {one.number} was issued {templating.day(one.issued_at)} by {one.issued_by or 'the system'}."
            for one in (versions[older], versions[newer])
        ],
    )


def _read(ref: str, *numbers: int) -> tuple[found.Brief, dict[int, found.Version], dict[str, str]]:
    """The brief, its versions by number, the names of the people in those that are asked for."""
    with reading() as session:
        brief = found.get(session, current_actor(), ref)
        versions = {one.number: one for one in found.versions(session, brief.id)} if brief.whole else {}
        if not set(numbers) <= versions.keys():
            raise NotFound(_NO_VERSION)
        named = set().union(*(content.logins(versions[number].content) for number in numbers))
        return brief, versions, found.names(session, named)


def _crumbs(brief: found.Brief, here: str) -> list[dict[str, str]]:
    return words.crumbs(
        ("Briefs", url_for("register.briefs")),
        (brief.ref, url_for("register.brief", ref=brief.ref)),
        (here, None),
    )


def _counted(counted: dict[str, int]) -> str:
    parts = [f"{number} {what}" for what, number in counted.items() if number]
    if not parts:
        return "The two versions say the same."
    fields = "field" if sum(counted.values()) == 1 else "fields"
    return f"{sum(counted.values())} {fields} differ{'s' if fields == 'field' else ''}: {', '.join(parts)}."
