"""What a file is, by its content: a name and a browser's word for it prove nothing."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

from cip_workflow.errors import Invalid

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
#: ending -> media type; what content is compared with.
KINDS = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odt": f"{_OPEN}text",
    ".ods": f"{_OPEN}spreadsheet",
    ".odp": f"{_OPEN}presentation",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
_PARTS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_TEXTS = (".csv", ".txt")
_MOST_UNPACKED = 500 * 1024 * 1024
_MACROS = ("vbaProject.bin", "Basic/")
_LONGEST_NAME = 200


def file_name(name: str) -> str:
    """The last part of a name, without what could mislead: folders, control characters, tricks of direction."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    if not kept:
        return "file"
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{(stem or ending)[: _LONGEST_NAME - len(ending) - 1]}{dot if stem else ''}{ending if stem else ''}"
    )


def media_type(name: str, data: bytes, *, field: str = "file") -> str:
    """The media type of a file whose content is what its name says.

    Raises Invalid: empty, of a kind that is not taken, or something else than its ending.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending not in KINDS:
        raise _wrong(
            field, f"{name} must be a PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or text file"
        )
    if not data:
        raise _wrong(field, f"{name} is empty")
    found = _by_content(name, data, field)
    if KINDS[ending] != KINDS.get(found or "") and not (found in _TEXTS and ending in _TEXTS):
        raise _wrong(field, f"{name} is not what its name says; save it again in the program that made it")
    return KINDS[ending]


def _by_content(name: str, data: bytes, field: str) -> str | None:
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(name, data, field)
    return ".txt" if _is_text(data) else None


def _in_zip(name: str, data: bytes, field: str) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(one.file_size for one in members) > _MOST_UNPACKED:
                raise _wrong(field, f"{name} unpacks to more than a document can hold")
            names = [one.filename for one in members]
            if any(macro in one for one in names for macro in _MACROS):
                raise _wrong(field, f"{name} contains macros; save it without them")
            if "mimetype" in names and archive.getinfo("mimetype").file_size <= _LONGEST_NAME:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                return next((ending for ending, kind in KINDS.items() if kind == said), None)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
        raise _wrong(field, f"{name} is damaged; save it again and upload the new file") from error
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (ending for part, ending in _PARTS.items() if any(one.startswith(part) for one in names)), None
    )


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What older spreadsheet programs save: one byte a character, none of them a control character.
        return not any(one < 9 or 13 < one < 32 for one in data)
    return True


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence + ".", fields={field: [sentence]})
