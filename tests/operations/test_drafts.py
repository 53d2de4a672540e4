"""A version is proposed by one person and published by another; earlier ones come back, old ones are retired (SOD-11)."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn.answers import Answer
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound, Refused
from cip_workflow.operations.deployment.answer import answer
from cip_workflow.operations.deployment.check import check, report
from cip_workflow.operations.deployment.complete import complete
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.deployment.discard import discard
from cip_workflow.operations.deployment.go_back import go_back
from cip_workflow.operations.deployment.propose import propose
from cip_workflow.operations.deployment.publish import publish
from cip_workflow.operations.deployment.retire import retire
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


def leave(word: str = "Ask", message: str = "") -> dict[str, bytes]:
    """A process that people start, and perhaps a message too."""
    more = [d.start("told", starters=None, message=message), d.flow("told", "t")] if message else []
    return {
        "leave.bpmn": d.bpmn(
            d.process(
                "leave", d.start(), *more, d.user("t", name=word), d.end(), d.chain("start", "t", "end")
            ),
            *([d.message(message, "leave.asked")] if message else []),
        )
    }


def made(world: World, files: dict[str, bytes], who: str = "paul") -> int:
    return world.do(propose, who, files=files).deployment_id


def test_a_draft_changes_nothing_for_anybody(world: World) -> None:
    proposed = world.do(propose, "paul", files=leave(), note="First try")
    assert (proposed.new, proposed.published) == (True, False)
    assert world.count(t.DEFINITION) == 0
    again = world.do(propose, "zara", files=leave())
    assert (again.deployment_id, again.new) == (proposed.deployment_id, False)
    with pytest.raises(NotFound):
        world.start("jo", "leave")


def test_its_author_does_not_publish_it_and_another_does(world: World) -> None:
    draft = made(world, leave())
    with pytest.raises(NotAllowed, match="SOD-11: whoever proposed a version does not publish it"):
        world.do(publish, "paul", deployment_id=draft)
    assert world.count(t.DEFINITION) == 0
    [version] = world.do(publish, "zara", deployment_id=draft)
    assert (version.version, version.new) == (1, True)
    assert world.row(t.DEPLOYMENT, id=draft).published_by != world.row(t.DEPLOYMENT, id=draft).deployed_by
    with pytest.raises(Conflict, match="published already"):
        world.do(publish, "zara", deployment_id=draft)
    assert world.do(propose, "paul", files=leave()).published is True


def test_where_authors_may_publish_one_person_is_enough(world: World) -> None:
    draft = made(world, leave())
    assert world.do(publish, "paul", deployment_id=draft, alone=True)


def test_deploying_a_draft_publishes_it(world: World) -> None:
    draft = made(world, leave())
    done = world.do(deploy, "zara", files=leave())
    assert (done.deployment_id, done.new) == (draft, True)
    assert world.do(deploy, "zara", files=leave()).new is False


@pytest.mark.parametrize("verb", [propose, check, report])
def test_nobody_else_proposes_or_judges(world: World, verb) -> None:
    with pytest.raises(NotAllowed):
        world.do(verb, "jo", files=leave())


def test_what_stands_against_a_bundle_stands_against_its_draft(world: World) -> None:
    broken = {"leave.bpmn": leave()["leave.bpmn"].replace(b'"lcc-legal"', b'"=1 +"')}
    with pytest.raises(Refused, match="Nothing was deployed"):
        world.do(propose, "paul", files=broken)
    with pytest.raises(Refused):
        world.do(check, "paul", files=broken)
    findings, refused = world.do(report, "paul", files=broken)
    assert refused and findings
    assert world.do(report, "paul", files=leave())[1] is False
    assert world.count(t.DEPLOYMENT) == 0


def test_a_draft_is_put_away_with_a_reason_and_its_files_may_come_again(world: World) -> None:
    draft = made(world, leave())
    with pytest.raises(Invalid):
        world.do(discard, "paul", deployment_id=draft, reason=" ")
    world.do(discard, "paul", deployment_id=draft, reason="Drawn too soon.")
    with pytest.raises(NotFound):
        world.do(publish, "zara", deployment_id=draft)
    assert made(world, leave()) != draft


def test_going_back_is_one_act_and_the_next_version_counts_on(world: World) -> None:
    world.deploy(leave("Ask", "m"))
    world.deploy(leave("Ask kindly"))
    first, second = (world.row(t.DEFINITION, version=number) for number in (1, 2))
    assert world.count(t.SUBSCRIPTION) == 0
    with pytest.raises(Conflict, match="start on version 2 already"):
        world.do(go_back, "zara", definition_id=second.id, reason="Why not.")
    world.do(go_back, "zara", definition_id=first.id, reason="The second one asks twice.")
    assert world.row(t.DEFINITION, version=1).latest and not world.row(t.DEFINITION, version=2).latest
    assert world.row(t.SUBSCRIPTION).definition_id == first.id
    started = world.start("jo", "leave")
    assert world.row(t.INSTANCE, id=started.instance_id).definition_id == first.id
    [third] = world.deploy(leave("Ask nicely")).definitions
    assert third.version == 3
    with pytest.raises(NotFound):
        world.do(go_back, "zara", definition_id=999, reason="No such one.")


def test_a_retired_version_starts_nothing_and_its_cases_go_on(world: World) -> None:
    world.deploy(leave("Ask", "m"))
    started = world.start("jo", "leave")
    only = world.row(t.DEFINITION)
    world.do(retire, "zara", definition_id=only.id, reason="Nobody takes leave.")
    assert world.count(t.SUBSCRIPTION) == 0
    with pytest.raises(NotFound):
        world.start("jo", "leave")
    with pytest.raises(Conflict, match="retired already"):
        world.do(retire, "zara", definition_id=only.id, reason="Again.")
    assert world.row(t.INSTANCE, id=started.instance_id).status == "running"


def test_what_a_diagram_leaves_open_is_asked_and_then_published(world: World) -> None:
    files = {"leave.bpmn": leave()["leave.bpmn"].replace(b' candidateGroups="lcc-legal"', b"")}
    kept = world.do(propose, "paul", files=files)
    [asked] = kept.asks
    assert asked.rule == "task-for-nobody"
    with pytest.raises(Refused):
        world.do(publish, "zara", deployment_id=kept.deployment_id)
    with pytest.raises(Refused):
        world.do(deploy, "zara", files=files)
    with pytest.raises(Invalid, match="at least one"):
        world.do(answer, "paul", deployment_id=kept.deployment_id, given={})
    said = Answer(rule=asked.rule, element=asked.element, choice="group", value="lcc-finance")
    new_id, findings = world.do(
        answer, "paul", deployment_id=kept.deployment_id, given={"leave.bpmn": [said]}
    )
    assert not any(one.blocks for one in findings)
    world.do(publish, "zara", deployment_id=new_id)
    world.start("jo", "leave")
    assert world.row(t.TASK).candidates == ["g:lcc-finance"]
    with pytest.raises(NotFound):
        world.do(publish, "zara", deployment_id=kept.deployment_id)
    with pytest.raises(Conflict):
        world.do(answer, "paul", deployment_id=new_id, given={"leave.bpmn": [said]})


def test_the_next_version_is_not_asked_again(world: World) -> None:
    bare = leave()["leave.bpmn"].replace(b' candidateGroups="lcc-legal"', b"")
    kept = world.do(propose, "paul", files={"leave.bpmn": bare})
    said = Answer(rule="task-for-nobody", element="t", choice="group", value="lcc-finance")
    new_id, _ = world.do(answer, "paul", deployment_id=kept.deployment_id, given={"leave.bpmn": [said]})
    world.do(publish, "zara", deployment_id=new_id)
    again = {"leave.bpmn": bare.replace(b'"Ask"', b'"Ask kindly"')}
    with reading(world.sessions) as session:
        whole = complete(session, again)
    assert set(whole) == {"leave.bpmn", "leave.bpmn.answers.json"}
    assert world.do(propose, "paul", files=whole).asks == ()


def test_a_person_chooses_the_way_where_the_diagram_does_not_say(world: World) -> None:
    drawn = d.bpmn(
        d.process(
            "p",
            d.start(),
            d.gateway("g"),
            d.end("left", "Left"),
            d.end("right", "Right"),
            d.flow("start", "g"),
            d.flow("g", "left", key="to_left"),
            d.flow("g", "right", key="to_right"),
        )
    )
    kept = world.do(propose, "paul", files={"p.bpmn": drawn})
    said = Answer(rule="gateway-without-condition", element="g", choice="person", value="lcc-legal")
    new_id, _ = world.do(answer, "paul", deployment_id=kept.deployment_id, given={"p.bpmn": [said]})
    world.do(publish, "zara", deployment_id=new_id)
    world.start("pri")
    world.complete("jo", "asked.g", way="to_right")
    assert world.case().outcome == "Right"


def test_answers_that_cannot_be_read_or_belong_to_nothing_are_said(world: World) -> None:
    for files in (
        {**leave(), "leave.bpmn.answers.json": b"not at all"},
        {**leave(), "other.bpmn.answers.json": b'{"answers": []}'},
    ):
        with pytest.raises(Refused) as refused:
            world.do(propose, "paul", files=files)
        assert any("answers" in str(one) for one in refused.value.findings)
