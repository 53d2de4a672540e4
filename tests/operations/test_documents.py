"""Files: judged by content, stored once, in an answer only where they belong."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound, WorkflowError
from cip_workflow.operations.document.remove import remove
from cip_workflow.operations.document.upload import upload
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
FILES = {
    "id": "f",
    "type": "default",
    "components": [
        {"type": "filepicker", "key": "papers", "id": "Field_papers", "label": "Papers", "multiple": True}
    ],
}


@pytest.fixture
def case(world: World) -> World:
    import json

    world.draw(
        d.start(form="f"),
        d.user("check", name="Check it", form="f"),
        d.end(),
        d.chain("start", "check", "end"),
        forms={"f": json.dumps(FILES).encode()},
    )
    world.start()
    return world


def test_a_file_in_an_answer(case: World) -> None:
    file = case.do(
        upload, "jo", name="C:\\fakepath\\minutes.pdf", data=PDF, task_id=case.task("check"), field="papers"
    )
    assert (file["name"], file["type"], file["size"]) == ("minutes.pdf", "application/pdf", len(PDF))
    assert case.kinds()[-1] == "document.added"
    case.complete("jo", "check", papers=[file])
    assert case.row(t.TASK).answers == {"papers": [dict(file)]}


def test_equal_files_are_stored_once(case: World) -> None:
    before = case.count(t.BLOB)
    for name in ("a.pdf", "b.pdf"):
        case.do(upload, "jo", name=name, data=PDF, task_id=case.task("check"))
    assert case.count(t.DOCUMENT) == 2
    assert case.count(t.BLOB) == before + 1


def test_a_file_of_a_start_form_joins_its_case(case: World) -> None:
    file = case.do(upload, "pri", name="need.pdf", data=PDF, field="papers")
    assert case.row(t.DOCUMENT).instance_id is None
    started = case.start("pri", papers=[file])
    assert case.row(t.DOCUMENT).instance_id == started.instance_id


def test_files_of_others_are_refused(case: World) -> None:
    other = case.do(upload, "pri", name="need.pdf", data=PDF)
    with pytest.raises(Invalid) as refused:
        case.complete("jo", "check", papers=[other])
    assert list(refused.value.fields) == ["papers"]
    with pytest.raises(Invalid):
        case.start("jo", papers=[other])


def test_nobody_claims_a_name_or_a_hash(case: World) -> None:
    file = case.do(upload, "jo", name="a.pdf", data=PDF, task_id=case.task("check"))
    case.complete("jo", "check", papers=[{**file, "name": "b.pdf", "sha256": "0" * 64, "size": 1}])
    assert case.row(t.TASK).answers == {"papers": [dict(file)]}


def test_a_page_sends_the_number_alone(case: World) -> None:
    file = case.do(upload, "jo", name="a.pdf", data=PDF, task_id=case.task("check"))
    case.complete("jo", "check", papers=[{"document": file["document"]}])
    assert case.row(t.TASK).answers == {"papers": [dict(file)]}


def test_who_may_upload(case: World) -> None:
    task_id = case.task("check")
    with pytest.raises(NotFound):
        case.do(upload, "otto", name="a.pdf", data=PDF, task_id=task_id)
    with pytest.raises(NotAllowed):
        case.do(upload, "pri", name="a.pdf", data=PDF, task_id=task_id)
    case.complete("jo", "check")
    with pytest.raises(Conflict):
        case.do(upload, "jo", name="a.pdf", data=PDF, task_id=task_id)


def test_wrong_files(case: World) -> None:
    for name, data in (("a.pdf", b"not a pdf"), ("a.exe", b"MZ"), ("a.pdf", b"")):
        with pytest.raises(Invalid) as refused:
            case.do(upload, "jo", name=name, data=data, task_id=case.task("check"), field="papers")
        assert list(refused.value.fields) == ["papers"]
    with pytest.raises(Invalid, match="must be 1MB or smaller"):
        case.do(upload, "jo", name="a.pdf", data=PDF + b"x" * 1024 * 1024, most_bytes=1024 * 1024)
    assert case.count(t.DOCUMENT) == 0


def test_removing(case: World) -> None:
    file = case.do(upload, "jo", name="a.pdf", data=PDF, task_id=case.task("check"))
    with pytest.raises(NotFound):
        case.do(remove, "otto", document_id=file["document"])
    with pytest.raises(NotAllowed, match="Only the person who uploaded"):
        case.do(remove, "ann", document_id=file["document"])
    case.do(remove, "jo", document_id=file["document"])
    assert case.kinds()[-1] == "document.removed"
    with pytest.raises(NotFound):
        case.do(remove, "jo", document_id=file["document"])
    with pytest.raises(Invalid):
        case.complete("jo", "check", papers=[file])


def test_what_was_answered_with_stays(case: World) -> None:
    file = case.do(upload, "jo", name="a.pdf", data=PDF, task_id=case.task("check"))
    case.complete("jo", "check", papers=[file])
    with pytest.raises(Conflict, match="belongs to an answer that was given"):
        case.do(remove, "jo", document_id=file["document"])


def test_an_upload_that_waits_for_its_case_is_ones_own(case: World) -> None:
    file = case.do(upload, "pri", name="a.pdf", data=PDF)
    with pytest.raises(NotFound):
        case.do(remove, "jo", document_id=file["document"])
    case.do(remove, "pri", document_id=file["document"])


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[str]:
    """A scanner that speaks INSTREAM and finds the word `virus`."""
    path = str(tmp_path / "clamd.sock")
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen()

    def serve() -> None:
        while True:
            try:
                link, _ = server.accept()
            except OSError:
                return
            with link, link.makefile("rb") as incoming:
                assert incoming.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack("!L", incoming.read(4))[0]:
                    data += incoming.read(size)
                said = "stream: Eicar FOUND" if b"virus" in data else "stream: OK"
                link.sendall((said if b"broken" not in data else "UNKNOWN").encode() + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield path
    server.close()


def test_scanning(case: World, clamd: str) -> None:
    task_id = case.task("check")
    case.do(upload, "jo", name="a.pdf", data=PDF + b"x" * 200_000, task_id=task_id, clamav=clamd)
    assert case.row(t.DOCUMENT).scanned
    with pytest.raises(Invalid, match="contains a virus"):
        case.do(upload, "jo", name="b.pdf", data=PDF + b"virus", task_id=task_id, clamav=clamd)
    with pytest.raises(WorkflowError, match="could not judge"):
        case.do(upload, "jo", name="c.pdf", data=PDF + b"broken", task_id=task_id, clamav=clamd)
    with pytest.raises(WorkflowError, match="scanner does not answer"):
        case.do(upload, "jo", name="d.pdf", data=PDF, task_id=task_id, clamav="nowhere.sock")
    assert case.count(t.DOCUMENT) == 1
