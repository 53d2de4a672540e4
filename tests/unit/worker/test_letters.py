"""The words of mail."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cip_workflow.worker.letters import REASONS, Recipient, TaskLine, compose, spoken

TO = Recipient(name="Tomasz Kowal", email="tkowal@example.org")
TASK = TaskLine(
    task_id=31,
    name="Confirm funding envelope",
    case="CIP-DB-2026-01 Homes near school",
    due=datetime(2026, 11, 27, 17, tzinfo=UTC),
    shared=False,
)


def _mail(reason: str = "assigned", *tasks: TaskLine, text: str = "") -> str:
    message = compose(
        reason,
        TO,
        tasks or (TASK,),
        sender="cip@example.org",
        base_url="https://cip.example.org/",
        key="assigned-7-3-0",
        text=text,
    )
    return message.as_string()


def test_one_task_is_named_in_the_subject_with_its_due_date_and_link() -> None:
    message = compose(
        "assigned",
        TO,
        [TASK],
        sender="cip@example.org",
        base_url="https://cip.example.org/",
        key="assigned-7-3-0",
    )
    assert message["Subject"] == "You have a new task: Confirm funding envelope"
    assert message["Message-ID"] == "<assigned-7-3-0@example.org>"
    body = message.get_content()
    assert "Due Friday 27 November 2026 at 5:00pm" in body
    assert "https://cip.example.org/tasks/31" in body
    assert "whoever starts it" not in body


def test_several_tasks_are_counted() -> None:
    shared = TaskLine(task_id=32, name="Other", case="x", due=None, shared=True)
    text = _mail("overdue", TASK, shared)
    assert "Subject: 2 of your tasks are overdue" in text
    assert "whoever starts it takes it" in text


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_words(reason: str) -> None:
    assert "Hello Tomasz Kowal" in _mail(reason)


def test_a_reminder_carries_its_sentence() -> None:
    assert "Papers go out tomorrow." in _mail("reminder", text="Papers go out tomorrow.")


def test_a_name_with_a_line_break_cannot_add_headers() -> None:
    bad = TaskLine(task_id=1, name="a\nBcc: all@example.org", case="x", due=None, shared=False)
    text = _mail("assigned", bad)
    assert "Subject: You have a new task: a Bcc: all@example.org" in text
    assert "\nBcc:" not in text


def test_a_process_may_word_its_reminder() -> None:
    message = compose(
        "reminder",
        TO,
        (),
        sender="cip@example.org",
        base_url="https://cip.example.org",
        key="k",
        subject="Lived-experience evidence is late:\n Homes near school",
        text="Fifteen working days have passed.",
    )
    assert message["Subject"] == "Lived-experience evidence is late: Homes near school"
    assert "Fifteen working days have passed." in message.get_content()
    assert "/tasks/" not in message.get_content()


def test_times_are_spoken_in_london() -> None:
    assert spoken(datetime(2026, 7, 1, 16, 30, tzinfo=UTC)) == "Wednesday 1 July 2026 at 5:30pm"
    assert spoken(datetime(2026, 12, 1, 0, 5, tzinfo=UTC)) == "Tuesday 1 December 2026 at 12:05am"
