"""docker/entrypoint.sh, run by hand: pages by gunicorn, a worker, the command line, and how each says that it is well."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes.databases import own_name, postgresql
from tests.worker.smtp import free_port

ROOT = Path(__file__).parents[2]
ENTRY = str(ROOT / "docker" / "entrypoint.sh")
_PATIENCE = 120.0


@pytest.fixture(params=["sqlite", "postgresql"])
def inside(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a container: the image's programs first, a data folder, a port, a database."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CIP_", "DATABASE_URL"))
    }
    environment = {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
        "CIP_DATA": str(tmp_path / "data"),
        "CIP_SECRET_KEY": "x" * 32,
        "CIP_LOG": "json",
        "WEB_PORT": str(free_port()),
        "PYTHONUNBUFFERED": "1",
    }
    if request.param == "sqlite":
        yield environment
        return
    with postgresql(own_name("image")) as url:
        yield {**environment, "DATABASE_URL": url}


@contextmanager
def container(environment: dict[str, str], *words: str) -> Iterator[subprocess.Popen[str]]:
    """What a container does; stopped as Docker stops it."""
    running = subprocess.Popen(
        [ENTRY, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def run(environment: dict[str, str], *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [ENTRY, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    return done.returncode, done.stdout + done.stderr


def until_well(environment: dict[str, str], which: str, running: subprocess.Popen[str]) -> str:
    """Ask as the health check does, until it is well."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert running.poll() is None, running.communicate()[0]
        code, said = run(environment, which)
        if code == 0:
            return said
        time.sleep(0.3)
    os.killpg(running.pid, signal.SIGKILL)
    raise AssertionError(running.communicate()[0])


def test_pages_and_worker(inside: dict[str, str]) -> None:
    assert shutil.which("gunicorn", path=inside["PATH"]), "docker/requirements.txt has it: make install"
    code, said = run(inside, "healthy-web")
    assert (code, "The pages do not answer" in said) == (1, True)
    with container(inside, "web") as pages:
        said = until_well(inside, "healthy-web", pages)
        assert '"schema":"newest"' in said.replace(" ", "")
        address = f"http://127.0.0.1:{inside['WEB_PORT']}"
        with urllib.request.urlopen(f"{address}/sign-in", timeout=10) as page:
            assert (page.status, "Sign in" in page.read().decode()) == (200, True)
            assert page.headers["Server"] == "gunicorn"
        assert run(inside, "healthy-worker")[0] == 1
        with container(inside, "worker") as worker:
            assert "A worker lives." in until_well(inside, "healthy-worker", worker)
            assert '"worker":"lives"' in run(inside, "healthy-web")[1].replace(" ", "")
            assert stop(worker) == 0
        assert run(inside, "healthy-worker")[0] == 1
        assert stop(pages) == 0


def stop(running: subprocess.Popen[str]) -> int:
    """As Docker does; what it ends with. Requests and steps that run are finished first, however busy the machine is."""
    running.send_signal(signal.SIGTERM)
    return running.wait(timeout=_PATIENCE)


def test_anything_else_is_the_command_line(inside: dict[str, str]) -> None:
    assert run(inside, "cases") == (0, "No cases.\n")
    assert run(inside, "cip", "cases", "--json") == (0, "[]\n")
    code, said = run(inside, "delploy")
    assert (code, "delploy" in said) == (2, True)
