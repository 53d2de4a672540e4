"""The people of the demonstration, and the figures of the agreement, as forms, diagrams and handlers meet them."""

from __future__ import annotations

import json

from cip_workflow import forms
from cip_workflow.queries.settings import FIGURES
from tests.unit.processes.drawing import ROOT

CAST = {
    one["login"]: one
    for one in json.loads((ROOT / "cip_workflow/operations/demo/cast.json").read_text())["people"]
}
BOARD = [
    {
        "member": one["login"],
        "name": one["name"],
        "organisation": one["organisation"],
        "voting": "lcc-democratic-services" not in one["groups"],
    }
    for one in sorted(CAST.values(), key=lambda one: one["name"])
    if "cip-board" in one["groups"]
]
SETTINGS = {one.key: one.default for one in FIGURES}


#: The design team that the named paths nominate (`answers_team.TEAM`).
DESIGN_TEAM = {"ebanjo", "rgill", "ghale", "ipatel"}


class Everybody:
    """The demonstration's people, as forms offer them."""

    def members(self, group: str) -> list[forms.Person]:
        return [
            forms.Person(login=one["login"], name=one["name"], organisation=one["organisation"])
            for one in CAST.values()
            if group in {"*", *one["groups"], *(["design-team"] if one["login"] in DESIGN_TEAM else [])}
        ]
