"""Cases for the built-in functions: each line `expression ==> expression that gives the same`."""

from __future__ import annotations

from tests.unit.feel.cases.conversion import BOOLEAN, CONVERSION
from tests.unit.feel.cases.lists import LISTS
from tests.unit.feel.cases.others import CONTEXTS, NUMERIC, OURS, TEMPORAL
from tests.unit.feel.cases.ranges import OPEN_ENDS, STANDARD
from tests.unit.feel.cases.strings import STRINGS

ALL = CONVERSION + BOOLEAN + STRINGS + LISTS + NUMERIC + TEMPORAL + CONTEXTS + OURS + STANDARD + OPEN_ENDS
