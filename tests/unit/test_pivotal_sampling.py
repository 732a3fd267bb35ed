"""Pivotal sampling: its probabilities, the size of what it takes, and what it does to the error of a network."""

import itertools
import math

import numpy as np
import pytest
import torch
from scipy.stats import binomtest

from lqtheory.compression import compress
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling import pivotal
from lqtheory.compression.sampling.pivotal import merge_orders, merges_of, pivotal_inclusion, pivotal_weights
from lqtheory.compression.sampling.points import doubled

CLASSES, ALPHA = 100_000, 1e-6
CHANCES = (
    (0.5, 0.5),
    (0.2, 0.3, 0.4),
    (0.9, 0.8, 0.7, 0.35),
    (0.0, 0.25, 1.0, 0.25, 0.5),
    (0.125, 0.875, 0.6, 0.6, 0.6, 0.05),
)


def included(chances, merges=None, classes=CLASSES, seed=0):
    table = np.repeat(np.array(chances)[:, None], classes, axis=1)
    order = merges_of([np.eye(len(chances))]) if merges is None else merges
    return pivotal_inclusion(table, order, np.random.default_rng(seed))


@pytest.mark.parametrize("chances", CHANCES)
def test_every_edge_has_its_probability_and_pairs_at_most_that_of_independent_ones(chances):
    kept = included(chances)
    for j, p in enumerate(chances):
        assert binomtest(int(kept[j].sum()), CLASSES, p).pvalue > ALPHA
    for j, k in itertools.combinations(range(len(chances)), 2):
        both = int((kept[j] & kept[k]).sum())
        assert binomtest(both, CLASSES, chances[j] * chances[k], alternative="greater").pvalue > ALPHA


def test_edges_that_play_for_one_place_never_come_together():
    kept = included((0.4, 0.5, 0.1))
    assert kept.sum(axis=0).tolist() == [1] * CLASSES


@pytest.mark.parametrize("chances", CHANCES)
@pytest.mark.parametrize("order", ["chain", "back"])
def test_a_class_has_as_many_edges_as_its_probabilities_add_up_to(chances, order):
    k = len(chances)
    chain = np.array([(0, j) for j in range(1, k)])
    merges = chain if order == "chain" else np.array([(j - 1, j) for j in range(k - 1, 0, -1)])
    sizes = included(chances, merges, 2000).sum(axis=0)
    total = math.fsum(chances)
    assert set(sizes.tolist()) <= {math.floor(total + 1e-9), math.ceil(total - 1e-9)}


def test_classes_are_drawn_by_themselves():
    kept = included((0.5, 0.5), classes=4000)
    share = float((kept[0, ::2] == kept[0, 1::2]).mean())
    assert binomtest(round(share * 2000), 2000, 0.5).pvalue > ALPHA


def test_nothing_and_everything_and_a_single_edge():
    assert not included((0.0, 0.0, 0.0), classes=3).any()
    assert included((1.0, 1.0), classes=3).all()
    alone = included((0.3,), np.zeros((0, 2), dtype=np.int64))
    assert binomtest(int(alone.sum()), CLASSES, 0.3).pvalue > ALPHA


def test_alike_inputs_play_first_whatever_their_scale():
    """Inputs 0 and 3 are multiples of each other, as are 1 and 2, which are tiny; 4 is never used, 5 has no square."""
    points = np.array([[1.0, 0.0, 0.0, 5.0, 0.0, 1e200], [0.0, 1e-150, 3e-140, 0.0, 0.0, 0.0]])
    with np.errstate(over="ignore"):
        first, second, *_ = merges_of([points.T @ points]).tolist()
    assert sorted([first, second]) == [[0, 3], [1, 2]]


def test_many_inputs_are_clustered_in_parts(rng):
    points = rng.uniform(size=(6, 11))
    merges = merges_of([part.T @ part for part in np.split(points, [4, 8], axis=1)])
    assert len(merges) == 10
    joined = {0}
    for left, right in merges[-2:]:
        assert left == 0
        joined.add(int(right))
    assert joined == {0, 4, 8}
    sizes = included([0.5] * 11, merges, 500).sum(axis=0)
    assert set(sizes.tolist()) == {5, 6}


