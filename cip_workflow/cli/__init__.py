"""The command line: `cip`. Each command is one file; this one finds them (DESIGN 9).

Exit codes: 0 done, 1 found something (lint errors, stuck cases, a broken chain), 2 could not.
"""

from __future__ import annotations

import importlib
from typing import Any, cast

import click

from cip_workflow.cli.trouble import say, sentences

#: Command -> where it is (`module:name`), and what it does. Modules load when their command is called, because some of
#: what they need takes a second to load and `cip lint` needs none of it.
COMMANDS = {
    "serve": ("serve:serve", "Serve the pages, and work on timers and mail in the same process."),
    "worker": ("worker:worker", "Work on due timers and mail until stopped."),
    "deploy": ("deploy:deploy", "Deploy files, or all files of folders, as one bundle."),
    "lint": ("lint:lint", "Judge diagrams, decisions and forms, without a database."),
    "describe": ("describe:describe", "Tell processes in plain English, with pictures."),
    "start": ("start:start", "Start the newest version of a process."),
    "tasks": ("tasks:tasks", "List the tasks of a person, most urgent first."),
    "complete": ("tasks:complete", "Complete a task."),
    "cases": ("cases:cases", "List cases, newest first."),
    "stuck": ("cases:stuck", "List cases that need someone, most pressing first."),
    "repair": ("repair:repair", "Try failed steps again."),
    "mails": ("mails:mails", "List the mails of the service, newest first."),
    "verify-audit": ("audit:verify_audit", "Check the audit chains of all cases and the daily anchors."),
    "user": ("user:user", "People, their groups and passwords."),
    "token": ("token:token", "Access tokens for modellers and scripts."),
    "db": ("db:db", "The database."),
    "health": (
        "health:health",
        "Say whether the database answers, its schema is the newest, and a worker lives.",
    ),
    "bench": ("bench:bench", "Measure the product's budgets, and print the table."),
}


class Commands(click.Group):
    """Finds the commands, says what goes wrong in sentences, and ends with 2 then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; its module is loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        return cast("click.Command", getattr(importlib.import_module(f"cip_workflow.cli.{module}"), name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table: nothing is loaded for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; never a traceback for what we foresee."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            said = sentences(error)
            if not said:
                raise
            say(said)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """CIP Workflow: the workflow system of a children's innovation partnership.

    Settings come from the environment (docs/settings.md); without any, everything is kept in the folder var.
    """
