"""Certificates against exact rational arithmetic, on tiny networks."""

import copy
import itertools
import math

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import prune

from lqtheory.compression import compress
from lqtheory.compression.certificates import BOUNDS, network_bounds
from lqtheory.compression.certificates.entries import Gated
from lqtheory.compression.certificates.pairs import affine_pairs, pair_up
from lqtheory.compression.certificates.rounding import Rounding
from lqtheory.errors import DataError, DomainError, InputTypeError, RegistryError, ShapeError, UnsupportedError
from lqtheory.networks import Residual, fold_batch_norm
from lqtheory.networks.views import network_parts
from tests.networks import exact

NAMES = ("mlp", "residual", "cnn", "averages", "projected", "sequence")
CASES = [(name, density, dtype) for name in NAMES for density, dtype in ((0.5, torch.float64), (0.8, torch.float32))]


def certified(name, density, dtype=torch.float64, **arguments):
    net = exact.network(name, 1)
    pruned = exact.pruned_copy(net, density, 2)
    x = exact.inputs(name, 3, 3)
    return net, pruned, x, network_bounds(net, pruned, x, dtype=dtype, **arguments)


@pytest.mark.parametrize(("name", "density", "dtype"), CASES)
def test_every_bound_is_above_the_error_in_exact_arithmetic(name, density, dtype):
    net, pruned, x, found = certified(name, density, dtype)
    before, after = (network_parts(fold_batch_norm(model, partial=True)) for model in (net, pruned))
    assert set(found.names) | set(found.missing) | {"inference"} == set(BOUNDS)
    for i, instance in enumerate(x):
        outputs = [exact.run(parts, exact.rational(instance)) for parts in (before, after)]
        change = outputs[1] - outputs[0]
        for bound, values in found.l2.items():
            assert exact.Fraction(float(values[i])) ** 2 >= sum(v * v for v in change), bound
        for bound, (low, high) in found.entries.items():
            for j, moved in enumerate(change):
                assert float(low[i, j]) <= moved <= float(high[i, j]), bound
        for which, computed in zip(outputs, (found.outputs, found.pruned_outputs), strict=True):
            radius = found.outputs_radius if computed is found.outputs else found.pruned_outputs_radius
            for exactly, value in zip(which, computed[i], strict=True):
                assert abs(exactly - exact.Fraction(float(value))) <= float(radius[i])


@pytest.mark.parametrize(("name", "density", "dtype"), CASES)
def test_inference_in_floats_stays_within_its_bound(name, density, dtype):
    net, pruned, x, found = certified(name, density, dtype, bounds=["inference"])
    if name == "projected":
        assert "could not be folded is not modelled" in found.missing["inference"]
        return
    for which, model in (("original", fold_batch_norm(net)), ("pruned", fold_batch_norm(pruned))):
        with torch.no_grad():
            computed = model(x)
        for i, instance in enumerate(x):
            truth = exact.run(network_parts(model), exact.rational(instance))
            errors = [abs(exact.Fraction(float(v)) - t) for v, t in zip(computed[i], truth, strict=True)]
            assert all(e <= float(bound) for e, bound in zip(errors, found.inference[which][i], strict=True))
            assert float(found.inference[which][i].max()) < 3e-3


@pytest.mark.parametrize("name", NAMES)
def test_the_ladder_rises(name):
    found = certified(name, 0.6)[-1].l2
    order = [found[rung] for rung in ("measured", "B0", "B1", "B2", "B3", "B4", "B5", "B5_closed")]
    for low, high in itertools.pairwise(order):
        assert bool((low <= high * (1 + 1e-9)).all())


@pytest.mark.parametrize("name", NAMES)
def test_bounds_by_entries_are_nested(name):
    found = certified(name, 0.6)[-1].largest
    for low, high in (("gated", "gated_rows"), ("entrywise", "row"), ("gated", "entrywise")):
        assert bool((found[low] <= found[high] * (1 + 1e-9)).all())


