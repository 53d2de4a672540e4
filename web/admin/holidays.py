"""The calendar of working days: the published bank holidays of England, and the days that differ from them here."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.errors import Invalid
from cip_workflow.operations.holiday import remove
from cip_workflow.operations.holiday import set as close_or_open
from cip_workflow.queries import holidays
from web import templating
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.saving import Errors, rendered
from web.unit_of_work import reading, writing

blueprint = Blueprint("admin_holidays", __name__, url_prefix="/admin/holidays")

#: How many years are shown from this one on.
_YEARS = 3


@blueprint.get("")
@members_of("platform-admin")
def index() -> ResponseReturnValue:
    """This year's and the next years' days."""
    return _page({})


@blueprint.post("")
@members_of("platform-admin")
def set_day() -> ResponseReturnValue:
    """Close or open a day."""

    def save() -> date:
        errors: Errors = {}
        day = _day(errors)
        kind = request.form.get("kind")
        if kind not in {"closed", "open"}:
            errors["kind"] = ["Select whether offices are closed or open"]
        if errors or day is None:
            raise Invalid(fields=errors)
        with writing() as session:
            close_or_open.set_holiday(
                session,
                actor=current_actor(),
                day=day,
                closed=kind == "closed",
                name=request.form.get("name", ""),
                reason=request.form.get("reason", ""),
            )
        return day

    return rendered(
        save,
        done=lambda day: (f"{templating.day(day)} is set.", url_for(".index")),
        again=_page,
    )


@blueprint.post("/<day>/remove")
@members_of("platform-admin")
def remove_day(day: str) -> ResponseReturnValue:
    """Make a day again what the published calendar says."""

    def save() -> date:
        try:
            wanted = date.fromisoformat(day)
        except ValueError as error:
            raise Invalid("There is no such day.") from error
        with writing() as session:
            remove.remove(
                session, actor=current_actor(), day=wanted, reason=request.form.get(f"reason-{day}", "")
            )
        return wanted

    return rendered(
        save,
        done=lambda wanted: (
            f"{templating.day(wanted)} is again what the published calendar says.",
            url_for(".index"),
        ),
        again=lambda wrong: _page({f"{name}-{day}": said for name, said in wrong.items()}),
    )


def _day(errors: Errors) -> date | None:
    parts = [request.form.get(f"day-{part}", "").strip() for part in ("year", "month", "day")]
    try:
        year, month, day = (int(part) for part in parts)
        if not 2000 <= year <= 2100:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        errors["day"] = ["Enter the day as a real date, like 24 12 2026"]
        return None


def _page(errors: Errors) -> str:
    this_year = clock.now().astimezone(clock.LONDON).year
    years = range(this_year, this_year + _YEARS)
    with reading() as session:
        differing = holidays.differing(
            session, first=date(this_year - 1, 1, 1), last=date(this_year + 10, 12, 31)
        )
    typed = {part: request.form.get(f"day-{part}", "") for part in ("day", "month", "year")}
    return render_template(
        "admin/holidays.html",
        differing=differing,
        years={year: holidays.published(year) for year in years},
        opened={one.day for one in differing if not one.closed},
        errors=errors,
        given={
            "day": typed,
            "kind": request.form.get("kind", ""),
            "name": request.form.get("name", ""),
            "reason": request.form.get("reason", ""),
        },
    )
