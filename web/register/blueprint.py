"""The blueprint that the modules of the register add their routes to, and who may change what stands in it."""

from __future__ import annotations

from flask import Blueprint

register = Blueprint("register", __name__)

#: They keep diary and parties; terms and figures are for administrators alone.
KEEPERS = ("governance-lead", "platform-admin")
