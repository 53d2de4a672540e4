"""Files that are dropped on the page: one by one, or in a zip whose contents are counted before they are opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from werkzeug.datastructures import FileStorage

from cip_workflow.bpmn.answers import ENDING
from cip_workflow.errors import Invalid

KINDS = (".bpmn", ".bpmn20.xml", ".dmn", ".form", ENDING, ".test.yaml")
MOST_BYTES = 40 * 1024 * 1024
MOST_FILES = 200
FIELD = "files"


def received(given: Iterable[FileStorage]) -> dict[str, bytes]:
    """The diagrams, decisions and forms among the files, by name without folders.

    Raises:
        Invalid: `fields` says what is wrong: no file, a zip that cannot be opened or is too large, the same name twice.
    """
    found: dict[str, bytes] = {}
    for name, data in _each(given):
        if name in found:
            raise _wrong(f"Two files are called {name}. A bundle has each name once.")
        found[name] = data
        if len(found) > MOST_FILES:
            raise _wrong(f"Choose at most {MOST_FILES} files.")
    if not found:
        raise _wrong(
            "Choose one or more diagrams (.bpmn), decisions (.dmn) or forms (.form), or a zip of them."
        )
    return found


def _each(given: Iterable[FileStorage]) -> Iterator[tuple[str, bytes]]:
    for file in given:
        name = _last(file.filename or "")
        if not name:
            continue
        data = file.read()
        if name.lower().endswith(".zip"):
            yield from _unpacked(name, data)
        else:
            yield name, data


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        inside = [one for one in archive.infolist() if one.filename.lower().endswith(KINDS)]
        if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_BYTES:
            raise _wrong(f"{name} holds more than this page takes: at most {MOST_FILES} files and 40MB.")
        for one in inside:
            with archive.open(one) as opened:
                content = opened.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise _wrong(f"{name} says less about the size of {one.filename} than there is in it.")
            yield _last(one.filename), content
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise _wrong(f"{name} cannot be opened as a zip. Make it again, without a password.") from error


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, fields={FIELD: [sentence]})
