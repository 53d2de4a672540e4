"""What every answer says to the browser: run only our scripts and styles, show us in nobody's frame, tell nobody where from."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from cip_workflow.config import Settings

_YEAR = 365 * 24 * 3600

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask) -> None:
    """Add the headers to every answer, and the nonce to every page."""
    settings: Settings = app.config["SETTINGS"]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
    app.jinja_env.globals["csp_nonce"] = nonce
    app.after_request(lambda response: _protect(response, https=settings.https))


def nonce() -> str:
    """A random word for this answer: only scripts that carry it run."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def policy() -> str:
    """The content security policy of this answer."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce()}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def _protect(response: Response, *, https: bool) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", policy())
    if https:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}; includeSubDomains"
    if request.endpoint != "static":
        # Pages hold people's work: no proxy and no shared computer keeps them.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
