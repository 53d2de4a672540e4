"""Request to Actor: who is asking. Everything below web gets the Actor, nothing below web knows the session."""

from __future__ import annotations

from flask_login import UserMixin, current_user

from cip_workflow.queries.people import Account
from cip_workflow.types import Actor


class SignedIn(UserMixin):
    """What Flask-Login carries through a request: the account behind the session."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.actor: Actor = account.actor

    def get_id(self) -> str:
        """The account and its epoch; a raised epoch ends every session of the person."""
        return f"{self.account.person_id}.{self.account.epoch}"


def actor_or_none() -> Actor | None:
    """Who is signed in, if anybody is."""
    return current_user.actor if current_user.is_authenticated else None


def current_actor() -> Actor:
    """Who is signed in; only for routes that are not public."""
    actor: Actor = current_user.actor
    return actor


def current_account() -> Account:
    """The account of who is signed in: mail preference, whether the password must change."""
    account: Account = current_user.account
    return account
