"""Accounts: the list, one account, adding, changing, a new password, leaving and coming back."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.config import Settings
from cip_workflow.errors import Invalid
from cip_workflow.operations.group import add_member, remove_member
from cip_workflow.operations.person import add, change, leave, rejoin, set_password
from cip_workflow.queries import accounts, changes, groups
from web.admin.overview import KINDS
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import Errors, number, rendered
from web.unit_of_work import reading, writing

blueprint = Blueprint("admin_people", __name__, url_prefix="/admin/people")

_ON_A_PAGE = 25
_FIELDS = ("login", "name", "email", "organisation")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@blueprint.get("")
@members_of("platform-admin")
def index() -> ResponseReturnValue:
    """The people, by name, twenty-five on a page."""
    search, left = request.args.get("search", "").strip(), request.args.get("left") == "1"
    name, last = request.args.get("after", ""), number(request.args.get("id", ""))
    with reading() as session:
        page = accounts.page(
            session, search=search, left=left, after=(name, last) if last else None, limit=_ON_A_PAGE
        )
    kept = {"search": search or None, "left": "1" if left else None}
    following = url_for(".index", **kept, after=page.after[0], id=page.after[1]) if page.after else None
    return render_template(
        "admin/people.html",
        page=page,
        search=search,
        left=left,
        following=following,
        start=url_for(".index", **kept) if last else None,
    )


@blueprint.get("/new")
@members_of("platform-admin")
def new() -> ResponseReturnValue:
    """The form for a new account."""
    return _form(None, dict.fromkeys(_FIELDS, ""), [], {})


@blueprint.post("/new")
@members_of("platform-admin")
def create() -> ResponseReturnValue:
    """Make an account, with a password to start with that is shown once."""
    given = {name: request.form.get(name, "") for name in _FIELDS}
    chosen = request.form.getlist("groups")

    try:
        with writing() as session:
            person = add.add(session, actor=current_actor(), **given, groups=chosen)
            secret = set_password.set_password(
                session, actor=current_actor(), person_id=person.person_id, hashing=_settings().hashing
            )
    except Invalid as wrong:
        return _form(None, given, chosen, wrong.fields), 422
    # On this page and not by redirect: a message to the next page would stand in the cookie.
    return render_template("admin/password_given.html", person=person, password=secret, new=True)


@blueprint.get("/<int:person_id>")
@members_of("platform-admin")
def show(person_id: int) -> ResponseReturnValue:
    """One account."""
    return _page(person_id, {})


@blueprint.route("/<int:person_id>/change", methods=["GET", "POST"])
@members_of("platform-admin")
def edit(person_id: int) -> ResponseReturnValue:
    """Change name, address, organisation."""
    with reading() as session:
        person = accounts.get(session, person_id)
    given = {name: request.form.get(name, getattr(person, name) or "") for name in _FIELDS if name != "login"}
    if request.method == "GET":
        return _form(person, given, [], {})

    def save() -> None:
        with writing() as session:
            change.change(
                session,
                actor=current_actor(),
                person_id=person_id,
                version=number(request.form.get("version", "")),
                **given,
            )

    return rendered(
        save,
        done=lambda _: (f"The account of {given['name']} is changed.", url_for(".show", person_id=person_id)),
        again=lambda errors: _form(person, given, [], errors),
    )


@blueprint.post("/<int:person_id>/password")
@members_of("platform-admin")
def password(person_id: int) -> ResponseReturnValue:
    """Give a new password, shown once."""
    try:
        with writing() as session:
            secret = set_password.set_password(
                session, actor=current_actor(), person_id=person_id, hashing=_settings().hashing
            )
    except Invalid as wrong:
        return _page(person_id, {"form": [wrong.message]}), 422
    with reading() as session:
        person = accounts.get(session, person_id)
    return render_template("admin/password_given.html", person=person, password=secret, new=False)


@blueprint.get("/<int:person_id>/leave")
@members_of("platform-admin")
def ask_leave(person_id: int) -> ResponseReturnValue:
    """What happens when this person leaves, before it does."""
    with reading() as session:
        person = accounts.get(session, person_id)
        held = accounts.holds(session, person_id)
        everywhere, roles = groups.of_person(session, person_id), groups.roles_of(session, person_id)
    return render_template("admin/leave.html", person=person, held=held, count=len(everywhere) + len(roles))


@blueprint.post("/<int:person_id>/leave")
@members_of("platform-admin")
def confirm_leave(person_id: int) -> ResponseReturnValue:
    """Close the account."""
    with writing() as session:
        left = leave.leave(
            session,
            actor=current_actor(),
            person_id=person_id,
            version=number(request.form.get("version", "")),
        )
    work = "no open task" if not left.tasks else f"{left.tasks} open {'task' if left.tasks == 1 else 'tasks'}"
    flash(f"{left.name} has left. They held {work}; what they held went back to its groups.", "success")
    return redirect(url_for(".show", person_id=person_id), 303)


@blueprint.post("/<int:person_id>/rejoin")
@members_of("platform-admin")
def come_back(person_id: int) -> ResponseReturnValue:
    """Open the account again."""
    with writing() as session:
        rejoin.rejoin(session, actor=current_actor(), person_id=person_id)
    flash("The account is open again. Give it a password and groups.", "success")
    return redirect(url_for(".show", person_id=person_id), 303)


@blueprint.post("/<int:person_id>/groups")
@members_of("platform-admin")
def join(person_id: int) -> ResponseReturnValue:
    """Put the person into a group."""
    key = request.form.get("group", "")
    if not key:
        return _page(person_id, {"group": ["Select a group."]}), 422

    def save() -> None:
        with writing() as session:
            add_member.add_member(session, actor=current_actor(), group=key, person_id=person_id)

    return rendered(
        save,
        done=lambda _: ("The person is in the group.", url_for(".show", person_id=person_id)),
        again=lambda errors: _page(person_id, {"group": errors.get("person", ["Select a group."])}),
    )


@blueprint.post("/<int:person_id>/groups/remove")
@members_of("platform-admin")
def part(person_id: int) -> ResponseReturnValue:
    """Take the person out of a group."""
    with writing() as session:
        given = remove_member.remove_member(
            session, actor=current_actor(), group=request.form.get("group", ""), person_id=person_id
        )
    went = f" {given} open {'task' if given == 1 else 'tasks'} went back to it." if given else ""
    flash(f"The person is not in the group any more.{went}", "success")
    return redirect(url_for(".show", person_id=person_id), 303)


def _page(person_id: int, errors: Errors) -> str:
    with reading() as session:
        person = accounts.get(session, person_id)
        mine = groups.of_person(session, person_id)
        every = groups.all_groups(session)
        roles = groups.roles_of(session, person_id)
        log = changes.page(session, subject=f"person:{person_id}", limit=10)
    taken = {group.key for group in mine}
    return render_template(
        "admin/person.html",
        person=person,
        groups=mine,
        free=[
            group
            for group in every
            if group.key not in taken
            and not group.scoped
            and group.organisation in {None, person.organisation}
        ],
        roles=roles,
        group_names={group.key: group.name for group in every},
        log=log.rows,
        kinds=KINDS,
        errors=errors,
    )


def _form(
    person: accounts.PersonDetail | None, given: dict[str, str], chosen: list[str], errors: Errors
) -> str:
    with reading() as session:
        organisations = groups.organisations(session)
        every = groups.all_groups(session)
    return render_template(
        "admin/person_form.html",
        person=person,
        given=given,
        chosen=chosen,
        organisations=organisations,
        groups=[group for group in every if not group.scoped],
        errors=errors,
    )
