"""Budgets, selection, and the rules that turn values into masks."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lqtheory.compression import compress
from lqtheory.compression.adaptive import keep_absolute, keep_adaptively, keep_relative, kept_by_rules, tail_norms
from lqtheory.compression.allocation import keep_allocated, keep_allocated_to_layers, layer_factors
from lqtheory.compression.budgets import Goal, apportion, goal_of
from lqtheory.compression.magnitude import keep_globally, keep_in_layers, keep_in_neurons
from lqtheory.compression.ordered import Ordered
from lqtheory.compression.selection import count_for_tolerance, largest, largest_of_rows
from lqtheory.compression.shared_budgets import SharedBudgets
from lqtheory.errors import DomainError, InputTypeError, RegistryError
from lqtheory.networks import tensor_views
from lqtheory.quantities.keep_counts import kmin, kmin_exact, kmin_stechkin_count
from lqtheory.quantities.sparsity_indices import effective_sparsity


def layers_of(rng: np.random.Generator, *shapes: tuple[int, int], ties: bool = False) -> list[torch.Tensor]:
    """Gaussian matrices; with ties, of small integers."""
    if ties:
        return [torch.from_numpy(rng.integers(-2, 3, shape).astype(np.float32)) for shape in shapes]
    return [torch.from_numpy(rng.standard_normal(shape)) * (3.0 ** (i + 1)) for i, shape in enumerate(shapes)]


def total(masks: list[torch.Tensor]) -> int:
    return sum(int(mask.sum()) for mask in masks)


RULES = {
    "globally": keep_globally,
    "in layers": keep_in_layers,
    "in neurons": keep_in_neurons,
    "relative": keep_relative,
    "absolute": keep_absolute,
    "stechkin": lambda values, goal: keep_adaptively(values, goal, 0.5, "stechkin"),
    "sharp": lambda values, goal: keep_adaptively(values, goal, 1.0, "sharp"),
    "exact": lambda values, goal: keep_adaptively(values, goal, 1.0, "exact"),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("ties", [False, True])
def test_a_budget_is_met_exactly_whatever_the_rule(rule, ties, rng):
    values = layers_of(rng, (7, 13), (5, 7), (3, 5), ties=ties)
    n = sum(part.numel() for part in values)
    for kept in (1, 50, n) if rule == "sharp" else (0, 1, 2, 17, 50, n // 2, n - 1, n):
        masks = RULES[rule](values, Goal(kept=kept))
        assert total(masks) == kept
        assert [mask.shape for mask in masks] == [part.shape for part in values]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_keeps_the_largest_of_each_neuron(rule, rng):
    values = layers_of(rng, (6, 11), (4, 6))
    for mask, part in zip(RULES[rule](values, Goal(kept=30)), values, strict=True):
        assert torch.equal(mask, largest_of_rows(part, mask.sum(dim=1)))


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=1, max_size=6), min_size=1, max_size=4),
    st.floats(0, 1),
    st.sampled_from([torch.float32, torch.float64, torch.float16]),
)
def test_the_largest_are_kept_and_of_equal_ones_the_first(parts, share, dtype):
    scores = [torch.tensor(part, dtype=dtype) for part in parts]
    flat = [abs(value) for part in parts for value in part]
    kept = round(share * len(flat))
    wanted = set(sorted(range(len(flat)), key=lambda i: (-flat[i], i))[:kept])
    mask = torch.cat([part.reshape(-1) for part in largest(scores, kept)]).tolist()
    assert {i for i, keep in enumerate(mask) if keep} == wanted


def test_the_global_rule_minimises_the_squared_error(rng):
    values = layers_of(rng, (2, 3), (1, 3))
    flat = torch.cat([part.reshape(-1) for part in values]).square()
    for kept in range(10):
        mask = torch.cat([part.reshape(-1) for part in keep_globally(values, Goal(kept=kept))])
        best = min(float(flat.sum() - flat[list(some)].sum()) for some in itertools.combinations(range(9), kept))
        assert float(flat[~mask].sum()) == pytest.approx(best, rel=1e-12, abs=1e-12)


def test_the_absolute_rule_minimises_the_largest_error_of_a_neuron(rng):
    values = layers_of(rng, (2, 3), (1, 3))
    curves = [[float(row.abs().sort().values[: len(row) - k].norm()) for k in range(4)] for v in values for row in v]
    for kept in range(10):
        masks = keep_absolute(values, Goal(kept=kept))
        pairs = zip(values, masks, strict=True)
        reached = max(float((part * ~mask).norm(dim=1).max()) for part, mask in pairs)
        counts = (c for c in itertools.product(range(4), repeat=3) if sum(c) == kept)
        best = min(max(curve[k] for curve, k in zip(curves, c, strict=True)) for c in counts)
        assert reached == pytest.approx(best, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("eta", [0.0, 0.05, 0.3, 0.8])
def test_relative_counts_are_the_exact_keep_counts(eta, rng):
    (values,) = layers_of(rng, (6, 40))
    values[2] = 0.0
    counts = kmin(values.numpy(), eta, 2.0)
    assert keep_relative([values], Goal(tolerance=eta))[0].sum(dim=1).tolist() == counts.tolist()
    assert keep_in_neurons([values], Goal(tolerance=eta))[0].sum(dim=1).tolist() == counts.tolist()
    assert count_for_tolerance(values, eta).tolist() == counts.tolist()


@pytest.mark.parametrize(("rule", "count"), [("stechkin", kmin_stechkin_count), ("sharp", kmin_exact)])
@pytest.mark.parametrize("q", [0.3, 1.0])
def test_adaptive_counts_are_those_of_the_theory_and_suffice(rule, count, q, rng):
    values = layers_of(rng, (5, 60))[0] ** 5
    values[3] = 0.0
    for eta in (0.1, 0.5):
        (mask,) = keep_adaptively([values], Goal(tolerance=eta), q, rule)
        for row, kept in zip(values, mask, strict=True):
            wanted = 0
            if bool(row.any()):
                s = float(effective_sparsity(row.numpy(), q, 2.0))
                wanted = min(60, int(count(s, eta, q, 2.0, 60) if rule == "sharp" else count(s, eta, q, 2.0)))
            assert int(kept.sum()) == wanted
            assert float((row * ~kept).norm()) <= eta * float(row.norm()) * (1 + 1e-12)


def test_adaptive_counts_under_a_budget_are_proportional_to_the_effective_sparsity(rng):
    values = torch.from_numpy(rng.standard_normal((4, 400))) ** torch.tensor([[1], [3], [5], [9]])
    (mask,) = keep_adaptively([values], Goal(kept=200), 0.5, "stechkin")
    sparsities = effective_sparsity(values.numpy(), 0.5, 2.0)
    assert np.allclose(mask.sum(dim=1).numpy(), 200 * sparsities / sparsities.sum(), atol=1.0)


def test_sharp_counts_under_a_budget_are_those_of_one_tolerance(rng):
    values = torch.from_numpy(rng.standard_normal((5, 60))) ** torch.tensor([[1], [3], [5], [7], [9]])
    differs = []
    for eta in (0.2, 0.5, 0.8):
        (wanted,) = keep_adaptively([values], Goal(tolerance=eta), 0.8, "sharp")
        (found,) = keep_adaptively([values], Goal(kept=int(wanted.sum())), 0.8, "sharp")
        assert torch.equal(found, wanted)
        (other,) = keep_adaptively([values], Goal(kept=int(wanted.sum())), 0.8, "stechkin")
        differs.append(not torch.equal(found, other))
    assert any(differs)


def test_ties_in_long_rows_go_to_the_first():
    rows = torch.ones(3, 1000)
    rows[1, 700] = 2.0
    mask = largest_of_rows(rows, torch.tensor([400, 400, 0]))
    assert mask[0].nonzero()[:, 0].tolist() == list(range(400))
    assert mask[1].nonzero()[:, 0].tolist() == [*range(399), 700]


def test_a_budget_and_the_tolerance_it_leads_to_give_the_same_counts(rng):
    values = layers_of(rng, (5, 30), (3, 5))
    for eta in (0.2, 0.6):
        masks = keep_relative(values, Goal(tolerance=eta))
        again = keep_relative(values, Goal(kept=total(masks)))
        assert all(torch.equal(a, b) for a, b in zip(masks, again, strict=True))


@pytest.mark.parametrize("method", ["relative", "adaptive"])
def test_neurons_that_are_noise_get_nothing_of_a_budget_only_if_asked(method, rng):
    values = torch.from_numpy(rng.standard_normal((2, 50))) ** 3
    values[1] *= 0.5e-6
    for share, zeroed in ((0.0, 0), (1e-6, 1), (1e-7, 0)):
        result = compress({"a.weight": values}, method, kept=40, negligible=share)
        (layer,) = result.report.layers
        assert (int(result.masks["a.weight"][1].sum()) == 0) == bool(zeroed)
        assert (layer.neurons_zeroed, layer.neurons) == (zeroed, 2)
        assert (layer.worst_neuron == 1.0) == bool(zeroed)


@pytest.mark.parametrize("size", [1e-9, 1e-150, 1e-300])
@pytest.mark.parametrize("rule", ["stechkin", "sharp", "exact"])
def test_small_neurons_meet_the_tolerance_as_all_others(rule, size, rng):
    values = torch.from_numpy(rng.standard_normal((3, 50))) ** 3
    same = values.clone()
    values[1] *= size
    for q in (0.5, 1.0):
        (mask,) = keep_adaptively([values], Goal(tolerance=0.1), q, rule)
        assert mask.sum(dim=1).tolist() == keep_adaptively([same], Goal(tolerance=0.1), q, rule)[0].sum(dim=1).tolist()
        assert kept_by_rules([values], 0.1, q) == kept_by_rules([same], 0.1, q)
    result = compress({"a.weight": values}, "adaptive", tolerance=0.1, rule=rule, q=q)
    errors = ((result.network["a.weight"] - values) / values.abs().amax(1, keepdim=True)).norm(dim=1)
    worst = (errors / (values / values.abs().amax(1, keepdim=True)).norm(dim=1)).max()
    assert result.report.layers[0].worst_neuron == pytest.approx(float(worst), rel=1e-12)
    assert result.report.layers[0].worst_neuron <= 0.1 * (1 + 1e-12)


def test_tail_norms_survive_tiny_and_huge_weights():
    rows = torch.tensor([[3e-200, 4e-200], [3e200, 4e200]], dtype=torch.float64)
    assert tail_norms(rows, relative=False)[:, 1].tolist() == pytest.approx([5e-200, 5e200], rel=1e-14)
    assert tail_norms(rows, relative=True).reshape(-1).tolist() == pytest.approx([0.6, 1.0] * 2)


def test_layers_share_a_budget_by_their_sizes(rng):
    values = layers_of(rng, (10, 10), (10, 5))
    assert [int(mask.sum()) for mask in keep_in_layers(values, Goal(kept=31))] == [21, 10]
    counts = torch.cat([mask.sum(dim=1) for mask in keep_in_neurons(values, Goal(kept=30))]).tolist()
    assert counts == [2] * 10 + [1] * 10


def test_layer_tolerances_are_met(rng):
    values = layers_of(rng, (10, 10), (10, 5))
    for part, mask in zip(values, keep_in_layers(values, Goal(tolerance=0.2)), strict=True):
        assert float((part * ~mask).norm() / part.norm()) <= 0.2
    masks = keep_globally(values, Goal(tolerance=0.2))
    lost = sum(float((part * ~mask).square().sum()) for part, mask in zip(values, masks, strict=True))
    assert lost <= 0.04 * sum(float(part.square().sum()) for part in values)


def test_allocation_weighs_layers(rng):
    first, second = layers_of(rng, (4, 4), (4, 4))
    view = tensor_views({"a.weight": first, "b.weight": second})
    masks = keep_allocated([first, second], Goal(kept=12), view.layers, {"a.weight": 100.0, "b.weight": 1.0})
    assert all(
        torch.equal(*both) for both in zip(masks, keep_globally([10 * first, second], Goal(kept=12)), strict=True)
    )
    norms = [float(torch.linalg.matrix_norm(part, 2)) for part in (first, second)]
    assert layer_factors(view.layers) == pytest.approx([1 / norm for norm in norms])


def test_the_sum_of_layer_errors_is_minimised(rng):
    values = layers_of(rng, (2, 3), (2, 2))
    view = tensor_views({"a.weight": values[0], "b.weight": values[1]})
    weights = {"a.weight": 4.0, "b.weight": 1.0}
    curves = [[float(v.reshape(-1).abs().sort().values[: v.numel() - k].norm()) for k in range(7)] for v in values]
    for kept in range(11):
        masks = keep_allocated_to_layers(values, Goal(kept=kept), view.layers, weights)
        assert total(masks) == kept
        lost = [float((v * ~mask).norm()) for v, mask in zip(values, masks, strict=True)]
        splits = [(k, kept - k) for k in range(7) if 0 <= kept - k <= 4]
        best = min(2 * curves[0][a] + curves[1][b] for a, b in splits)
        assert 2 * lost[0] + lost[1] == pytest.approx(best, rel=1e-12, abs=1e-12)


def test_a_budget_for_layers_is_met_exactly_when_steps_are_coarse(rng):
    values = layers_of(rng, (50, 100), (20, 50))
    view = tensor_views({"a.weight": values[0], "b.weight": values[1]})
    for kept in (0, 1, 2, 1001, 5999, 6000):
        assert total(keep_allocated_to_layers(values, Goal(kept=kept), view.layers)) == kept


@pytest.mark.parametrize("step", [1, 4, 7])
def test_a_tolerance_for_layers_is_the_inverse_of_the_allocation(rng, step):
    layers = [rng.standard_normal(n) * rng.random(n) ** 3 for n in (13, 22, 9)]
    layers[2][4:] = 0.0
    ordered = [Ordered(lambda part=part: iter(np.array_split(part, 3)), part.size, step, 5) for part in layers]
    shared = SharedBudgets(ordered, [2.0, 0.7, 1.0], step)
    errors = [shared.error(shared.counts(kept)) for kept in range(45)]
    assert [sum(shared.counts(kept)) for kept in range(45)] == list(range(45))
    for tolerance in (*errors, 0.0, *(0.5 * (a + b) for a, b in itertools.pairwise(errors)), 2 * errors[0]):
        assert shared.least_budget(tolerance) == next(k for k, error in enumerate(errors) if error <= tolerance)


def test_a_tolerance_for_layers_is_met_by_no_smaller_budget(rng):
    values = layers_of(rng, (50, 100), (20, 50))
    view = tensor_views({"a.weight": values[0], "b.weight": values[1]})
    factors = layer_factors(view.layers)

    def error(masks):
        return sum(c * float((v * ~mask).norm()) for c, v, mask in zip(factors, values, masks, strict=True))

    whole = error([torch.zeros_like(v, dtype=torch.bool) for v in values])
    for tolerance in (0.9, 0.3, 0.01):
        masks = keep_allocated_to_layers(values, Goal(tolerance=tolerance), view.layers)
        assert error(masks) <= tolerance * whole * (1 + 1e-9)
        fewer = keep_allocated_to_layers(values, Goal(kept=total(masks) - 1), view.layers)
        assert error(fewer) > tolerance * whole
    report = compress(dict.fromkeys(["a.weight"], values[0].float()), "allocation_layers", tolerance=0.3).report
    assert report.layers[0].relative_error <= 0.3


def test_norms_of_large_layers_are_good_enough(rng):
    large = torch.from_numpy(rng.standard_normal((320, 400))) * torch.linspace(1, 3, 400)
    view = tensor_views({"a.weight": large, "b.weight": torch.zeros(301, 301)})
    assert layer_factors(view.layers) == pytest.approx([1 / float(torch.linalg.matrix_norm(large, 2)), 1.0], rel=1e-3)


@pytest.mark.parametrize(
    ("weights", "error", "text"),
    [
        ({"c.weight": 1.0}, RegistryError, "layer_weights names 'c.weight'"),
        ({}, DomainError, "layer_weights lacks 'a.weight'"),
        ({"a.weight": -1.0}, DomainError, r"layer_weights\['a.weight'\]=-1.0"),
        ({"a.weight": "x"}, InputTypeError, r"layer_weights\['a.weight'\]"),
    ],
)
def test_bad_layer_weights_are_refused(weights, error, text):
    view = tensor_views({"a.weight": torch.ones(2, 2)})
    with pytest.raises(error, match=text):
        keep_allocated([torch.ones(2, 2)], Goal(kept=1), view.layers, weights)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.floats(0, 1))
def test_apportioned_counts_add_up(sizes, share):
    whole = round(share * sum(sizes))
    counts = apportion(whole, sizes)
    assert sum(counts) == whole
    assert all(abs(count - whole * size / sum(sizes)) < 1 for count, size in zip(counts, sizes, strict=True))
    assert all(0 <= count <= size for count, size in zip(counts, sizes, strict=True))


@pytest.mark.parametrize(
    ("given_", "error", "text"),
    [
        ({}, DomainError, "exactly one of density, kept, parameters, tolerance, eps is needed, got none"),
        ({"density": 0.1, "kept": 3}, DomainError, "got density and kept"),
        ({"density": 0.0}, DomainError, r"density=0 is outside \(0, 1\]"),
        ({"density": 1.5}, DomainError, r"density=1.5 is outside \(0, 1\]"),
        ({"density": float("nan")}, DomainError, "density=nan is outside"),
        ({"density": "half"}, InputTypeError, "density='half' is not a number"),
        ({"kept": 101}, DomainError, r"kept=101 is outside \{0,…,100\}"),
        ({"kept": -1}, DomainError, "kept=-1 is negative"),
        ({"kept": 0.1}, InputTypeError, "kept=0.1 is not an integer"),
        ({"parameters": 9}, DomainError, "parameters=9 is below the 10 biases"),
        ({"tolerance": 1.0}, DomainError, r"tolerance=1 is outside \[0, 1\)"),
        ({"tolerance": -0.1}, DomainError, r"tolerance=-0.1 is outside \[0, 1\)"),
        ({"tolerance": True}, InputTypeError, "tolerance=True is not a number"),
    ],
)
def test_bad_budgets_and_tolerances_are_refused(given_, error, text):
    with pytest.raises(error, match=text):
        goal_of(100, 10, **given_)


def test_budgets_are_understood():
    assert goal_of(100, 10, density=0.126).kept == 13
    assert goal_of(100, 10, kept=0).kept == 0
    assert goal_of(100, 10, parameters=10).kept == 0
    assert goal_of(100, 10, parameters=1000).kept == 100
    assert goal_of(100, 10, tolerance=5, largest_tolerance=float("inf")).tolerance == 5.0


@pytest.mark.parametrize(
    ("q", "rule", "text"), [(2.0, "exact", r"q=2.0 is outside \(0, 2\)"), (1.0, "best", "rule='best'")]
)
def test_bad_rules_are_refused(q, rule, text):
    with pytest.raises(DomainError, match=text):
        keep_adaptively([torch.ones(2, 2)], Goal(kept=1), q, rule)
