"""Who is told of what, what an admin can read of it, and what keeps a mail from going out, or from going out twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.case.remind import remind
from cip_workflow.operations.person.leave import leave
from cip_workflow.operations.person.prefer import prefer
from cip_workflow.operations.task.announce import announce
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.reassign import reassign
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from cip_workflow.worker.addressees import Letter
from cip_workflow.worker.mailroom import Mailroom
from cip_workflow.working_time import due
from tests.operations.world import World
from tests.worker.conftest import Collected
from tests.worker.smtp import Received

Post = Callable[[], list[Letter]]


@pytest.fixture
def post(asked: Collected, room: Mailroom) -> Post:
    """`post()`: every job that was asked for becomes letters, and they go out once; the letters are returned."""

    def deliver() -> list[Letter]:
        found = [Letter(**one) for job in asked for one in room.letters(job.key, dict(job.payload))]
        asked.clear()
        for letter in found:
            room.deliver(letter, attempt=1, wait=None)
        return found

    return deliver


def tell_of_dates(town: World) -> int:
    with transaction(town.sessions) as session:
        return announce(session)


def mails(town: World) -> dict[str, Any]:
    return {row.key: row for row in town.rows(sa.select(t.MAIL))}


def test_a_command_asks_for_one_job_whatever_it_opens(town: World, asked: Collected) -> None:
    town.start("pri")
    assert [(job.kind, job.key) for job in asked] == [("mail", "assigned-1-3")]
    asked.clear()
    town.claim("jo", "review")
    assert not asked
    town.complete("jo", "review")
    assert [job.payload["tasks"] for job in asked] == [[2]]


def test_a_task_a_reminder_and_an_escalation_reach_those_they_are_for(
    town: World, post: Post, smtp: tuple[Received, str]
) -> None:
    town.start("pri")
    post()
    received = smtp[0]
    assert received.to("jo") == received.to("ann") == ["You have a new task: Review it"]
    assert received.to("pri") == ["The evidence is late"]
    assert received.to("fi") == ["A case needs your attention"]
    assert len(received.mails) == 4
    ids = {"assigned-1-3-p1", "assigned-1-3-p2", "assigned-1-3-r0-p4", "assigned-1-3-e1-p9"}
    assert set(received.ids) == {f"<{one}@example.org>" for one in ids}
    book = mails(town)
    assert set(book) == ids
    assert {row.kind for row in book.values()} == {"assigned", "reminder", "escalated"}
    assert all(row.sent_at and not row.failed and row.instance_id == 1 for row in book.values())
    assert book["assigned-1-3-p1"].subject == "You have a new task: Review it"
    assert book["assigned-1-3-p1"].task_id == 1
    texts = {str(one["Subject"]): one.get_content() for one in received.mails}
    assert "Nobody has decided" in texts["A case needs your attention"]
    assert "A colleague" not in texts["The evidence is late"]
    assert "Fifteen working days have passed." in texts["The evidence is late"]


def test_due_dates_are_told_once_each_and_escalate_when_they_have_passed(
    town: World, post: Post, asked: Collected, smtp: tuple[Received, str]
) -> None:
    received = smtp[0]
    town.start("pri")
    post()
    tell_of_dates(town)
    town.claim("jo", "review")
    received.mails.clear()
    end = due(clock.now(), "5wd")
    for instant, told in (
        (end - timedelta(minutes=5), {"jo": ["Due soon: Review it"]}),
        (end - timedelta(minutes=1), {}),
        (
            end + timedelta(minutes=1),
            {"jo": ["Overdue: Review it"], "fi": ["Needs your attention: Review it"]},
        ),
        (end + timedelta(days=9), {}),
    ):
        with clock.moved(instant):
            tell_of_dates(town)
            post()
        assert {who: received.to(who) for who in ("jo", "ann", "fi", "pri") if received.to(who)} == told
        received.mails.clear()


def test_a_person_who_is_given_a_task_or_reminded_of_it_is_told(
    town: World, post: Post, asked: Collected, smtp: tuple[Received, str]
) -> None:
    town.start("pri")
    post()
    smtp[0].mails.clear()
    town.do(reassign, "fi", task_id=1, to="ann", reason="Jo is away.")
    post()
    assert smtp[0].to("ann") == ["You have a new task: Review it"]
    town.do(remind, "pri", task_id=1, text="Papers go out tomorrow.")
    post()
    assert smtp[0].to("ann") == ["You have a new task: Review it", "A reminder: Review it"]
    assert len(smtp[0].mails) == 2


def test_who_switched_mails_off_or_has_left_gets_none(
    town: World, post: Post, asked: Collected, smtp: tuple[Received, str]
) -> None:
    town.do(prefer, "jo", mail=False)
    town.do(leave, "zara", person_id=town.id("fi"))
    town.do(leave, "zara", person_id=town.id("pri"))
    town.start("paul")
    post()
    assert len(smtp[0].mails) == 1
    assert smtp[0].to("ann") == ["You have a new task: Review it"]


@pytest.mark.parametrize("change", ["done", "left", "off", "taken"])
def test_what_is_over_before_the_mail_goes_is_not_sent(
    town: World, room: Mailroom, asked: Collected, smtp: tuple[Received, str], change: str
) -> None:
    town.start("pri")
    letters = [Letter(**one) for one in room.letters(asked[0].key, dict(asked[0].payload))]
    to_ann = next(one for one in letters if one.person == town.id("ann"))
    if change == "done":
        town.complete("jo", "review")
    elif change == "left":
        town.do(leave, "zara", person_id=town.id("ann"))
    elif change == "off":
        town.do(prefer, "ann", mail=False)
    else:
        town.do(claim, "jo", task_id=1)
    assert room.deliver(to_ann, attempt=1, wait=5) is False
    assert smtp[0].mails == []
    row = mails(town)[to_ann.key]
    assert row.sent_at is None
    assert row.failed.startswith("Not sent: ")


def test_nobody_is_told_of_a_task_that_a_rule_keeps_them_from(
    town: World, room: Mailroom, asked: Collected
) -> None:
    town.start("pri")
    with transaction(town.sessions) as session:
        session.execute(sa.update(t.TASK).values(excluded=[town.id("jo")]))
    letters = room.letters(asked[0].key, dict(asked[0].payload))
    assert [one["person"] for one in letters if one["tasks"]] == [town.id("ann")]


def test_asked_again_the_letters_are_the_same_and_none_goes_twice(
    town: World, room: Mailroom, asked: Collected, smtp: tuple[Received, str]
) -> None:
    """As after a crash between the sending of a mail and the note that DBOS makes of it."""
    town.start("pri")
    first = room.letters(asked[0].key, dict(asked[0].payload))
    for one in first:
        assert room.deliver(Letter(**one), attempt=1, wait=5) is False
    assert room.letters(asked[0].key, dict(asked[0].payload)) == first
    for one in first:
        assert room.deliver(Letter(**one), attempt=1, wait=5) is False
    assert len(smtp[0].mails) == len(first) == town.count(t.MAIL)


def test_a_refusal_for_good_is_written_down_and_stops_nobody_else(
    town: World, post: Post, asked: Collected, smtp: tuple[Received, str]
) -> None:
    smtp[0].answers["jo@example.org"] = "550 no such mailbox"
    town.start("pri")
    post()
    assert {login: len(smtp[0].to(login)) for login in ("jo", "ann", "pri", "fi")} == {
        "jo": 0,
        "ann": 1,
        "pri": 1,
        "fi": 1,
    }
    row = mails(town)["assigned-1-3-p1"]
    assert row.sent_at is None
    assert row.failed == "The mail server refuses the mail: 550 no such mailbox"


def test_what_may_pass_is_tried_again_and_the_book_says_when(
    town: World, room: Mailroom, asked: Collected, smtp: tuple[Received, str]
) -> None:
    smtp[0].answer = "451 later"
    town.start("pri")
    letter = Letter(**room.letters(asked[0].key, dict(asked[0].payload))[0])
    assert room.deliver(letter, attempt=1, wait=30) is True
    assert mails(town)[letter.key].failed.endswith("Tried once. The next try is in 30 seconds.")
    assert room.deliver(letter, attempt=2, wait=600) is True
    assert mails(town)[letter.key].failed.endswith("Tried 2 times. The next try is in 10 minutes.")
    smtp[0].answer = "250 OK"
    assert room.deliver(letter, attempt=3, wait=600) is False
    row = mails(town)[letter.key]
    assert (row.failed, len(smtp[0].mails)) == (None, 1)
    assert row.sent_at is not None


def test_the_last_try_is_said_to_be_the_last(
    town: World, room: Mailroom, asked: Collected, smtp: tuple[Received, str]
) -> None:
    smtp[0].answer = "451 later"
    town.start("pri")
    letter = Letter(**room.letters(asked[0].key, dict(asked[0].payload))[0])
    assert room.deliver(letter, attempt=27, wait=None) is False
    assert mails(town)[letter.key].failed.endswith("Tried 27 times. That was the last try.")


def test_without_a_queue_nothing_is_asked_for_and_nothing_looked_at(world_without_mail: World) -> None:
    world_without_mail.start("pri")
    with clock.moved(clock.now() + timedelta(days=30)):
        assert tell_of_dates(world_without_mail) == 0
    assert world_without_mail.count(t.MAIL) == 0
    assert world_without_mail.count(t.THROTTLE) == 0


@pytest.fixture
def world_without_mail(sessions: Any) -> World:
    from tests.worker.conftest import peopled

    return peopled(sessions)
