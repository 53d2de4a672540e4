"""Groups: the list, one group with its members, adding, changing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.operations.group import add, add_member, change, remove_member
from cip_workflow.queries import groups, people
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import Errors, number, rendered
from web.unit_of_work import reading, writing

blueprint = Blueprint("admin_groups", __name__, url_prefix="/admin/groups")

_SELECT_PERSON = "Select a person."


@blueprint.get("")
@members_of("platform-admin")
def index() -> ResponseReturnValue:
    """Every group, by what it is for."""
    with reading() as session:
        every = groups.all_groups(session)
        organisations = {one.key: one.name for one in groups.organisations(session)}
    kinds = [
        (name, [group for group in every if group.organisation == key]) for key, name in organisations.items()
    ]
    kinds += [
        (
            "Both organisations",
            [group for group in every if not (group.organisation or group.scoped or group.system)],
        ),
        ("Within each brief", [group for group in every if group.scoped]),
        ("Running the service", [group for group in every if group.system]),
    ]
    return render_template("admin/groups.html", kinds=[kind for kind in kinds if kind[1]])


@blueprint.route("/new", methods=["GET", "POST"])
@members_of("platform-admin")
def new() -> ResponseReturnValue:
    """Make a group."""
    given = {name: request.form.get(name, "") for name in ("key", "name", "description", "organisation")}

    def form(errors: Errors) -> str:
        with reading() as session:
            organisations = groups.organisations(session)
        return render_template(
            "admin/group_form.html", given=given, organisations=organisations, errors=errors
        )

    if request.method == "GET":
        return form({})

    def save() -> None:
        with writing() as session:
            add.add(
                session, actor=current_actor(), **{**given, "organisation": given["organisation"] or None}
            )

    return rendered(
        save,
        done=lambda _: (f"{given['name']} is added.", url_for(".show", key=given["key"].strip())),
        again=form,
    )


@blueprint.get("/<key>")
@members_of("platform-admin")
def show(key: str) -> ResponseReturnValue:
    """One group and its members."""
    return _page(key, {})


@blueprint.route("/<key>/change", methods=["GET", "POST"])
@members_of("platform-admin")
def edit(key: str) -> ResponseReturnValue:
    """Change name and description."""
    with reading() as session:
        group = groups.group(session, key)
    given = {name: request.form.get(name, getattr(group, name)) for name in ("name", "description")}

    def form(errors: Errors) -> str:
        return render_template("admin/group_form.html", group=group, given=given, errors=errors)

    if request.method == "GET":
        return form({})

    def save() -> None:
        with writing() as session:
            change.change(session, actor=current_actor(), key=key, **given)

    return rendered(save, done=lambda _: ("The group is changed.", url_for(".show", key=key)), again=form)


@blueprint.post("/<key>/members")
@members_of("platform-admin")
def join(key: str) -> ResponseReturnValue:
    """Add a member."""
    person_id = number(request.form.get("person", ""))
    if person_id is None:
        return _page(key, {"person": [_SELECT_PERSON]}), 422

    def save() -> None:
        with writing() as session:
            add_member.add_member(
                session,
                actor=current_actor(),
                group=key,
                person_id=person_id,
                note=request.form.get("note", "").strip(),
            )

    return rendered(
        save,
        done=lambda _: ("The person is in the group.", url_for(".show", key=key)),
        again=lambda errors: _page(key, errors),
    )


@blueprint.post("/<key>/members/remove")
@members_of("platform-admin")
def part(key: str) -> ResponseReturnValue:
    """Remove a member."""
    with writing() as session:
        given = remove_member.remove_member(
            session,
            actor=current_actor(),
            group=key,
            person_id=number(request.form.get("person", "")) or 0,
        )
    went = f" {given} open {'task' if given == 1 else 'tasks'} went back to it." if given else ""
    flash(f"The person is not in the group any more.{went}", "success")
    return redirect(url_for(".show", key=key), 303)


def _page(key: str, errors: Errors) -> str:
    with reading() as session:
        group = groups.group(session, key)
        organisations = {one.key: one.name for one in groups.organisations(session)}
        members = () if group.scoped else groups.members(session, key)
        everybody = () if group.scoped else people.members(session)
    inside = {member.person_id for member in members}
    return render_template(
        "admin/group.html",
        group=group,
        organisations=organisations,
        members=members,
        free=[
            person
            for person in everybody
            if person.person_id not in inside and group.organisation in {None, person.organisation}
        ],
        errors=errors,
    )
