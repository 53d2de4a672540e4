"""DOMAIN 5.10: what `cip-conflict-of-interest` holds. Its forms are told with those of the brief."""

from __future__ import annotations

TASKS = {
    "T901_declareInterests": ("F10", "5wd", ""),
    "T902_assessDeclaration": ("F11", "3wd", "lcc-monitoring-officer"),
    "T903_agreeMitigation": ("F11", "3wd", "design-lead"),
    "T904_restrictOrReplace": ("F09", "2wd", "bar-partnership-manager lcc-commissioner"),
}
STAGE = "conflict-of-interest"
DUTY = {
    "T902_assessDeclaration": "SOD-07",
    "T903_agreeMitigation": "SOD-07",
    "T904_restrictOrReplace": "SOD-07",
}
ENDS = {"End_cleared", "End_mitigated", "End_removed"}
MESSAGES = {"conflict.declared"}
TIMERS = {
    "B_declarationDue": ("add working days(today(), 5)", False),
    "B_declarationOverdue": ("add working days(today(), 10)", False),
}
