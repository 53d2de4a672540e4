"""One table from our errors to HTTP, and pages that say in plain English what happened and what to do. Never a traceback."""

from __future__ import annotations

import secrets

from flask import Flask, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from cip_workflow import errors, log
from web.wanted import wants_json

STATUS: dict[type[errors.WorkflowError], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Conflict: 409,
    errors.Invalid: 422,
    errors.Refused: 422,
    errors.ExpressionError: 422,
    errors.StepFailed: 422,
    errors.TooMany: 429,
}

_CODES = {
    400: "bad-request",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    413: "too-large",
    422: "invalid",
    429: "too-many",
    500: "failed",
}

TITLES = {
    400: "We could not read that",
    403: "You may not do this",
    404: "Page not found",
    405: "This address works differently",
    409: "This has changed in the meantime",
    413: "That is too large",
    422: "Something needs to be corrected",
    429: "Too many attempts",
    500: "Something went wrong on our side",
}

_SENTENCES = {
    400: "What your browser sent could not be understood. Go back and try again.",
    404: "There is no such page, or it is not for you. If you typed the address, check it; if you followed a link, the page may have moved.",
    405: "A page cannot be used this way. Go back and use the buttons on the page.",
    500: "Nothing of what you sent was stored. Try again in a few minutes. If it happens again, tell the people who run this service the number below.",
}

_BARE = (
    '<!DOCTYPE html><html lang="en"><title>{title}</title><h1>{title}</h1>'
    "<p>{sentence}</p><p>Number of this error: <strong>{number}</strong></p>"
)


def init_app(app: Flask) -> None:
    """Answer every error through this table, as a page or, when asked, as JSON."""
    app.register_error_handler(errors.WorkflowError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def status_of(error: errors.WorkflowError) -> int:
    """The HTTP status of one of our errors."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)


def _ours(error: errors.WorkflowError) -> ResponseReturnValue:
    status = status_of(error)
    if status == 500:
        return _unforeseen(error)
    return answer(
        status,
        error.message,
        fields=getattr(error, "fields", None),
        findings=[str(finding) for finding in getattr(error, "findings", ())],
        retry_after=getattr(error, "retry_after", None),
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    status = error.code or 500
    sentence = _SENTENCES.get(status) or error.description or ""
    if status == 400 and error.description and error.description != type(error).description:
        sentence = error.description
    if status == 413:
        megabytes = current_app.config["SETTINGS"].upload_mb
        sentence = (
            f"Files may have up to {megabytes}MB each. Nothing was stored. Go back and choose a smaller file."
        )
    response = make_response(answer(status, sentence))
    if status == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _unforeseen(error: Exception) -> ResponseReturnValue:
    number = secrets.token_hex(4)
    log.get(__name__).error(
        "unforeseen", number=number, method=request.method, path=request.path, exc_info=error
    )
    try:
        return answer(500, _SENTENCES[500], number=number)
    except Exception:  # noqa: BLE001  # the page asks the database who is signed in, and that may be what is broken
        return _BARE.format(title=TITLES[500], sentence=_SENTENCES[500], number=number), 500


def answer(
    status: int,
    sentence: str,
    *,
    fields: dict[str, list[str]] | None = None,
    findings: list[str] | None = None,
    retry_after: int | None = None,
    number: str | None = None,
) -> ResponseReturnValue:
    """The page or the JSON for an error."""
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    if wants_json():
        said = {"code": _CODES.get(status, "failed"), "message": sentence}
        more = {"fields": fields, "findings": findings, "number": number, "retry_after": retry_after}
        return jsonify(said | {name: value for name, value in more.items() if value}), status, headers
    page = render_template(
        "errors/error.html",
        heading=TITLES.get(status, TITLES[500] if status >= 500 else TITLES[400]),
        sentence=sentence,
        said=[text for texts in (fields or {}).values() for text in texts] + (findings or []),
        number=number,
        status=status,
    )
    return page, status, headers