def test_wide_layers_are_clustered_in_parts(monkeypatch, rng):
    monkeypatch.setattr(pivotal, "_INPUTS", 4)
    layer, x = torch.nn.Linear(11, 2).double(), torch.from_numpy(rng.uniform(size=(6, 11)))
    points = x.numpy()
    (merges,) = merge_orders(doubled(subject_of(layer)), Sample(x))["weight"]
    expected = merges_of([part.T @ part for part in np.split(points, [4, 8], axis=1)])
    assert merges.tolist() == expected.tolist()


def test_one_stands_for_the_other_where_inputs_are_alike(rng):
    """Pairs of equal inputs at p = 1/2: the neuron is exact at every point, where independent inclusion is not."""
    half = torch.from_numpy(rng.uniform(0.5, 1, size=(40, 8)))
    x = torch.cat([half, half], dim=1)
    layer = torch.nn.Linear(16, 4, bias=False).double()
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(rng.uniform(0.5, 1, size=(4, 8))).repeat(1, 2))
    scores = torch.full((4, 16), 0.5).double()
    orders = merge_orders(doubled(subject_of(layer)), Sample(x))["weight"]
    for seed in range(20):
        new, mask = pivotal_weights(layer.weight.detach(), scores, orders, seed, "weight")
        torch.testing.assert_close(x @ new.T, layer(x).detach())
        assert mask.sum(dim=1).tolist() == [8] * 4


def test_the_error_is_at_most_that_expected_of_independent_inclusion(rng):
    layer = torch.nn.Linear(24, 6).double()
    x = torch.from_numpy(rng.uniform(0, 1, size=(50, 24)) ** 3)
    results = [compress(layer, "pivotal", density=0.4, sample=x, seed=seed, floor=0.0) for seed in range(100)]
    expected = results[0].report.sampling["error_if_independent"]
    independent = compress(layer, "poisson", density=0.4, sample=x, floor=0.0).report
    assert expected == pytest.approx(independent.sampling["predicted_error"], rel=1e-12)
    assert math.sqrt(np.mean([one.report.output_error**2 for one in results])) < 0.9 * expected
    assert any("varies no neuron with non-negative" in line for line in results[0].report.remarks())


class Tokens(torch.nn.Module):
    """Flattens sequences into rows before its first layer, and puts the sequence first before its second."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.last = torch.nn.Linear(6, 8), torch.nn.Linear(8, 5), torch.nn.Linear(5, 2)

    def forward(self, x):
        hidden = torch.relu(self.first(x.reshape(-1, 6))).reshape(len(x), -1, 8)
        return self.last(torch.relu(self.second(hidden.transpose(0, 1))).mean(dim=0))


def test_the_order_of_points_and_the_size_of_batches_do_not_matter(rng):
    network, x = Tokens(), torch.from_numpy(rng.uniform(size=(90, 7, 6)).astype(np.float32))
    whole = compress(network, "pivotal", density=0.4, sample=x, batch_size=256)
    for batch_size, sample in ((1, x), (7, x), (64, x.flip(0))):
        other = compress(network, "pivotal", density=0.4, sample=sample, batch_size=batch_size)
        assert all(torch.equal(mask, other.masks[name]) for name, mask in whole.masks.items())


@pytest.mark.parametrize("batch_size", [7, 64])
def test_groups_positions_and_batches(batch_size, rng):
    network = torch.nn.Sequential(
        torch.nn.Conv2d(4, 8, 3, groups=2), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(32, 3)
    ).eval()
    x = torch.from_numpy(rng.uniform(size=(40, 4, 4, 4)).astype(np.float32))
    whole = compress(network, "pivotal", density=0.4, sample=x, batch_size=256)
    other = compress(network, "pivotal", density=0.4, sample=x, batch_size=batch_size)
    for name, mask in whole.masks.items():
        assert torch.equal(mask, other.masks[name])
    orders = merge_orders(doubled(subject_of(network)), Sample(x))
    assert [len(orders["0.weight"]), orders["0.weight"][0].shape] == [2, (17, 2)]
    assert abs(whole.report.kept - 0.4 * whole.report.n) <= 22  # half an edge for each class, of which there are 22


def test_a_network_that_calls_a_layer_twice(rng):
    class Twice(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.Linear(6, 6)

        def forward(self, x):
            return self.layer(torch.relu(self.layer(x)))

    x = torch.from_numpy(rng.uniform(size=(30, 6)).astype(np.float32))
    result = compress(Twice(), "pivotal", density=0.5, sample=x, batch_size=8)
    assert abs(result.report.kept - 18) <= 12
