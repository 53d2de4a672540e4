"""Teams of briefs: who has which role. For administrators and governance leads; nominations in a process do the same."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.operations.brief import add_member, remove_member
from cip_workflow.queries import groups, people
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import Errors, number, rendered
from web.unit_of_work import reading, writing

blueprint = Blueprint("admin_teams", __name__, url_prefix="/admin/briefs")


@blueprint.get("")
@members_of("governance-lead", "platform-admin")
def index() -> ResponseReturnValue:
    """The briefs, the newest first."""
    after = number(request.args.get("after", ""))
    with reading() as session:
        briefs, following = groups.briefs(session, after=after)
    return render_template(
        "admin/briefs.html",
        briefs=briefs,
        following=url_for(".index", after=following) if following else None,
        start=url_for(".index") if after else None,
    )


@blueprint.get("/<ref>")
@members_of("governance-lead", "platform-admin")
def show(ref: str) -> ResponseReturnValue:
    """The team of one brief."""
    return _page(ref, {})


@blueprint.post("/<ref>/members")
@members_of("governance-lead", "platform-admin")
def join(ref: str) -> ResponseReturnValue:
    """Give somebody a role."""
    given = {"person": number(request.form.get("person", "")), "role": request.form.get("role", "")}
    errors = {
        name: [said]
        for name, said in (("person", "Select a person."), ("role", "Select a role."))
        if not given[name]
    }
    if errors:
        return _page(ref, errors), 422

    def save() -> None:
        with writing() as session:
            add_member.add_member(
                session,
                actor=current_actor(),
                ref=ref,
                person_id=given["person"],
                role=given["role"],
                part=request.form.get("part", "").strip()[:80] or None,
            )

    return rendered(
        save,
        done=lambda _: ("The person has the role.", url_for(".show", ref=ref)),
        again=lambda wrong: _page(ref, wrong),
    )


@blueprint.post("/<ref>/members/remove")
@members_of("governance-lead", "platform-admin")
def part(ref: str) -> ResponseReturnValue:
    """End a role."""
    with writing() as session:
        given = remove_member.remove_member(
            session,
            actor=current_actor(),
            ref=ref,
            person_id=number(request.form.get("person", "")) or 0,
            role=request.form.get("role", ""),
        )
    went = f" {given} open {'task' if given == 1 else 'tasks'} went back to the team." if given else ""
    flash(f"The role has ended.{went}", "success")
    return redirect(url_for(".show", ref=ref), 303)


def _page(ref: str, errors: Errors) -> str:
    with reading() as session:
        brief = groups.brief(session, ref)
        team = groups.team(session, ref)
        every = groups.all_groups(session)
        everybody = people.members(session)
    return render_template(
        "admin/team.html",
        brief=brief,
        team=team,
        roles=[group for group in every if group.scoped],
        group_names={group.key: group.name for group in every},
        everybody=everybody,
        errors=errors,
    )
