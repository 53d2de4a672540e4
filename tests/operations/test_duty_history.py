"""Rules of duty that look at who did what before in the case, at organisations, and at votes: SOD-01 to 04, 06, 08, 12, 13.

The processes are small; their elements carry the numbers of the domain, which is what the rules go by.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow.errors import NotAllowed
from cip_workflow.operations.setting.change import change
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.task.hand_over import hand_over
from cip_workflow.operations.task.present import present
from cip_workflow.operations.task.reassign import reassign
from cip_workflow.operations.task.recall import recall
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import World


def join(world: World, login: str, group: str) -> None:
    """Somebody becomes a member, as an administrator's mistake may make them one."""
    with transaction(world.sessions) as session:
        group_id = session.execute(sa.select(t.GROUP.c.id).where(t.GROUP.c.key == group)).scalar_one()
        since = sa.func.current_timestamp()
        session.execute(
            sa.insert(t.MEMBERSHIP).values(person_id=world.id(login), group_id=group_id, since=since)
        )


def in_a_row(world: World, *elements: str, sod: str, name: str = "Decide on it") -> None:
    """Steps one after the other; the last has the rule."""
    *before, last = elements
    world.draw(
        d.start(),
        *(d.user(one, name=f"Step {one}") for one in before),
        d.user(last, name=name, sod=sod),
        d.end(),
        d.chain("start", *elements, "end"),
    )
    world.start()


def kept_out(world: World, login: str, element: str, rule: str, holder: str = "ann") -> str:
    """Every door of the operations refuses, with the rule; its sentence is returned."""
    task_id = world.task(element)
    said = set()
    for attempt in (
        lambda: world.complete(login, element),
        lambda: world.claim(login, element),
        lambda: world.do(hand_over, holder, task_id=task_id, to=login),
        lambda: world.do(reassign, "fi", task_id=task_id, to=login, reason="They know it best"),
    ):
        with pytest.raises(NotAllowed) as refused:
            attempt()
        assert refused.value.rule == rule
        said.add(refused.value.message)
    [sentence] = said
    assert sentence.startswith(f"{rule}: ")
    assert world.do(present, login, task_id=task_id).why_not == sentence
    assert login not in [
        who for who, _ in world.do(present, holder, task_id=task_id, colleagues=True).colleagues
    ]
    return sentence


def test_only_the_council_compares_prices(world: World) -> None:
    join(world, "cal", "lcc-legal")
    in_a_row(world, "T404_confirmRoute", sod="SOD-01", name="Confirm delivery route")
    said = kept_out(world, "cal", "T404_confirmRoute", "SOD-01")
    assert "Cal is not of the council" in said
    assert "“Confirm delivery route”" in said
    assert world.row(t.TASK).excluded == [world.id("cal")]
    assert world.complete("ann", "T404_confirmRoute").finished


HISTORY = [
    ("02", "T300_buildCase", "T311_decide"),
    ("SOD-02", "T105_submit", "T311_decide"),
    ("SOD-02", "T600_draft", "T603_approve"),
    ("SOD-03", "T507_score", "T510_approve"),
    ("SOD-03", "T508", "T603_approve"),
    ("SOD-06", "T209_model", "T305_signOff"),
    ("SOD-06", "T302_bid", "T304_signOff"),
]


@pytest.mark.parametrize(("sod", "did", "now"), HISTORY)
def test_who_prepared_does_not_decide(world: World, sod: str, did: str, now: str) -> None:
    in_a_row(world, did, "T999_between", now, sod=sod)
    world.complete("jo", did)
    world.complete("jo", "T999_between")
    said = kept_out(world, "jo", now, f"SOD-{sod[-2:]}")
    assert f"Jo has done “Step {did}” in this case; somebody else has to do “Decide on it”." in said
    assert world.row(t.TASK, element=now).excluded == [world.id("jo")]
    assert world.complete("ann", now).finished


