"""The one safe parser: what it reads, what it refuses, and that each refusal says where and why."""

from __future__ import annotations

import time

import pytest

from cip_workflow.errors import Refused
from cip_workflow.xml import XmlRefused, identifier, line, local, namespace, parse

WELL_KNOWN = '<definitions xmlns="urn:x" id=" d "><task id="t">tea</task></definitions>'


def refused(data: bytes, **bounds: int) -> XmlRefused:
    with pytest.raises(XmlRefused) as caught:
        parse(data, "a.bpmn", **bounds)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        WELL_KNOWN.encode(),
        b"\xef\xbb\xbf" + WELL_KNOWN.encode(),
        WELL_KNOWN.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-16"?>'.decode().join(["", WELL_KNOWN]).encode("utf-16"),
        ('<?xml version="1.0" encoding="windows-1252"?>' + WELL_KNOWN).encode("cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\r\n' + WELL_KNOWN).encode("latin-1"),
    ],
)
def test_reads_every_encoding_that_modellers_write(data: bytes) -> None:
    root = parse(data, "a.bpmn")
    assert local(root.tag) == "definitions"
    assert namespace(root.tag) == "urn:x"
    assert identifier(root) == "d"
    assert root[0].text == "tea"


def test_an_8_bit_letter_survives() -> None:
    data = '<?xml version="1.0" encoding="windows-1252"?><a n="Größe €"/>'.encode("cp1252")
    assert parse(data, "a").get("n") == "Größe €"


def test_comments_and_instructions_are_left_out_and_the_text_is_whole() -> None:
    root = parse(b"<?x y?><!-- a --><a>one<!-- b --> two<?p q?> three<b/></a>", "a")
    assert root.text == "one two three"
    assert [local(child.tag) for child in root] == ["b"]
    assert local(None) == namespace(None) == namespace("a") == ""


def test_lines_are_true_also_beyond_65535() -> None:
    data = b"<a>" + b"\n" * 65_533 + b"<b/>\n<c><d/>" + b"\n" * 10 + b"<e\n><f/></e></c></a>"
    root = parse(data, "a")
    assert {local(e.tag): line(e) for e in root.iter()} == {
        "a": 1,
        "b": 65_534,
        "c": 65_535,
        "d": 65_535,
        "e": 65_545,
        "f": 65_546,
    }


def test_a_plain_file_gets_no_extra_attributes() -> None:
    assert dict(parse(b"<a x='1'/>", "a").attrib) == {"x": "1"}


@pytest.mark.parametrize(
    ("data", "at", "words"),
    [
        (b"", (0, 0), "empty"),
        (b" \n ", (0, 0), "empty"),
        (b"\xef\xbb\xbf", (1, 2), "no element"),
        (b"hello", (1, 1), "not well-formed"),
        (b"<a>\n <b>\n</a>", (3, 3), "does not match"),
        (b"<a>", (1, 4), "no element"),
        (b"<a><b", (1, 4), "not closed"),
        (b"<a/><b/>", (1, 5), "follows the end"),
        (b"<a x='1' x='2'/>", (1, 10), "twice"),
        (b"<z:a/>", (1, 1), "prefix"),
        (b"<a>\n&nbsp;</a>", (2, 1), "entity"),
        (b"<a>\x01</a>", (1, 4), "character"),
        (b"<a>\xff</a>", (1, 4), "character"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", (1, 31), "encoding"),
        (b"<?xml version='1.0' encoding='gb18030'?><a/>", (1, 31), "encoding"),
        (b"<!DOCTYPE a><a/>", (1, 12), "DOCTYPE"),
        (b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>", (1, 46), "DOCTYPE"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", (2, 13), "DOCTYPE"),
        (
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>".encode("utf-16"),
            (1, 14),
            "DOCTYPE",
        ),
    ],
)
def test_refuses_with_place_and_sentence(data: bytes, at: tuple[int, int], words: str) -> None:
    error = refused(data)
    assert isinstance(error, Refused)
    assert words in error.sentence
    assert (error.line, error.column) == at
    assert error.message.startswith("a.bpmn")
    assert str(error.findings[0]) == error.message
    assert "a.bpmn" in repr(error)


def test_billion_laughs_costs_nothing() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "lol">{entities}]><a>&l11;</a>'.encode()
    assert "DOCTYPE" in refused(bomb).sentence


def test_too_large_too_deep_too_many() -> None:
    assert "bytes" in refused(b"<a>" + b" " * 100 + b"</a>", max_bytes=50).sentence
    deep = refused(b"<a>\n" * 100_000)
    assert "nested" in deep.sentence and deep.line == 201
    many = refused(b"<a>" + b"<b/>" * 300_000 + b"</a>")
    assert "200,000 elements" in many.sentence
    assert len(parse(b"<a>" * 200 + b"</a>" * 200, "a")) == 1


def test_hostile_files_are_refused_within_seconds() -> None:
    began = time.process_time()
    many_attributes = b"<a " + b" ".join(b"a%d='1'" % n for n in range(200_000)) + b"/>"
    assert len(parse(many_attributes, "a").attrib) == 200_000
    refused(b"<" + b"a" * 7_000_000)
    refused(b"<a>" + b"&amp;" * 1_000_000)
    refused(b"<a>" + b"]]>" * 1_000_000)
    refused(b"<a><!--" + b"-" * 5_000_000)
    assert time.process_time() - began < 10
