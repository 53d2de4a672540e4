"""`cip serve` and `cip worker` as processes of their own, and a visitor with cookies."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

PATIENCE = 60


class Running:
    """A command that runs; what it says is collected line by line."""

    def __init__(self, data: Path, *words: str, **settings: str) -> None:
        self.lines: list[str] = []
        self._heard = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "cip_workflow.cli", *words],
            env={**os.environ, "CIP_DATA": str(data), **settings},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._heard:
                self.lines.append(line.rstrip())
                self._heard.notify_all()

    @property
    def said(self) -> str:
        """Everything up to now."""
        return "\n".join(self.lines)

    def wait_for(self, text: str) -> None:
        """Until it says this."""
        with self._heard:
            heard = self._heard.wait_for(
                lambda: text in self.said or self.process.poll() is not None, PATIENCE
            )
        assert heard and text in self.said, self.said

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to stop; its exit code, and how many seconds that took."""
        asked = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        return code, time.monotonic() - asked

    def end(self) -> int:
        """Its exit code, when it ends by itself."""
        code = self.process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        return code

    def close(self) -> None:
        """Whatever happened: it is gone."""
        self.process.kill()
        self.process.wait()
        self._listener.join(PATIENCE)


@contextmanager
def command(data: Path, *words: str, **settings: str) -> Iterator[Running]:
    """A command, for as long as the block lasts."""
    running = Running(data, *words, **settings)
    try:
        yield running
    finally:
        running.close()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:  # type: ignore[override]
        """Go nowhere."""


class Visitor:
    """A browser without scripts; `stay` does not follow where an answer sends it."""

    def __init__(self, url: str, *, stay: bool = False) -> None:
        self.url = url
        self.page = ""
        handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPCookieProcessor(CookieJar())]
        self._open = urllib.request.build_opener(*handlers, *([_Stay()] if stay else [])).open

    def get(self, path: str) -> int:
        """Read a page; its status is returned."""
        return self._ask(urllib.request.Request(self.url + path))

    def post(self, path: str, **values: str) -> int:
        """Send a form of the last page."""
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.page)
        assert token is not None, self.page
        data = urllib.parse.urlencode({**values, "csrf_token": token[1]}).encode()
        return self._ask(urllib.request.Request(self.url + path, data=data))

    def _ask(self, request: urllib.request.Request) -> int:
        try:
            with self._open(request, timeout=PATIENCE) as answer:
                self.page = answer.read().decode()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            self.page = error.read().decode()
            return error.code
