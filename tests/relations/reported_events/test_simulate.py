"""Invented worlds are what their model says: busy dyads steadier, acts in bursts where asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterpoise.relations.reported_events.simulate import true_model, world


def drawn(steadiness=0.0, bursts=0.0):
    model = replace(true_model(6, persistence=0.5, level_var=0.1), steadiness=steadiness)
    margins = {"dyads": 600, "periods": 60, "acts_per_cell": 8, "spread": 1.5, "seed": 4}
    found = world(model, **margins, bursts=bursts)
    feed = found.events.feeds[0]
    acts = np.zeros((60, 600))
    np.add.at(acts, (feed.period, feed.dyad), feed.acts)
    return model, found, acts


@pytest.mark.parametrize("steadiness", [0.0, 0.5])
def test_departures_have_the_variance_the_model_gives_a_dyad_of_its_activity(steadiness):
    model, found, acts = drawn(steadiness=steadiness)
    seen = acts.sum(axis=0)
    expected = model.state_var * model.volatility(seen, 60)
    order = np.argsort(seen)
    for quarter in (order[:150], order[-150:]):
        within = found.score[:, quarter].var(axis=0, ddof=1).mean()
        assert within == pytest.approx(expected[quarter].mean(), rel=0.1)


@pytest.mark.parametrize("bursts", [0.0, 2.0])
def test_a_cells_variance_exceeds_its_mean_by_the_bursts_asked_for(bursts):
    _, _, acts = drawn(bursts=bursts)
    mean = acts.mean(axis=0)
    above = (acts.var(axis=0, ddof=1) - mean).sum() / (mean**2).sum()
    assert above == pytest.approx(bursts, abs=0.1 + 0.15 * bursts)
