"""The blueprint that the modules of governance add their routes to, and whom its pages are for."""

from __future__ import annotations

from flask import Blueprint

governance = Blueprint("governance", __name__)

#: Who may look at the list; who may act is decided by the operations (SOD-10).
LOOKING = ("governance-lead", "platform-admin", "auditor", "process-owner")
ACTING = ("governance-lead", "platform-admin")
