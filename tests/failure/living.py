"""A real server, or a real worker, in a process of its own that a test can kill; and a person's browser in a few lines."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_PATIENCE = 30.0
F03 = {
    "budgetStatus": "in-MTFS",
    "costCentre": "CFS4410",
    "annualCeiling": "500000",
    "wholeLifeCeiling": "1500000",
    "capitalRequired": "0",
    "externalFundingRequired": "no",
    "vatTreatment": "exempt-welfare",
}


class Process:
    """`cip` with some arguments, over a database; `kill` ends it as a power cut would."""

    def __init__(self, url: str, folder: Path, *arguments: str, smtp: str = "") -> None:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "CIP_DATA": str(folder),
            "CIP_DEMO": "1",
            "CIP_LOG_LEVEL": "error",
            "CIP_SMTP_URL": smtp,
        }
        command = [sys.executable, "-m", "cip_workflow.cli", *arguments]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        """kill -9."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(_PATIENCE)

    def end(self) -> None:
        """Stop it, if it still runs."""
        if self._process.poll() is None:
            self.kill()


class Server(Process):
    """`cip serve --no-worker` on a free port of this machine."""

    def __init__(self, url: str, folder: Path, *, smtp: str = "") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(url, folder, "serve", "--no-worker", "--port", str(port), smtp=smtp)
        self.address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            assert time.monotonic() < deadline, "the server did not start"

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=1):
                return True
        except OSError:
            return False


class Person:
    """Somebody's browser: cookies, and pages posted as their forms are."""

    def __init__(self, server: Server, name: str) -> None:
        self._server = server
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
        page = self.get("/sign-in")
        forms = re.findall(r'<form method="post" action="(/sign-in/demo/\d+)">(.*?)</form>', page, re.DOTALL)
        address, inside = next((where, text) for where, text in forms if f"<strong>{name}</strong>" in text)
        assert self.post(address, _hidden(inside)) == 303
        self.get("/account")  # the session has its token before several pages are open at once

    def get(self, path: str) -> str:
        """A page."""
        with self._open.open(self._server.address + path, timeout=_PATIENCE) as answer:
            return str(answer.read().decode())

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden fields of the form on a page that sends to the page itself."""
        return _hidden(self.get(path))

    def submit(self, path: str, fields: dict[str, Any]) -> bool:
        """Send the form of a task; whether the answer says that it is submitted."""
        status, went, _ = self.answer(path, fields)
        return status == 303 and "/submitted" in went

    def post(self, path: str, fields: dict[str, Any]) -> int:
        """Send a form; the status of the answer. Raises OSError when the server is gone."""
        return self.answer(path, fields)[0]

    def answer(self, path: str, fields: dict[str, Any]) -> tuple[int, str, str]:
        """Send a form; status, where it leads, and the page. Raises OSError when the server is gone."""
        data = urllib.parse.urlencode(fields).encode()
        try:
            with self._open.open(self._server.address + path, data=data, timeout=_PATIENCE) as answer:
                return int(answer.status), "", str(answer.read().decode())
        except urllib.error.HTTPError as other:
            return other.code, other.headers.get("Location") or "", other.read().decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not a way to follow."""

    def redirect_request(self, *given: Any, **more: Any) -> None:
        return None


def _hidden(html: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {name: value.replace("&#34;", '"').replace("&amp;", "&") for name, value in found}
