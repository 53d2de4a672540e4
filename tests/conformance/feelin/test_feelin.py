"""npm feelin itself: it still gives what was recorded, against which `tests/unit/feel/test_feelin.py` holds ours."""

from __future__ import annotations

from tests.conformance.feelin.compare import alike
from tests.conformance.feelin.opinion import RECORD, asked, cases, recorded, version, written


def test_feelin_still_has_the_opinion_that_was_recorded():
    record = recorded()
    assert version() == record["feelin"], "Another feelin: run `python -m tests.conformance.feelin`."
    changed = [
        (case[0], case[2], answer)
        for case, answer in zip(record["cases"], asked(cases(record)), strict=True)
        if not alike(case[2], answer)
    ]
    assert changed == []


def test_the_record_is_kept_as_it_is_written():
    assert RECORD.read_text(encoding="utf-8") == written(recorded())
