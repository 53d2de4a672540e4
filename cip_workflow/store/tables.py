"""The tables themselves, for statements that need no mapped object: the ORM would add statements and time."""

from __future__ import annotations

from cip_workflow.store import model as _model
from cip_workflow.store.base import Base

_ALL = Base.metadata.tables
assert _model.__all__  # importing the models has registered them

ANCHOR = _ALL["anchor"]
ANCHOR_HEAD = _ALL["anchor_head"]
BLOB = _ALL["blob"]
BRIEF = _ALL["brief"]
BRIEF_MEMBER = _ALL["brief_member"]
BRIEF_VERSION = _ALL["brief_version"]
CHANGE = _ALL["change"]
DECISION_LOG = _ALL["decision_log"]
DECLARATION = _ALL["declaration"]
DEFINITION = _ALL["definition"]
DEPLOYMENT = _ALL["deployment"]
DOCUMENT = _ALL["document"]
DRAFT = _ALL["draft"]
ESCALATION = _ALL["escalation"]
EVENT = _ALL["event"]
GROUP = _ALL["group"]
HISTORY = _ALL["history"]
INCIDENT = _ALL["incident"]
INSTANCE = _ALL["instance"]
JOB = _ALL["job"]
MAIL = _ALL["mail"]
MEMBERSHIP = _ALL["membership"]
NOTE = _ALL["note"]
NUMBERING = _ALL["numbering"]
ORGANISATION = _ALL["organisation"]
PARTICIPANT = _ALL["participant"]
PERSON = _ALL["person"]
RELEASE = _ALL["release"]
RESOURCE = _ALL["resource"]
RESTRICTION = _ALL["restriction"]
SETTING = _ALL["setting"]
SUBSCRIPTION = _ALL["subscription"]
TASK = _ALL["task"]
TASK_CANDIDATE = _ALL["task_candidate"]
THROTTLE = _ALL["throttle"]
TIMER = _ALL["timer"]
