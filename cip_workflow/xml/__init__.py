"""The one safe XML parser. Everything that reads a file somebody drew starts here (DESIGN section 4).

root = parse(data, "intake.bpmn")     # an lxml element, or XmlRefused with line, column and a sentence
local(root.tag)                       # "definitions"
line(element)                         # the true source line, also beyond 65,535
"""

from cip_workflow.xml.names import identifier, line, local, namespace
from cip_workflow.xml.reading import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, parse
from cip_workflow.xml.refused import XmlRefused

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "XmlRefused",
    "identifier",
    "line",
    "local",
    "namespace",
    "parse",
]
