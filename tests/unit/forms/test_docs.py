"""docs/forms.md is true: its examples load, and it names everything there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cip_workflow.forms import view
from cip_workflow.forms.kinds import CONTAINERS, DISPLAY, INPUTS, SPECIAL
from cip_workflow.forms.properties import KNOWN
from cip_workflow.forms.wording import CODES
from tests.unit.forms.making import COUNCIL, NOW, Cast, form

GUIDE = (Path(__file__).parents[3] / "docs" / "forms.md").read_text()
EXAMPLES = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_loads_without_a_warning_and_has_a_page(example: str) -> None:
    read = json.loads(example)
    made = form(*(read if isinstance(read, list) else [read]))
    assert not made.warnings
    assert view(
        made, {}, {"boardMembers": [{"member": "a", "name": "A"}]}, people=Cast(), actor=COUNCIL, now=NOW
    ).fields


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


def _named(heading: str, until: str) -> set[str]:
    part = GUIDE[GUIDE.index(heading) : GUIDE.index(until, GUIDE.index(heading))]
    return set(
        re.findall(
            r"`([A-Za-z-]+)`",
            "\n".join(line.split("|")[1] for line in part.splitlines() if line.startswith("| `")),
        )
    )


def test_every_property_and_kind_is_told_of_and_no_other() -> None:
    assert _named("| Property |", "The kinds:") == set(KNOWN)
    assert _named("| Kind |", "```json") == set(SPECIAL)


def test_every_code_of_a_sentence_is_told_of() -> None:
    part = GUIDE[GUIDE.index("## Errors") : GUIDE.index("A `pattern` is searched")]
    codes = set(re.findall(r"`([a-z-]+)`", part.split("filled in:")[1]))
    assert codes == CODES


def test_every_type_of_the_editor_is_told_of() -> None:
    names = {
        "textfield": "Text field",
        "textarea": "Text area",
        "number": "Number",
        "datetime": "Date time",
        "checkbox": "Checkbox",
        "checklist": "Checkbox group",
        "taglist": "Tag list",
        "radio": "Radio group",
        "select": "Select",
        "filepicker": "File picker",
        "expression": "Expression",
        "group": "Group",
        "dynamiclist": "Dynamic list",
        "text": "Text view",
        "html": "HTML view",
        "table": "Table",
        "image": "Image view",
        "documentPreview": "Document preview",
        "separator": "Separator",
        "spacer": "Spacer",
        "button": "Button",
    }
    assert set(names) == {*INPUTS, *CONTAINERS, *DISPLAY}
    assert all(name in GUIDE for name in names.values())
