"""Mail reaches an SMTP server, and its refusals are told apart from what may pass."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from cip_workflow.worker.post import MailRefused, send


class Received:
    """An SMTP server's memory, with an answer that a test may set."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if self.answer.startswith("250"):
            self.mails.append(envelope.content)  # type: ignore[attr-defined]
        return self.answer


@pytest.fixture
def smtp() -> Iterator[tuple[Received, str]]:
    received = Received()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(received, hostname="127.0.0.1", port=port)
    controller.start()
    yield received, f"smtp://127.0.0.1:{port}"
    controller.stop()


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Children’s voice"
    message.set_content("Hello")
    return message


def test_a_mail_arrives(smtp: tuple[Received, str]) -> None:
    received, url = smtp
    send(_message(), url)
    assert b"Hello" in received.mails[0]


def test_a_refusal_for_good_is_not_tried_again(smtp: tuple[Received, str]) -> None:
    received, url = smtp
    received.answer = "550 no such mailbox"
    with pytest.raises(MailRefused, match="550"):
        send(_message(), url)


def test_a_refusal_for_now_is_left_to_the_next_try(smtp: tuple[Received, str]) -> None:
    received, url = smtp
    received.answer = "451 later"
    with pytest.raises(smtplib.SMTPResponseException):
        send(_message(), url)


def test_no_server_is_an_error_that_may_pass() -> None:
    with pytest.raises(OSError, match=r"refused|Errno"):
        send(_message(), "smtp://127.0.0.1:1")
