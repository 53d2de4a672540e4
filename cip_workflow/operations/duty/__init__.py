"""Segregation of duty: one rule, one module (DOMAIN 4.3, RULINGS 12). Tasks name theirs in the property `sod`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cip_workflow.errors import NotAllowed
from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member
from cip_workflow.operations.duty import (
    rule_01,
    rule_02,
    rule_03,
    rule_04,
    rule_05,
    rule_06,
    rule_07,
    rule_08,
    rule_10,
    rule_12,
    rule_13,
)

_RULES = {
    rule.NUMBER: rule
    for rule in (
        rule_01,
        rule_02,
        rule_03,
        rule_04,
        rule_05,
        rule_06,
        rule_07,
        rule_08,
        rule_10,
        rule_12,
        rule_13,
    )
}
_ALWAYS = (rule_10.NUMBER,)

#: The rule that wants the same answers from two people.
TWO_PEOPLE = rule_08.NUMBER
#: Rules of DOMAIN 4.3 that a task may name. Those without a module here are kept by forms and groups, or come later.
KNOWN = frozenset(f"{number:02}" for number in range(1, 16))

__all__ = ["KNOWN", "TWO_PEOPLE", "Facts", "check", "check_answers", "named", "sentence", "sentences"]


def named(sod: str | None) -> tuple[str, ...]:
    """The rules that a task's `sod` property names: `05, SOD-07` -> ("05", "07")."""
    return tuple(dict.fromkeys(number.zfill(2) for number in re.findall(r"\d+", sod or "")))


def sentence(person: Member, sod: str | None, facts: Facts) -> tuple[str, str] | None:
    """The first rule that keeps `person` from a task, as (number, sentence); None when none does."""
    for number in dict.fromkeys((*named(sod), *_ALWAYS)):
        rule = _RULES.get(number)
        said = rule.forbids(person, facts) if rule is not None else None
        if said is not None:
            return number, said
    return None


def sentences(people: Iterable[Member], sod: str | None, facts: Facts) -> Mapping[int, str]:
    """Which of these people a rule keeps out, by id, with the sentence."""
    return {person.id: said[1] for person in people if (said := sentence(person, sod, facts))}


def check(person: Member, sod: str | None, facts: Facts) -> None:
    """Raises NotAllowed, with the rule and its reason in words, when a rule keeps `person` from a task."""
    said = sentence(person, sod, facts)
    if said is not None:
        raise NotAllowed(said[1], rule=f"SOD-{said[0]}")


def check_answers(answers: Mapping[str, Any], sod: str | None, facts: Facts) -> None:
    """Raises NotAllowed when a rule forbids what these answers, as they were sent, say (SOD-13)."""
    if rule_13.NUMBER not in named(sod):
        return
    said = rule_13.refuses(answers, facts)
    if said is not None:
        raise NotAllowed(said, rule=f"SOD-{rule_13.NUMBER}")
