"""From a job to letters, and from a letter to the SMTP server: what the mail workflows call."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import clock, log
from cip_workflow.config import Settings
from cip_workflow.store import reading, transaction
from cip_workflow.worker import addressees, letters, mailbook, post
from cip_workflow.worker.addressees import Letter

_OVER = "Not sent: when it was to go out, the task was done, or the person had left or switched mails off."


class Mailroom:
    """Writes and sends the letters of one installation."""

    def __init__(self, sessions: Callable[[], Session], settings: Settings) -> None:
        self._sessions = sessions
        self._settings = settings

    def letters(self, job: str, payload: dict[str, Any]) -> list[dict[str, Any]]:
        """The letters that a job asks for, entered in the table `mail`; asked again they are the same."""
        with transaction(self._sessions) as session:
            found = addressees.letters(session, job, payload)
            mailbook.queue(session, found, at=clock.now(), payload=payload)
        return [one.as_dict() for one in found]

    def deliver(self, letter: Letter, *, attempt: int, wait: float | None) -> bool:
        """Send one letter, if it is still to be sent; whether it must be tried again is returned.

        Args:
            attempt: from 1.
            wait: seconds until the next try; None when this is the last.
        """
        with reading(self._sessions) as session:
            if not mailbook.is_open(session, letter.key):
                return False
            facts = addressees.facts(session, letter)
        if facts is None:
            self._note(letter, _OVER)
            return False
        message = self._message(letter, facts)
        try:
            post.send(message, self._settings.smtp_url)
        except post.MailRefused as refused:
            log.get(__name__).warning("mail refused", key=letter.key, said=refused.message)
            self._note(letter, refused.message)
            return False
        except (OSError, smtplib.SMTPException) as error:
            log.get(__name__).warning("mail not sent", key=letter.key, attempt=attempt, said=str(error))
            self._note(letter, _later(error, attempt, wait))
            return wait is not None
        with transaction(self._sessions) as session:
            mailbook.sent(session, letter.key, subject=str(message["Subject"]), at=clock.now())
        return False

    def _message(self, letter: Letter, facts: addressees.Facts) -> EmailMessage:
        return letters.compose(
            letter.reason,
            facts.to,
            facts.tasks,
            sender=self._settings.mail_from,
            base_url=self._settings.base_url,
            key=letter.key,
            subject=letter.subject,
            text=facts.text,
        )

    def _note(self, letter: Letter, why: str) -> None:
        with transaction(self._sessions) as session:
            mailbook.not_sent(session, letter.key, why)


def _later(error: Exception, attempt: int, wait: float | None) -> str:
    tried = "once" if attempt == 1 else f"{attempt} times"
    following = "That was the last try." if wait is None else f"The next try is in {_spoken(wait)}."
    return f"{' '.join(str(error).split())} Tried {tried}. {following}"


def _spoken(seconds: float) -> str:
    return f"{round(seconds / 60)} minutes" if seconds >= 120 else f"{round(seconds)} seconds"
