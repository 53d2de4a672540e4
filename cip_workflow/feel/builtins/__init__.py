"""The built-in functions (DMN 10.3.4), one module for each of the standard's tables."""

from __future__ import annotations

from cip_workflow.feel.builtins import (
    additions,
    contexts,
    conversion,
    lists,
    logic,
    numeric,
    patterns,
    range_text,
    ranges,
    statistics,
    strings,
    temporal,
)
from cip_workflow.feel.builtins.registry import BUILTINS, register

__all__ = ["BUILTINS", "register"]

#: Each declares its functions when it is imported.
MODULES = (
    additions,
    contexts,
    conversion,
    lists,
    logic,
    numeric,
    patterns,
    range_text,
    ranges,
    statistics,
    strings,
    temporal,
)
