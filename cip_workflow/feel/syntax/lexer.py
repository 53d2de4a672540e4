"""Text to tokens. A name with spaces is several tokens; the parser puts it together (see docs/adr/0002)."""

from __future__ import annotations

import re
from typing import NamedTuple

from cip_workflow.feel.errors import FeelBudgetError
from cip_workflow.feel.limits import MAX_TEXT

_START = (
    "?_A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_SPACE = "\\s\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"

_TOKEN = re.compile(
    rf"""
      (?P<space>   [{_SPACE}]+ | //[^\n]* | /\*(?s:.*?)\*/ )
    | (?P<number>  (?: \d+ (?:\.\d+)? | \.\d+ ) (?: [eE][+-]?\d+ )? )
    | (?P<word>    [{_START}][{_PART}]* )
    | (?P<string>  " [^"\\]* (?: \\. [^"\\]* )* " )
    | (?P<symbol>  \.\. | \*\* | -> | <= | >= | != | [-+*/=<>()\[\]{{}},:.@'’] )
    """,
    re.VERBOSE,
)

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


class Token(NamedTuple):
    """One token: its kind (`number`, `word`, `string`, `symbol`, `unknown`, `end`), its text, and where it stands."""

    kind: str
    text: str
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def tokens(text: str) -> list[Token]:
    """Split an expression into tokens, the last one of kind `end`.

    What FEEL does not know is one token of kind `unknown`, and ends the row: the parser gets there, or finds an
    earlier mistake.

    Raises:
        FeelBudgetError: the text is too long.
    """
    if len(text) > MAX_TEXT:
        raise FeelBudgetError(f"This expression has {len(text)} characters; {MAX_TEXT} are allowed.")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        kind = "unknown" if match is None else str(match.lastgroup)
        if match is None or (kind == "symbol" and text.startswith("/*", at)):
            found.append(Token("unknown", text[at : at + 2], at))
            break
        if kind != "space":
            found.append(Token(kind, match.group(), at))
        at = match.end()
    found.append(Token("end", "", len(text)))
    return found


def unquoted(literal: str) -> str:
    """The characters that a string literal (with its quotes) stands for (grammar rules 33 and 64)."""
    body = literal[1:-1]
    if "\\" not in body:
        return body
    characters = _ESCAPE.sub(_unescape, body)
    # Java writes one character as two halves, \ud83d\ude00; a half alone is no character at all
    return characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code is None:
        # \s and \d are not escapes of FEEL; kept as they are, people write patterns so
        return _ESCAPED.get(match.group(3), match.group())
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else match.group()