def reference_network() -> tuple[nn.Sequential, nn.Sequential]:
    net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)).double()
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[2.0, -1.0], [1.0, 3.0], [0.0, 1.0]]))
        net[0].bias.copy_(torch.tensor([1.0, -1.0, 0.0]))
        net[2].weight.copy_(torch.tensor([[1.0, -2.0, 0.5]]))
        net[2].bias.fill_(0.5)
    pruned = copy.deepcopy(net)
    with torch.no_grad():
        pruned[0].weight.copy_(torch.tensor([[2.0, 0.0], [0.0, 3.0], [0.0, 1.0]]))
        pruned[2].weight.copy_(torch.tensor([[1.0, -2.0, 0.0]]))
    return net, pruned


def test_the_reference_network_of_the_dossier():
    net, pruned = reference_network()
    found = network_bounds(net, pruned, torch.tensor([[1.0, 2.0]], dtype=torch.float64), q=1.0)
    assert float(found.outputs) == pytest.approx(-9.5, abs=1e-14)
    assert float(found.pruned_outputs) == pytest.approx(-6.5, abs=1e-14)
    values = {
        "measured": 3, "B0": 5, "B1": 6.1234753829797991916, "B2": 8.2056823844642874167, "B3": 9.3661160700990843380,
        "B4": 12.136095286951644551, "B5": 24.473299943279290273, "mirror": 6,
    }  # fmt: skip
    for name, value in values.items():
        assert value <= float(found.l2[name]) <= value * (1 + 1e-9), name
    for name, value in {"entrywise": 5, "row": 8, "gated": 3}.items():
        assert value <= float(found.largest[name]) <= value * (1 + 1e-12), name
    assert "zero biases" in found.missing["product"]


def test_the_product_form_bounds_b3():
    net = nn.Sequential(nn.Linear(5, 4, bias=False), nn.ReLU(), nn.Linear(4, 3, bias=False))
    pruned = exact.pruned_copy(net, 0.5, 0)
    found = network_bounds(net, pruned, torch.ones(2, 5))
    assert bool((found.l2["B3"] <= found.l2["product"] * (1 + 1e-12)).all())


def test_without_pruning_every_bound_vanishes_up_to_rounding():
    net = exact.network("cnn", 4)
    found = network_bounds(net, copy.deepcopy(net), exact.inputs("cnn", 2, 5))
    for name in ("B1", "B2", "B3", "B4", "B5", "B5_closed", "mirror"):
        assert float(found.l2[name].max()) < 1e-250
    assert float(found.largest["gated"].max()) < 1e-10
    assert float(found.l2["measured"].max()) < 1e-10


