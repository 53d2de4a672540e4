"""`cip describe`: processes in plain English, for those who do not read diagrams."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from cip_workflow import forms
from cip_workflow.bpmn import read
from cip_workflow.bpmn.draw import draw
from cip_workflow.bpmn.prose import Names, page
from cip_workflow.cli.files import listed
from cip_workflow.operations.group.load_standard import FILE as GROUPS


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="a folder for one page and one picture a process; without it everything is printed",
)
def describe(paths: tuple[str, ...], out: Path | None) -> None:
    """Tell processes in words: steps, who, by when, ways out, ends. Forms among the files give their titles."""
    for name, text in pages([Path(one) for one in listed(paths)]):
        if out is None:
            if name.endswith(".md"):
                click.echo(text)
            continue
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
        click.echo(f"{name} is written.")


def pages(files: Iterable[Path]) -> Iterable[tuple[str, str]]:
    """Name and text of a page and a picture for each process of these files, in the order of the files.

    Raises:
        Refused: a file that cannot be read as a diagram or a form.
    """
    known = list(files)
    titles = {}
    for file in known:
        if file.suffix == ".form":
            form = forms.load(file.read_bytes(), file.name)
            titles[form.id] = form.title
    groups = json.loads(GROUPS.read_text(encoding="utf-8"))["groups"]
    names = Names(groups={one["key"]: one["name"] for one in groups}, forms=titles)
    for file in known:
        if file.suffix != ".bpmn":
            continue
        document = read(file.read_bytes(), file.name)
        for process in document.to_run:
            yield f"{process.id}.svg", draw(document, process.id) + "\n"
            yield f"{process.id}.md", page(document, process.id, names=names, picture=f"{process.id}.svg")
