"""The way into the admin pages, the settings and the log of changes."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.config import Settings
from cip_workflow.operations.organisation import add as organisation_add
from cip_workflow.operations.organisation import change as organisation_change
from cip_workflow.queries import changes, groups
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import number, rendered
from web.unit_of_work import reading, writing

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

KINDS = {
    "person.added": "Account made",
    "person.changed": "Account changed",
    "person.left": "Left",
    "person.rejoined": "Came back",
    "person.password-set": "Password given",
    "person.password-changed": "Own password changed",
    "person.sessions-ended": "Signed out everywhere",
    "person.mail-preference": "Mail preference changed",
    "group.added": "Group made",
    "group.changed": "Group changed",
    "group.member-added": "Joined a group",
    "group.member-removed": "Left a group",
    "group.standard-loaded": "Standard groups loaded",
    "organisation.added": "Organisation added",
    "organisation.changed": "Organisation renamed",
    "brief.member-added": "Got a role in a brief",
    "brief.member-removed": "Role in a brief ended",
    "agreement.registered": "Agreement registered",
    "agreement.changed": "Terms of the agreement changed",
    "meeting.added": "Meeting planned",
    "meeting.cancelled": "Meeting cancelled",
    "party.added": "Party registered",
    "setting.changed": "Figure changed",
    "holiday.set": "Day closed or opened",
    "holiday.removed": "Day as published again",
}


@blueprint.get("")
@members_of("platform-admin")
def first() -> ResponseReturnValue:
    """To the people."""
    return redirect(url_for("admin_people.index"))


@blueprint.get("/settings")
@members_of("platform-admin")
def settings() -> ResponseReturnValue:
    """What the server was started with; secrets are not shown."""
    return render_template("admin/settings.html", rows=setting_rows(current_app.config["SETTINGS"]))


def setting_rows(settings: Settings) -> list[tuple[str, str, str]]:
    """Name in words, value in words, and the variable that sets it."""
    database = "PostgreSQL" if settings.database_url.startswith("postgres") else "SQLite"
    return [
        ("Address", settings.base_url, "CIP_BASE_URL"),
        ("Database", database, "DATABASE_URL"),
        ("Demonstration", "On" if settings.demo else "Off", "CIP_DEMO"),
        ("Mail", f"Sent as {settings.mail_from}" if settings.smtp_url else "Off", "CIP_SMTP_URL"),
        ("Virus scan of files", "On" if settings.clamav_socket else "Off", "CIP_CLAMAV_SOCKET"),
        ("Largest file", f"{settings.upload_mb}MB", "CIP_UPLOAD_MB"),
        ("Signed out without a click after", f"{settings.session_minutes} minutes", "CIP_SESSION_MINUTES"),
        ("Signed out in any case after", f"{settings.session_hours} hours", "CIP_SESSION_HOURS"),
        ("Wrong passwords before a pause", f"{settings.sign_in_tries} in 15 minutes", "CIP_SIGN_IN_TRIES"),
        ("Trusted proxies", str(settings.proxies), "CIP_PROXIES"),
        ("Who helps", settings.contact or "Not set", "CIP_CONTACT"),
    ]


@blueprint.get("/changes")
@members_of("platform-admin")
def log() -> ResponseReturnValue:
    """The log of changes, the newest first."""
    after = request.args.get("after", "")
    with reading() as session:
        page = changes.page(session, after=number(after))
        names = groups.names(session)
    return render_template("admin/changes.html", page=page, kinds=KINDS, group_names=names, first=not after)


@blueprint.get("/organisations")
@members_of("platform-admin")
def organisations() -> ResponseReturnValue:
    """The organisations, and a form to add one."""
    return _organisations({}, {})


@blueprint.post("/organisations")
@members_of("platform-admin")
def add_organisation() -> ResponseReturnValue:
    """Add one."""
    given = {name: request.form.get(name, "") for name in ("key", "name")}

    def save() -> None:
        with writing() as session:
            organisation_add.add(session, actor=current_actor(), **given)

    return rendered(
        save,
        done=lambda _: (f"{given['name']} is added.", url_for("admin.organisations")),
        again=lambda errors: _organisations(given, errors),
    )


@blueprint.route("/organisations/<key>", methods=["GET", "POST"])
@members_of("platform-admin")
def organisation(key: str) -> ResponseReturnValue:
    """Rename one."""
    with reading() as session:
        found = {one.key: one for one in groups.organisations(session)}.get(key)
    name = request.form.get("name", found.name if found else "")

    def form(errors: dict[str, list[str]]) -> str:
        return render_template("admin/organisation.html", key=key, name=name, errors=errors)

    if request.method == "GET":
        return form({})

    def save() -> None:
        with writing() as session:
            organisation_change.change(session, actor=current_actor(), key=key, name=name)

    return rendered(save, done=lambda _: ("The name is changed.", url_for("admin.organisations")), again=form)


def _organisations(given: dict[str, str], errors: dict[str, list[str]]) -> str:
    with reading() as session:
        found = groups.organisations(session)
    return render_template("admin/organisations.html", organisations=found, given=given, errors=errors)
