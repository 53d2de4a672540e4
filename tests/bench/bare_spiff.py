"""Bare SpiffWorkflow: 20 user tasks in a row, each loaded from SQLite, run, written, committed. Its own process.

`python -m tests.bench.bare_spiff 5` prints CPU milliseconds of every step of 5 cases as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from time import process_time_ns

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from tests.bench.process25 import VARIABLES, twenty


def one_case(connection: sqlite3.Connection) -> list[float]:
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(DEFAULT_CONFIG))
    parser = BpmnParser()
    parser.add_bpmn_str(twenty().encode())
    workflow = BpmnWorkflow(parser.get_spec("p"))
    workflow.task_tree.data.update(deepcopy(VARIABLES))
    workflow.do_engine_steps()
    connection.execute(
        "INSERT OR REPLACE INTO instance VALUES (1, ?)", (serializer.serialize_json(workflow),)
    )
    times = []
    while not workflow.is_completed():
        begin = process_time_ns()
        connection.execute("BEGIN IMMEDIATE")
        stored = connection.execute("SELECT state FROM instance WHERE id = 1").fetchone()[0]
        workflow = serializer.deserialize_json(stored)
        task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
        task.data["approved"] = True
        task.run()
        workflow.do_engine_steps()
        connection.execute(
            "UPDATE instance SET state = ? WHERE id = 1", (serializer.serialize_json(workflow),)
        )
        connection.execute("COMMIT")
        times.append((process_time_ns() - begin) / 1e6)
    return times


def main() -> None:
    times = []
    for _ in range(int(sys.argv[1])):
        with tempfile.TemporaryDirectory() as folder:
            connection = sqlite3.connect(Path(folder) / "bare.sqlite", isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("CREATE TABLE instance (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
            times += one_case(connection)
            connection.close()
    print(json.dumps(times))


if __name__ == "__main__":
    main()