def test_with_equal_gates_the_gated_bound_is_the_error():
    net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)).double()
    with torch.no_grad():
        net[0].bias.copy_(torch.tensor([50.0, -50.0, 50.0, -50.0]))
    pruned = exact.pruned_copy(net, 0.5, 1)
    found = network_bounds(
        net, pruned, torch.randn(4, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    )
    errors = (found.pruned_outputs - found.outputs).abs().amax(1)
    assert found.largest["gated"].numpy() == pytest.approx(errors.numpy(), rel=1e-9)


@pytest.mark.parametrize(
    "activation",
    [
        nn.GELU(),
        nn.GELU("tanh"),
        nn.SiLU(),
        nn.Mish(),
        nn.Tanh(),
        nn.Sigmoid(),
        nn.ELU(0.7),
        nn.Softplus(2.0),
        nn.ReLU6(),
    ],
)
def test_smooth_activations_are_bounded(activation):
    generator = torch.Generator().manual_seed(1)
    net = nn.Sequential(nn.Linear(6, 8), activation, nn.Linear(8, 8), activation, nn.Linear(8, 3))
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.normal_(generator=generator)
    pruned = exact.pruned_copy(net, 0.7, 2)
    found = network_bounds(net, pruned, 3 * torch.randn(20, 6, generator=generator))
    change = found.pruned_outputs - found.outputs
    for name, values in found.l2.items():
        assert bool((values >= change.norm(dim=1) * (1 - 1e-12)).all()), name
    for name, (low, high) in found.entries.items():
        assert bool((low <= change + 1e-12).all() and (change <= high + 1e-12).all()), name


def test_refitted_weights_have_no_class_bound():
    net, pruned = reference_network()
    with torch.no_grad():
        pruned[0].weight[0, 0] = 1.9
    found = network_bounds(net, pruned, torch.ones(1, 2, dtype=torch.float64))
    assert "kept weights were changed at '0'" in found.missing["B5"]
    assert "B5" not in found.l2
    assert "B4" in found.l2


def test_batches_and_progress_change_nothing():
    net = exact.network("mlp", 1)
    pruned, x, seen = exact.pruned_copy(net, 0.5, 2), exact.inputs("mlp", 7, 3), []
    whole = network_bounds(net, pruned, x)
    parts = network_bounds(net, pruned, x, batch_size=3, on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(3, 7), (6, 7), (7, 7)]
    for name in whole.names:
        assert parts.largest[name].numpy() == pytest.approx(whole.largest[name].numpy(), rel=1e-9)


def test_gates_that_flip_are_hulls():
    """One neuron is off before and on after: the slope lies in [0, 1], so the bound is the change of its argument."""
    net = nn.Sequential(nn.Linear(2, 1, bias=False), nn.ReLU(), nn.Linear(1, 1, bias=False)).double()
    pruned = copy.deepcopy(net)
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[1.0, -3.0]]))
        pruned[0].weight.copy_(torch.tensor([[1.0, 0.0]]))
        net[2].weight.fill_(2.0)
        pruned[2].weight.fill_(2.0)
    found = network_bounds(net, pruned, torch.ones(1, 2, dtype=torch.float64))
    low, high = found.entries["gated"]
    assert (float(low), float(high)) == pytest.approx((0.0, 6.0), abs=1e-12)
    assert float(found.pruned_outputs - found.outputs) == 2.0


def test_a_wrong_gate_would_be_noticed(monkeypatch: pytest.MonkeyPatch):
    """If flipped neurons counted as closed, the certificate would be false, and the exact comparison sees it."""

    def closed(self, part, state, seen):
        both = (seen.original.value > 0) & (seen.pruned.value > 0)
        return type(state)(state.center * both, state.radius * both)

    monkeypatch.setattr(Gated, "activation", closed)
    violations = 0
    for seed in range(5):
        net = exact.network("mlp", seed)
        pruned, x = exact.pruned_copy(net, 0.3, seed), exact.inputs("mlp", 4, seed)
        found = network_bounds(net, pruned, x, bounds=["gated"])
        change = found.pruned_outputs - found.outputs
        low, high = found.entries["gated"]
        violations += int(((change < low - 1e-9) | (change > high + 1e-9)).sum())
    assert violations > 0


