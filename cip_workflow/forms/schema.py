"""marshmallow schemas, built from the same file that the page is drawn from (DESIGN 3, Forms).

Which fields a schema has depends on the answers (hidden ones are not asked), so a schema is built for a tuple of
`Asked` and kept: most people see the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from cip_workflow.clock import LONDON
from cip_workflow.forms.asked import Asked
from cip_workflow.forms.files import check_files
from cip_workflow.forms.kinds import MANY_CHOICE, NUMBERS, ROWS, SINGLE_CHOICE, TEXTS
from cip_workflow.forms.pattern import compile_pattern
from cip_workflow.forms.typed import Wrong, empty, typed
from cip_workflow.forms.wording import Wording

Validator = Callable[[Any], Any]


@lru_cache(maxsize=512)
def schema_for(wanted: tuple[Asked, ...]) -> Schema:
    """The schema that loads `{dotted name: raw answer}` into nested typed answers; unknown names raise."""
    declared: dict[str, fields.Field[Any]] = {each.name: _field(each) for each in wanted}
    return Schema.from_dict(declared, name="Answers")(unknown=RAISE)


class _Answer:
    """What all kinds share: empty is empty however it is written, and each sentence is about the label."""

    asked: Asked
    _validate: Callable[[Any], None]

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **_: Any) -> Any:
        """Read, then validate; None for an empty answer that is not needed.

        Raises:
            ValidationError: with sentences to show beside the field.
        """
        wording = self.asked.wording
        try:
            found = typed(self.asked.component, value, self.asked.options)
        except Wrong as wrong:
            raise ValidationError(wording.say(wrong.code, **wrong.values)) from wrong
        if found is None or (found is False and self.asked.component.kind == "flag"):
            if self.asked.required:
                raise ValidationError(wording.say("required"))
            return empty(self.asked.component)
        self._validate(found)
        return found


class TextAnswer(_Answer, fields.String):
    """Text of one or several lines."""


class NumberAnswer(_Answer, fields.Decimal):
    """A number, an amount of money, a percentage."""


class YesNoAnswer(_Answer, fields.Boolean):
    """A tick, or yes and no."""


class DateAnswer(_Answer, fields.Date):
    """A date in three boxes."""


class TimeAnswer(_Answer, fields.Time):
    """A time of day."""


class MomentAnswer(_Answer, fields.AwareDateTime):
    """A date and a time, London's."""


class ChoiceAnswer(_Answer, fields.Raw):
    """One of the options, with the option's own type."""


class ListAnswer(_Answer, fields.Raw):
    """Several options, tags, or files."""


class RowsAnswer(fields.Raw):
    """A list of rows, each with a schema of its own: what is hidden may differ from row to row."""

    def __init__(self, asked: Asked, **more: Any) -> None:
        super().__init__(**more)
        self.asked = asked

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **_: Any) -> list[Any]:
        """Load every row.

        Raises:
            ValidationError: `{row: {name: sentences}}`, or sentences about the number of rows.
        """
        found: list[Any] = []
        wrong: dict[int, Any] = {}
        for row, (index, wanted) in zip(value, self.asked.rows, strict=True):
            try:
                found.append(schema_for(wanted).load(row))
            except ValidationError as error:
                wrong[index] = error.messages
        sentence = _count(len(found) + len(wrong), self.asked, self.asked.wording)
        if sentence:
            wrong[-1] = [sentence]
        if wrong:
            raise ValidationError(wrong)
        return found


def _count(count: int, asked: Asked, wording: Wording) -> str:
    if asked.maximum is not None and count > asked.maximum:
        return wording.say("too-many", limit=asked.maximum)
    if not count and asked.required:
        return wording.say("required")
    if asked.minimum is not None and count < asked.minimum:
        return wording.say("rows", limit=asked.minimum)
    return ""


def _field(asked: Asked) -> fields.Field[Any]:
    kind = asked.component.kind
    if kind in ROWS:
        return RowsAnswer(asked)
    wording = asked.wording
    made: Any
    if kind in TEXTS:
        made = TextAnswer(validate=_text_rules(asked, wording))
    elif kind in NUMBERS:
        made = NumberAnswer(validate=_number_rules(asked, wording))
    elif kind in {"flag", "boolean"}:
        made = YesNoAnswer()
    elif kind == "date":
        made = DateAnswer(validate=_date_rules(asked, wording))
    elif kind == "time":
        made = TimeAnswer(validate=[])
    elif kind == "datetime":
        made = MomentAnswer(validate=_date_rules(asked, wording))
    elif kind in SINGLE_CHOICE:
        code = "person" if kind == "person" else "option"
        made = ChoiceAnswer(
            validate=validate.OneOf([each.value for each in asked.options], error=wording.say(code))
        )
    elif kind in MANY_CHOICE:
        made = ListAnswer(validate=_many_rules(asked, wording))
    elif kind == "files":
        made = ListAnswer(validate=lambda files: check_files(files, asked))
    else:
        made = ListAnswer(validate=_counted(asked, wording))
    made.asked = asked
    return made  # type: ignore[no-any-return]  # every branch is a Field


