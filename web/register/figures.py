"""The figures that a council would tune, each with its course; administrators change them, from a day on and with a reason."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.setting import change
from cip_workflow.queries import settings
from web import templating
from web.auth.access import members_of, signed_in
from web.auth.actor import current_actor
from web.register import given, words
from web.register.blueprint import register
from web.saving import Errors, rendered
from web.unit_of_work import reading, writing


@register.get("/agreement/figures")
@signed_in
def figures() -> ResponseReturnValue:
    """Every figure as it holds now."""
    with reading() as session:
        now = settings.current(session)
    rows = [
        {
            "href": url_for("register.figure", key=one.key),
            "name": one.what,
            "said": [],
            "cells": [
                {"text": f"{now[one.key]:,}", "nowrap": True},
                {"text": "As at first" if now[one.key] == one.default else f"At first {one.default:,}"},
            ],
        }
        for one in settings.FIGURES
    ]
    return render_template(
        "register/course.html",
        title="Thresholds and day counts",
        crumbs=words.crumbs(
            ("Agreement", url_for("register.agreement")), ("Thresholds and day counts", None)
        ),
        lede="Steps and decision tables read these figures. A change counts from its day on; what was worked out before stays.",
        columns=("Figure", "Value now", "Standard"),
        rows=rows,
        empty="",
    )


@register.get("/agreement/figures/<key>")
@signed_in
def figure(key: str) -> ResponseReturnValue:
    """What a figure was, is and will be."""
    return _page(key, {})


@register.post("/agreement/figures/<key>")
@members_of("platform-admin")
def change_figure(key: str) -> ResponseReturnValue:
    """Change it from now or from a later day on."""
    _kind(key)

    def save() -> None:
        errors: Errors = {}
        text = request.form.get("value", "").replace(",", "").replace("£", "").strip()
        if not (text.isascii() and text.isdecimal() and len(text) < 14):
            errors["value"] = ["Enter a whole number, 0 or more"]
        day = given.day_of("valid_from", errors, what="the day from which it counts", needed=False)
        now = clock.now()
        if day is not None and day < now.astimezone(clock.LONDON).date():
            errors["valid_from"] = ["Enter a day that is not past"]
        if errors:
            raise Invalid(fields=errors)
        begins = datetime.combine(day, time(), clock.LONDON) if day else now
        with writing() as session:
            change.change(
                session,
                actor=current_actor(),
                key=key,
                value=int(text),
                reason=request.form.get("reason", ""),
                valid_from=max(begins, now),
            )

    return rendered(
        save,
        done=lambda _: ("The figure is changed.", url_for("register.figure", key=key)),
        again=lambda wrong: _page(key, wrong),
    )


def _kind(key: str) -> settings.Kind:
    kind = settings.KINDS.get(key)
    if kind is None:
        raise NotFound(f"There is no figure {key}.")
    return kind


def _page(key: str, errors: Errors) -> str:
    kind = _kind(key)
    with reading() as session:
        now = settings.current(session)[key]
        dated = settings.course(session, key)
    return render_template(
        "register/figure.html",
        title=kind.what,
        crumbs=words.crumbs(
            ("Agreement", url_for("register.agreement")),
            ("Figures", url_for("register.figures")),
            (kind.key, None),
        ),
        key=key,
        now=f"{now:,}",
        standard=f"{kind.default:,}",
        rows=[_line(one) for one in dated],
        may_change="platform-admin" in current_actor().groups,
        errors=errors,
        given={
            "value": request.form.get("value", ""),
            "reason": request.form.get("reason", ""),
            "valid_from": given.shown_day("valid_from", None),
        },
    )


def _line(one: settings.Dated) -> dict[str, Any]:
    later = one.valid_from > clock.now()
    return {
        "name": f"{one.value:,}",
        "cells": [
            {"text": templating.moment(one.valid_from), "said": "Does not count yet" if later else None},
            {"text": one.reason},
            {"text": one.set_by or "The system"},
        ],
    }
