"""`cip serve`: the pages, and by default the worker, in one process."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import click
import waitress

from cip_workflow import store
from cip_workflow.cli import listening
from cip_workflow.cli.leaving import leave
from cip_workflow.cli.opened import Opened, opened
from cip_workflow.queries import people
from cip_workflow.worker.loop import Worker

if TYPE_CHECKING:
    from types import FrameType

_THREADS = 8
_FIRST = "There is no account yet. Make the first admin in another terminal: cip user add --admin"
_OPEN_DEMO = (
    "Anybody who reaches this address can sign in as anybody: this is a demonstration, never for real work."
)


@click.command()
@click.option(
    "--demo", "demonstrate", is_flag=True, help="demo people and briefs; anybody can sign in as anybody"
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on")
@click.option("--no-worker", is_flag=True, help="pages only; `cip worker` runs elsewhere")
def serve(demonstrate: bool, port: int, host: str, no_worker: bool) -> None:
    """Serve the pages on http://HOST:PORT, and work on timers and mail in the same process.

    A plain `cip serve` has no demo accounts: make the first admin with `cip user add --admin`.
    """
    with closing(listening.taken(host, port)) as socket:
        address = None if os.environ.get("CIP_BASE_URL", "").strip() else listening.url(host, port)
        here = opened(demo=demonstrate or None, base_url=address)
        worker = None if no_worker else Worker(here.engine, here.sessions, here.settings)
        _prepare(here, host)
        from web import create_app

        server = waitress.create_server(
            create_app(here.settings, engine=here.engine, queue=here.queue),
            sockets=[socket],
            threads=_THREADS,
            ident=None,
        )
        signal.signal(signal.SIGTERM, _stop)
        working = threading.Thread(target=worker.run, name="worker", daemon=True) if worker else None
        if working:
            working.start()
        click.echo(f"Serving on {here.settings.base_url} - stop with Ctrl+C.")
        server.run()  # until Ctrl+C or SIGTERM; requests that run are finished
        click.echo("Stopping.")
        server.close()
        if worker and working:
            worker.stop.set()
            working.join(_PATIENCE)
    leave()


_PATIENCE = 3.0


def _prepare(here: Opened, host: str) -> None:
    if here.settings.demo:
        if not listening.is_local(host):
            click.echo(_OPEN_DEMO, err=True)
        from cip_workflow.cli.demo import load

        load.load(here, say=click.echo)
        return
    with store.reading(here.sessions) as session:
        anybody = people.anybody(session)
    if not anybody:
        click.echo(_FIRST)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
