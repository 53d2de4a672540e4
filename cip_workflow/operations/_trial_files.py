"""Tests beside the model: `*.test.yaml`, read and checked (docs/modeller.md says what may stand in one)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import yaml

from cip_workflow import clock, feel
from cip_workflow.errors import ExpressionError

#: How the name of such a file ends.
ENDING = ".test.yaml"
MOST_BYTES = 200_000
MOST_CASES = 100
MOST_STEPS = 300
_STEPS = ("task", "message", "timer", "job")
_BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Unreadable(Exception):
    """What is wrong with a test file, and in which line."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line, self.sentence = line, sentence


@dataclass(frozen=True, kw_only=True)
class Act:
    """One step of a test: a task is answered, a message comes, a timer fires, outside work is done."""

    kind: str
    at: str  #: element id, or the name of the message
    given: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One way through a process, and what is expected of it."""

    name: str
    line: int
    process: str
    at: datetime
    message: str | None
    start: Mapping[str, Any]
    acts: tuple[Act, ...]
    services: Mapping[str, Mapping[str, Any]]  #: by element id or type: what a service gives
    path: tuple[str, ...]
    end: str | None
    variables: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Inputs of a decision, and what is expected of it. `rules` is None where nobody says which rules fire."""

    name: str
    line: int
    decision: str
    inputs: Mapping[str, Any]
    result: Any
    rules: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class Trials:
    """One file."""

    cases: tuple[Trial, ...] = ()
    decisions: tuple[Question, ...] = field(default=())


def read(data: bytes) -> Trials:
    """A test file. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(0, f"The file has {len(data):,} bytes; {MOST_BYTES:,} are allowed.")
    try:
        text = data.decode("utf-8")
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):  # a few aliases of aliases stand for gigabytes
                raise Unreadable(
                    event.start_mark.line + 1 if event.start_mark else 0, "Aliases (*name) are not read."
                )
        whole, lines = yaml.safe_load(text), _lines(text)
    except UnicodeDecodeError as error:
        raise Unreadable(0, "This is not text in UTF-8.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error) or "it is nested too deep"
        raise Unreadable(mark.line + 1 if mark else 0, f"This is not YAML: {said}.") from error
    _only(whole, 1, "a test file", "process", "given", "cases", "decisions")
    cases = _each(whole, "cases", lines)
    process = whole.get("process", "")
    if cases and not process:
        raise Unreadable(1, "Say which process the cases are about: `process: its id`.")
    given = _values(_mapping(whole, "given", 1), 1)
    return Trials(
        cases=tuple(_case(one, line, str(process), given) for one, line in cases),
        decisions=tuple(_decision(one, line, given) for one, line in _each(whole, "decisions", lines)),
    )


def _lines(text: str) -> dict[str, list[int]]:
    """The line in which each entry of the lists at the top begins."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found: dict[str, list[int]] = {}
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if isinstance(value, yaml.SequenceNode):
                found[str(key.value)] = [one.start_mark.line + 1 for one in value.value]
    return found


def _each(whole: Mapping[str, Any], name: str, lines: Mapping[str, list[int]]) -> list[tuple[Any, int]]:
    given = whole.get(name) or []
    if not isinstance(given, list) or len(given) > MOST_CASES:
        raise Unreadable(
            1, f"`{name}` is a list of at most {MOST_CASES} entries, each beginning with a dash."
        )
    return list(zip(given, lines.get(name, []), strict=True))


def _case(one: Any, line: int, process: str, given: Mapping[str, Any]) -> Trial:
    allowed = ("name", "at", "message", "start", "steps", "services", "path", "end", "variables")
    _only(one, line, "a case", *allowed)
    steps = one.get("steps") or []
    if not isinstance(steps, list) or len(steps) > MOST_STEPS:
        raise Unreadable(line, f"`steps` is a list of at most {MOST_STEPS} entries.")
    services = _mapping(one, "services", line)
    wrong = next((name for name, gives in services.items() if not isinstance(gives, Mapping)), None)
    if wrong:
        raise Unreadable(line, f"`{wrong}` under `services` says what it gives, as names and values.")
    return Trial(
        name=str(one.get("name") or f"the case in line {line}"),
        line=line,
        process=process,
        at=_instant(one.get("at"), line),
        message=one.get("message"),
        start={**given, **_values(_mapping(one, "start", line), line)},
        acts=tuple(_act(step, line) for step in steps),
        services={str(name): _values(gives, line) for name, gives in services.items()},
        path=tuple(map(str, one.get("path") or ())),
        end=one.get("end"),
        variables=_values(_mapping(one, "variables", line), line),
    )


def _act(step: Any, line: int) -> Act:
    _only(step, line, "a step", *_STEPS, "answers", "with", "gives")
    kind = next((one for one in _STEPS if one in step), None)
    if kind is None:
        raise Unreadable(line, f"A step has one of {', '.join(f'`{one}`' for one in _STEPS)}.")
    word = {"task": "answers", "message": "with", "job": "gives"}.get(kind, "")
    given = _mapping(step, word, line) if word else {}
    # Answers are written as people type them: a form makes dates of texts.
    plain: Callable[[Any], Any] = _typed if kind == "task" else lambda value: value
    return Act(kind=kind, at=str(step[kind]), given=plain(_values(given, line)))


def _decision(one: Any, line: int, given: Mapping[str, Any]) -> Question:
    _only(one, line, "a decision", "name", "decision", "inputs", "result", "rules")
    if not one.get("decision") or "result" not in one:
        raise Unreadable(line, "A test of a decision has `decision` (its id), `inputs` and `result`.")
    rules = one.get("rules")
    return Question(
        name=str(one.get("name") or one["decision"]),
        line=line,
        decision=str(one["decision"]),
        inputs={**given, **_values(_mapping(one, "inputs", line), line)},
        result=_value(one["result"], line),
        rules=None if rules is None else tuple(rules if isinstance(rules, list) else [rules]),
    )


def _only(given: Any, line: int, what: str, *names: str) -> None:
    if not isinstance(given, Mapping):
        raise Unreadable(line, f"This is not {what}: names with values were expected.")
    strange = sorted(str(name) for name in given if name not in names)
    if strange:
        known = ", ".join(f"`{name}`" for name in names)
        raise Unreadable(line, f"`{strange[0]}` means nothing here. In {what} there may be {known}.")


def _mapping(one: Mapping[str, Any], name: str, line: int) -> Mapping[str, Any]:
    given = one.get(name) or {}
    if not isinstance(given, Mapping):
        raise Unreadable(line, f"`{name}` has names with values.")
    return given


def _values(given: Mapping[str, Any], line: int) -> dict[str, Any]:
    return {str(name): _value(value, line) for name, value in given.items()}


def _value(value: Any, line: int) -> Any:
    """A value as cases hold it; a text that begins with `=` is FEEL."""
    if isinstance(value, str) and value.startswith("="):
        try:
            return feel.to_plain(feel.evaluate(value[1:]))
        except ExpressionError as error:
            raise Unreadable(line, f"“{value}” cannot be read as FEEL: {error.message}") from error
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, Mapping):
        return _values(value, line)
    return [_value(one, line) for one in value] if isinstance(value, list) else value


def _typed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _typed(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _instant(value: Any, line: int) -> datetime:
    if value is None:
        return _BEGIN
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=clock.LONDON)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, 9, tzinfo=clock.LONDON)
    raise Unreadable(line, "`at` is a day or an instant: 2026-11-23 or 2026-11-23T09:00:00.")


def texts(value: Any) -> Iterator[str]:
    """Every text in some answers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
