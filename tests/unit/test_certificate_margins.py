"""Accuracy and loss under error bounds, and statements about unseen inputs."""

import copy
import math

import numpy as np
import pytest
import torch
from torch import nn

from lqtheory.compression.certificates import (
    certified_accuracy,
    certified_correct,
    certified_unchanged,
    conformal_radius,
    cross_entropy_degradation,
    network_bounds,
    squared_risk_bound,
    unseen_accuracy,
)
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, ShapeError
from tests.networks import exact


@pytest.fixture(scope="module")
def certified():
    net = nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 4))
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.normal_(generator=generator)
    pruned = exact.pruned_copy(net, 0.8, 1)
    x = torch.randn(200, 6, generator=generator)
    return net, pruned, x, network_bounds(net, pruned, x)


def test_certified_predictions_are_those_of_the_pruned_network(certified):
    net, pruned, x, found = certified
    with torch.no_grad():
        before, after = net(x).argmax(1), pruned(x).argmax(1)
    unchanged = certified_unchanged(found, inference=True)
    assert set(unchanged) == set(found.names)
    for name, sure in unchanged.items():
        assert bool((before == after)[sure].all()), name
    assert 0 < int(unchanged["entrywise"].sum()) < int(unchanged["measured"].sum())
    shares = certified_accuracy(found, before)
    assert shares["original"] == 1.0
    assert all(shares[name] <= shares["pruned"] for name in found.names)
    for low, high in (("row", "entrywise"), ("entrywise", "gated"), ("B3", "B1")):
        assert shares[low] <= shares[high]


def test_a_margin_beats_a_euclidean_bound_by_the_root_of_two():
    net = nn.Sequential(nn.Linear(2, 2, bias=False)).double()
    pruned = copy.deepcopy(net)
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[1.0, 0.0], [0.0, 0.0]]))
        pruned[0].weight.copy_(torch.tensor([[1.0, 0.0], [0.0, 0.0]]))
        net[0].weight[1, 1] = pruned[0].weight[1, 1] = 0.25
        pruned[0].weight[1, 1] = 0.0
    x = torch.tensor([[1.0, 4.0 * v] for v in (0.41, 0.42)], dtype=torch.float64)
    found = network_bounds(net, pruned, x)
    # error (0, -v), so ε = v, margin 1 - v > √2 v iff v < √2 - 1 = 0.41421...
    labels = torch.tensor([0, 0])
    assert certified_correct(found, labels, "B1").tolist() == [True, False]
    assert certified_correct(found, labels, "gated").tolist() == [True, True]  # the rival only loses
    assert certified_correct(found, 1 - labels, "gated").tolist() == [False, False]


def test_cross_entropy_degrades_by_no_more_than_the_bounds(certified):
    net, pruned, x, found = certified
    labels = torch.randint(0, 4, (len(x),), generator=torch.Generator().manual_seed(3))
    with torch.no_grad():
        losses = [nn.functional.cross_entropy(f(x).double(), labels, reduction="none") for f in (net, pruned)]
    both, rise = cross_entropy_degradation(found), cross_entropy_degradation(found, labels)
    for name in found.names:
        assert bool(((losses[1] - losses[0]).abs() <= both[name] + 1e-5).all()), name
        assert bool((losses[1] - losses[0] <= rise[name] + 1e-5).all()), name
        assert bool((rise[name] <= both[name] * (1 + 1e-9)).all()), name


def test_the_squared_risk_is_bounded(certified):
    _, pruned, x, found = certified
    targets = torch.randn(len(x), 4, generator=torch.Generator().manual_seed(4))
    with torch.no_grad():
        risk = float((pruned(x) - targets).double().square().sum(1).mean())
    for name in ("measured", "B1", "gated"):
        assert risk <= squared_risk_bound(found, targets, name)


@pytest.mark.parametrize(("good", "n"), [(1, 1), (5, 10), (99, 100), (970, 1000)])
def test_the_limit_is_that_of_clopper_and_pearson(good, n):
    """At the limit p the chance of seeing this many or more is 1 - confidence, by the binomial sum itself."""
    p = unseen_accuracy(good, n, confidence=0.9)
    chance = sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(good, n + 1))
    assert chance == pytest.approx(0.1, abs=1e-8)


