"""Drafts of processes that wait: one with questions, one that changes what is in force; and a process in two versions."""

from __future__ import annotations

from cip_workflow.cli.opened import Opened
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.deployment.propose import propose
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.types import Actor
from tests.operations import diagrams as d

_TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="leaves" name="Leave" namespace="leave">
  <decision id="howLong" name="How long may it be">
    <decisionTable id="Table_howLong">
      <input id="Column_years" label="Years of service">
        <inputExpression id="Expression_years" typeRef="number"><text>years</text></inputExpression>
      </input>
      <output id="Column_days" label="Days" name="days" typeRef="number"/>
      <rule id="Rule_few"><inputEntry id="Cell_few"><text>&lt; 5</text></inputEntry>
        <outputEntry id="Value_few"><text>25</text></outputEntry></rule>
      <rule id="Rule_many"><inputEntry id="Cell_many"><text>&gt;= 5</text></inputEntry>
        <outputEntry id="Value_many"><text>30</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""


def _leave(*names: str, groups: str | None = "lcc-finance", choose: bool = False) -> dict[str, bytes]:
    """A small process of these steps; without `groups`, or with a choice, something is left open."""
    steps = [d.user(f"step_{place}", name=name, groups=groups) for place, name in enumerate(names)]
    ways = (
        [d.gateway("granted"), d.end("no", "Not granted"), d.flow("granted", "no", key="to_no")]
        if choose
        else []
    )
    chain = [
        "start",
        *(f"step_{place}" for place in range(len(names))),
        *(["granted"] if choose else []),
        "end",
    ]
    drawn = d.process(
        "leave", d.start(), *steps, *ways, d.end("end", "On leave"), d.chain(*chain), name="Leave"
    )
    return {"leave.bpmn": d.bpmn(drawn)}


def propose_drafts(here: Opened) -> None:
    """The process owner of the demonstration deploys twice and proposes twice."""
    with reading(here.sessions) as session:
        paul: Actor = people.actor_by_login(session, "pownes")
    for files in (_leave("Ask for leave"), _leave("Ask kindly for leave", "Tell the others")):
        with transaction(here.sessions) as session:
            deploy(session, actor=paul, files=files, note="For tests")
    for note, files in (
        (
            "Leave with a second look",
            _leave("Ask kindly for leave", "Look again", "Tell the others")
            | {"ask.form": d.form("ask", "what"), "leave.dmn": _TABLE},
        ),
        ("Leave as it was drawn", _leave("Ask", groups=None, choose=True)),
    ):
        with transaction(here.sessions) as session:
            propose(session, actor=paul, files=files, note=note)
