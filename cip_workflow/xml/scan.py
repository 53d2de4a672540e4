"""The first look at a file: one pass of expat that refuses before any tree is built.

lxml cannot stop at a DOCTYPE, count elements while it reads or say the true line beyond 65,535; expat can do all
three. Nothing is expanded here: a file ends at its DOCTYPE, before any entity is
declared, so a hostile file costs no more than its honest part.
"""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from cip_workflow.xml.names import LAST_PLAIN_LINE
from cip_workflow.xml.refused import XmlRefused

_SENTENCES = {
    expat.errors.XML_ERROR_NO_ELEMENTS: "There is no element. Is this the right file, and was it saved whole?",
    expat.errors.XML_ERROR_TAG_MISMATCH: "This closing tag does not match the tag that was opened last.",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "A tag is not closed before the file ends. Was it saved whole?",
    expat.errors.XML_ERROR_UNBOUND_PREFIX: "A prefix is used here that no xmlns declares. Add its xmlns: attribute.",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "An attribute stands twice on this element. Remove one.",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "Something follows the end of the document. Remove it.",
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "An entity is used that XML does not know. Write the character itself.",
    expat.errors.XML_ERROR_UNKNOWN_ENCODING: "The declared encoding is not known. Save the file as UTF-8.",
    expat.errors.XML_ERROR_INCORRECT_ENCODING: "The text is not in the declared encoding. Save the file as UTF-8.",
    expat.errors.XML_ERROR_INVALID_TOKEN: (
        "This is not well-formed XML: a character stands where it may not, such as a bare & or <, "
        "or a letter that is not in the file's encoding. Save the file as UTF-8."
    ),
}


class Scan:
    """Reads `data` once; afterwards `far_lines` holds the line of every element beyond `LAST_PLAIN_LINE`.

    `elements` counts the elements before those, in document order.
    """

    def __init__(self, name: str, max_depth: int, max_elements: int) -> None:
        self.name = name
        self.elements = 0
        self.far_lines: list[int] = []
        self._depth = 0
        self._max_depth = max_depth
        self._max_elements = max_elements
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.StartDoctypeDeclHandler = self._doctype

    def read(self, data: bytes) -> None:
        """Look through all of `data`.

        Raises XmlRefused at the first place that is malformed, hostile or beyond a bound.
        """
        try:
            self._expat.Parse(data, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code) or ""
            sentence = _SENTENCES.get(said, f"This is not well-formed XML: {said}.")
            raise XmlRefused(self.name, error.lineno, error.offset + 1, sentence) from None
        except (LookupError, ValueError):
            # pyexpat asks Python for a codec that expat does not know; there is none, or it is a multi-byte one
            self._refuse("The declared encoding is not known. Save the file as UTF-8.")

    def _refuse(self, sentence: str) -> NoReturn:
        place = self._expat
        raise XmlRefused(
            self.name, place.CurrentLineNumber, place.CurrentColumnNumber + 1, sentence
        ) from None

    def _start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._max_depth:
            self._refuse(
                f"Elements are nested more than {self._max_depth} deep. Take a sub-diagram out of it."
            )
        at = self._expat.CurrentLineNumber
        if at > LAST_PLAIN_LINE:
            self.far_lines.append(at)
        else:
            self.elements += 1
        if self.elements + len(self.far_lines) > self._max_elements:
            self._refuse(f"There are more than {self._max_elements:,} elements. Split the file.")

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _doctype(self, _name: str, _system: object, _public: object, _internal: object) -> None:
        self._refuse("A DOCTYPE is not allowed, because it can declare entities. Remove that line.")
