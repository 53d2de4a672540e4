"""`python -m tests.conformance.corpus`: every real diagram, judged as it is and with every question answered.

Prints verdict, findings and time of each file, and what they come to. Answers are the likeliest ones, with one group for
whatever a person does; called processes and decisions that no file here has are done by hand.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from cip_workflow import engine
from cip_workflow.bpmn import answers, read
from cip_workflow.bpmn.lint import Finding, Surroundings, lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.errors import Refused

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("CIP_CORPUS") or ROOT.parent / "shared" / "corpus")
GROUP = "lcc-finance"
ROUNDS = 4  #: answers may lead to questions


@dataclass
class Verdict:
    """What became of a file. `accepted` as it is; `answered` once its questions are; else why not."""

    name: str
    accepted: bool
    answered: bool
    findings: list[Finding]
    seconds: float
    left: list[str] = field(default_factory=list)  #: rules that no answer settles
    answers: int = 0


def files() -> list[Path]:
    """The BPMN files of the corpus."""
    return sorted(path for path in CORPUS.glob("bpmn/*/*") if path.is_file())


def judge(path: Path) -> Verdict:
    """Judge one file; never raises for what is in it."""
    data, name = path.read_bytes(), f"{path.parent.name}/{path.name}"
    begun = time.perf_counter()
    first = lint(data, path.name, surroundings=_around(data, path.name))
    seconds = time.perf_counter() - begun
    verdict = Verdict(name, not any(one.blocks for one in first), False, first, seconds)
    try:
        made, findings, given = _settled(data, path.name)
        verdict.answers = len(given)
        verdict.left = sorted({one.rule for one in findings if one.blocks})
        if not verdict.left:
            engine.compile({path.name: lower(read(made, path.name))})
            verdict.answered = True
    except Refused as refused:
        verdict.left = [refused.message[:80]]
    return verdict


def _settled(data: bytes, name: str) -> tuple[bytes, list[Finding], list[answers.Answer]]:
    given: list[answers.Answer] = []
    made, findings = data, lint(data, name, surroundings=_around(data, name))
    for _ in range(ROUNDS):
        known = {(one.rule, one.element) for one in given}
        new = [
            one
            for one in answers.defaults(answers.questions(findings), group=GROUP)
            if (one.rule, one.element) not in known
        ]
        if not new:
            break
        given += new
        made, _ = answers.apply(data, name, given)
        findings = lint(made, name, surroundings=_around(made, name))
    return made, findings, given


def _around(data: bytes, name: str) -> Surroundings:
    """Only what the file itself has exists, and one group."""
    try:
        document = read(data, name)
    except Refused:
        return Surroundings()
    elements = [one for process in document.processes for one in process.elements.values()]
    return Surroundings(
        processes={process.id for process in document.to_run},
        decisions=(),
        groups={GROUP, *(group for one in elements for group in one.candidate_groups)},
        forms={one.form: () for one in elements if one.form and one.form not in document.forms},
    )


def main() -> None:
    """Print the table."""
    verdicts = []
    for path in files():
        one = judge(path)
        verdicts.append(one)
        said = "accepted" if one.accepted else "answered" if one.answered else "refused"
        why = f"  {', '.join(one.left)}" if one.left else f"  {one.answers} answers" if one.answers else ""
        sys.stdout.write(
            f"{said:9} {one.seconds * 1000:7.1f} ms {len(one.findings):4} findings  {one.name}{why}\n"
        )
    count = Counter(
        "accepted" if one.accepted else "answered" if one.answered else "refused" for one in verdicts
    )
    slowest = max(one.seconds for one in verdicts)
    sys.stdout.write(
        f"\n{len(verdicts)} files: {count['accepted']} accepted as they are, {count['answered']} once every question is "
        f"answered, {count['refused']} refused; the slowest verdict took {slowest:.2f} s.\n"
    )
    for rule, number in Counter(
        rule for one in verdicts if not one.answered for rule in one.left
    ).most_common():
        sys.stdout.write(f"{number:4}  {rule}\n")


if __name__ == "__main__":
    main()
