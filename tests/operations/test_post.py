"""Mail reaches an SMTP server, and its refusals are told apart from what may pass."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from cip_workflow.errors import Invalid
from cip_workflow.worker.post import MailRefused, check, send
from tests.worker.smtp import Received, free_port, running


@pytest.fixture
def smtp() -> Iterator[tuple[Received, str]]:
    received = Received()
    with running(received, free_port()) as url:
        yield received, url


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Children’s voice"
    message.set_content("Hello")
    return message


def test_a_mail_arrives(smtp: tuple[Received, str]) -> None:
    received, url = smtp
    send(_message(), url)
    assert received.mails[0].get_content().strip() == "Hello"
    assert received.mails[0]["Subject"] == "Children’s voice"


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


def test_a_refused_recipient_is_refused_for_good_and_one_put_off_is_not(smtp: tuple[Received, str]) -> None:
    received, url = smtp
    received.answers["b@example.org"] = "550 no such mailbox"
    with pytest.raises(MailRefused, match="550 no such mailbox"):
        send(_message(), url)
    received.answers["b@example.org"] = "450 greylisted"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(_message(), url)


def test_a_password_that_the_server_does_not_want_may_be_mended(smtp: tuple[Received, str]) -> None:
    """It refuses every mail, not this one: the admin mends the setting, and the mails go out."""
    _, url = smtp
    with pytest.raises(smtplib.SMTPException):
        send(_message(), url.replace("smtp://", "smtp://who:what@"))


@pytest.mark.parametrize(
    "url",
    ["mail.example.org:25", "http://mail.example.org", "smtp://", "smtp://host:port", "smtp://host:0", "x"],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(Invalid, match="CIP_SMTP_URL must be the address of a mail server"):
        check(url)


@pytest.mark.parametrize(
    "url", ["smtp://h", "smtps://u:p@h:465", "smtp+starttls://u:p@h:587", "smtp://127.0.0.1:25"]
)
def test_addresses_of_mail_servers(url: str) -> None:
    check(url)
