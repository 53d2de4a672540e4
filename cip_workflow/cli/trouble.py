"""What can go wrong on the command line, in sentences: our own errors, files, settings, the database."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from cip_workflow.errors import WorkflowError


def sentences(error: Exception) -> list[str]:
    """What went wrong and what to do, a line each; nothing for what nobody foresaw (that is a fault of ours: show it all)."""
    if isinstance(error, click.exceptions.Exit | click.Abort | click.ClickException):
        return []
    if isinstance(error, WorkflowError):
        return _ours(error)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        return [_file(error)]
    return _database(error)


def say(lines: Sequence[str]) -> None:
    """To standard error, because standard output may be read by a program."""
    click.echo(f"cip: {lines[0]}", err=True)
    for line in lines[1:]:
        click.echo(f"  {line}", err=True)


def _ours(error: WorkflowError) -> list[str]:
    findings = [str(one) for one in getattr(error, "findings", ())]
    fields: dict[str, list[str]] = getattr(error, "fields", {})
    return [
        error.message,
        *findings,
        *(
            f"{name}: {' '.join(said)}"
            for name, said in fields.items()
            if " ".join(said) not in error.message
        ),
    ]


def _file(error: OSError) -> str:
    if error.filename is None:
        return f"The system refuses this: {error.strerror or error}."
    said = os.strerror(error.errno) if error.errno else str(error)
    cure = {
        errno.EACCES: " Give this user the right to it, or name another place (CIP_DATA).",
        errno.ENOSPC: " Make room, then do it again.",
        errno.EEXIST: " It is a file where a folder is needed; CIP_DATA names the folder.",
        errno.ENOTDIR: " A file stands where a folder is needed; CIP_DATA names the folder.",
    }.get(error.errno or 0, "")
    return f"{error.filename}: {said}.{cure}"


def _database(error: Exception) -> list[str]:
    """Sentences for what SQLAlchemy and Alembic raise; they are not loaded for a command that has no database."""
    if "sqlalchemy" not in sys.modules:
        return []
    from alembic.util import CommandError
    from sqlalchemy import exc

    if isinstance(error, CommandError):
        said = f"The database does not fit this version of CIP Workflow: {error}."
        return [f"{said} Install the version that wrote it, or restore the backup that was made before it."]
    if isinstance(error, exc.OperationalError | exc.DatabaseError) and not isinstance(
        error, exc.IntegrityError | exc.ProgrammingError | exc.DataError
    ):
        first = " ".join(str(error.orig).split()).rstrip("?. ")
        return [
            f"The database cannot be opened, or does not answer: {first}. Look at DATABASE_URL and CIP_DATA."
        ]
    return []
