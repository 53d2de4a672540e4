"""What a file is, by its content."""

from __future__ import annotations

import io
import zipfile

import pytest

from cip_workflow.errors import Invalid
from cip_workflow.operations import _sniff
from cip_workflow.operations._sniff import file_name, media_type


def archive(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODT = archive("content.xml", mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.4 ..", "application/pdf"),
        ("A.PDF", b"%PDF-1.4 ..", "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n..", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0..", "image/jpeg"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.csv", "name,cost\nZoë,3\n".encode(), "text/csv"),
        ("a.csv", "name,cost\nZoë,3\n".encode("cp1252"), "text/csv"),
        ("a.txt", "\ufeffhello\r\n".encode(), "text/plain"),
    ],
)
def test_taken(name: str, data: bytes, kind: str) -> None:
    assert media_type(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ..", "must be a PDF"),
        ("a", b"%PDF-", "must be a PDF"),
        ("a.svg", b"<svg/>", "must be a PDF"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"MZ\x00\x00", "is not what its name says"),
        ("a.pdf", DOCX, "is not what its name says"),
        ("a.docx", XLSX, "is not what its name says"),
        ("a.docx", archive("word/document.xml"), "is not what its name says"),
        ("a.odt", archive("content.xml", mimetype="application/zip"), "is not what its name says"),
        (
            "a.docx",
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "contains macros",
        ),
        ("a.docx", DOCX[:-30], "is damaged"),
        ("a.png", b"\xff\xd8\xff\xe0", "is not what its name says"),
        ("a.txt", b"a\x00b", "is not what its name says"),
        ("a.csv", b"%PDF-1.4", "is not what its name says"),
    ],
)
def test_refused_with_a_sentence(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        media_type(name, data, field="papers")
    assert list(refused.value.fields) == ["papers"]


def test_a_zip_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sniff, "_MOST_UNPACKED", 3)
    with pytest.raises(Invalid, match="unpacks to more"):
        media_type("a.docx", archive("[Content_Types].xml", "word/document.xml", "word/2.xml", "word/3.xml"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("C:\\Users\\jo\\minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  two   words .pdf", "two words .pdf"),
        ("\x00\x1f", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names(given: str, kept: str) -> None:
    assert file_name(given) == kept
