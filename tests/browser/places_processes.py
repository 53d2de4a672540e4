"""The pages of processes and of access tokens."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from cip_workflow.store import tables as t
from tests.browser.live import Live

OWNER = "Paul Ownes"
SECOND = "Leave with a second look"
#: Addresses for modellers, which show no page, and files.
NO_PAGES = {
    "/.well-known/camunda-automation-platform/webapps",
    "/engine-rest/deployment",
    "/engine-rest/engine",
    "/engine-rest/version",
    "/opened/process-instance/<int:instance_id>",
    "/opened/repository",
    "/processes/<process_id>/<int:version>/files/<path:name>",
    "/v2/topology",
}


def _draft(note: str) -> Callable[[Live], str]:
    query = sa.select(t.DEPLOYMENT.c.id).where(t.DEPLOYMENT.c.note == note)
    return lambda live: f"/processes/drafts/{live.rows(query)[0][0]}"


def _newest(live: Live, process: str) -> str:
    made = t.DEFINITION.c
    query = sa.select(made.version).where(made.process_id == process, made.latest)
    return f"/processes/{process}/{live.rows(query)[0][0]}"


#: Route, who asks, where, what it shows.
PAGES: tuple[tuple[str, str, Callable[[Live], str] | None, str], ...] = (
    ("/processes", OWNER, None, "with drafts"),
    ("/processes", "Fiona Greer", None, "of governance"),
    ("/processes/<process_id>", OWNER, lambda live: "/processes/leave", "with two versions"),
    ("/processes/<process_id>", "Fiona Greer", lambda live: "/processes/cip-brief-issue", "with cases"),
    ("/processes/<process_id>/compare", OWNER, lambda live: "/processes/leave/compare?before=1&after=2", ""),
    ("/processes/deploy", OWNER, None, ""),
    ("/processes/drafts/<int:draft_id>", OWNER, _draft("Leave as it was drawn"), "with questions"),
    ("/processes/drafts/<int:draft_id>", OWNER, _draft(SECOND), "with changes"),
    (
        "/processes/<process_id>/<int:version>/decisions/<decision_id>",
        OWNER,
        lambda live: (
            f"{_newest(live, 'cip-approval')}/decisions/approvalAuthority?in-wholeLifeValue=600000&try=1"
        ),
        "tried",
    ),
    (
        "/processes/<process_id>/<int:version>/decisions/<decision_id>",
        "Fiona Greer",
        lambda live: f"{_newest(live, 'cip-delivery-decision')}/decisions/deliveryRoute",
        "a wide one",
    ),
    (
        "/processes/<process_id>/<int:version>/forms/<form_id>",
        OWNER,
        lambda live: f"{_newest(live, 'cip-brief-issue')}/forms/F07",
        "",
    ),
    (
        "/processes/<process_id>/<int:version>/in-words",
        OWNER,
        lambda live: f"{_newest(live, 'cip-approval')}/in-words",
        "",
    ),
    (
        "/processes/drafts/<int:draft_id>/decisions/<decision_id>",
        OWNER,
        lambda live: f"{_draft(SECOND)(live)}/decisions/howLong",
        "",
    ),
    (
        "/processes/drafts/<int:draft_id>/forms/<form_id>",
        OWNER,
        lambda live: f"{_draft(SECOND)(live)}/forms/ask",
        "",
    ),
    (
        "/processes/drafts/<int:draft_id>/in-words/<process_id>",
        OWNER,
        lambda live: f"{_draft(SECOND)(live)}/in-words/leave",
        "",
    ),
    ("/account/tokens", OWNER, None, ""),
    (
        "/procurements/<ref>/bids/new",
        "Vera Marsh",
        lambda live: (
            f"/procurements/{live.rows(sa.select(t.PROCUREMENT.c.ref).where(t.PROCUREMENT.c.ref.like('%-91')))[0][0]}/bids/new"
        ),
        "",
    ),
)
