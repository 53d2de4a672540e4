"""Why a case that fails fails: every failing case must be named here, and every case named here must fail."""

from __future__ import annotations

#: The id of a case, or its beginning up to `#` for a whole file, to a sentence.
REASONS: dict[str, str] = {}


def reason(case: str) -> str | None:
    """The sentence for a case, or None where nobody has explained it."""
    return REASONS.get(case) or REASONS.get(case.partition("#")[0] + "#")
