"""The two main ways from a need to a signed contract, every step of every process: direct delivery, and sub-contracts."""

from __future__ import annotations

from tests.processes.approval import legs as approval
from tests.processes.brief_issue.paths import ISSUED
from tests.processes.co_design import answers as design_answers
from tests.processes.co_design import moves as design
from tests.processes.contract_award import answers as award_answers
from tests.processes.contract_award import paths as award
from tests.processes.delivery_decision import answers as delivery_answers
from tests.processes.delivery_decision import paths as delivery
from tests.processes.lifecycle.legs import closed, path
from tests.processes.procurement import answers as tender_answers
from tests.processes.procurement import paths as procurement
from tests.processes.steps import Advance, Bid, Do, given


def able(score: int) -> Do:
    """Barnardo's says how well it could do this itself; the service is registered with Ofsted."""
    answers = given(delivery_answers.f23, capabilityScore=score, registrationHeld="held")
    return Do("T401_stateCapability", "rgill", answers)


#: Up to the decision: over a million, so the trustees approve, and a key decision with its notice and its days of call-in.
APPROVED = (
    *ISSUED.steps,
    *design.TO_OPTIONS,
    design.OPTIONS,
    Do("T208_writeModel", "ebanjo", given(design_answers.f16, regulatedActivity=True)),
    *design.ASSESS,
    *design.FINISH,
    *approval.TO_DIRECTOR,
    approval.DIRECTOR_DECIDES,
    Advance("E_callInEnds"),
)
#: A call-off from the agreement: a letter, no standstill, the notice of the award and an entry in the council's register.
SIGNED = (
    Do("T600_draftContract", "jfenn", given(award_answers.f32, valueExVat="1200000")),
    award.MEASURES,
    award.CHECK,
    Do("T603_approveAward", "radeyemi", given(award_answers.f29, value="1200000")),
    Do("T604_publishAwardNotice", "dosei", given(award_answers.f30_letter, standstill="none")),
    *award.SIGN,
    award.DETAILS,
    award.REGISTER,
    closed("ebanjo", stopReason="completed"),
)
THREE = (*procurement.TWO, Bid("vmarsh", tender_answers.SUPPLIERS[2]))
#: These ways cross midnight, and nobody waits for eight in the morning.
PACK = Do(
    "T502_prepareTenderPack",
    "vmarsh",
    lambda today: tender_answers.f25_pack(today, opensAt=f"{today.isoformat()}T00:00"),
)
MAIN = (
    path(
        "from the need to a contract, delivered directly",
        (*APPROVED, able(5), delivery.VALUE, delivery.CHECK, delivery.CONFIRM, delivery.ACCEPT, *SIGNED),
        "completed",
        "F0_direct F0_signed",
    ),
    path(
        "from the need to a contract, with three bidders of whom one is excluded",
        (
            *APPROVED,
            able(2),
            delivery.VALUE,
            delivery.CHECK,
            Do("T404_confirmRoute", "radeyemi", given(delivery_answers.f24, confirmedRoute="SUBCONTRACT")),
            delivery.ACCEPT,
            procurement.STRATEGY,
            PACK,
            procurement.ASSURED,
            *THREE,
            procurement.CLOSES,
            procurement.opens(3),
            *procurement.scores(3),
            procurement.EXCLUDED,
            procurement.CHECKED,
            procurement.APPROVED,
            procurement.STANDSTILL,
            procurement.SIGNED,
            *SIGNED,
        ),
        "completed",
        "F0_subContract F0_awarded F0_signed F5_excluded F5_anotherSupplier",
    ),
)
