"""Bounds between which the hybrid chooses, against those of the quantities for one class."""

import numpy as np
import pytest
import torch

from lqtheory.compression import compress
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling import hybrid
from lqtheory.compression.sampling.classes import layer_classes
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.rates import draws_for_budget
from lqtheory.compression.sampling.rescaling import dropped_shares
from lqtheory.compression.sampling.sums import class_extremes
from lqtheory.quantities.coreset_hybrid import hybrid_choice


@pytest.mark.parametrize("kept", [10, 20, 40])
def test_bounds_are_at_most_those_from_the_total_sensitivity_alone(rng, kept):
    x = torch.from_numpy(rng.gamma(2, 1, (20, 60)) * (rng.uniform(0, 1, (20, 60)) < 0.5))
    net = torch.nn.utils.skip_init(torch.nn.Linear, 60, 1, dtype=torch.float64)
    with torch.no_grad():
        net.weight.copy_(torch.from_numpy(rng.gamma(1, 1, (1, 60))))
        net.bias.zero_()
    twin, sample = doubled(subject_of(net)), Sample(x)
    classes = layer_classes(twin, sample)
    one = classes["weight"]
    (draws,) = draws_for_budget([one.weights], [one.sensitivities], kept)
    ways = hybrid._Ways(one, draws)
    shares = dropped_shares(twin, sample, classes, [ways.top])["weight"]
    tables = {"weight": ways.tables()}
    moments = class_extremes(twin, sample, tables, lambda s: [s[0] - 1.0, s[1] - s[2].square(), s[3]])["weight"]
    errors = ways.errors(shares, [part.clamp(min=0.0) for part in moments], 0.05)[:, 0, 0]
    ours = dict(zip(hybrid.WAYS, errors.tolist(), strict=True))
    oracle = hybrid_choice(one.weights[0].numpy(), x.numpy(), float(draws.stored[0, 0]), 0.05).errors
    # Those use S - 1 for the variance, and what is dropped without rescaling; inclusion is the same but for rounding.
    assert ours["poisson"] == pytest.approx(oracle["poisson"], rel=1e-2)
    assert all(value <= oracle[name] * (1 + 1e-2) for name, value in ours.items())
    assert ours["deterministic"] <= oracle["deterministic"] / 2
    assert np.isfinite(errors.numpy()).all()


def test_a_sweep_over_seeds_compares_once_and_gives_what_single_calls_give(rng, monkeypatch) -> None:
    compared, looks = hybrid._compared, []
    monkeypatch.setattr(hybrid, "_compared", lambda *given: looks.append(1) or compared(*given))
    monkeypatch.setattr(hybrid, "_LAST", {})
    net = torch.nn.Sequential(torch.nn.Linear(400, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)).eval()
    # Inputs of either kind use edges of their own; the largest sensitivities are all of one kind, so that draws win.
    first = torch.arange(400) < 150
    sample = torch.where(torch.arange(30)[:, None] % 2 == 0, first, ~first).float()
    with torch.no_grad():
        net[0].weight.copy_(torch.from_numpy(rng.uniform(1, 1.1, (8, 400))))

    def weights(seed: int, density: float = 0.4, given: torch.Tensor = sample) -> list[torch.Tensor]:
        return list(compress(net, "hybrid", density=density, seed=seed, sample=given).network.parameters())

    swept = [weights(seed) for seed in range(3)]
    assert len(looks) == 1
    assert not torch.equal(swept[0][0], swept[1][0])
    for seed, found in enumerate(swept):
        hybrid._LAST.clear()
        assert all(torch.equal(one, other) for one, other in zip(weights(seed), found, strict=True))
    assert len(looks) == 4
    weights(2, density=0.5)
    weights(2, given=sample[1:])
    with torch.no_grad():
        net[0].bias.add_(1.0)
    weights(2, given=sample[1:])
    assert len(looks) == 7, "another budget, sample or network is compared anew"
