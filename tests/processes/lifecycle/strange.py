"""What no way through the lifecycle can reach."""

from __future__ import annotations

from tests.processes.steps import Path, words

BELOW_FORMS: tuple[Path, ...] = ()
#: A count that cannot be compared with a number stops at the gateway itself, with an incident.
UNREACHABLE = words("F0_limitUnexpected F0_limitAgain S_unexpectedReworkLimit")
