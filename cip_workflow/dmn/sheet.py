"""Decision tables as texts, for a page to draw them as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from cip_workflow.dmn.elements import Boxed, Decision, Definitions, Entry, KnowledgeModel, Literal, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: its label (empty where the modeller gave none), its expression or output name, its values."""

    label: str
    expression: str
    type: str
    values: str

    @property
    def title(self) -> str:
        """What to write above the column."""
        return self.label or self.expression


@dataclass(frozen=True, slots=True)
class Line:
    """A rule: its number from 1, the texts of its cells, the texts beside it."""

    number: int
    id: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    annotations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A decision table. `decision` is the id of the element that holds it; `annotations` are headings, often none."""

    decision: str
    name: str
    hit_policy: str
    aggregation: str
    inputs: tuple[Heading, ...]
    outputs: tuple[Heading, ...]
    rules: tuple[Line, ...]
    annotations: tuple[str, ...]
    defaults: tuple[str, ...]

    @property
    def annotated(self) -> bool:
        """Whether any rule has a text beside it."""
        return any(text for rule in self.rules for text in rule.annotations)


def sheets(model: Definitions) -> tuple[Sheet, ...]:
    """Every table of the model, those inside contexts and functions too, in the order of the file."""
    holders: list[tuple[Decision | KnowledgeModel, Boxed | None]] = [
        (each, each.logic) for each in model.decisions
    ]
    holders += [(each, each.logic) for each in model.knowledge]
    return tuple(
        _sheet(table, holder.id or holder.name, name)
        for holder, logic in holders
        for table, name in _tables(logic, holder.called)
    )


def _tables(boxed: object, name: str) -> Iterator[tuple[Table, str]]:
    if isinstance(boxed, Table):
        yield boxed, boxed.name or name
    elif isinstance(boxed, Entry):
        yield from _tables(boxed.value, boxed.name or name)
    elif isinstance(boxed, tuple):
        for part in boxed:
            yield from _tables(part, name)
    elif isinstance(boxed, Boxed):
        for field in fields(boxed):
            yield from _tables(getattr(boxed, field.name), name)


def _sheet(table: Table, decision: str, name: str) -> Sheet:
    return Sheet(
        decision=decision,
        name=name,
        hit_policy=table.hit_policy,
        aggregation=table.aggregation,
        inputs=tuple(
            Heading(each.label, each.expression.text, each.type, each.values) for each in table.inputs
        ),
        outputs=tuple(Heading(each.label, each.name, each.type, each.values) for each in table.outputs),
        rules=tuple(
            Line(
                number,
                rule.id,
                tuple(cell.text for cell in rule.inputs),
                tuple(_text(cell) for cell in rule.outputs),
                rule.annotations,
            )
            for number, rule in enumerate(table.rules, 1)
        ),
        annotations=table.annotations,
        defaults=tuple(_text(each.default) for each in table.outputs),
    )


def _text(cell: Boxed | None) -> str:
    return cell.text if isinstance(cell, Literal) else ""
