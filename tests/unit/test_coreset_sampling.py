"""Sampling of edges: sensitivities against a loop, exact means and variances by enumeration, limiting cases."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.benchmarks.coreset_loop import loop_sensitivities
from lqtheory.compression.budgets import Goal
from lqtheory.compression.coresets import class_draws
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.patches import patches
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import layer_classes, totals_of
from lqtheory.compression.sampling.drawing import Urn, drawn_weights, included_weights
from lqtheory.compression.sampling.options import SamplingOptions
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.products import raise_to_products
from lqtheory.compression.sampling.rates import Draws, draws_for_budget, draws_of_counts, inclusion_probabilities
from lqtheory.compression.sampling.rescaling import dropped_shares, rescaled_weights
from lqtheory.errors import DomainError
from lqtheory.networks.zoo.architectures import perceptron
from lqtheory.quantities.coreset_unique import expected_unique


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


#: Reference neuron A of the dossier.
A_WEIGHTS = torch.tensor([[0.8, 0.5, 0.3, 0.2]], dtype=torch.float64)
A_POINTS = torch.tensor([[1.0, 2.0, 0.0, 1.0], [0.5, 1.0, 3.0, 0.0], [2.0, 0.0, 1.0, 4.0]], dtype=torch.float64)
A_SENSITIVITIES = torch.tensor([[16 / 27, 1 / 2, 1 / 2, 8 / 27]], dtype=torch.float64)


def neuron(weights: torch.Tensor) -> torch.nn.Linear:
    layer = torch.nn.Linear(weights.shape[1], len(weights)).double()
    with torch.no_grad():
        layer.weight.copy_(weights)
    return layer


def classes_of(network: torch.nn.Module, x: torch.Tensor, batch_size: int = 256):
    return layer_classes(doubled(subject_of(network)), Sample(x, batch_size))


def test_the_reference_neuron_has_the_sensitivities_of_the_dossier():
    (one,) = classes_of(neuron(A_WEIGHTS), A_POINTS).values()
    torch.testing.assert_close(one.sensitivities, A_SENSITIVITIES, rtol=1e-14, atol=0)
    assert float(one.totals[0]) == pytest.approx(17 / 9, rel=1e-14)
    assert one.totals[1].tolist() == [0.0]


@pytest.mark.parametrize("batch_size", [1, 3, 16])
def test_sensitivities_are_those_of_the_loop_over_samples_and_filters(rng, batch_size):
    network = perceptron(12, 9, 7, 3)(rng)
    x = torch.from_numpy((rng.uniform(0, 1, (16, 12)) * (rng.uniform(0, 1, (16, 12)) < 0.5)).astype(np.float32))
    loop = loop_sensitivities(perceptron(12, 9, 7, 3)(np.random.default_rng(0)).double(), x)
    network.load_state_dict(perceptron(12, 9, 7, 3)(np.random.default_rng(0)).state_dict())
    for name, one in classes_of(network, x, batch_size).items():
        torch.testing.assert_close(one.sensitivities, loop[name], rtol=1e-12, atol=1e-14)
        assert one.sensitivities.count_nonzero() > 0


def test_convolutions_see_every_patch_and_groups_their_own_channels(rng):
    layer = torch.nn.Conv2d(4, 6, 3, stride=2, padding=1, groups=2).double()
    x = torch.from_numpy(rng.standard_normal((5, 4, 7, 7)))
    (one,) = classes_of(layer, x, 2).values()
    weight = layer.weight.detach().flatten(1)
    seen = patches(layer, x)
    wanted = torch.zeros_like(weight)
    for group, i in itertools.product(range(2), range(3)):
        row = weight[3 * group + i]
        for point, sign, side in itertools.product(seen[:, group].flatten(0, 1), (1, -1), (1, -1)):
            products = (row * side).clamp(min=0) * (point * sign).clamp(min=0)
            if products.sum() > 0:
                wanted[3 * group + i] = torch.maximum(wanted[3 * group + i], products / products.sum())
    torch.testing.assert_close(one.sensitivities, wanted, rtol=1e-12, atol=1e-14)
    assert one.signed
    assert one.positions == 16
    assert one.n_points == 80


def test_stacked_points_of_signed_inputs_give_the_example_of_the_dossier():
    (one,) = classes_of(neuron(torch.tensor([[0.6, 0.4]])), torch.tensor([[1.0, -2.0], [-0.5, 1.0]])).values()
    assert one.sensitivities.tolist() == [[1.0, 1.0]]
    assert one.totals[0].tolist() == [2.0]


def test_totals_lie_between_one_and_the_smaller_of_support_and_points(rng):
    network = perceptron(20, 10, 4)(rng)
    x = torch.from_numpy(rng.uniform(0, 1, (6, 20)).astype(np.float32))
    for one in classes_of(network, x).values():
        alive = one.totals > 0
        assert bool((one.totals[alive] >= 1 - 1e-12).all())
        assert bool((one.totals[alive] <= torch.minimum(one.supports[alive], torch.tensor(6)) + 1e-12).all())


def test_sensitivities_do_not_depend_on_scales_and_repeated_points(rng):
    layer = neuron(torch.from_numpy(rng.standard_normal((3, 8))))
    x = torch.from_numpy(rng.uniform(0, 1, (5, 8)))
    (plain,) = classes_of(layer, x).values()
    with torch.no_grad():
        layer.weight.mul_(1e-250)
    factors = torch.tensor([1e-300, 1.0, 1e200, 3.0, 1e-30], dtype=torch.float64)[:, None]
    (scaled,) = classes_of(layer, torch.cat([x * factors, x * factors])).values()
    torch.testing.assert_close(scaled.sensitivities, plain.sensitivities, rtol=1e-12, atol=0)


def test_a_further_point_never_lowers_a_sensitivity(rng):
    layer = neuron(torch.from_numpy(rng.standard_normal((3, 8))))
    x = torch.from_numpy(rng.uniform(0, 1, (5, 8)))
    (few,), (more,) = (classes_of(layer, part).values() for part in (x[:4], x))
    assert bool((more.sensitivities >= few.sensitivities).all())
    assert bool((more.sensitivities > few.sensitivities).any())


def test_dead_classes_and_silent_points_give_zeros():
    weights = torch.tensor([[1.0, 2.0, 0.0], [0.0, 0.0, 0.0], [-1.0, 0.0, 3.0]])
    (one,) = classes_of(neuron(weights), torch.tensor([[1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])).values()
    assert one.totals.tolist() == [[pytest.approx(1.0), 0.0, 0.0], [0.0, 0.0, 1.0]]
    assert one.n_unseen == 1
    assert not bool(one.sensitivities.isnan().any())
    assert one.n_infinite.tolist() == [0, 0, 0]


def test_a_vanishing_sum_counts_as_an_infinite_ratio():
    layer = neuron(torch.tensor([[1.0, -1.0]]))
    with torch.no_grad():
        layer.bias.zero_()
    (one,) = classes_of(layer, torch.tensor([[1.0, 1.0], [3.0, 1.0]])).values()
    assert one.n_infinite.tolist() == [1]
    assert one.ratios.tolist() == [math.inf]
    assert one.above == (0.5, 0.5, 0.5)
    (other,) = classes_of(layer, torch.tensor([[3.0, 1.0]])).values()
    assert other.ratios.tolist() == [2.0]


@pytest.mark.parametrize("groups", [1, 2])
def test_moments_and_ratios_are_those_of_the_formulas(rng, groups):
    layer = torch.nn.Conv1d(4, 6, 3, groups=groups).double()
    x = torch.from_numpy(rng.standard_normal((5, 4, 8)))
    (one,) = classes_of(layer, x, 2).values()
    seen = patches(layer, x)
    weight, bias = layer.weight.detach().flatten(1), layer.bias.detach()
    for i, row in enumerate(weight):
        points = seen[:, i * groups // 6].flatten(0, 1)
        ratios = (row * points).abs().sum(dim=1) / ((row * points).sum(dim=1) + bias[i]).abs()
        assert float(one.ratios[i]) == pytest.approx(float(ratios.mean()), rel=1e-9)
        squares = one.mean_squares[i if groups > 1 else 0]
        torch.testing.assert_close(squares, points.square().mean(dim=0), rtol=1e-12, atol=0)
        for k, sign in enumerate((1, -1)):
            part = (row * sign).clamp(min=0)
            halves = [(points * side).clamp(min=0) @ part for side in (1, -1)]
            wanted = sum(half.square().sum() for half in halves) / len(points)
            assert float(one.class_squares[k, i]) == pytest.approx(float(wanted), rel=1e-12)
    assert one.n_points == 30


def test_float32_activations_far_below_one_are_not_dead():
    (one,) = classes_of(torch.nn.Linear(3, 2), torch.full((2, 3), 1e-30)).values()
    assert bool((totals_of(one.weights, one.sensitivities) > 0).sum() == (one.totals > 0).sum())
    assert one.n_unseen == 0


def test_products_are_the_same_in_blocks_as_at_once(rng):
    left = torch.from_numpy(rng.uniform(0, 1, (30, 4)) * (rng.uniform(0, 1, (30, 4)) < 0.4))
    right = torch.from_numpy(rng.uniform(0, 1, (30, 5)))
    table = torch.zeros(4, 5, dtype=torch.float64)
    for part in (slice(0, 7), slice(7, 30)):
        raise_to_products(table, left[part], right[part])
    torch.testing.assert_close(table, (left[:, :, None] * right[:, None, :]).amax(dim=0), rtol=0, atol=0)


def test_products_of_unused_and_of_many_columns(rng):
    left = torch.from_numpy(rng.uniform(0, 1, (20, 3)))
    left[:, 1] = 0.0  # an input that no point uses
    right = torch.from_numpy(rng.uniform(0, 1, (20, 1100)))
    right[:, 700] = 0.0
    table = torch.full((3, 1100), 0.3, dtype=torch.float64)
    raise_to_products(table, left, right)
    wanted = (left[:, :, None] * right[:, None, :]).amax(dim=0).clamp(min=0.3)
    torch.testing.assert_close(table, wanted, rtol=0, atol=0)
    nothing = torch.zeros(4, 2, dtype=torch.float64)
    table = torch.zeros(2, 2, dtype=torch.float64)
    raise_to_products(table, nothing, nothing)
    assert table.tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_totals_of_masks_and_of_classes_without_edges():
    w = torch.tensor([[1.0, -2.0, 0.0], [-1.0, -1.0, 0.0]], dtype=torch.float64)
    values = torch.tensor([[1.0, 10.0, 100.0], [2.0, 3.0, 100.0]], dtype=torch.float64)
    assert totals_of(w, values).tolist() == [[1.0, 0.0], [10.0, 5.0]]
    assert not bool(torch.signbit(totals_of(w, values)).any())
    assert totals_of(w, values > 2).tolist() == [[0.0, 0.0], [1.0, 1.0]]


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


class Listed:
    """An urn whose draws are given."""

    owners = None

    def __init__(self, times: tuple[int, ...]) -> None:
        self.given = np.array(times)

    def times(self, rng: np.random.Generator) -> np.ndarray:
        return self.given


def every_sample(draws: Draws) -> Iterator[tuple[float, torch.Tensor]]:
    """Probability and new weights of every outcome for a single class."""
    from lqtheory.compression.sampling import drawing

    layer = drawing.urns_of(draws)
    (urn, edges), negative = layer.halves
    q, m = urn.shares, int(draws.counts[0, 0])
    for times in compositions(m, len(q)):
        chance = math.factorial(m) * math.prod(p**c / math.factorial(c) for p, c in zip(q, times, strict=True))
        given = replace(layer, halves=((Listed(times), edges), negative))
        yield chance, drawn_weights(draws, 0, "w", urns=given)[0]


def test_one_constant_for_the_whole_network_or_one_for_each_layer(rng):
    network = perceptron(60, 50, 10)(rng)
    x = torch.rand(40, 60, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    classes = classes_of(network, x)
    for allocation in ("network", "layers"):
        made = class_draws(
            doubled(subject_of(network)), Goal(kept=1750), Sample(x), SamplingOptions(allocation=allocation)
        )
        rates = [
            float(one.counts.sum() / layer.totals.sum())
            for one, layer in zip(made.draws, classes.values(), strict=True)
        ]
        shares = [one.expected() / one.weights.numel() for one in made.draws]
        assert sum(one.expected() for one in made.draws) == pytest.approx(1750, abs=2)
        if allocation == "network":
            assert max(rates) / min(rates) < 1.02  # but for the rounding of counts
            assert abs(shares[0] - shares[1]) > 0.02
        else:
            assert shares == pytest.approx([0.5, 0.5], abs=0.01)


def test_samples_are_unbiased_with_the_variance_of_the_dossier():
    m = 4
    counts = torch.tensor([[m], [0]])
    draws = Draws(A_WEIGHTS, A_SENSITIVITIES, counts, torch.zeros(1, 4, dtype=torch.bool))
    whole = mean = 0.0
    second = torch.zeros(3, dtype=torch.float64)
    z = A_POINTS @ A_WEIGHTS[0]
    for chance, new in every_sample(draws):
        whole += chance
        mean = mean + chance * new
        second += chance * ((A_POINTS @ new[0]) / z).square()
    assert whole == pytest.approx(1, rel=1e-12)
    torch.testing.assert_close(mean, A_WEIGHTS, rtol=1e-12, atol=0)
    variances = torch.tensor([3731 / 7200, 1147 / 2916, 529 / 729], dtype=torch.float64) / m
    torch.testing.assert_close(second - 1, variances, rtol=1e-10, atol=0)


def test_mixed_samples_are_unbiased_with_the_variance_of_the_dossier():
    exact = torch.tensor([[True, False, False, False]])
    draws = Draws(A_WEIGHTS, A_SENSITIVITIES, torch.tensor([[3], [0]]), exact)
    mean, second = 0.0, torch.zeros(3, dtype=torch.float64)
    z = A_POINTS @ A_WEIGHTS[0]
    for chance, new in every_sample(draws):
        assert float(new[0, 0]) == 0.8
        mean = mean + chance * new
        second += chance * ((A_POINTS @ new[0]) / z).square()
    torch.testing.assert_close(mean, A_WEIGHTS, rtol=1e-12, atol=0)
    wanted = torch.tensor([0.331898148, 0.243255601, 0.250114312], dtype=torch.float64) / 3
    torch.testing.assert_close(second - 1, wanted, rtol=1e-8, atol=0)


def test_independent_inclusion_is_unbiased_with_the_variance_of_the_dossier():
    (p,) = inclusion_probabilities([A_SENSITIVITIES], 3)
    assert float(p.sum()) == pytest.approx(3, rel=1e-14)
    mean, second = 0.0, torch.zeros(3, dtype=torch.float64)
    z = A_POINTS @ A_WEIGHTS[0]
    for kept in itertools.product((0, 1), repeat=4):
        mask = torch.tensor([kept], dtype=torch.bool)
        chance = float(torch.where(mask, p, 1 - p).prod())
        new = torch.where(mask, A_WEIGHTS / p, 0.0)
        mean = mean + chance * new
        second += chance * ((A_POINTS @ new[0]) / z).square()
    torch.testing.assert_close(mean, A_WEIGHTS, rtol=1e-12, atol=0)
    wanted = torch.tensor([0.086064815, 0.087905807, 0.123914037], dtype=torch.float64)
    torch.testing.assert_close(second - 1, wanted, rtol=1e-7, atol=0)


def test_what_is_included_has_its_weight_over_its_probability():
    p = torch.full((50, 40), 0.25, dtype=torch.float64)
    w = torch.ones(50, 40, dtype=torch.float64)
    new, kept = included_weights(w, p, 1, "w")
    assert set(new.unique().tolist()) == {0.0, 4.0}
    assert torch.equal(new > 0, kept)
    assert abs(int(kept.sum()) - 500) < 6.2 * math.sqrt(2000 * 0.25 * 0.75)  # false alarm below 1e-9


@pytest.mark.parametrize("count", [8, 4000])
def test_draws_follow_the_multinomial_law(count):
    scores = np.array([3.0, 1.0, 1e-300, 2.0, 5.0, 1.0])
    urn = Urn(np.array([count, 0, 2 * count]), scores, np.array([0, 0, 0, 2, 2, 2]))
    assert (urn.owners is None) == (count == 4000)
    rounds = 300
    total = sum(urn.times(np.random.default_rng(i)) for i in range(rounds))
    assert total[:3].sum() == rounds * count
    assert total[3:].sum() == 2 * rounds * count
    wanted = rounds * urn.means
    spread = np.sqrt(wanted * (1 - urn.shares)) + 1e-9
    assert np.all(np.abs(total - wanted) <= 6.5 * spread)
    assert total[2] == 0


@pytest.mark.parametrize("power", [1, 8, 60])
def test_draws_are_looked_up_in_the_distribution_functions(rng, power):
    classes = np.sort(rng.integers(0, 40, 3000))  # some of them of very unequal shares
    scores = rng.uniform(0, 1, 3000) ** power + 1e-300
    counts = np.where(np.bincount(classes, minlength=41) > 0, 200, 0)
    urn = Urn(counts, scores, classes)
    uniforms = rng.uniform(0, 1, counts.sum())
    uniforms[:3] = 0.0, 1 - 2.0**-53, 0.5
    given = type("Given", (), {"random": staticmethod(lambda n: uniforms)})
    found = urn.picked(given())  # type: ignore[arg-type]
    owners = np.repeat(np.arange(41), counts)
    assert np.array_equal(classes[found], owners)
    below = np.concatenate([[0.0], np.cumsum(urn.shares)])
    for edge, owner, u in zip(found, owners, uniforms, strict=True):
        start = below[np.searchsorted(classes, owner)]
        assert below[edge] - start <= u + 1e-12
        assert u <= below[edge + 1] - start + 1e-12


def test_classes_of_very_different_scores_are_drawn_from_alike():
    scores = np.array([1e30, 3e30, 1e-30, 3e-30, 1e-200, 3e-200])
    urn = Urn(np.full(3, 4), scores, np.array([0, 0, 1, 1, 2, 2]))
    assert urn.shares.tolist() == pytest.approx([0.25, 0.75] * 3, rel=1e-12)
    total = sum(urn.times(np.random.default_rng(i)) for i in range(500)).reshape(3, 2)
    assert total.sum(axis=1).tolist() == [2000] * 3
    assert np.all(np.abs(total[:, 0] - 500) < 6.5 * math.sqrt(2000 * 0.25 * 0.75))


def test_what_rounding_leaves_over_goes_to_an_edge_of_the_class():
    class Last:
        def random(self, n: int) -> np.ndarray:
            return np.full(n, 1 - 2.0**-53)

    scores = np.full(3000, 0.1)
    classes = np.repeat(np.arange(1000), 3)
    urn = Urn(np.ones(1000, dtype=np.int64), scores, classes)
    times = urn.times(Last())  # type: ignore[arg-type]
    assert times.reshape(1000, 3).sum(axis=1).tolist() == [1] * 1000


def test_budgets_are_met_on_average_by_the_formula_of_the_quantities(rng):
    weights = torch.from_numpy(rng.standard_normal((5, 60)))
    scores = torch.from_numpy(rng.uniform(0, 1, (5, 60))) * (weights != 0)
    for kept in (12, 80, 250):
        (draws,) = draws_for_budget([weights], [scores], kept)
        assert draws.expected() == pytest.approx(kept, rel=0.01)
        mine = weights[0] > 0
        if not bool(draws.exact[0][mine].any()):
            q = (scores[0][mine] / scores[0][mine].sum()).numpy()
            assert float(draws.stored[0, 0]) == pytest.approx(
                float(expected_unique(q, float(draws.counts[0, 0]))), rel=1e-9
            )
        seeds = [float(drawn_weights(draws, seed, "w")[1].sum()) for seed in range(60)]
        assert np.mean(seeds) == pytest.approx(draws.expected(), rel=0.05)
        (mixed,) = draws_for_budget([weights], [scores], kept, keep_certain=True)
        assert mixed.expected() == pytest.approx(kept, rel=0.05, abs=3)


def test_draws_are_shared_in_proportion_to_total_scores(rng):
    weights = torch.from_numpy(rng.uniform(0.1, 1, (4, 300)))
    scores = weights * torch.tensor([1.0, 2.0, 4.0, 8.0], dtype=torch.float64)[:, None]
    (draws,) = draws_for_budget([weights], [scores], 300)
    totals = totals_of(weights, scores)[0]
    ratios = draws.counts[0] / totals
    assert float(ratios.max() / ratios.min()) < 1.1


def test_a_budget_of_everything_keeps_what_is_used_and_nothing_else():
    weights = torch.tensor([[1.0, -2.0, 3.0, 4.0]], dtype=torch.float64)
    scores = torch.tensor([[0.5, 1.0, 0.5, 0.0]], dtype=torch.float64)
    for kept in (3, 4):
        (draws,) = draws_for_budget([weights], [scores], kept)
        new, mask = drawn_weights(draws, 0, "w")
        assert new.tolist() == [[1.0, -2.0, 3.0, 0.0]]
        assert mask.tolist() == [[True, True, True, False]]


def test_classes_of_one_edge_are_exact_after_one_draw():
    weights = torch.tensor([[2.5, -4.0]], dtype=torch.float64)
    draws = draws_of_counts(weights, torch.ones(1, 2, dtype=torch.float64), torch.tensor([[0.2], [1.0]]))
    new, _ = drawn_weights(draws, 3, "w")
    assert torch.equal(new, weights)


@pytest.mark.parametrize("count", [1e4, 1e25, math.inf])
def test_more_draws_than_edges_keep_the_class_whole(count):
    scores = torch.tensor([[0.3, 0.3, 0.4, 0.0]], dtype=torch.float64)
    weights = torch.tensor([[1.0, 2.0, 3.0, 4.0]], dtype=torch.float64)
    draws = draws_of_counts(weights, scores, torch.tensor([[count], [0.0]], dtype=torch.float64))
    assert draws.exact.tolist() == [[True, True, True, False]]
    assert int(draws.counts.sum()) == 0


def test_a_class_is_kept_whole_once_half_an_edge_is_missing_on_average():
    weights = torch.tensor([[1.0, 2.0, 3.0]], dtype=torch.float64)
    ones = torch.ones(1, 3, dtype=torch.float64)
    wholes = []
    for count in (4.0, 5.0):  # 2.407 and 2.605 distinct edges
        draws = draws_of_counts(weights, ones, torch.tensor([[count], [0.0]], dtype=torch.float64))
        wholes.append(bool(draws.exact.all()))
    assert wholes == [False, True]


def test_a_budget_below_one_draw_for_each_class_is_refused():
    weights = torch.tensor([[1.0, -2.0], [3.0, 4.0]], dtype=torch.float64)
    with pytest.raises(DomainError, match=r"kept=2 is below the 3 classes .* keep at least 3"):
        draws_for_budget([weights], [weights.abs()], 2)


def test_rescaling_gives_the_numbers_of_the_dossier():
    twin = doubled(subject_of(neuron(A_WEIGHTS)))
    classes = layer_classes(twin, Sample(A_POINTS))
    wanted = {1: (2.454545, 0.454545), 2: (1.428571, 0.285714), 3: (1.173913, 0.173913)}
    for k, (scale, error) in wanted.items():
        mask = torch.arange(4)[None] < k
        least, most = dropped_shares(twin, Sample(A_POINTS), classes, [mask])["weight"]
        (new,) = rescaled_weights(twin, Sample(A_POINTS), classes, [mask])
        assert float(new[0, 0] / 0.8) == pytest.approx(scale, rel=1e-6)
        errors = (A_POINTS @ new[0]) / (A_POINTS @ A_WEIGHTS[0]) - 1
        assert float(errors.abs().max()) == pytest.approx(error, rel=1e-5)
        assert float((most - least)[0, 0] / (2 - most - least)[0, 0]) == pytest.approx(error, rel=1e-5)