@pytest.mark.parametrize(("sod", "did", "now"), HISTORY)
def test_the_step_just_before_counts_as_well(world: World, sod: str, did: str, now: str) -> None:
    """Its row is written after the next task has opened."""
    in_a_row(world, did, now, sod=sod)
    world.complete("jo", did)
    assert world.row(t.TASK, element=now).excluded == [world.id("jo")]
    kept_out(world, "jo", now, f"SOD-{sod[-2:]}")


def test_another_number_is_another_step(world: World) -> None:
    in_a_row(world, "T3000_else", "T311_decide", sod="SOD-02")
    world.complete("jo", "T3000_else")
    assert world.complete("jo", "T311_decide").finished


def test_what_happened_in_another_case_is_no_reason(world: World) -> None:
    in_a_row(world, "T300_build", "T311_decide", sod="SOD-02")
    world.start()
    world.complete("jo", "T300_build", case=1)
    world.complete("ann", "T300_build", case=2)
    assert world.complete("jo", "T311_decide", case=2).finished
    with pytest.raises(NotAllowed, match="SOD-02"):
        world.complete("jo", "T311_decide", case=1)


def test_an_answer_that_was_recalled_is_no_reason(world: World) -> None:
    in_a_row(world, "T300_build", "T311_decide", sod="SOD-02")
    world.complete("jo", "T300_build")
    world.do(recall, "jo", task_id=world.task("T300_build", status="done"))
    world.do(hand_over, "jo", task_id=world.task("T300_build"), to="ann")
    world.complete("ann", "T300_build")
    assert world.complete("jo", "T311_decide").finished


def test_when_all_have_prepared_governance_is_told(world: World) -> None:
    in_a_row(world, "T209_one", "T302_two", "T305_signOff", sod="SOD-06")
    world.complete("jo", "T209_one")
    world.complete("ann", "T302_two")
    row = world.row(t.TASK, element="T305_signOff")
    assert (row.nobody, sorted(row.excluded)) == (True, [world.id("jo"), world.id("ann")])
    told = world.row(t.ESCALATION).text
    assert told.startswith("No eligible person: “Decide on it”")
    assert "SOD-06: whoever prepared the figures" in told


def signing(world: World, value: Any) -> None:
    """Approved by Jo, signed for the charity by Cal; the council's signature is open."""
    world.draw(
        d.start(),
        d.script("value", f"={value}", "contractValue"),
        d.user("T603_approve", name="Approve award"),
        d.user("T606_sign", name="The charity signs", groups="bar-partnership-manager", sod="SOD-04"),
        d.user("T607_sign", name="The council signs", groups="lcc-legal", sod="SOD-01, SOD-04"),
        d.end(),
        d.chain("start", "value", "T603_approve", "T606_sign", "T607_sign", "end"),
    )
    world.start()
    world.complete("jo", "T603_approve")
    world.complete("cal", "T606_sign")


@pytest.mark.parametrize("value", ["500000", "1480000", "null", '"much"'])
def test_who_approved_a_large_award_does_not_sign_it(world: World, value: str) -> None:
    signing(world, value)
    said = kept_out(world, "jo", "T607_sign", "SOD-04")
    assert "from £500,000 on, whoever approved an award does not sign the contract" in said
    assert "Jo has done “Approve award”" in said
    assert world.complete("ann", "T607_sign").finished


def test_below_the_figure_the_approver_may_sign(world: World) -> None:
    signing(world, "499999.99")
    assert world.complete("jo", "T607_sign").finished


def test_the_figure_is_the_councils(world: World) -> None:
    world.do(change, "zara", key="separateSignatureFrom", value=200_000, reason="Cabinet of May")
    signing(world, "250000")
    assert "from £200,000 on" in kept_out(world, "jo", "T607_sign", "SOD-04")


