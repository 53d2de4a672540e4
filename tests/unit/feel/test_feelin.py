"""A second opinion: npm feelin on the same expressions; where ours differs, the standard says why."""

from __future__ import annotations

import pytest

from tests.conformance.feelin.compare import alike, ours
from tests.conformance.feelin.opinion import recorded

OPINION = recorded()


@pytest.mark.parametrize(("expression", "context", "feelin", "reason"), OPINION["cases"])
def test_ours_is_feelin_s_or_the_difference_has_its_reason(expression, context, feelin, reason):
    same = alike(ours(expression, OPINION["contexts"][context]), feelin)
    assert same is (reason is None), OPINION["reasons"].get(reason, "no reason is given")


def test_every_reason_is_a_sentence_with_its_place_and_is_used():
    used = {reason for *_, reason in OPINION["cases"] if reason is not None}
    assert used == set(OPINION["reasons"])
    for sentence in OPINION["reasons"].values():
        assert sentence.endswith(".")
