"""Which types and acts made a change, worked by hand."""

from __future__ import annotations

import pytest

from counterpoise.relations.turning_points import count_acts
from counterpoise.relations.turning_points.acts import makers_of


def dyad():
    # Ten days with one friendly act each, then ten with one hostile act each; act 15 is friendly.
    kinds = [0] * 10 + [1] * 10
    kinds[15] = 0
    return count_acts(range(20), kinds, range(20), [4.0, -6.0, 1.0], channels=[7, 8, 9])


def test_means_and_ratio_by_hand():
    makers = makers_of(dyad(), 0, 10, 20)
    # Before 4; after (9 · −6 + 4) / 10 = −5.
    assert makers.valence_change == pytest.approx(-9.0)
    assert makers.volume_ratio == pytest.approx(1.0)


def test_only_the_new_kind_of_act_is_named_in_the_order_of_time():
    makers = makers_of(dyad(), 0, 10, 20)
    assert makers.acts == (10, 11, 12, 13, 14, 16, 17, 18, 19)


def test_channels_share_the_deviance_by_hand():
    from math import log

    # Friendly 10 before and 1 after, hostile 0 and 9; equal spans, so 5.5 and 4.5 expected.
    friendly = 10 * log(10 / 5.5) + 1 * log(1 / 5.5)
    hostile = 9 * log(9 / 4.5)
    makers = makers_of(dyad(), 0, 10, 20)
    assert [name for name, _ in makers.channels] == [8, 7]
    assert makers.channels[0][1] == pytest.approx(hostile / (friendly + hostile))


def test_acts_long_after_the_onset_made_nothing():
    late = count_acts([0, 1, 40, 41, 90], [0, 0, 1, 1, 1], range(100), [1.0, -1.0])
    assert makers_of(late, 0, 40, 100).acts == (2, 3)


def test_silence_on_one_side_has_no_mean_and_no_ratio():
    quiet = count_acts([30], [1], range(40), [1.0, -1.0])
    makers = makers_of(quiet, 0, 20, 40)
    assert makers.valence_change is None
    assert makers.volume_ratio is None
