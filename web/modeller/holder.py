"""Who sends: an access token as Bearer, or as the password of Basic. Nobody is ever sent to the sign-in page."""

from __future__ import annotations

import jwt
from flask import Response, current_app, g, request

from cip_workflow import clock
from cip_workflow.operations.token.use import Holder, use
from cip_workflow.types import Actor
from web.unit_of_work import writing

#: How long what `lend` gives lives, in seconds; the access token behind it may end sooner.
LIVES = 3600
_ALGORITHM = "HS256"
_ORIGINS = {"file://", "null"}  #: what a page of a desktop application calls itself


def let_in() -> bool:
    """Whether this request shows a token that works; `current` knows whose."""
    found = _holder()
    g.holder = found
    return found is not None


def current() -> Actor:
    """As whom this request acts, once it has been let in."""
    found: Holder = g.holder
    return found.actor


def lend(login: str, secret: str) -> str | None:
    """What an OAuth client gets for its access token; None when that does not work.

    Clients look for the time at which it ends, so it is a JSON Web Token (RFC 7519). It says which access token stands
    behind it and nothing else, and ends with that one.
    """
    with writing() as session:
        found = use(session, secret=secret, login=login)
    if found is None:
        return None
    ends = int(clock.now().timestamp()) + LIVES
    return jwt.encode({"exp": ends, "sub": str(found.token_id)}, _key(), algorithm=_ALGORITHM)


def allow(response: Response) -> Response:
    """Let the modeller's page, which has the origin file://, read the answer."""
    origin = request.headers.get("Origin")
    if origin in _ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "authorization, content-type, accept"
        response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
        response.headers.add("Vary", "Origin")
    return response


def _holder() -> Holder | None:
    shown = request.authorization
    if shown is None:
        return None
    with writing() as session:
        if shown.type == "basic":
            return use(session, secret=shown.password or "", login=shown.username or "")
        if shown.type != "bearer" or not shown.token:
            return None
        lent = _lent(shown.token)
        if lent is not None:
            return use(session, token_id=lent)
        return use(session, secret=shown.token)


def _lent(token: str) -> int | None:
    if token.count(".") != 2:
        return None
    options = {"require": ["exp", "sub"], "verify_exp": False}
    try:
        said = jwt.decode(token, _key(), algorithms=[_ALGORITHM], options=options)
        ends, token_id = float(said["exp"]), int(said["sub"])
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    return token_id if ends > clock.now().timestamp() else None


def _key() -> str:
    return f"{current_app.config['SECRET_KEY']} lent to modellers, never to browsers"
