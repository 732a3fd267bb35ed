"""Scores of the least worst variance, and the fewest edges of every class with a wanted accuracy."""

import numpy as np
import pytest
import torch

from lqtheory.compression import compress
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling import minimax
from lqtheory.compression.sampling.cheapest import RULES, cheapest_draws
from lqtheory.compression.sampling.classes import layer_classes, totals_of
from lqtheory.compression.sampling.drawing import drawn_weights
from lqtheory.compression.sampling.minimax import GAP, minimax_classes
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.rates import spread
from lqtheory.errors import DomainError
from lqtheory.quantities.coreset_distributions import minimax_distribution
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.unseen_limits import clopper_pearson_lower

W, A = [0.8, 0.5, 0.3, 0.2], [[1.0, 2.0, 0.0, 1.0], [0.5, 1.0, 3.0, 0.0], [2.0, 0.0, 1.0, 4.0]]


def layer(weights) -> torch.nn.Linear:
    net = torch.nn.utils.skip_init(torch.nn.Linear, np.shape(weights)[1], np.shape(weights)[0], dtype=torch.float64)
    with torch.no_grad():
        net.weight.copy_(torch.as_tensor(weights))
        net.bias.zero_()
    return net


def found_for(weights, points, batch_size: int = 512):
    twin, sample = doubled(subject_of(layer(weights))), Sample(torch.as_tensor(points).double(), batch_size)
    classes = layer_classes(twin, sample)
    return classes["weight"], minimax_classes(twin, sample, classes)


def test_reference_neuron_of_the_dossier() -> None:
    one, found = found_for([W], A)
    lower, upper = float(found.lower["weight"][0, 0]), float(found.upper["weight"][0, 0])
    assert lower <= 1.544629194708 <= upper <= lower * (1 + GAP)
    assert one.totals[:, 0].tolist() == pytest.approx([17 / 9, 0.0])
    mixed = found.classes["weight"].sensitivities[0] / lower
    half = 2 * mixed - one.sensitivities[0] / one.totals[0, 0]
    assert half.tolist() == pytest.approx([0.368730, 0.238241, 0.230027, 0.163001], abs=0.03)
    importances = relative_importance(W, A)
    assert (importances / mixed.numpy()).max() <= 2 * 17 / 9 * (1 + 1e-12)


def test_classes_of_both_signs_against_the_solver_for_one(rng) -> None:
    weights = rng.standard_normal((5, 30))
    points = rng.gamma(1, 1, (40, 30)) * (rng.uniform(0, 1, (40, 30)) < 0.4)
    one, found = found_for(weights, points, 7)
    for i in range(5):
        for side, sign in enumerate((1, -1)):
            mine = np.flatnonzero(sign * weights[i] > 0)
            seen = points[:, mine][points[:, mine].any(axis=1)]
            exact = minimax_distribution(relative_importance(abs(weights[i, mine]), seen))
            lower, upper = (float(part["weight"][side, i]) for part in (found.lower, found.upper))
            assert lower <= exact.upper * (1 + 1e-12)
            assert exact.lower <= upper * (1 + 1e-12)
            assert upper <= (1 + 2 * GAP) * lower
            assert upper < float(one.totals[side, i])


def test_disjoint_supports_leave_nothing_to_gain_and_dead_classes_stay_dead() -> None:
    one, found = found_for([[1.0, 2.0, 3.0], [1.0, -1.0, 0.0]], np.eye(3))
    assert found.lower["weight"].tolist() == [pytest.approx([3.0, 1.0]), pytest.approx([0.0, 1.0])]
    assert found.told()[0]["largest_gap"] <= GAP
    assert torch.equal(found.classes["weight"].sensitivities > 0, one.sensitivities > 0)


def test_a_sweep_looks_at_the_sample_once_and_gives_what_single_calls_give(rng, monkeypatch) -> None:
    searched, looks = minimax._searched, []
    monkeypatch.setattr(minimax, "_searched", lambda *given: looks.append(1) or searched(*given))
    monkeypatch.setattr(minimax, "_LAST", {})
    net = torch.nn.Sequential(torch.nn.Linear(20, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)).eval()
    sample = torch.from_numpy(rng.uniform(0, 1, (30, 20))).float()

    def weights(given: torch.Tensor = sample, **settings) -> list[torch.Tensor]:
        return list(compress(net, "minimax", sample=given, **settings).network.parameters())

    cells = [{"density": density, "seed": seed} for density in (0.3, 0.6) for seed in (0, 1)]
    swept = [weights(**cell) for cell in cells]
    assert len(looks) == 1
    for cell, found in zip(cells, swept, strict=True):
        minimax._LAST.clear()
        assert all(torch.equal(one, other) for one, other in zip(weights(**cell), found, strict=True))
    assert len(looks) == 5
    for change in (lambda: net[0].bias.add_(1.0), lambda: net[2].weight.mul_(torch.arange(1.0, 9.0))):
        with torch.no_grad():
            change()
        weights(**cells[0])
    weights(sample[1:], **cells[0])
    assert len(looks) == 8, "another network or sample is looked at anew"