def test_rounding_is_refused_where_it_cannot_be_bounded():
    with pytest.raises(DomainError, match=r"use dtype=torch\.float64"):
        Rounding(torch.float32).gamma(5_000_000)


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"inputs": torch.ones(0, 2)}, DataError, "the sample is empty"),
        ({"inputs": torch.ones(3, 2, dtype=torch.int64)}, InputTypeError, "not a tensor of floats"),
        ({"inputs": torch.tensor([[1.0, math.nan]])}, DataError, "inputs have entries that are not finite"),
        ({"inputs": torch.ones(1, 3)}, ShapeError, r"does not take inputs of shape \(1, 3\) on cpu"),
        ({"inputs": torch.ones(2)}, ShapeError, r"not \(samples, ...\)"),
        ({"pruned": nn.Linear(2, 1)}, ShapeError, "have 3 and 1 parts"),
        ({"pruned": nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 1))}, ShapeError, "compression.expanded"),
        ({"pruned": nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))}, ShapeError, "networks differ at '1'"),
        ({"original": "net"}, InputTypeError, "expected a torch.nn.Module, got str"),
        ({"original": nn.Sequential(nn.LayerNorm(2))}, UnsupportedError, "the LayerNorm at '0' has no global"),
        ({"q": 0}, DomainError, r"q=0 is outside \(0, 2\]"),
        ({"q": True}, DomainError, "q=True"),
        ({"bounds": ["B7"]}, RegistryError, "there is no bound 'B7'"),
        ({"bounds": "B1"}, InputTypeError, "is a string"),
        ({"batch_size": 0}, DomainError, "batch_size=0 is not a positive integer"),
        ({"dtype": torch.float16}, DomainError, "neither torch.float32 nor torch.float64"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence(change, error, text):
    net, pruned = reference_network()
    arguments = {"original": net, "pruned": pruned, "inputs": torch.ones(1, 2, dtype=torch.float64)} | change
    with pytest.raises(error, match=text):
        network_bounds(**arguments)


def test_nan_weights_are_refused_and_nothing_is_changed():
    net, pruned = reference_network()
    before = {name: value.clone() for name, value in net.state_dict().items()}
    network_bounds(net, pruned, torch.ones(1, 2, dtype=torch.float64))
    assert all(torch.equal(before[name], value) for name, value in net.state_dict().items())
    with torch.no_grad():
        pruned[2].weight[0, 0] = math.nan
    with pytest.raises(DataError, match="the weight of '2' has entries that are not finite"):
        network_bounds(net, pruned, torch.ones(1, 2, dtype=torch.float64))


def test_a_row_that_does_not_keep_its_largest_entries_counts_fewer():
    from lqtheory.compression.certificates.class_bounds import sufficient_keep_counts

    weight = torch.tensor([[4.0, 3.0, 2.0, 1.0], [4.0, 3.0, 2.0, 1.0], [2.0, 2.0, 2.0, 1.0], [1.0, 0.0, 0.0, 0.0]])
    pruned = torch.tensor([[4.0, 3.0, 0.0, 0.0], [4.0, 0.0, 2.0, 0.0], [0.0, 2.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0]])
    assert sufficient_keep_counts(weight, pruned).tolist() == [2, 1, 1, 1]


def test_the_summary_has_the_means():
    found = certified("mlp", 0.5)[-1]
    assert found.summary()["B1"]["mean"] == pytest.approx(float(found.l2["B1"].mean()))
    assert set(found.summary()) == set(found.names)
    assert np.isfinite([v for row in found.summary().values() for v in row.values()]).all()


def test_half_precision_weights_are_certified_but_not_their_inference():
    net, pruned = (model.to(torch.bfloat16) for model in reference_network())
    found = network_bounds(net, pruned, torch.tensor([[1.0, 2.0]]), q=1.0)
    assert float(found.l2["B0"]) == pytest.approx(5.0)
    assert "inference in torch.bfloat16 is not modelled" in found.missing["inference"]
    assert not found.inference


def test_without_rounding_terms_the_exact_comparison_fails(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Rounding, "unit", 0.0)
    monkeypatch.setattr(Rounding, "gamma", lambda self, n: 0.0)
    monkeypatch.setattr(Rounding, "up", lambda self, value, n: value)
    net, _, x, found = certified("mlp", 0.5, torch.float32, bounds=["inference"])
    errors = [
        abs(exact.Fraction(float(v)) - t)
        for instance, row in zip(x, found.outputs, strict=True)
        for v, t in zip(row, exact.run(network_parts(net), exact.rational(instance)), strict=True)
    ]
    assert max(errors) > float(found.outputs_radius.max())
    assert float(found.inference["original"].max()) < 1e-30


def test_the_ladder_uses_the_better_of_patches_and_frequencies():
    """Differences of neighbours on four pixels: 2 by patches, 2 sin(2π/5) by the frequencies of a torus of five."""
    net = nn.Sequential(nn.Conv2d(1, 1, (1, 2), bias=False), nn.Flatten(), nn.Linear(3, 2, bias=False))
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([1.0, -1.0]).reshape(1, 1, 1, 2))
    (conv, _) = affine_pairs(pair_up(network_parts(net), network_parts(net), torch.float64))
    assert conv.original.spectral((1, 1, 1, 4)) == pytest.approx(2 * math.sin(0.4 * math.pi), rel=1e-9)
    assert conv.original.frobenius == pytest.approx(2.0, rel=1e-9)


