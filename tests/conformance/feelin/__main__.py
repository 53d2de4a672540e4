"""`python -m tests.conformance.feelin`: ask feelin again and record what it says; new differences want a reason."""

from __future__ import annotations

import sys

from tests.conformance.feelin.compare import alike, ours
from tests.conformance.feelin.opinion import RECORD, asked, cases, recorded, version, written


def main() -> int:
    """Exit code 0 when every difference has a reason, else 1."""
    record = recorded()
    answers = asked(cases(record))
    wanting = 0
    for case, (expression, context), answer in zip(record["cases"], cases(record), answers, strict=True):
        mine = ours(expression, context)
        differs = not alike(mine, answer)
        case[2], case[3] = answer, case[3] if differs else None
        if differs and case[3] is None:
            wanting += 1
            print(f"{expression}: ours {mine}, feelin {answer}")
    record["feelin"] = version()
    RECORD.write_text(written(record), encoding="utf-8")
    print(f"{len(answers)} expressions; {wanting} differences without a reason")
    return 1 if wanting else 0


if __name__ == "__main__":
    sys.exit(main())
