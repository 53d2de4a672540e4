"""SOD-15: when the rules leave nobody, governance is told, and no rule is relaxed (DOMAIN 4.3)."""

from __future__ import annotations

from collections.abc import Sequence

NUMBER = "15"
CODE = "governance"
TITLE = "No eligible person"


def escalation(task: str, principals: Sequence[str], kept_out: Sequence[str]) -> str:
    """What governance is told.

    Args:
        task: its name.
        principals: the candidates as the diagram names them.
        kept_out: the sentences of the rules that kept members out.
    """
    named = ", ".join(one.partition(":")[2] for one in principals) or "nobody"
    why = " ".join(kept_out) or "None of these groups has an active member."
    return (
        f"{TITLE}: “{task}” is for {named}. {why} Add a member to one of these groups; the rule itself stays."
    )
