"""The blueprint that the modules of processes add their routes to, and whom its pages are for."""

from __future__ import annotations

from flask import Blueprint

processes = Blueprint("processes", __name__)

#: Who may read what is deployed.
LOOKING = ("governance-lead", "platform-admin", "auditor", "process-owner")
#: Who deploys, sees drafts and publishes; operations decide it again.
DEPLOYING = ("process-owner", "platform-admin")
