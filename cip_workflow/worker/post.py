"""Hand a mail to an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from cip_workflow.errors import Invalid, WorkflowError

_SECONDS = 20


class MailRefused(WorkflowError):
    """The mail server refuses this mail for good; sending it again would not help."""


_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def check(smtp_url: str) -> None:
    """Raises Invalid for what is no address of a mail server; what it says holds no password."""
    parts = urlsplit(smtp_url)
    try:
        right = parts.scheme in _SCHEMES and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        right = False
    if not right:
        raise Invalid(
            "CIP_SMTP_URL must be the address of a mail server: smtp://host, smtp+starttls://user:password@host:587 "
            "or smtps://user:password@host."
        )


def send(message: EmailMessage, smtp_url: str) -> None:
    """Send one mail.

    Args:
        smtp_url: `smtp://[user:password@]host[:port]`, `smtp+starttls://..` or `smtps://..`.

    Raises:
        MailRefused: the server answered 5xx to this recipient or this text.
        OSError, smtplib.SMTPException: anything that may pass, or that an admin mends (a wrong password, a sender who is
            not allowed): the job tries again.
    """
    with _connection(smtp_url) as server:
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            _judge(code, said, refused)
        except smtplib.SMTPDataError as refused:
            _judge(refused.smtp_code, refused.smtp_error, refused)
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise MailRefused(f"The mail server cannot carry this address or text: {error}") from error


@contextmanager
def _connection(smtp_url: str) -> Iterator[smtplib.SMTP]:
    """A server that takes mail from us: encrypted and signed in to, as the address says."""
    parts = urlsplit(smtp_url)
    host, port = parts.hostname or "localhost", parts.port or _SCHEMES.get(parts.scheme, 25)
    secure = ssl.create_default_context()
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=secure)
    else:
        connection = smtplib.SMTP(host, port, timeout=_SECONDS)
    with connection as server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server


def _judge(code: int, said: bytes | str, error: smtplib.SMTPException) -> None:
    """5xx is for good; everything else may pass."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    if 500 <= code < 600:
        raise MailRefused(f"The mail server refuses the mail: {code} {text}") from error
    raise error
