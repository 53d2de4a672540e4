"""Service contracts as an award registers them, under the ceiling of the agreement (docs/handlers/award.md)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.operations.task.recall import recall
from cip_workflow.queries import agreement
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations.awarding import FILE, SIGNED, TERMS, made, partner, registered
from tests.operations.serving import run
from tests.operations.world import World

__all__ = ["partner"]
pytestmark = pytest.mark.usefixtures("partner")


def ceiling(world: World, **values: Any) -> None:
    with transaction(world.sessions) as session:
        session.execute(sa.update(t.AGREEMENT).values(**values))


def committed(world: World) -> Decimal:
    with transaction(world.sessions) as session:
        return agreement.current(session, today=clock.now().date()).committed


def test_a_contract_gets_its_number_and_its_row(world: World) -> None:
    found = run(world, made())
    row = world.row(t.SERVICE_CONTRACT)
    year = clock.now().astimezone(clock.LONDON).year
    assert found["contractRef"] == row.ref == f"CIP-SC-{year}-01"
    assert found["supplier"] == row.supplier
    assert (row.status, row.route, row.value) == ("draft", "DIRECT", Decimal(420000))
    assert row.brief_ref == world.row(t.BRIEF).ref
    assert row.agreement_id is not None
    assert row.details["lots"] == ["north"]
    world.do(recall, "jo", task_id=world.task("go", status="done"))
    assert world.rows(sa.select(t.SERVICE_CONTRACT)) == []


def test_without_a_partner_no_contract(world: World) -> None:
    with transaction(world.sessions) as session:
        session.execute(sa.update(t.PARTY).values(agreement_id=None))
    run(world, made())
    assert "has no party of the kind BARNARDOS" in world.row(t.INCIDENT).message


def test_a_contract_goes_from_draft_to_signed(world: World) -> None:
    before = committed(world)
    run(
        world,
        made(),
        registered("draft", terms=TERMS, kpiSchedule='=[{id: "K1", weight: 100}]'),
        registered("approved"),
        registered("standstill"),
        SIGNED,
        registered("signed", "again"),
    )
    row = world.row(t.SERVICE_CONTRACT)
    assert (row.status, row.value, row.by_deed) == ("signed", Decimal(420000), True)
    assert (row.starts_on, row.ends_on, row.extension_months) == (date(2027, 1, 4), date(2029, 12, 31), 24)
    assert (row.signed_on, row.file_digest) == (date(2026, 12, 3), "5a5a")
    assert row.details["kpiSchedule"][0]["id"] == "K1"
    assert row.details["template"] == "tier2-service-v4"
    assert committed(world) - before == Decimal(420000)
    assert [kind for kind in world.kinds() if kind.startswith("contract.")] == [
        "contract.draft",
        "contract.approved",
        "contract.standstill",
        "contract.signed",
    ]
    with pytest.raises(Conflict, match="The register of contracts has been brought up to date"):
        world.do(recall, "jo", task_id=world.task("go", status="done"))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((registered("signed"),), "is draft, so it cannot become signed"),
        ((registered("sealed"),), "is draft, so it cannot become sealed"),
        ((registered("approved"), registered("signed", file=FILE)), "without its date and the signed copy"),
        (
            (registered("approved"), registered("signed", signedOn='=date("2026-12-03")')),
            "without its date and the signed copy",
        ),
        (
            (registered("approved"), SIGNED, registered("abandoned")),
            "is signed, so it cannot become abandoned",
        ),
        (
            (registered("draft", contractRef='="CIP-SC-1999-01"'),),
            "There is no service contract CIP-SC-1999-01",
        ),
    ],
)
def test_what_cannot_be_registered(world: World, steps: tuple[str, ...], said: str) -> None:
    run(world, made(), *steps)
    assert said in world.row(t.INCIDENT).message


def test_an_abandoned_contract_counts_against_nothing(world: World) -> None:
    before = committed(world)
    run(world, made(), registered("approved"), registered("abandoned", reason='="Refused"'))
    row = world.row(t.SERVICE_CONTRACT)
    assert (row.status, row.details["reason"]) == ("abandoned", "Refused")
    assert committed(world) == before


def test_the_ceiling_is_kept(world: World) -> None:
    ceiling(world, value_ceiling=Decimal(500_000), committed_before=Decimal("80000.01"))
    run(world, made(), registered("approved"))
    said = world.row(t.INCIDENT).message
    assert "over £420,000.00 does not fit under the agreement" in said
    assert "£80,000.01 of £500,000.00 are committed, so £419,999.99 are left" in said
    assert world.row(t.SERVICE_CONTRACT).status == "draft"


def test_up_to_the_ceiling_is_right_and_governance_is_told(world: World) -> None:
    ceiling(world, value_ceiling=Decimal(500_000), committed_before=Decimal(80_000))
    run(world, made(), registered("approved"))
    assert world.row(t.SERVICE_CONTRACT).status == "approved"
    [event] = world.rows(sa.select(t.EVENT).where(t.EVENT.c.kind == "ceiling.near"))
    assert event.name.startswith("100.0% of the ceiling")


@pytest.mark.parametrize(("before", "told"), [("379999.99", False), ("380000.00", True)])
def test_governance_is_told_from_four_fifths_on(world: World, before: str, told: bool) -> None:
    ceiling(world, value_ceiling=Decimal(1_000_000), committed_before=Decimal(before))
    run(world, made(), registered("approved"))
    assert ("ceiling.near" in world.kinds()) is told


def test_what_two_contracts_count_adds_up(world: World) -> None:
    """Each fits alone; the second does not fit beside the first."""
    ceiling(world, value_ceiling=Decimal(800_000), committed_before=Decimal(0))
    run(world, made(), registered("approved"), SIGNED)
    world.start()
    world.complete("jo", "go")
    second = world.rows(sa.select(t.SERVICE_CONTRACT).order_by(t.SERVICE_CONTRACT.c.id))[-1]
    assert second.ref.endswith("-02")
    assert second.status == "draft"
    assert "£420,000.00 of £800,000.00 are committed" in world.row(t.INCIDENT).message
