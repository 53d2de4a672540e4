"""The end of a process that has threads: soon, whatever a thread waits for."""

from __future__ import annotations

import os
import sys
import threading
import time

#: How long threads get to end by themselves.
PATIENCE = 3.0


def leave(code: int = 0, *, patience: float = PATIENCE) -> None:
    """End the process with this code, within `patience` seconds.

    A thread that still waits for an answer from the network (a mail server that says nothing) would keep Python alive
    until it gives up. What it was doing is a step of a durable job: the next worker does it again (ADR 3).
    """
    until = time.monotonic() + patience
    while waiting := _alive():
        left = until - time.monotonic()
        if left <= 0:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        waiting[0].join(min(left, 0.2))
    sys.exit(code)


def _alive() -> list[threading.Thread]:
    here = {threading.current_thread(), threading.main_thread()}
    return [one for one in threading.enumerate() if not one.daemon and one not in here]
