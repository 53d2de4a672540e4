"""Addresses that a modeller looks up or builds by itself, and its double slashes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue

from web.auth.access import by_token, signed_in
from web.modeller import bundles, holder

blueprint = Blueprint("found", __name__)
blueprint.after_request(holder.allow)

_OURS = ("/engine-rest", "/v2")


class MergedSlashes:
    """The modeller writes `/engine-rest//deployment` when its address ends in a slash; that is the same address.

    It is mended before routing, because a redirect would lose what was sent.
    """

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        single = re.sub(r"/{2,}", "/", path)
        if path != single and single.startswith(_OURS):
            environ["PATH_INFO"] = single
        return self._app(environ, start)


@blueprint.get("/.well-known/camunda-automation-platform/webapps")
@by_token
def webapps() -> ResponseReturnValue:
    """Where our pages are; the modeller adds `repository` or `process-instance/..` to `cockpitUrl`. Nobody is asked who they are."""
    here = bundles.here()
    return jsonify(adminUrl=f"{here}/admin", cockpitUrl=f"{here}/opened/", tasklistUrl=f"{here}/tasks")


@blueprint.get("/opened/process-instance/<int:instance_id>")
@signed_in
def instance(instance_id: int) -> ResponseReturnValue:
    """“Open in Camunda Cockpit” after Start: our page of the case."""
    return redirect(url_for("cases.case", instance_id=instance_id))


@blueprint.get("/opened/repository")
@signed_in
def repository() -> ResponseReturnValue:
    """“Open in Camunda Cockpit” after Deploy: what can be started now."""
    return redirect(url_for("start.index"))
