"""SOD-04: approval, and the two signatures, are different people's; the signatures of different organisations (DOMAIN 4.3)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "04"
APPROVAL, CHARITY, COUNCIL = "T603", "T606", "T607"
#: The agreement setting with the value, in pounds, from which the approver may not sign.
FROM: Final = "separateSignatureFrom"
#: Where the value of the contract stands, the nearest to signature first.
_VALUES = ("contractValue", "approvedWholeLifeValue", "wholeLifeValue", "valueIncVat")


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` approved what they would sign, or the other signature is theirs or their organisation's."""
    if facts.code not in {CHARITY, COUNCIL}:
        return None
    return _other_signature(person, facts) or (_approved(person, facts) if facts.code == COUNCIL else None)


def _other_signature(person: Member, facts: Facts) -> str | None:
    for other in facts.completed(CHARITY if facts.code == COUNCIL else COUNCIL):
        if other.person_id == person.id:
            return (
                f"SOD-04: a contract has two signatories. "
                f"{person.name} has done “{other.task}”; somebody else has to do “{facts.task}”."
            )
        if other.organisation == person.organisation:
            return (
                f"SOD-04: the two signatures under a contract are of two organisations. {other.person} of the same "
                f"organisation has done “{other.task}”, so {person.name} cannot do “{facts.task}”."
            )
    return None


def _approved(person: Member, facts: Facts) -> str | None:
    """An unknown value counts as a large one: the rule is never relaxed because something is missing."""
    done = facts.completed_by(person.id, APPROVAL)
    if done is None:
        return None
    least = Decimal(str(facts.asked.figures()[FROM]))
    value = _value(facts)
    if value is not None and value < least:
        return None
    return (
        f"SOD-04: from £{least:,.0f} on, whoever approved an award does not sign the contract. "
        f"{person.name} has done “{done.task}”; somebody else has to do “{facts.task}”."
    )


def _value(facts: Facts) -> Decimal | None:
    for name in _VALUES:
        value = facts.variables.get(name)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Decimal(value)
    return None
