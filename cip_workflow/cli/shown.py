"""What commands print: aligned columns for people, JSON for scripts; and the options that say so."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

import click

from cip_workflow import clock

Item = TypeVar("Item")
_FEW = 5  #: nobody waits for so little

as_person = click.option(
    "--as", "login", metavar="LOGIN", help="act as this person; by default as the command line"
)
in_json = click.option("--json", "as_json", is_flag=True, help="for scripts")


def limited(default: int = 200) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option that says how many lines there are at most."""
    return click.option(
        "--limit", default=default, show_default=True, type=click.IntRange(1, 100_000), help="lines at most"
    )


def as_text(value: object) -> str:
    """JSON of a value as our dataclasses hold it: instants in ISO 8601, sets as lists."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def rows(
    found: Sequence[Mapping[str, Any]],
    columns: Iterable[str],
    *,
    as_json: bool,
    empty: str,
    more: bool = False,
) -> None:
    """Print rows: all values as JSON, or these columns for people.

    Args:
        columns: of the table, by name of the value.
        empty: what to say when there is nothing.
        more: there are more than these; people are told how to see them.
    """
    if as_json:
        click.echo(as_text([dict(row) for row in found]))
        return
    if not found:
        click.echo(empty)
        return
    names = list(columns)
    cells = [[_cell(row.get(name)) for name in names] for row in found]
    widths = [max(len(name), *(len(line[place]) for line in cells)) for place, name in enumerate(names)]
    for line in [[name.upper() for name in names], *cells]:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    if more:
        click.echo(f"There are more. --limit {len(found) * 10} shows them.", err=True)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
    return " ".join(str("" if value is None else value).split())


def on_terminal() -> bool:
    """Whether somebody looks on."""
    return sys.stderr.isatty()


def patience(text: str) -> None:
    """Say what takes a moment, to somebody who looks on; on standard error, so that output stays clean."""
    if on_terminal():
        click.echo(f"{text} ..", err=True)


@contextmanager
def progress(items: Iterable[Item], label: str, number: int) -> Iterator[Iterable[Item]]:
    """The items, with a bar on a terminal when there are more than a few; on standard error, so that output stays clean."""
    if number <= _FEW or not on_terminal():
        yield items
        return
    with click.progressbar(items, label=label, length=number, file=sys.stderr) as bar:
        yield bar