def test_the_signatures_are_two_peoples(world: World) -> None:
    world.draw(
        d.start(),
        d.user("T606_sign", name="The charity signs"),
        d.user("T607_sign", name="The council signs", sod="SOD-04"),
        d.end(),
        d.chain("start", "T606_sign", "T607_sign", "end"),
    )
    world.start()
    world.complete("jo", "T606_sign")
    assert "a contract has two signatories" in kept_out(world, "jo", "T607_sign", "SOD-04")
    with pytest.raises(
        NotAllowed, match="SOD-04: the two signatures under a contract are of two organisations"
    ):
        world.complete("ann", "T607_sign")
    assert world.row(t.TASK, element="T607_sign").nobody


def test_the_signatures_are_of_two_organisations_whoever_is_first(world: World) -> None:
    join(world, "ann", "bar-partnership-manager")
    world.draw(
        d.start(),
        d.user("T607_sign", name="The council signs"),
        d.user("T606_sign", name="The charity signs", groups="bar-partnership-manager", sod="SOD-04"),
        d.end(),
        d.chain("start", "T607_sign", "T606_sign", "end"),
    )
    world.start()
    world.complete("jo", "T607_sign")
    said = kept_out(world, "ann", "T606_sign", "SOD-04", holder="cal")
    assert (
        "Jo of the same organisation has done “The council signs”, so Ann cannot do “The charity signs”"
        in said
    )
    assert world.complete("cal", "T606_sign").finished


def test_another_step_under_that_rule_keeps_nobody_out(world: World) -> None:
    in_a_row(world, "T603_approve", "T608_file", sod="SOD-04")
    world.complete("jo", "T603_approve")
    assert world.complete("jo", "T608_file").finished


def test_who_leads_the_design_does_not_write_down_the_verdict(world: World) -> None:
    world.draw(
        d.start(),
        d.user("T108_nominate", outputs={"designLead": "=completedBy"}),
        d.user("T213_verdict", name="Enter the verdict", sod="SOD-12"),
        d.end(),
        d.chain("start", "T108_nominate", "T213_verdict", "end"),
    )
    world.start()
    world.complete("jo", "T108_nominate")
    assert "Jo leads this design; another participation lead" in kept_out(
        world, "jo", "T213_verdict", "SOD-12"
    )
    assert world.complete("ann", "T213_verdict").finished


def test_one_of_the_two_is_outside_the_evaluation_panel(world: World) -> None:
    join(world, "sam", "lcc-legal")
    for login in ("jo", "ann"):
        join(world, login, "evaluation-panel")
    in_a_row(world, "T505_open", sod="SOD-08", name="Open the bids")
    assert world.complete("jo", "T505_open").waits_for_second
    with pytest.raises(NotAllowed, match="SOD-08: at least one of the two people behind “Open the bids”"):
        world.complete("ann", "T505_open")
    assert world.complete("sam", "T505_open").finished


def test_rules_that_ask_nothing_cost_nothing(world: World, statements: Callable[..., Any]) -> None:
    """One statement more with a rule that reads who did what, whatever else it keeps out; none without."""
    cost = {}
    for sod in ("SOD-05", "SOD-02", "SOD-02, SOD-03, SOD-06"):
        world.draw(
            d.start(),
            d.user("T100_first", name="First"),
            d.user("T311_decide", sod=sod),
            d.user("T312_last"),
            d.end(),
            d.chain("start", "T100_first", "T311_decide", "T312_last", "end"),
        )
        begun = world.start()
        case = begun.instance_id
        for step, login in (("T100_first", "jo"), ("T311_decide", "ann")):
            task_id, actor = world.task(step, case), world.actor(login)
            with statements() as sent, transaction(world.sessions) as session:
                complete(session, actor=actor, task_id=task_id, answers={})
            cost[sod, step] = len(sent)
    for step in ("T100_first", "T311_decide"):
        assert cost["SOD-02", step] == cost["SOD-05", step] + 1, cost
        assert cost["SOD-02, SOD-03, SOD-06", step] == cost["SOD-02", step], cost
