"""Trying many passwords at once helps nobody, from however many processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from cip_workflow import clock
from cip_workflow.errors import TooMany
from cip_workflow.operations.person.attempt import attempt
from cip_workflow.operations.person.sign_in import sign_in
from cip_workflow.operations.person.sign_out import sign_out
from cip_workflow.queries import people
from cip_workflow.store.model import Throttle


def test_twelve_tries_at_the_same_moment_are_five_tries(command, person) -> None:
    person("amina")

    def guess(number: int) -> bool:
        try:
            with command() as session:
                attempt(session, login="amina", address=f"192.0.2.{number}")
        except TooMany as stopped:
            assert 0 < stopped.retry_after <= 900
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        passed = list(pool.map(guess, range(12)))
    assert sum(passed) == 5


def test_what_is_over_is_forgotten_at_the_next_sign_in(command, person) -> None:
    amina = person("amina")
    start = clock.now()
    with clock.moved(start), command() as session:
        attempt(session, login="somebody", address="192.0.2.1")
        sign_out(session, session_id="old", until=start + timedelta(hours=12))
        sign_out(session, session_id="old", until=start + timedelta(hours=12))
    with clock.moved(start + timedelta(hours=1)):
        with command() as session:
            assert people.account(session, amina.person_id, session_id="old") is None
            assert people.account(session, amina.person_id, session_id="new") is not None
        with command() as session:
            tried = attempt(session, login="amina", address="192.0.2.1")
        with command() as session:
            sign_in(session, person_id=amina.person_id, counted=tried.keys)
        with command() as session:
            kept = {row.key.partition(":")[0] for row in session.query(Throttle)}
    assert kept == {"signed-out", "sign-in-address"}
