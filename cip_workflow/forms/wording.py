"""The sentences that tell a person what to mend, in the wording of the GOV.UK design system.

Every sentence has a code. A form may say it better: `error-required`, `error-maximum`, .. among the properties of a
component replace the sentence with that code.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from cip_workflow.forms import readable
from cip_workflow.forms.form import Component
from cip_workflow.forms.kinds import MANY_CHOICE, NUMBERS, ROWS, SINGLE_CHOICE

#: Code -> sentence. `{subject}`, `{thing}`, `{label}` are the field; other names come with the fault.
_SENTENCES: Final = {
    "required": "Enter {thing}",
    "missing-parts": "{subject} must include a {parts}",
    "invalid": "{subject} is not in a form that can be read",
    "not-real": "{subject} must be a real date",
    "year": "{subject} must have a year with 4 numbers, like 2027",
    "not-number": "{subject} must be a number",
    "not-whole": "{subject} must be a whole number",
    "places": "{subject} must have no more than {limit} decimal places",
    "minimum": "{subject} must be {limit} or more",
    "maximum": "{subject} must be {limit} or less",
    "step": "{subject} must be a multiple of {limit}",
    "earliest": "{subject} must be on or after {limit}",
    "latest": "{subject} must be on or before {limit}",
    "passed": "{subject} must be today or in the future",
    "future": "{subject} must be today or in the past",
    "shortest": "{subject} must be {limit} characters or more",
    "longest": "{subject} must be {limit} characters or less",
    "pattern": "{subject} is not in the right format",
    "email": "Enter an email address in the correct format, like name@example.com",
    "phone": "Enter a phone number, like 0116 496 0000 or +44 116 496 0000",
    "option": "Choose {thing} from the list",
    "person": "Choose {thing} from the people in the list",
    "too-few": "Select {limit} or more for “{label}”",
    "rows": "“{label}” needs {limit} or more",
    "too-many": "“{label}” can have no more than {limit}",
    "accept": "{file} must be a {limit}",
    "too-big": "{file} must be smaller than {limit}",
    "empty": "{file} is empty",
    "gone": "{file} could not be found. Upload it again",
    "child-data": "{subject} may hold a child’s personal data: “{found}” looks like {like}. Take it out, or say why it"
    " must stay",
    "child-data-refused": "{subject} may hold a child’s personal data: “{found}” looks like {like}. Take it out",
    "computed": "{subject} is worked out by the form and cannot be sent with other values",
    "not-accepted": "{subject} is shown to read only: it cannot be changed here",
}
#: The same for some kinds of answer.
_OF_KIND: Final = {
    ("required", "flag"): "You must confirm “{label}”",
    ("required", "files"): "Upload {thing}",
    ("required", "boolean"): "Select yes or no for “{label}”",
    **{("required", kind): "Add at least one row to “{label}”" for kind in ROWS},
    **{("required", kind): "Select {thing}" for kind in (SINGLE_CHOICE - {"boolean"}) | MANY_CHOICE},
    ("invalid", "time"): "{subject} must be a time, like 2:30pm or 14:30",
    **{("invalid", kind): "{subject} must be a number" for kind in NUMBERS},
    ("not-real", "datetime"): "{subject} must be a real date and time",
    ("not-number", "money"): "{subject} must be an amount of money, like 1,500 or 1,500.50",
    ("not-number", "percent"): "{subject} must be a percentage, like 42 or 42.5",
    ("not-whole", "money"): "{subject} must be a whole number of pounds, without pence",
    ("pattern", "cpv"): "{subject} must be a CPV code of 8 numbers, like 85311300",
    ("too-few", "tags"): "“{label}” needs {limit} or more",
}
#: Codes that a form may word itself, as `error-<code>`.
CODES: Final = frozenset(_SENTENCES)

#: Whose `{limit}` is an answer's own measure: £ or %.
_AMOUNTS = {"minimum", "maximum", "step"}
_PLACE = re.compile(r"\{([a-z]+)\}")
_KEEP_CAPITAL = {
    "I",
    "Barnardo's",
    "Barnardo’s",
    "Ofsted",
    "Leicestershire",
    "England",
    "Parliament",
    "Cabinet",
}
_DETERMINED = {
    "the",
    "a",
    "an",
    "any",
    "your",
    "our",
    "their",
    "its",
    "how",
    "who",
    "what",
    "which",
    "all",
    "each",
    "why",
    "where",
    "when",
}


class Wording:
    """Says what is wrong with one component's answer. `label` is its label, `short` a shorter name when it has one."""

    def __init__(self, component: Component, label: str, short: str = "") -> None:
        self.component = component
        name = (short or label).strip().removesuffix("(optional)").strip().rstrip(":")
        self.is_question = name.endswith("?")
        self.label = name
        self.lower = name if _keeps_capital(name) else name[:1].lower() + name[1:]

    @property
    def subject(self) -> str:
        """What the sentence is about, at its beginning: `Title`, or `Your answer to “Why now?”`."""
        return (
            f"Your answer to “{self.label}”" if self.is_question else self.label[:1].upper() + self.label[1:]
        )

    @property
    def thing(self) -> str:
        """What is asked for, within a sentence: `the title`."""
        if self.is_question:
            return f"an answer to “{self.label}”"
        first = self.lower.split(" ", 1)[0].lower()
        return self.lower if first in _DETERMINED else f"the {self.lower}"

    def say(self, code: str, **values: Any) -> str:
        """The sentence for a code, the form's own where it has one; `{limit}` and the like are filled in."""
        own = self.component.words.get(code)
        sentence = own or _OF_KIND.get((code, self.component.kind)) or _SENTENCES[code]
        if code == "places" and values.get("limit") == 1 and own is None:
            sentence = sentence.removesuffix("s")
        known = {"subject": self.subject, "thing": self.thing, "label": self.label} | {
            name: self._shown(value, amount=code in _AMOUNTS) for name, value in values.items()
        }
        return _PLACE.sub(lambda place: known.get(place[1], place[0]), sentence)

    def _shown(self, value: Any, *, amount: bool) -> str:
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            if not amount:
                return readable.number(value, always=True)
            if self.component.kind == "money":
                return readable.money(value)
            return readable.number(value, always=True) + ("%" if self.component.kind == "percent" else "")
        return readable.readable(value) if isinstance(value, date) else str(value)


def _keeps_capital(name: str) -> bool:
    first = name.split(" ", 1)[0].rstrip(",:;?")
    return first in _KEEP_CAPITAL or any(letter.isupper() or letter.isdigit() for letter in first[1:])
