"""`cip serve` and `cip worker` as they are started in real life: what they say, what they serve, how they end."""

from __future__ import annotations

import re
import signal
import sqlite3
import threading
import time
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.serving import Running, Visitor, command
from tests.worker.smtp import Received, free_port, running

PASSWORD = "trout lantern meadow 7"


def serving(cip: Running) -> Visitor:
    """Wait until it serves; a visitor to it."""
    cip.wait_for("Serving on ")
    address = re.search(r"Serving on (http://\S+) ", cip.said)
    assert address is not None
    return Visitor(address[1])


def test_a_plain_service_has_no_demo_and_says_how_to_make_the_first_admin(cip, data: Path) -> None:
    port = str(free_port())
    with command(data, "serve", "--port", port) as served:
        visitor = serving(served)
        assert served.lines[0] == (
            "There is no account yet. Make the first admin in another terminal: cip user add --admin"
        )
        assert visitor.url == f"http://127.0.0.1:{port}"
        assert visitor.get("/health") == 200
        assert visitor.get("/sign-in") == 200
        assert "cip user add --admin" in visitor.page
        assert "Demonstration" not in visitor.page
        assert visitor.post("/sign-in/demo/1") == 404
        assert (
            cip("user", "add", "--login", "zara", "--name", "Zara", "--admin", "--password", PASSWORD).code
            == 0
        )
        visitor.get("/sign-in")
        assert visitor.post("/sign-in", login="zara", password=PASSWORD) == 200
        assert visitor.get("/admin/people") == 200
        code, seconds = served.stop()
    assert (code, served.lines[-1]) == (0, "Stopping.")
    assert seconds < 5
    assert "Traceback" not in served.said


def test_the_demonstration_has_people_to_be(demo: Path) -> None:
    with command(demo, "serve", "--demo", "--port", str(free_port())) as served:
        visitor = serving(served)
        assert "There is no account yet" not in served.said
        visitor.get("/sign-in")
        priya = re.search(
            r'action="(/sign-in/demo/\d+)">(?:(?!</form>).)*Priya Nandra', visitor.page, re.DOTALL
        )
        assert priya is not None
        assert visitor.post(priya[1]) == 200
        assert visitor.get("/tasks") == 200
        assert "Therapeutic garden at the Ashdale home" in visitor.page
        code, _ = served.stop(signal.SIGINT)
    assert code == 0


def test_one_works_on_a_sqlite_file_and_others_are_refused_in_a_sentence(data: Path, refused) -> None:
    with command(data, "serve", "--port", str(free_port())) as served:
        serving(served)
        sentence = (
            "Another process already works on this SQLite database: `cip worker`, or `cip serve` without "
            "--no-worker. One is enough; several need PostgreSQL (DATABASE_URL)."
        )
        assert refused("worker") == sentence
        assert refused("serve", "--port", str(free_port())) == sentence
        with command(data, "serve", "--no-worker", "--port", str(free_port())) as pages_only:
            assert serving(pages_only).get("/health") == 200
        served.process.kill()
        served.process.wait()
        with command(data, "worker") as worker:
            worker.wait_for("Working on due timers and no mail (CIP_SMTP_URL).")
            code, seconds = worker.stop()
    assert (code, worker.end(), worker.lines) == (0, 0, [worker.lines[0], "Stopped."])
    assert seconds < 5


def test_a_request_that_runs_is_finished_before_it_ends(cip, data: Path) -> None:
    assert (
        cip("user", "add", "--login", "zara", "--name", "Zara", "--admin", "--password", PASSWORD).code == 0
    )
    with command(data, "serve", "--no-worker", "--port", str(free_port())) as served:
        visitor = Visitor(serving(served).url, stay=True)
        visitor.get("/sign-in")
        answers: list[int] = []
        asking = threading.Thread(
            target=lambda: answers.append(visitor.post("/sign-in", login="zara", password=PASSWORD))
        )
        with closing(sqlite3.connect(data / "cip.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # the request waits for the lock
            asking.start()
            time.sleep(0.5)
            served.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert answers == []
            other.execute("ROLLBACK")
        asking.join(30)
        assert served.end() == 0
    assert answers == [303]


def test_mail_of_the_pages_goes_out_by_the_worker_in_the_same_process(demo: Path) -> None:
    received, port = Received(), free_port()
    with (
        running(received, port) as url,
        command(demo, "serve", "--demo", "--port", str(free_port()), CIP_SMTP_URL=url) as served,
    ):
        visitor = serving(served)
        _remind_by_page(visitor)
        until = time.monotonic() + 30
        while not _reminders(received) and time.monotonic() < until:
            time.sleep(0.1)
        code, seconds = served.stop()
    assert (code, seconds < 6) == (0, True)
    assert len(_reminders(received)) == 1
    assert all(f"{visitor.url}/tasks/" in mail.get_content() for mail in received.mails)
    assert "Traceback" not in served.said


def _reminders(received: Received) -> list[EmailMessage]:
    return [mail for mail in received.mails if str(mail["Subject"]).startswith("A reminder: ")]


def _remind_by_page(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    fiona = re.search(r'action="(/sign-in/demo/\d+)">(?:(?!</form>).)*Fiona Greer', visitor.page, re.DOTALL)
    assert fiona is not None
    visitor.post(fiona[1])
    visitor.get("/governance")
    remind = re.search(r'action="(/governance/tasks/\d+/remind)"', visitor.page)
    assert remind is not None, visitor.page
    assert visitor.post(remind[1]) == 200


def test_a_demonstration_that_others_can_reach_says_what_that_means(demo: Path) -> None:
    with command(demo, "serve", "--demo", "--host", "0.0.0.0", "--port", str(free_port())) as served:
        serving(served)
        assert "Anybody who reaches this address can sign in as anybody" in served.said


@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("serve", "--port", "many")])
def test_a_port_that_is_none(cip, words: tuple[str, ...]) -> None:
    assert cip(*words).code == 2