def test_limits_cover_and_radii_are_exceeded_as_rarely_as_stated():
    """Fixed numbers of draws; each test fails by chance with probability below 1e-9 (six standard errors and more)."""
    rng = np.random.default_rng(0)
    draws = rng.binomial(50, 0.9, 2000)
    missed = np.mean([unseen_accuracy(int(k), 50, confidence=0.9) > 0.9 for k in draws])
    assert missed <= 0.1 + 6.2 * math.sqrt(0.09 / 2000)
    errors = rng.exponential(size=(2000, 40))
    exceeded = np.mean([row[-1] > conformal_radius(row[:-1], coverage=0.8) for row in errors])
    assert exceeded <= 0.2 + 6.2 * math.sqrt(0.16 / 2000)


@pytest.mark.parametrize(
    ("call", "error", "text"),
    [
        (lambda f: certified_accuracy(f, np.zeros(3)), InputTypeError, "not integers"),
        (lambda f: certified_accuracy(f, np.zeros(3, dtype=int)), ShapeError, r"not \(200,\), one for each instance"),
        (lambda f: certified_accuracy(f, np.full(200, 4)), DomainError, r"a label lies outside 0\.\.3"),
        (lambda f: certified_correct(f, np.zeros(200, dtype=int), "B9"), RegistryError, "there is no bound 'B9' here"),
        (lambda f: squared_risk_bound(f, torch.ones(200, 3), "B1"), ShapeError, "the targets have shape"),
        (lambda f: squared_risk_bound(f, torch.ones(200, 4), "B9"), RegistryError, "there is no bound 'B9'"),
        (lambda f: unseen_accuracy(3, 2), DomainError, r"n_certified=3 is outside 0\.\.n with n=2"),
        (lambda f: unseen_accuracy(True, 2), InputTypeError, "n_certified=True is not an integer"),
        (lambda f: unseen_accuracy(1, 2, confidence=1.0), DomainError, r"confidence=1.0 is outside \(0, 1\)"),
        (lambda f: conformal_radius([]), DataError, "the errors are empty"),
        (lambda f: conformal_radius([1.0], coverage=0), DomainError, r"coverage=0 is outside \(0, 1\)"),
    ],
)
def test_bad_input_gets_one_sentence(certified, call, error, text):
    with pytest.raises(error, match=text):
        call(certified[-1])


def test_inference_needs_its_bound(certified):
    net, pruned, x, _ = certified
    found = network_bounds(net, pruned, x, bounds=["B1"])
    with pytest.raises(RegistryError, match="there is no bound 'inference' here"):
        certified_unchanged(found, inference=True)


def test_one_output_has_no_margin():
    net = nn.Sequential(nn.Linear(2, 1))
    found = network_bounds(net, net, torch.ones(1, 2), bounds=["row"])
    with pytest.raises(DataError, match="margins need at least 2"):
        certified_accuracy(found, [0])


def test_certified_means_in_the_floating_point_of_the_network_unless_said_otherwise():
    """A lead of a hundred units in the last place of an intermediate sum is lost in single precision."""
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2)).requires_grad_(False)
    net[0].weight.copy_(torch.eye(2))
    net[0].bias.copy_(torch.tensor([1e6, 1e6]))
    net[2].weight.copy_(torch.tensor([[1.0, -1.0], [-1.0, 1.0]]))
    net[2].bias.zero_()
    x = torch.tensor([[1.01, 1.0], [3.0, 1.0]])
    found = network_bounds(net, net, x)
    assert certified_correct(found, [0, 0], "B1", inference=False).tolist() == [True, True]
    assert certified_correct(found, [0, 0], "B1").tolist() == [False, True]
    assert certified_unchanged(found)["B1"].tolist() == [False, True]
    exact = network_bounds(net, net, x, bounds=["B1"])
    with pytest.raises(RegistryError, match="exact arithmetic with inference=False"):
        certified_unchanged(exact)


def test_unchanged_means_that_the_original_does_not_round_its_way_to_another_class_either():
    net = nn.Sequential(nn.Linear(2, 2, bias=False)).requires_grad_(False)
    net[0].weight.copy_(torch.tensor([[1e8, 1.0], [1e8, 3.0]]))
    pruned = copy.deepcopy(net)
    pruned[0].weight[:, 0] = 0.0
    x = torch.ones(1, 2)
    assert net(x).argmax(1).tolist() != pruned(x).argmax(1).tolist()
    found = network_bounds(net, pruned, x)
    assert not any(bool(sure.any()) for sure in certified_unchanged(found).values())
    assert certified_unchanged(found, inference=False)["measured"].tolist() == [True]
    assert certified_correct(found, [1], "measured").tolist() == [True]
