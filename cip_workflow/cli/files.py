"""The files that a command is given: named one by one, or all of our kinds in folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cip_workflow.bpmn.answers import ENDING
from cip_workflow.errors import Refused
from cip_workflow.operations._trial_files import ENDING as TESTS

KINDS = (".bpmn", ".dmn", ".form")
#: And the answers and tests that stand beside a diagram.
ALL = (*KINDS, ENDING, TESTS)
_NOTHING = f"There is nothing here: no file that ends in {', '.join(KINDS)}."


def listed(paths: Iterable[str]) -> list[Path]:
    """The files named, and those of our kinds in the folders named, each once. Raises Refused when there is none."""
    found: list[Path] = []
    for given in paths:
        path = Path(given)
        inside = (one for one in sorted(path.rglob("*")) if one.name.endswith(ALL) and one.is_file())
        found += [one for one in inside if not _hidden(one, path)] if path.is_dir() else [path]
    if not found:
        raise Refused(_NOTHING)
    return list(dict.fromkeys(found))


def _hidden(file: Path, folder: Path) -> bool:
    """Folders that begin with a dot belong to other programs: `.camunda` to the modeller, `.git` to the history."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def files_of(paths: Iterable[str]) -> dict[str, bytes]:
    """Their contents by file name, to deploy.

    Raises:
        Refused: there is none, or two have the same name.
        OSError: one cannot be read.
    """
    found: dict[str, bytes] = {}
    for file in listed(paths):
        if file.name in found:
            raise Refused(f"Two files are called {file.name}. A bundle has each name once.")
        found[file.name] = file.read_bytes()
    return found
