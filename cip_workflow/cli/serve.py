"""`cip serve`: the pages, and by default the worker, in one process."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click
import waitress

from cip_workflow import store
from cip_workflow.cli.demo import load as demo
from cip_workflow.cli.opened import OPERATOR, Opened, opened
from cip_workflow.operations.group import load_standard
from cip_workflow.queries import people
from cip_workflow.worker.loop import Worker

if TYPE_CHECKING:
    from types import FrameType

_THREADS = 8


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
    here = opened(
        demo=demonstrate or None, base_url=None if demonstrate is False else f"http://{host}:{port}"
    )
    with store.transaction(here.sessions) as session:
        load_standard.load_standard(session, actor=OPERATOR)
    if here.settings.demo:
        demo.load(here, say=click.echo)
    elif not _anybody(here):
        click.echo("There is no account yet. Make the first admin in another terminal: cip user add --admin")
    from web import create_app

    server = waitress.create_server(
        create_app(here.settings, engine=here.engine), host=host, port=port, threads=_THREADS
    )
    working = None if no_worker else _work(here)

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    click.echo(f"Serving on http://{host}:{port} - stop with Ctrl+C.")
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        click.echo("Stopping.")
    finally:
        server.close()
        if working is not None:
            working.stop.set()


def _anybody(here: Opened) -> bool:
    with store.reading(here.sessions) as session:
        return people.anybody(session)


def _work(here: Opened) -> Worker:
    working = Worker(here.engine, here.sessions, here.settings)
    threading.Thread(target=working.run, name="worker").start()
    return working
