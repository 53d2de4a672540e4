"""Hand a mail to an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from cip_workflow.errors import WorkflowError

_SECONDS = 20


class MailRefused(WorkflowError):
    """The mail server refuses this mail for good; sending it again would not help."""


def send(message: EmailMessage, smtp_url: str) -> None:
    """Send one mail.

    Args:
        smtp_url: `smtp://[user:password@]host[:port]`, `smtp+starttls://..` or `smtps://..`.

    Raises:
        MailRefused: the server answered 5xx to this recipient or this text.
        OSError, smtplib.SMTPException: anything that may pass, or that an admin mends (a wrong password, a sender who is
            not allowed): the job tries again.
    """
    parts = urlsplit(smtp_url)
    host, port = parts.hostname or "localhost", parts.port
    try:
        with _connection(parts.scheme, host, port) as server:
            if parts.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        _judge(code, said, refused)
    except smtplib.SMTPDataError as refused:
        _judge(refused.smtp_code, refused.smtp_error, refused)
    except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
        raise MailRefused(f"The mail server cannot carry this address or text: {error}") from error


def _connection(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port or (587 if scheme == "smtp+starttls" else 25), timeout=_SECONDS)


def _judge(code: int, said: bytes | str, error: smtplib.SMTPException) -> None:
    """5xx is for good; everything else may pass."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    if 500 <= code < 600:
        raise MailRefused(f"The mail server refuses the mail: {code} {text}") from error
    raise error
