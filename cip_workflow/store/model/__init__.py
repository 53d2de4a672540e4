"""Every table of the product. Importing this registers them all with `Base.metadata`."""

from cip_workflow.store.model.agreement import Agreement, GovernanceBody, Holiday, Meeting, Party
from cip_workflow.store.model.brief import Brief, BriefMember, BriefVersion, Numbering
from cip_workflow.store.model.contract import (
    Bid,
    Challenge,
    DecisionRecord,
    FundingBid,
    Notice,
    Procurement,
    Score,
    ServiceContract,
    SubContract,
)
from cip_workflow.store.model.deployment import Definition, Deployment, Resource
from cip_workflow.store.model.document import Blob, Document
from cip_workflow.store.model.instance import Instance, Participant
from cip_workflow.store.model.interest import Declaration, Restriction
from cip_workflow.store.model.people import Group, Membership, Organisation, Person
from cip_workflow.store.model.publication import Release
from cip_workflow.store.model.record import Anchor, AnchorHead, Change, DecisionLog, Event, History, Note
from cip_workflow.store.model.setting import Mail, Parked, Setting, Throttle
from cip_workflow.store.model.task import Draft, Task, TaskCandidate
from cip_workflow.store.model.token import ApiToken
from cip_workflow.store.model.wait import Escalation, Incident, Job, Subscription, Timer

__all__ = [
    "Agreement",
    "Anchor",
    "AnchorHead",
    "ApiToken",
    "Bid",
    "Blob",
    "Brief",
    "BriefMember",
    "BriefVersion",
    "Challenge",
    "Change",
    "DecisionLog",
    "DecisionRecord",
    "Declaration",
    "Definition",
    "Deployment",
    "Document",
    "Draft",
    "Escalation",
    "Event",
    "FundingBid",
    "GovernanceBody",
    "Group",
    "History",
    "Holiday",
    "Incident",
    "Instance",
    "Job",
    "Mail",
    "Meeting",
    "Membership",
    "Note",
    "Notice",
    "Numbering",
    "Organisation",
    "Parked",
    "Participant",
    "Party",
    "Person",
    "Procurement",
    "Release",
    "Resource",
    "Restriction",
    "Score",
    "ServiceContract",
    "Setting",
    "SubContract",
    "Subscription",
    "Task",
    "TaskCandidate",
    "Throttle",
    "Timer",
]
