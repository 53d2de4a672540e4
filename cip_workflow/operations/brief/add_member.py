"""A person gets a role within a brief."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotAllowed, NotFound
from cip_workflow.operations import _accounts, _audit
from cip_workflow.operations._groups import SCOPED
from cip_workflow.store.model import Brief, BriefMember, Group, Organisation, Person, Restriction
from cip_workflow.types import Actor

_LEAD, _CO_LEAD = "design-lead", "co-lead"
#: Restrictions of the conflicts register that keep somebody out of a brief altogether.
_OUT = frozenset({"removed", "all"})
#: Restrictions that keep somebody out of a role.
_NOT_AS = {
    "evaluation-panel": frozenset({"no-evaluation"}),
    "evaluation-chair": frozenset({"no-evaluation"}),
}


def add_member(
    session: Session,
    *,
    actor: Actor,
    ref: str,
    person_id: int,
    role: str,
    part: str | None = None,
    days: Decimal | None = None,
) -> bool:
    """Give a person a role in the brief `ref`, from now on; False when they have it already.

    Args:
        role: key of a group that is resolved within briefs: `design-lead`, `co-lead`, `design-team`, ..
        part: what they bring to the team, as the nomination says: practitioner, finance, data.
        days: a week.

    Raises:
        NotAllowed: the actor is neither the system, an administrator nor a governance lead; or the conflicts register
            keeps the person out.
        NotFound: no such brief, or no such person.
        Invalid: `fields`: the person has left, the role is taken, or the leads would be of one organisation.
    """
    _accounts.administers(actor, also=("governance-lead",))
    brief = session.scalar(sa.select(Brief).where(Brief.ref == ref))
    if brief is None:
        raise NotFound(f"There is no brief {ref}.")
    person = _accounts.person(session, person_id)
    _register_allows(session, person, ref, role)
    wrong = _wrong(session, brief, person, role)
    if wrong:
        raise Invalid(" ".join(wrong.values()), fields={field: [said] for field, said in wrong.items()})
    current = sa.select(BriefMember.id).where(
        BriefMember.brief_id == brief.id,
        BriefMember.person_id == person.id,
        BriefMember.role == role,
        BriefMember.ended_at.is_(None),
    )
    if session.scalar(current) is not None:
        return False
    session.add(
        BriefMember(
            brief_id=brief.id,
            person_id=person.id,
            role=role,
            part=part,
            days=days,
            since=clock.now(),
            added_by=actor.person_id,
        )
    )
    _audit.change(
        session, actor=actor, kind="brief.member-added", subject=f"brief:{ref}", person=person.id, role=role
    )
    session.flush()
    return True


def _register_allows(session: Session, person: Person, ref: str, role: str) -> None:
    kinds = set(
        session.scalars(
            sa.select(Restriction.kind).where(
                Restriction.person_id == person.id,
                sa.or_(Restriction.brief_ref == ref, Restriction.brief_ref.is_(None)),
                sa.or_(Restriction.until.is_(None), Restriction.until > clock.now()),
            )
        )
    )
    if kinds & (_OUT | _NOT_AS.get(role, frozenset())):
        raise NotAllowed(
            f"The conflicts register keeps {person.name} from this role in {ref}. The monitoring officer can say more.",
            rule="conflicts-register",
        )


def _wrong(session: Session, brief: Brief, person: Person, role: str) -> dict[str, str]:
    name = session.scalar(sa.select(Group.name).where(Group.key == role, Group.scoped))
    if role not in SCOPED or name is None:
        return {"role": "Select a role in the brief."}
    if not person.active:
        return {"person": f"{person.name} has left."}
    if role not in {_LEAD, _CO_LEAD}:
        return {}
    leads = session.execute(
        sa.select(BriefMember.role, Person.name, Person.organisation_id, Organisation.name.label("from"))
        .join(Person, Person.id == BriefMember.person_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(
            BriefMember.brief_id == brief.id,
            BriefMember.role.in_((_LEAD, _CO_LEAD)),
            BriefMember.ended_at.is_(None),
            BriefMember.person_id != person.id,
        )
    ).all()
    for held, holder, organisation_id, organisation in leads:
        if held == role:
            return {"role": f"{holder} is {name} of this brief. End that role first."}
        if organisation_id == person.organisation_id:
            return {
                "person": f"Design lead and co-lead are from different organisations, and {holder} is from {organisation} too."
            }
    return {}
