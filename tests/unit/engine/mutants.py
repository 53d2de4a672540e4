"""Is the engine tested sharply? One technique undone at a time; every mutant must be caught.

`python -m tests.unit.engine.mutants [word]` runs all (or those whose name has the word) and says what caught each.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
#: A mutant that hangs is caught as well.
SECONDS = 120


@dataclass(frozen=True)
class Mutant:
    """In `file` of the engine, `old` is replaced by `new`; one of `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = (
        "property",
        "gateways",
        "events",
        "processes",
        "multi_instance",
        "incidents",
        "traps",
    )


MUTANTS = (
    Mutant(
        "joins take any waiting tokens",
        "elements/gateways.py",
        "if len(oldest) < len(self.incoming):",
        "if len(self.waiting(token.workflow)) < len(self.incoming):",
        ("gateways",),
    ),
    Mutant(
        "surplus tokens are consumed",
        "elements/gateways.py",
        "tokens = [token, *(one for one in oldest.values() if one is not token)]",
        "tokens = [token, *(one for one in self.waiting(token.workflow) if one is not token)]",
        ("gateways",),
    ),
    Mutant(
        "an inclusive join does not wait",
        "elements/gateways.py",
        "if not any(one in node.upstream for one in others):",
        "if node:",
        ("gateways",),
    ),
    Mutant(
        "inclusive joins on each other's way wait for ever",
        "elements/gateways.py",
        "if not any(one in node.upstream or _reaches(part, one, blockers) for one in moving):",
        "if False:",
        ("gateways", "property"),
    ),
    Mutant(
        "an inclusive join overtakes what can still reach the join that holds it up",
        "elements/gateways.py",
        "one in node.upstream or _reaches(part, one, blockers)",
        "False",
        ("gateways",),
    ),
    Mutant(
        "an instance's scope is a copy",
        "elements/multi_instance.py",
        "child.scope = Scope(local, around)",
        "child.scope = {**around, **local}",
        ("multi_instance", "property"),
    ),
    Mutant(
        "the result variable is shared",
        "elements/multi_instance.py",
        "name: None for name in self.results if name == self.own_result or name not in around",
        "name: None for name in ()",
        ("multi_instance",),
    ),
    Mutant(
        "an early end leaves the other instances",
        "elements/multi_instance.py",
        "                    other.cancel()",
        "                    pass",
        ("multi_instance",),
    ),
    Mutant(
        "a called process shares the variables",
        "elements/processes.py",
        "inside.scope = self._given(token)",
        "inside.scope = token.data",
        ("processes", "events"),
    ),
    Mutant(
        "a called process is called again when its mapping failed",
        "elements/processes.py",
        'token.internal_data["result"] = self.results(inside)',
        "token.internal_data.pop('result', None)",
        ("processes",),
    ),
    Mutant(
        "an event sub-process holds its process up",
        "tokens.py",
        'self.internal_data["listens"] = True',
        'self.internal_data["listens"] = True; workflow.live += 1',
        ("processes",),
    ),
    Mutant(
        "an event sub-process does not interrupt",
        "elements/processes.py",
        "            for token in part.open():\n                token.cancel()",
        "            pass",
        ("processes",),
    ),
    Mutant(
        "an error jumps over neighbours",
        "elements/throwing.py",
        "activity: Token = host.parent if host.task_spec.loop is not None else host",
        "activity: Token = next((one for one in host.workflow.open() if one.task_spec.boundaries), host)",
        ("events",),
    ),
    Mutant(
        "an error carries the variables along",
        "elements/throws.py",
        'node.local(token) if "own" in token.internal_data else {}',
        "dict(node.local(token))",
        ("events",),
    ),
    Mutant(
        "a catch-all goes before the code",
        "elements/throwing.py",
        "fits.sort(key=lambda node: node.catches is not None and node.catches[1] is None)",
        "pass",
        ("events",),
    ),
    Mutant(
        "cancelling leaves what is inside",
        "elements/processes.py",
        "            inside.stop()",
        "            pass",
        ("processes", "events"),
    ),
    Mutant(
        "cancelling leaves boundary events and instances",
        "patches.py",
        "        for child in self.children:\n            child.cancel()\n        self.task_spec.stop(self)",
        "        self.task_spec.stop(self)",
        ("events", "property"),
    ),
    Mutant(
        "finished tokens stay counted",
        "patches.py",
        "            self.workflow.live -= 1",
        "            pass",
        ("gateways",),
    ),
    Mutant(
        "a failure goes through instead of standing still",
        "patches.py",
        '            self.fail("run", failure)\n            return False',
        "            raise",
        ("incidents",),
    ),
    Mutant(
        "a token that its own act has cancelled goes on",
        "patches.py",
        "        if self._state & OPEN:  # else",
        "        if True:  # else",
        ("events",),
    ),
    Mutant(
        "a person's task runs by itself",
        "patches.py",
        "        if not self.manual:\n",
        "        if True:\n",
        ("activities",),
    ),
    Mutant(
        "finished tokens are never dropped",
        "compaction.py",
        "part.tasks = {key: token for key, token in part.tasks.items() if token.is_open}",
        "pass",
        ("traps", "property", "state"),
    ),
    Mutant(
        "a lost token is not seen",
        "compaction.py",
        "            if not _waits_for_something(part, token):",
        "            if False:",
        ("traps",),
    ),
    Mutant(
        "an instance that waits for nothing is not seen",
        "compaction.py",
        "if not top.completed and top.live == 0:",
        "if False:",
        ("traps",),
    ),
    Mutant(
        "no budget of steps",
        "run.py",
        "            if context.ran >= MAX_STEPS:\n                token.fail",
        "            if context.ran >= 10**5:\n                token.fail",
        ("traps",),
    ),
    Mutant(
        "the counter is not stored",
        "state.py",
        "    top.sequence = sequence",
        "    top.sequence = 1000",
        ("property",),
    ),
    Mutant(
        "other specs are not noticed",
        "state.py",
        "    if digest != specs.digest:",
        "    if False:",
        ("traps",),
    ),
    Mutant(
        "an interrupted process forgets that it is",
        "state.py",
        "        part.interrupted = interrupted",
        "        part.interrupted = False",
        ("processes",),
    ),
    Mutant(
        "answers are forgotten when a mapping fails",
        "tokens.py",
        '        data["incident"] = phase',
        '        data["incident"] = phase; data.pop("result", None)',
        ("incidents",),
    ),
    Mutant(
        "an incident keeps the key of the wait before it",
        "tokens.py",
        "        if self.id in self.context.before:\n            self.rekey(how)",
        "        pass",
        ("incidents",),
    ),
    Mutant(
        "boundary events are over when a service fails",
        "tokens.py",
        'if phase == "enter" or "result" in data or "acted" in data:',
        "if True:",
        ("incidents",),
    ),
    Mutant(
        "what was done is done again by a retry",
        "nodes.py",
        '        if "acted" not in data:\n',
        "        if True:\n",
        ("incidents", "multi_instance"),
    ),
    Mutant(
        "a message is thrown twice when its mapping fails",
        "elements/events.py",
        'if self.throws is not None and "thrown" not in data:',
        "if self.throws is not None:",
        ("incidents",),
    ),
    Mutant(
        "an output mapping writes before all are evaluated",
        "expressions.py",
        "        values.append((target, value))\n",
        "        values.append((target, value)); assign(outer, target, value)\n",
        ("incidents",),
    ),
    Mutant(
        "a condition that is null chooses the default way",
        "expressions.py",
        "        if value is True or value is False:\n            return bool(value)",
        "        if True:\n            return bool(value)",
        ("gateways",),
    ),
    Mutant(
        "a local variable is written at the root",
        "scopes.py",
        "(self.local if name in self.local else self.parent)[name] = value",
        "self.parent[name] = value",
        ("processes", "multi_instance"),
    ),
    Mutant(
        "a service gets the variables themselves",
        "elements/activities.py",
        "inputs=copied(self.local(token)),",
        "inputs=self.local(token),",
        ("state",),
    ),
    Mutant(
        "a timer fires only after its instant",
        "timers.py",
        'my_task.internal_data["due"] <= stamp',
        'my_task.internal_data["due"] < stamp',
        ("timers",),
    ),
    Mutant(
        "months are not clamped",
        "instants.py",
        "day = min(wall.day, monthrange(year, month + 1)[1])",
        "day = min(wall.day, 28)",
        ("timers",),
    ),
    Mutant(
        "days are counted in hours",
        "instants.py",
        "wall = start.astimezone(LONDON).replace(tzinfo=None)",
        "wall = start.replace(tzinfo=None) + (start.astimezone(LONDON).utcoffset() or timedelta()) * 0",
        ("timers",),
    ),
    Mutant(
        "an endless cycle fires every instant it has missed",
        "timers.py",
        'if data["left"] != ENDLESS or data["due"] > now:',
        "if True:",
        ("events",),
    ),
    Mutant(
        "every wait for a message of that name gets it",
        "elements/throws.py",
        "return waits is not None and waits(token) == (name, key)",
        "return waits is not None and waits(token)[0] == name",
        ("events", "processes"),
    ),
    Mutant(
        "Python in a diagram is run as FEEL",
        "plans.py",
        '(element.script_format or "").lower() != "feel" or not element.script',
        "not element.script",
        ("traps",),
    ),
)


def source(mutant: Mutant) -> Path:
    return ROOT / "cip_workflow" / "engine" / mutant.file


def caught(mutant: Mutant) -> str:
    """What caught it; empty when it survived."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / "cip_workflow", there / "cip_workflow", ignore=ignored)
        shutil.copytree(ROOT / "processes", there / "processes")
        for part in ("tests/unit/engine", "tests/bench"):
            shutil.copytree(ROOT / part, there / part, ignore=ignored)
        for package in ("tests", "tests/unit"):
            shutil.copy(ROOT / package / "__init__.py", there / package / "__init__.py")
        target = there / "cip_workflow" / "engine" / mutant.file
        target.write_text(target.read_text().replace(mutant.old, mutant.new, 1))
        (there / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n")
        files = [f"tests/unit/engine/test_{name}.py" for name in mutant.tests]
        run = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "--noconftest",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ]
        try:
            done = subprocess.run(
                [*run, *files], cwd=there, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return "the time limit"
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return failed[0] if done.returncode == 1 and failed else ""


def main() -> int:
    survived = 0
    for mutant in MUTANTS:
        if sys.argv[1:] and sys.argv[1] not in mutant.name:
            continue
        found = caught(mutant)
        survived += not found
        print(f"{mutant.name}: {found or 'SURVIVED'}", flush=True)
    return survived


if __name__ == "__main__":
    sys.exit(main())
