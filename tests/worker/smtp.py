"""A mail server in a thread: what it got, and what it answers, to whom, after how long."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Received:
    """The server's memory. A test sets `answers` (address -> answer to RCPT) and `answer` (to every mail)."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.answers: dict[str, str] = {}
        self.takes = 0.0  #: seconds for each mail

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.takes)
        if self.answer.startswith("250"):
            self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return self.answer

    def to(self, login: str) -> list[str]:
        """Subjects of the mails that somebody got, in order."""
        return [str(one["Subject"]) for one in self.mails if f"{login}@example.org" in str(one["To"])]

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of all mails."""
        return [str(one["Message-ID"]) for one in self.mails]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(received: Received, port: int) -> Iterator[str]:
    """The server, and its address as a setting."""
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
