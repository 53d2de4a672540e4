"""Questions about diagrams that were drawn for reading, and their answers (DESIGN 4).

A diagram that leaves something open is not refused for good: its owner is asked ("At *Approved?*, who chooses the way?").
The answers are kept in a file beside the diagram, so that the diagram itself stays as it was drawn:

    found = questions(lint(data, name))                   what is asked, each with its choices
    answered, forms = apply(data, name, answers)          the diagram as it runs, and the forms that it needs besides
    store(answers), stored(text)                          the file `leave.bpmn.answers.json`
    defaults(questions, group=..)                         an answer to everything, for trying a diagram out

An answer belongs to an element by its id, so the next version of the diagram, if it has the element, is not asked again.
"""

from cip_workflow.bpmn.answers.asked import CHOICES, defaults, questions
from cip_workflow.bpmn.answers.model import Answer, Choice, Question
from cip_workflow.bpmn.answers.stored import ENDING, beside, store, stored
from cip_workflow.bpmn.answers.written import apply

__all__ = [
    "CHOICES",
    "ENDING",
    "Answer",
    "Choice",
    "Question",
    "apply",
    "beside",
    "defaults",
    "questions",
    "store",
    "stored",
]
