"""Rules of duty by themselves: whom they keep out, and the sentence."""

from __future__ import annotations

import pytest

from cip_workflow.errors import NotAllowed
from cip_workflow.operations import duty
from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member
from cip_workflow.operations.duty import rule_15

JO = Member(id=1, login="jo", name="Jo Fenn", organisation="LCC")
FI = Member(id=2, login="fi", name="Fi Greer", organisation="LCC", overseer=True)


def facts(first: int | None = None, candidates: tuple[str, ...] = (), **variables: object) -> Facts:
    return Facts("Check it", lambda: variables, candidates=candidates, first=first)


@pytest.mark.parametrize(
    ("sod", "named"),
    [
        ("SOD-05", ("05",)),
        ("5", ("05",)),
        ("SOD-05, SOD-07", ("05", "07")),
        ("05;05 07", ("05", "07")),
        ("", ()),
        (None, ()),
    ],
)
def test_how_a_task_names_rules(sod: str | None, named: tuple[str, ...]) -> None:
    assert duty.named(sod) == named


@pytest.mark.parametrize(
    ("sod", "given"),
    [
        ("05", facts(briefAuthor="jo")),
        ("07", facts(declarant="jo")),
        ("08", facts(first=1)),
    ],
)
def test_who_is_kept_out(sod: str, given: Facts) -> None:
    number, said = duty.sentence(JO, sod, given) or ("", "")
    assert number == sod
    assert said.startswith(f"SOD-{sod}: ")
    assert "Jo Fenn" in said
    assert "Check it" in said
    with pytest.raises(NotAllowed) as refused:
        duty.check(JO, sod, given)
    assert refused.value.rule == f"SOD-{sod}"


@pytest.mark.parametrize("sod", ["05", "07", "08", "13", None])
def test_who_is_not(sod: str | None) -> None:
    assert duty.sentence(JO, sod, facts(briefAuthor="ann", declarant=None, first=3)) is None


def test_variables_are_read_when_a_rule_asks_and_once() -> None:
    asked: list[int] = []
    given = Facts("x", lambda: asked.append(1) or {"briefAuthor": "ann"})
    assert duty.sentence(JO, None, given) is None
    assert asked == []
    duty.sentences([JO, FI], "05,07", given)
    assert asked == [1]


def test_overseers_do_no_work_but_their_own() -> None:
    assert (duty.sentence(FI, None, facts()) or ("",))[0] == "10"
    assert duty.sentence(FI, None, facts(candidates=("g:governance-lead",))) is None


def test_what_governance_is_told() -> None:
    said = rule_15.escalation("Check it", ["g:lcc-legal", "p:4"], ["SOD-05: because."])
    assert said.startswith("No eligible person: “Check it” is for lcc-legal, 4. SOD-05: because.")
    assert "None of these groups has an active member." in rule_15.escalation("Check it", ["g:x"], [])