def _text_rules(asked: Asked, wording: Wording) -> list[Validator]:
    rules: list[Validator] = []
    limits = asked.component.limits
    if asked.longest is not None:
        said = wording.say("longest", limit=asked.longest)
        rules.append(validate.Length(max=asked.longest, error=said))
    if asked.shortest is not None:
        said = wording.say("shortest", limit=asked.shortest)
        rules.append(validate.Length(min=asked.shortest, error=said))
    if limits.pattern is not None:
        rules.append(_matches(limits.pattern, wording.say("pattern")))
    if limits.format == "email":
        rules.append(validate.Email(error=wording.say("email")))
    if limits.format == "phone":
        rules.append(validate.Regexp(r"\+?[0-9 ()-]{9,20}$", error=wording.say("phone")))
    return rules


def _matches(pattern: str, sentence: str) -> Validator:
    compiled = compile_pattern(pattern)

    def matches(text: str) -> None:
        if not compiled.search(text):
            raise ValidationError(sentence)

    return matches


def _number_rules(asked: Asked, wording: Wording) -> list[Validator]:
    limits = asked.component.limits

    def exact(value: Decimal) -> None:
        if limits.digits is not None and value != round(value, limits.digits):
            code = "places" if limits.digits else "not-whole"
            raise ValidationError(wording.say(code, limit=limits.digits))
        if limits.step and value % limits.step:
            raise ValidationError(wording.say("step", limit=limits.step))

    rules: list[Validator] = [exact]
    if asked.minimum is not None:
        rules.append(validate.Range(min=asked.minimum, error=wording.say("minimum", limit=asked.minimum)))
    if asked.maximum is not None:
        rules.append(validate.Range(max=asked.maximum, error=wording.say("maximum", limit=asked.maximum)))
    return rules


def _date_rules(asked: Asked, wording: Wording) -> list[Validator]:
    # "Today or in the future" says more than a date, unless the form has words of its own.
    early = (
        "passed" if asked.earliest == asked.today and "earliest" not in asked.component.words else "earliest"
    )
    late = "future" if asked.latest == asked.today and "latest" not in asked.component.words else "latest"

    def within(value: date | datetime) -> None:
        if asked.not_passed and asked.today is not None and _moment(value) < _moment(asked.today):
            raise ValidationError(wording.say("passed"))
        if asked.earliest is not None and _moment(value) < _moment(asked.earliest):
            raise ValidationError(wording.say(early, limit=asked.earliest))
        if asked.latest is not None and _moment(value) > _moment(asked.latest, last=True):
            raise ValidationError(wording.say(late, limit=asked.latest))

    return [within]


def _moment(value: date | datetime, *, last: bool = False) -> datetime:
    """A date as its first instant in London, or its last; a date and time as it is."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=LONDON)
    day = datetime.combine(value, time(), tzinfo=LONDON)
    return day + timedelta(days=1, microseconds=-1) if last else day


def _many_rules(asked: Asked, wording: Wording) -> list[Validator]:
    code = "person" if asked.component.kind == "people" else "option"
    only = validate.ContainsOnly([each.value for each in asked.options], error=wording.say(code))
    return [only, *_counted(asked, wording)]


def _counted(asked: Asked, wording: Wording) -> list[Validator]:
    def counted(values: Sequence[Any]) -> None:
        if asked.minimum is not None and len(values) < asked.minimum:
            raise ValidationError(wording.say("too-few", limit=asked.minimum))
        if asked.maximum is not None and len(values) > asked.maximum:
            raise ValidationError(wording.say("too-many", limit=asked.maximum))

    return [counted]


def flat_errors(messages: Mapping[Any, Any], before: str = "") -> dict[str, list[str]]:
    """marshmallow's nested messages as `{"members.0.user": [sentences]}`."""
    found: dict[str, list[str]] = {}
    for name, said in messages.items():
        path = before if name == -1 else f"{before}.{name}" if before else str(name)
        if isinstance(said, Mapping):
            found.update(flat_errors(said, path))
        else:
            found.setdefault(path, []).extend([said] if isinstance(said, str) else said)
    return found
