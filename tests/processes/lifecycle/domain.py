"""DOMAIN 5.1: what `cip-lifecycle` holds. F37 is told with the forms of the brief, which use it too."""

from __future__ import annotations

TASKS = {"T001_closeAndLearn": ("F37", "10wd", "lcc-commissioner design-lead")}
STAGE = "closing"
DUTY: dict[str, str] = {}
ENDS = {
    "End_closedCompleted",
    "End_closedWithdrawn",
    "End_closedRejected",
    "End_closedOutOfScope",
    "End_closedInHouse",
    "End_closedOpenProcurement",
    "End_closedStopped",
    "End_closedAbandoned",
}
MESSAGES = {"brief.withdrawn", "rework.released", "handover.openCommissioning"}
TIMERS: dict[str, tuple[str, bool]] = {}
