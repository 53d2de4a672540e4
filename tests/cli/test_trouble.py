"""What goes wrong is said in one sentence on standard error, with exit code 2 and never a traceback."""

from __future__ import annotations

import os
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cip_workflow.cli import listening, trouble
from cip_workflow.errors import Invalid, WorkflowError


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tasks", "--as", "nobody"), "Nobody signs in as nobody."),
        (("start", "nothing", "--as", "nobody"), "Nobody signs in as nobody."),
        (("cases", "--as", "nobody"), "Nobody signs in as nobody."),
        (("user", "group", "nobody", "lcc-legal"), "Nobody signs in as nobody."),
        (("user", "leave", "nobody", "--yes"), "Nobody signs in as nobody."),
        (("user", "list", "--group", "x"), "There is no group x. `cip user groups` lists them."),
        (("start", "x", "--as", "y", "--answers", "{"), "The answers are not JSON: "),
        (("start", "x", "--as", "y", "--answers", "[1]"), "The answers must be a JSON object"),
        (("start", "x", "--as", "y", "--answers", "[" * 100_000), "The answers are not JSON: "),
        (("complete", "7", "--as", "y", "--answers", "@no-such-file"), "no-such-file: No such file"),
        (("verify-audit", "--nothing"), None),
    ],
)
def test_a_wrong_word(request: pytest.FixtureRequest, cip, words: tuple[str, ...], said: str | None) -> None:
    if said is None:
        assert cip(*words).code == 2
        return
    assert request.getfixturevalue("refused")(*words).startswith(said)


def test_answers_that_are_no_text(refused, tmp_path: Path) -> None:
    (tmp_path / "answers.json").write_bytes(b"\xff\xfe{}")
    assert "is not text" in refused(
        "complete", "7", "--as", "y", "--answers", f"@{tmp_path / 'answers.json'}"
    )


def test_a_file_that_is_not_there(cip) -> None:
    for command in ("lint", "deploy"):
        said = cip(command, "nowhere.bpmn")
        assert said.code == 2
        assert "nowhere.bpmn" in said.err


def test_a_folder_without_anything_of_ours(refused, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "folder.bpmn").mkdir()
    for command in ("lint", "deploy"):
        assert refused(command, str(tmp_path)).startswith("There is nothing here")


def test_two_files_of_one_name(refused, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.form").write_text("{}")
    assert refused("deploy", str(tmp_path)) == "Two files are called x.form. A bundle has each name once."


def test_settings_that_are_wrong_are_all_named(refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIP_PROXIES", "many")
    monkeypatch.setenv("CIP_LOG", "loud")
    said = refused("cases")
    assert "CIP_PROXIES must be a whole number from 0 to 10, not 'many'." in said
    assert "CIP_LOG must be one of text, json, not 'loud'." in said


def test_a_mail_server_without_an_address(refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIP_SMTP_URL", "user:secret@mail.example.org")
    said = refused("cases")
    assert said.startswith("CIP_SMTP_URL must be the address of a mail server: smtp://host")
    assert "secret" not in said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://user:secret@host/db", "DATABASE_URL names a database of the kind mysql."),
        ("secret words", "DATABASE_URL is not the address of a database."),
        ("postgresql://user:secret@127.0.0.1:1/db", "The database cannot be opened, or does not answer: "),
    ],
)
def test_a_database_that_cannot_be_used(
    refused, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    for words in (("cases",), ("db", "upgrade")):
        sentence = refused(*words)
        assert sentence.startswith(said)
        assert "secret" not in sentence


def test_a_file_that_is_no_database(refused, data: Path) -> None:
    data.mkdir()
    (data / "cip.sqlite3").write_bytes(b"this is no database " * 100)
    assert "file is not a database" in refused("cases")


def test_a_database_of_a_newer_version(cip, refused, data: Path) -> None:
    assert cip("db", "upgrade").code == 0
    with closing(sqlite3.connect(data / "cip.sqlite3")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    said = refused("cases")
    assert said.startswith("The database does not fit this version")
    assert "9999" in said


def test_a_data_folder_that_is_a_file(refused, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("file", "file/below"):
        monkeypatch.setenv("CIP_DATA", str(tmp_path / name))
        assert "where a folder is needed" in refused("cases")


def test_a_port_that_is_taken_is_said_before_anything_else(refused, data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused("serve", "--demo", "--port", str(port))
    assert said == (
        f"Something else already answers on port {port} of 127.0.0.1. Stop it, or choose another one with --port."
    )
    assert not data.exists()


def test_an_address_that_this_machine_has_not(refused) -> None:
    assert refused("serve", "--host", "192.0.2.1", "--port", "8123").startswith(
        "Port 8123 of 192.0.2.1 cannot be used"
    )
    assert refused("serve", "--host", "no.such.host.invalid").startswith(
        "There is no address no.such.host.invalid"
    )


@pytest.mark.parametrize(
    ("host", "url", "local"),
    [
        ("127.0.0.1", "http://127.0.0.1:80", True),
        ("0.0.0.0", "http://127.0.0.1:80", False),
        ("::1", "http://[::1]:80", True),
        ("10.1.2.3", "http://10.1.2.3:80", False),
        ("localhost", "http://localhost:80", True),
    ],
)
def test_how_an_address_is_shown(host: str, url: str, local: bool) -> None:
    assert listening.url(host, 80) == url
    assert listening.is_local(host) is local


def test_sentences_name_fields_and_findings_and_leave_faults_of_ours_alone() -> None:
    error = Invalid("Some answers are not right.", fields={"title": ["Enter a title."]})
    assert trouble.sentences(error) == ["Some answers are not right.", "title: Enter a title."]
    assert trouble.sentences(WorkflowError("No.")) == ["No."]
    assert trouble.sentences(OSError(28, os.strerror(28), "/data/x")) == [
        "/data/x: No space left on device. Make room, then do it again."
    ]
    assert trouble.sentences(OSError("odd")) == ["The system refuses this: odd."]
    assert trouble.sentences(ZeroDivisionError()) == []
    assert trouble.sentences(BrokenPipeError()) == []
