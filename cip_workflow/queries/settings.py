"""Agreement settings: what a council would tune, dated and with a reason (RULINGS 7). The terms of the agreement itself are rows
of the register (agreement.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.store.tables import PERSON, SETTING


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A setting that exists: its name, what a new installation starts with, and what it is."""

    key: str
    default: Any
    what: str


_NUMBERS = (
    ("lightTouchThreshold", 663_540, "Light touch contracts, pounds including VAT (Procurement Act 2023)"),
    ("belowThresholdFloor", 30_000, "Below-threshold notices are needed from here on, pounds"),
    ("pipelineThreshold", 2_000_000, "Contracts that go into the pipeline notice, pounds"),
    (
        "pipelineSpendMillions",
        100,
        "Councils that spend more a year publish a pipeline notice, million pounds",
    ),
    ("pipelineDays", 56, "Days from 1 April in which the pipeline notice is due"),
    ("redactedCopyThreshold", 5_000_000, "Above it a redacted copy of the contract is published, pounds"),
    ("registerThreshold", 5_000, "Contracts that go into the council's register, pounds"),
    ("subcontractAdvertThreshold", 25_000, "Sub-contracts that Barnardo's advertises, pounds"),
    ("paymentThreshold", 30_000, "Payments that are published, pounds"),
    ("plannedNoticeMinDays", 40, "Earliest before the tender notice that a planned notice counts, days"),
    ("plannedNoticeMaxMonths", 12, "Latest before the tender notice that a planned notice counts, months"),
    ("tenderDays", 30, "The tender period that the council keeps, days"),
    ("tenderFreezeWorkingDays", 3, "Before bids close, questions are answered no more, working days"),
    ("standstillWorkingDays", 8, "A voluntary standstill, working days"),
    ("calloffStandstillDays", 10, "A voluntary standstill for a call-off, days"),
    ("contractDetailsDays", 120, "Contract details notice after signature, light touch, days"),
    ("contractDetailsAlertDays", 100, "Days after signature with a contract notice unpublished: a red alert"),
    ("sealingThreshold", 250_000, "Contracts from here on are executed as a deed, pounds"),
    ("redactedCopyDays", 180, "Redacted copy after signature, light touch, days"),
    ("changeNoticeDays", 2, "Contract change notice before a change, voluntary, days"),
    ("paymentNoticeDays", 30, "Payments notice after the end of a quarter, days"),
    ("terminationNoticeDays", 30, "Termination notice after the end of a contract, days"),
    ("pcrAwardNoticeDays", 30, "Award notice, Public Contracts Regulations 2015, days"),
    ("registerDays", 30, "In which the register is brought up to date, days"),
    ("approvalCabinetFrom", 5_000_000, "Whole-life values that the Cabinet decides from here on, pounds"),
    ("approvalTrusteeFrom", 1_000_000, "Barnardo's trustee committee approves from here on, pounds"),
    ("keyDecisionFrom", 500_000, "Whole-life values that make a key decision from here on, pounds"),
    ("approvalDirectorFrom", 100_000, "Whole-life values that a director decides from here on, pounds"),
    ("keyDecisionNoticeDays", 28, "Notice before a key decision, clear calendar days"),
    ("generalExceptionDays", 5, "Notice under the general exception, clear working days"),
    ("callInWorkingDays", 5, "In which councillors may call a decision in, clear working days"),
    ("councilCommentsDays", 30, "In which full council may comment on a decision called in, days"),
    ("decisionLateWorkingDays", 5, "After the earliest lawful day a decision is late, working days"),
    ("funderReminderDays", 90, "Without a funder's answer the partnership manager is reminded, days"),
    ("funderReminderEveryDays", 14, "And then again every so many days"),
    ("funderEscalationDays", 180, "Without a funder's answer governance is told, days"),
    (
        "separateSignatureFrom",
        500_000,
        "From here on who approved an award does not sign the contract, pounds",
    ),
    ("bidCloseHours", 1, "Work on a funding bid stops before the funder's deadline, hours"),
    ("routePriceTolerancePct", 5, "Above the benchmark direct delivery needs no price review up to here, %"),
    ("routePriceLimitPct", 15, "Above the benchmark Barnardo's is not recommended beyond this, %"),
    ("routeStrongScore", 4, "Scores of delivery that count as strong from here on, of 5"),
    ("routeSufficientScore", 3, "Scores of delivery that are enough from here on, of 5"),
    ("routeMarketProviders", 3, "Viable providers that make an adequate market from here on"),
    ("routeEarlyReviewMonths", 6, "Early review of direct delivery without a market, months"),
    ("routeAnswerWorkingDays", 5, "In which Barnardo's may decline a delivery route, working days"),
    (
        "publicInterestTestFrom",
        1_000_000,
        "Services that are tested for delivery in-house from here on, pounds",
    ),
    ("reworkLimit", 2, "Times a design goes back before governance must release it"),
    ("coProductionSessions", 2, "Sessions with young people and carers before a problem is defined"),
    ("icoAnswerWeeks", 8, "In which the Information Commissioner answers, weeks"),
    ("icoExtensionWeeks", 6, "That the Information Commissioner may take besides, weeks"),
)
#: Given to decision tables as inputs.
FIGURES = tuple(Kind(key=key, default=default, what=what) for key, default, what in _NUMBERS)
KINDS: Mapping[str, Kind] = {one.key: one for one in FIGURES}


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A value that a setting had from an instant on."""

    key: str
    value: Any
    valid_from: datetime
    set_by: str | None
    reason: str


def current(session: Session, *, at: datetime | None = None) -> dict[str, Any]:
    """Every setting as it holds at an instant, by default now. One statement."""
    rows = session.execute(
        sa.select(SETTING.c.key, SETTING.c.value)
        .where(SETTING.c.valid_from <= (at or clock.now()), SETTING.c.key.in_(KINDS))
        .order_by(SETTING.c.valid_from, SETTING.c.id)
    )
    return {key: kind.default for key, kind in KINDS.items()} | {row.key: row.value for row in rows}


def course(session: Session, key: str) -> tuple[Dated, ...]:
    """What a setting was, latest first."""
    rows = session.execute(
        sa.select(
            SETTING.c.key,
            SETTING.c.value,
            SETTING.c.valid_from,
            SETTING.c.reason,
            PERSON.c.name.label("set_by"),
        )
        .join_from(SETTING, PERSON, PERSON.c.id == SETTING.c.set_by, isouter=True)
        .where(SETTING.c.key == key)
        .order_by(SETTING.c.valid_from.desc(), SETTING.c.id.desc())
    )
    return tuple(Dated(**row._mapping) for row in rows)
