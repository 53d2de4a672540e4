"""Diagrams: read any dialect, judge, lower to the one that the engine runs, draw, tell as a list (DESIGN section 4).

document = read(data, "intake.bpmn")     # reading.py; neutral values in document.py
lint.lint(data, name)                    # every finding with its place and cure
lower.lower(document)                    # the internal dialect, for the engine
draw.draw(document, process_id)          # server SVG
outline.steps(document, process_id)      # the diagram as a list
"""

from cip_workflow.bpmn.document import Document, Element, Flow, Process
from cip_workflow.bpmn.reading import read

__all__ = ["Document", "Element", "Flow", "Process", "read"]
