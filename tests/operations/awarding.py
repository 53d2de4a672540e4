"""The services of an award as diagrams call them, and the partner that contracts are made with."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.serving import REF
from tests.operations.world import World

CONTRACT = {"contractRef": "=contractRef"}
TERMS = (
    '={template: "tier2-service-v4", schedules: ["spec"], startDate: date("2027-01-04"), endDate: date("2029-12-31"),'
    " extensionMonths: 24, valueExVat: 420000.50, byDeed: true}"
)
FILE = '=[{document: 2, name: "signed.pdf", sha256: "5a5a"}]'
PLAN = (
    '=[{notice: "LCC contracts register (Transparency Code 2015)", mandatory: true, deadline: "next quarter"},'
    ' {notice: "UK5 transparency", mandatory: true, deadline: "before"},'
    ' {notice: "UK7 contract details", mandatory: true, deadline: "within 120 days"}, {notice: null}]'
)
PUBLISHED = (
    '={id: notices[1].id, noticeRef: "012345-2026", publishedAt: date and time("2026-08-10T09:00:00Z"),'
    ' standstillEnds: date and time("2026-08-19T23:59:59@Europe/London"),'
    ' content: {title: "Breaks", description: "At weekends", value: 420000}}'
)


def made(value: str = "=420000") -> str:
    return d.service(
        "number",
        "cip:generate-contract-ref",
        inputs={**REF, "title": '="Breaks"', "route": '="DIRECT"', "value": value, "lots": '=["north"]'},
        outputs={**CONTRACT, "supplier": "=supplier"},
    )


def registered(state: str, key: str = "", **more: str) -> str:
    return d.service(
        key or f"to_{state}", "cip:register-contract", inputs={**CONTRACT, "state": f'="{state}"', **more}
    )


def planned(event: str = "SIGN", plan: str = PLAN, **changes: str) -> str:
    inputs = {
        **REF,
        **CONTRACT,
        "regime": '="PA2023_LIGHT_TOUCH"',
        "event": f'="{event}"',
        "noticePlan": plan,
        "since": '=date("2026-11-20")',
        "dueBy": '=date("2026-12-01")',
        **changes,
    }
    return d.service("plan", "cip:plan-notices", inputs=inputs, outputs={"notices": "=notices"})


def noted(key: str = "note", publication: str = PUBLISHED) -> str:
    return d.service(
        key,
        "cip:record-notice",
        inputs={**REF, "publication": publication},
    )


def released(tag: str, **more: str) -> str:
    return d.service(
        f"release_{tag}",
        "cip:publish-release",
        inputs={
            **REF,
            **CONTRACT,
            "tag": f'="{tag}"',
            "legalRegime": '="PCR2015_CALLOFF"',
            "publications": f"=[{PUBLISHED.removeprefix('=')}]",
            **more,
        },
        outputs={"releaseId": "=releaseId"},
    )


def challenged(key: str, **more: str) -> str:
    inputs = {**REF, "about": "=contractRef", "receivedOn": '=date("2026-11-23")', **more}
    return d.service(key, "cip:record-challenge", inputs=inputs, outputs={"challengeId": "=challengeId"})


SIGNED = registered("signed", signedOn='=date("2026-12-03")', file=FILE, value="=420000")


@pytest.fixture
def partner(world: World) -> None:
    """The tier 1 partner, among the parties to the agreement."""
    with transaction(world.sessions) as session:
        agreement_id = session.execute(sa.select(t.AGREEMENT.c.id)).scalar_one()
        session.execute(
            sa.insert(t.PARTY).values(
                agreement_id=agreement_id,
                name="Barnardo's",
                kind="BARNARDOS",
                ppon="PHTN-1518-HDWG",
                charity="216250",
                vcse=True,
            )
        )