def residual_classifier() -> nn.Sequential:
    """A small residual network as they are built, with running statistics from data."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        net = nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=1, bias=False), nn.BatchNorm2d(6), nn.ReLU(),
            Residual(
                nn.Sequential(
                    nn.Conv2d(6, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
                    nn.Conv2d(8, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8),
                ),
                nn.Sequential(nn.Conv2d(6, 8, 1, stride=2, bias=False), nn.BatchNorm2d(8)),
            ),
            nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 4),
        )  # fmt: skip
        with torch.no_grad():
            for _ in range(5):
                net(torch.randn(32, 1, 8, 8))
    return net


def test_networks_need_not_be_folded_by_the_caller():
    net = residual_classifier()
    before = copy.deepcopy(net.state_dict())
    x = torch.randn(20, 1, 8, 8, generator=torch.Generator().manual_seed(4))
    result = compress(net, "magnitude", density=0.7)
    found = network_bounds(net, result.network, x)
    assert found.folded == ("1", "3.inner.1", "3.inner.4", "3.shortcut.1") == result.report.folded
    assert "folded into the layers before them: 1, 3.inner.1, 3.inner.4, 3.shortcut.1" in result.report.summary()
    assert not found.missing.keys() - {"product"}
    with torch.no_grad():
        error = (result.network.eval()(x).double() - copy.deepcopy(net).eval()(x).double()).norm(dim=1)
    for name, bound in found.l2.items():
        assert bool((bound >= error * (1 - 1e-5)).all()), name
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())
    by_hand = network_bounds(fold_batch_norm(net), result.network, x)
    assert by_hand.folded == ()
    assert torch.equal(by_hand.l2["B1"], found.l2["B1"])


def test_a_pruned_shortcut_is_counted():
    net = exact.network("projected", 1)
    pruned = copy.deepcopy(net)
    with torch.no_grad():
        pruned[3].shortcut[0].weight[:, 0] = 0
    found = network_bounds(net, pruned, exact.inputs("projected", 4, 3))
    assert bool((found.l2["measured"] > 0.1).all())
    for name in ("B0", "B1", "B2", "mirror"):
        assert bool((found.l2[name] >= found.l2["measured"] * (1 - 1e-9)).all())
    assert found.l2["B0"].numpy() == pytest.approx(found.l2["measured"].numpy(), rel=1e-9)  # one layer changed


@pytest.mark.parametrize("method", ["magnitude", "structured"])
def test_networks_of_sequences_are_compressed_and_certified(method):
    with torch.random.fork_rng():
        torch.manual_seed(5)
        net = nn.Sequential(
            nn.Conv1d(2, 6, 3, padding=1, bias=False), nn.BatchNorm1d(6), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(6, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(8, 3),
        )  # fmt: skip
    x = torch.randn(30, 2, 12, generator=torch.Generator().manual_seed(6))
    net(x)
    result = compress(net.eval(), method, density=0.7, sample=x, certify=True)
    bounds = result.report.certificate["bounds"]
    with torch.no_grad():
        error = (result.network(x) - net(x)).double().norm(dim=1)
    assert float(error.max()) > 1e-3
    assert all(bounds[name]["max"] >= float(error.max()) * (1 - 1e-5) for name in ("B0", "B1", "B2", "B3", "mirror"))


def test_masks_stand_for_the_pruned_network():
    net = residual_classifier().eval()
    x = torch.randn(6, 1, 8, 8, generator=torch.Generator().manual_seed(7))
    result = compress(net, "magnitude", density=0.6)
    by_masks, by_network = network_bounds(net, result.masks, x), network_bounds(net, result.network, x)
    assert by_masks.folded == by_network.folded
    # Folding scales rows: the masked network folded is the folded one masked, up to rounding to float32.
    for name, bound in by_network.l2.items():
        assert by_masks.l2[name].numpy() == pytest.approx(bound.numpy(), rel=1e-6), name
    nothing = {name: torch.ones_like(mask) for name, mask in result.masks.items()}
    assert float(network_bounds(net, nothing, x, bounds=["B1"]).l2["B1"].max()) < 1e-250
    with pytest.raises(RegistryError, match=r"masks name 'x\.weight'"):
        network_bounds(net, {"x.weight": torch.ones(1, dtype=torch.bool)}, x)
    with pytest.raises(ShapeError, match=r"the mask of '7.weight' has shape \(2,\) for \(4, 8\)"):
        network_bounds(net, {"7.weight": torch.ones(2, dtype=torch.bool)}, x)
    with pytest.raises(InputTypeError, match=r"the mask of '7.weight' is torch.float32"):
        network_bounds(net, {"7.weight": torch.ones(4, 8)}, x)


def test_folding_along_the_wrong_axis_is_refused():
    """After a linear layer on (N, C, L) a batch normalisation acts on C, and cannot be folded into the layer on L."""
    net = nn.Sequential(nn.Linear(5, 4), nn.BatchNorm1d(4)).eval().requires_grad_(False)
    net[1].running_var.copy_(torch.tensor([1.0, 4.0, 9.0, 16.0]))
    flat, deep = torch.ones(3, 5), torch.ones(3, 4, 5)
    assert network_bounds(net, net, flat).folded == ("1",)
    with pytest.raises(UnsupportedError, match=r"not \(N, C, L\)"):
        network_bounds(net, net, deep)
    with pytest.raises(UnsupportedError, match=r"not \(N, C, L\)"):
        compress(net, "magnitude", density=0.5, sample=deep)


class Around(nn.Sequential):
    """A sequence that is none."""

    def forward(self, x):
        return x + super().forward(x)


def test_a_sequence_with_a_forward_of_its_own_is_not_folded_through():
    net = nn.Sequential(nn.Linear(5, 4), Around(nn.BatchNorm1d(4), nn.Linear(4, 4))).eval().requires_grad_(False)
    net[1][0].running_var.fill_(9.0)
    x = torch.randn(6, 5, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(compress(net, "magnitude", density=1.0).network(x), net(x))


def test_masks_of_torch_are_read_as_the_next_pass_uses_them():
    net = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2)).double()
    pruned = copy.deepcopy(net)
    prune.l1_unstructured(pruned[0], "weight", amount=2)
    with torch.no_grad():
        pruned[0].weight_orig.mul_(5.0)  # an optimiser step: .weight is stale until the next pass
    x = torch.randn(20, 3, generator=torch.Generator().manual_seed(0)).double()
    found = network_bounds(net, pruned, x)
    error = (pruned(x) - net(x)).detach().norm(dim=1)
    assert (found.l2["B1"] >= error * (1 - 1e-9)).all()


def test_what_computes_in_place_does_not_reach_the_shortcut():
    block = Residual(nn.Sequential(nn.ReLU(inplace=True), nn.Linear(2, 2))).requires_grad_(False)
    x = torch.tensor([[-1.0, 2.0]])
    torch.testing.assert_close(block(x.clone()), x + block.inner[1](x.clamp(min=0)))
    assert block(x) is not None
    assert x.tolist() == [[-1.0, 2.0]]