@pytest.fixture
def wide(rng):
    weights = rng.gamma(1, 1, (6, 200)) * rng.choice((1.0, -1.0), (6, 200))
    points = rng.gamma(4, 1, (25, 200))
    twin, sample = doubled(subject_of(layer(weights))), Sample(torch.from_numpy(points))
    return layer_classes(twin, sample), weights, points


@pytest.mark.parametrize("epsilon", [0.02, 0.3, 0.6, 0.9])
def test_the_cheapest_way_is_as_accurate_as_promised(wide, epsilon) -> None:
    classes, weights, points = wide
    delta, runs = 0.05, 60
    (draws,), counts = cheapest_draws(classes, [epsilon], delta)
    assert sum(counts.values()) == 12
    assert (draws.stored <= classes["weight"].supports).all()
    true = np.stack([points @ np.clip(sign * weights, 0, None).T for sign in (1, -1)])
    failures = np.zeros(true.shape)
    for seed in range(runs):
        new, _ = drawn_weights(draws, seed, "weight")
        made = np.stack([points @ np.clip(sign * new.numpy(), 0, None).T for sign in (1, -1)])
        failures += np.abs(made - true) > epsilon * true * (1 + 1e-12)
    assert clopper_pearson_lower(int(failures.max()), runs, 1e-6) <= delta


def test_every_way_is_the_cheapest_somewhere(wide) -> None:
    classes, _, _ = wide
    for rule, epsilon in zip(RULES, (0.0, 0.02, 0.25, 0.9), strict=True):
        assert cheapest_draws(classes, [epsilon], 0.05)[1] == {**dict.fromkeys(RULES, 0), rule: 12}


def test_what_is_dropped_for_good_adds_up_to_no_more_than_allowed() -> None:
    twin, sample = doubled(subject_of(layer([W]))), Sample(torch.as_tensor(A).double())
    classes = layer_classes(twin, sample)  # s = 16/27, 1/2, 1/2, 8/27
    for epsilon, kept in ((0.29, 4), (0.3, 3), (0.79, 3), (0.8, 2)):
        (draws,), counts = cheapest_draws(classes, [epsilon], 1e-9)
        assert counts["sampled"] == counts["mixed"] == 0
        assert int(draws.exact.sum()) == kept
        dropped = totals_of(draws.weights, torch.where(draws.exact, 0.0, classes["weight"].sensitivities))
        assert float(dropped.max()) <= epsilon
        assert int(spread(draws.weights, draws.counts.double()).sum()) == 0


def test_hybrid_takes_an_accuracy_and_says_what_it_did(rng) -> None:
    net = torch.nn.Sequential(torch.nn.Linear(20, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)).eval()
    sample = torch.from_numpy(rng.uniform(0, 1, (30, 20))).float()
    report = compress(net, "hybrid", eps=0.5, delta=0.05, sample=sample, counts="sharpened").report
    assert sum(report.sampling["chosen"].values()) == sum(one["classes"] for one in report.sampling["layers"])
    assert "plan" in report.sampling
    assert report.settings["eps"] == 0.5
    with pytest.raises(DomainError, match=r"counts='conformal' is for corenet"):
        compress(net, "hybrid", eps=0.5, delta=0.05, sample=sample, counts="conformal")


@pytest.mark.parametrize("scale", [1.0, 1e-20])
@pytest.mark.parametrize("activation", [torch.nn.ReLU, torch.nn.Tanh])
def test_batches_do_not_change_what_is_drawn(scale, activation):
    """Tiny inputs make all points of the later layers alike: every tie is left to rounding, were it not for care."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        layers = [torch.nn.Linear(20, 16), activation(), torch.nn.Linear(16, 12), activation(), torch.nn.Linear(12, 5)]
        network, x = torch.nn.Sequential(*layers), torch.rand(60, 20) * scale
    whole, *others = (compress(network, "minimax", density=0.6, sample=x, batch_size=size).masks for size in (60, 7, 1))
    for other in others:
        assert all(torch.equal(mask, other[name]) for name, mask in whole.items())
