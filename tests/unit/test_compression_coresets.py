"""Coresets, filters, entrywise sampling and factors as methods of compression."""

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest
import torch

from lqtheory.compression import METHODS, compress, load, save
from lqtheory.compression.entrywise import ENTRYWISE, entry_probabilities
from lqtheory.compression.filters import channel_sensitivities
from lqtheory.compression.inputs import subject_of
from lqtheory.compression.pairs import find_pairs
from lqtheory.compression.patches import patches
from lqtheory.compression.samples import Sample
from lqtheory.compression.sampling.classes import layer_classes
from lqtheory.compression.sampling.importances import mean_importances
from lqtheory.compression.sampling.points import doubled
from lqtheory.compression.sampling.rates import inclusion_probabilities
from lqtheory.compression.sampling.removal import without_idle_neurons
from lqtheory.errors import DomainError, InputTypeError, UnsupportedError
from lqtheory.quantities.coreset_distributions import mean_optimal_distribution
from lqtheory.quantities.coreset_sensitivities import relative_importance
from lqtheory.quantities.unseen_limits import clopper_pearson_lower


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


SAMPLED = [name for name, method in METHODS.items() if method.sampled]


@pytest.fixture
def perceptron() -> torch.nn.Sequential:
    return torch.nn.Sequential(
        torch.nn.Flatten(),
        torch.nn.Linear(64, 30),
        torch.nn.ReLU(),
        torch.nn.Linear(30, 20),
        torch.nn.ReLU(),
        torch.nn.Linear(20, 10),
    ).eval()


@pytest.fixture
def convolutions() -> torch.nn.Sequential:
    """Batch normalisation to fold, signed activations, pooling, biases or none."""
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 8, 3, padding=1),
        torch.nn.BatchNorm2d(8),
        torch.nn.Tanh(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(8, 12, 3, padding=1, bias=False),
        torch.nn.ReLU(),
        torch.nn.AvgPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(48, 10),
    )
    with torch.no_grad():
        net[1].running_mean.normal_()
        net[1].running_var.uniform_(0.5, 2)
    return net.eval()


@pytest.fixture
def pixels(rng) -> torch.Tensor:
    values = rng.uniform(0, 1, (60, 1, 8, 8)) * (rng.uniform(0, 1, (60, 1, 8, 8)) < 0.4)
    return torch.from_numpy(values.astype("float32"))


def weights_of(result) -> dict[str, torch.Tensor]:
    return result.state_dict()


@pytest.mark.parametrize("method", [*SAMPLED, "sensitivity", "sensitivity_rescaled", "pfp_top"])
@pytest.mark.parametrize("kind", ["perceptron", "convolutions"])
def test_weights_depend_on_the_seed_and_on_nothing_else(method, kind, pixels, request):
    network = request.getfixturevalue(kind)
    settings = {"density": 0.4, "candidates": 3}
    whole, parts, single = (
        weights_of(compress(network, method, sample=pixels, batch_size=size, seed=5, **settings)) for size in (60, 7, 1)
    )
    for name, value in whole.items():
        assert torch.equal(value != 0, parts[name] != 0)
        torch.testing.assert_close(value, parts[name], rtol=1e-6, atol=0)
        torch.testing.assert_close(value, single[name], rtol=1e-6, atol=0)
    other = weights_of(compress(network, method, sample=pixels, seed=6, **settings))
    same = all(value.shape == other[name].shape and torch.equal(value, other[name]) for name, value in whole.items())
    if method != "hybrid":  # which may find that nothing should be left to chance
        assert same == (not METHODS[method].sampled)


@pytest.mark.parametrize("method", ["corenet", "corenet_plus", "corenet_plus_plus"])
@pytest.mark.parametrize("allocation", ["neyman", "schedule"])
@pytest.mark.parametrize("activation", [torch.nn.ReLU, torch.nn.Tanh])
def test_allocations_do_not_depend_on_batches_in_any_bit(method, allocation, activation):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        sizes = (20, 16, 12, 5)
        layers = [part for a, b in itertools.pairwise(sizes) for part in (torch.nn.Linear(a, b), activation())]
        network, x = torch.nn.Sequential(*layers[:-1]), torch.rand(96, 20)
    x = x if activation is torch.nn.ReLU else 2 * x - 1
    settings = {"density": 0.6, "sample": x, "allocation": allocation, "candidates": 3}
    for seed in range(3):
        whole, *others = (
            weights_of(compress(network, method, batch_size=size, seed=seed, **settings)) for size in (96, 7, 13, 1)
        )
        for other in others:
            assert all(torch.equal(value, other[name]) for name, value in whole.items())


def test_a_budget_says_what_the_theory_promises_for_it(perceptron, pixels):
    report = compress(perceptron, "corenet", density=0.4, sample=pixels).report
    told = report.sampling["class_errors"]
    assert "a priori (Bernstein, delta=0.05 for all" in report.summary()
    more = compress(perceptron, "corenet", density=0.8, sample=pixels).report.sampling["class_errors"]
    assert len(told["layers"]) == 3
    for few, many in zip(told["layers"], more["layers"], strict=True):
        assert 0 <= many["median"] < few["median"] < few["largest"]


@pytest.mark.parametrize("method", SAMPLED)
def test_the_report_says_what_was_asked_for_expected_and_achieved(method, perceptron, pixels):
    result = compress(perceptron, method, density=0.4, sample=pixels, seed=1)
    report = result.report
    told = report.sampling
    assert told["seed"] == 1
    assert told["requested"] == round(0.4 * report.n)
    assert report.kept == sum(int(mask.sum()) for mask in result.masks.values())
    if "expected" in told:
        assert told["expected"] == pytest.approx(told["requested"], rel=0.06)
        assert report.kept == pytest.approx(told["expected"], rel=0.25 if "pfp" in method else 0.1)
    assert any("were asked for" in line for line in report.remarks()) or method == "hybrid"
    assert report.settings["seed"] == 1
    biases = [name for name, _ in result.network.named_parameters() if name.endswith("bias")]
    assert len(biases) == 3


def test_what_a_mask_has_lost_is_zero_and_what_it_has_is_stored(perceptron, pixels):
    for method in ("corenet", "mixed", "hybrid", "poisson", "pivotal", *ENTRYWISE, "sensitivity_rescaled"):
        result = compress(perceptron, method, density=0.4, sample=pixels)
        for name, mask in result.masks.items():
            assert torch.equal(result.network.get_parameter(name) != 0, mask)
            assert torch.equal(result.network.get_parameter(name).sign(), perceptron.get_parameter(name).sign() * mask)


@pytest.mark.parametrize(
    "method", ["corenet", "mixed", "poisson", "pivotal", "uniform", "l1", "l2", "l1_l2", "bernstein_rows"]
)
def test_the_mean_over_seeds_is_the_network(method, pixels):
    layer = torch.nn.Linear(16, 3).double()
    x, n = pixels.flatten(1)[:, :16].double(), 60
    new = torch.stack(
        [compress(layer, method, density=0.5, sample=x, seed=seed).network.weight.detach() for seed in range(n)]
    )
    seen = new.abs().sum(dim=0) > 0
    error = (new.mean(dim=0) - layer.weight.detach())[seen]
    spread = new.std(dim=0)[seen] / math.sqrt(n)
    assert float(seen.double().mean()) > 0.9
    assert float((error.square().mean() / spread.square().mean()).sqrt()) < 1.6


def test_the_predicted_error_is_exact_for_one_linear_layer(rng):
    layer = torch.nn.Linear(12, 5).double()
    x = torch.from_numpy(rng.standard_normal((30, 12)))
    results = [compress(layer, "poisson", density=0.5, sample=x, seed=seed, floor=0.0) for seed in range(80)]
    predicted = results[0].report.sampling["predicted_error"]
    scores = layer.weight.detach().abs() * x.square().mean(dim=0).sqrt()
    (p,) = inclusion_probabilities([scores], 30)
    change = (scores.square() * (1 / p - 1)).sum() / layer(x).detach().square().sum(dim=1).mean()
    assert predicted == pytest.approx(math.sqrt(float(change)), rel=1e-9)
    measured = math.sqrt(np.mean([result.report.output_error**2 for result in results]))
    assert measured == pytest.approx(predicted, rel=0.1)


def test_a_layer_too_uneven_for_its_budget_stores_less_not_everything():
    """90 of 100 weights are 1e-12 of the others: drawn by their squares they never come."""
    layer = torch.nn.Linear(100, 1, bias=False)
    layer.weight.data.fill_(1.0)
    layer.weight.data[0, 10:] = 1e-12
    report = compress(layer, "l2", density=0.5).report
    assert report.kept == 10
    assert report.sampling["requested"] == 50
    assert report.sampling["expected"] == pytest.approx(10, abs=0.1)


def test_the_floor_bounds_what_edges_are_multiplied_by():
    """One input of the sample is a thousand times smaller than the other 99: its edge is kept with p ~ 1/1000 or so."""
    layer = torch.nn.Linear(100, 1, bias=False).double()
    layer.weight.data.fill_(1.0)
    x = torch.ones(5, 100).double()
    x[:, 0] = 1e-3
    kept = {floor: 0 for floor in (0.0, 0.1)}
    for floor in (0.0, 0.1):
        for seed in range(200):
            new = compress(layer, "poisson", density=0.5, sample=x, seed=seed, floor=floor).network.weight[0].detach()
            kept[floor] += int(new[0] != 0)
            assert float(new[0]) == 0 or floor == 0 or float(new[0]) < 1.1 * math.sqrt(1.1 / 0.1) / 0.5
            assert float(new[1:].max()) < 2.1
    assert kept[0.0] < 5 < 10 < kept[0.1]  # Binomial(200, 1/2000), and Binomial(200, .15)


@pytest.mark.parametrize(
    "method", ["corenet", "mixed", "hybrid", "poisson", "pivotal", "sensitivity", "sensitivity_rescaled"]
)
def test_a_budget_of_everything_changes_nothing_on_the_sample(method, perceptron, pixels):
    result = compress(perceptron, method, density=1.0, sample=pixels)
    assert result.report.output_error < 1e-6
    for layer in result.report.layers:
        assert layer.kept <= layer.n


def test_the_published_schedule_keeps_everything_and_says_why(perceptron, pixels):
    result = compress(perceptron, "corenet", eps=0.5, delta=0.05, sample=pixels[:40], held_out=pixels[40:])
    plan = result.report.sampling["plan"]
    assert plan["eta"] == 60
    assert plan["width"] == 64
    assert plan["K"] == pytest.approx(math.log(60 * 64))
    first, second, third = plan["layers"]
    assert third["epsilon"] == pytest.approx(0.5 / 6 / third["ratio"])
    assert first["product"] == pytest.approx(first["ratio"] * second["ratio"] * third["ratio"])
    assert first["ratio"] == pytest.approx(first["mean_ratio"] + plan["kappa"])
    assert first["orders"] == pytest.approx(math.log10(first["draws"] / first["edges"]))
    assert first["orders"] > 5
    assert result.report.output_error < 1e-6
    text = result.report.summary()
    assert "vacuous by" in text
    assert "orders of magnitude" in text
    assert "the product of Delta dominates" in text
    assert "limits from 20 inputs held out" in text
    assert "relative error above 0.5: 0 of 20" in text
    assert result.report.held_out["exceeded"]["limit"] == pytest.approx(1 - 0.05 ** (1 / 20), abs=1e-9)
    assert result.report.settings == {"eps": 0.5, "delta": 0.05, "q": 0.5, "seed": 0, "allocation": "layers",
                                      "counts": "published"}  # fmt: skip


def test_sharpened_counts_are_fewer_in_total(perceptron, pixels):
    published = compress(perceptron, "corenet", eps=0.5, sample=pixels).report.sampling["plan"]["layers"]
    assert sum(one["sharpened_draws"] for one in published) < sum(one["draws"] for one in published) / 10


def activations(rng: np.random.Generator, n: int, width: int) -> torch.Tensor:
    return torch.from_numpy(rng.gamma(2.0, 1.0, (n, width)) * (rng.uniform(0, 1, (n, width)) < 0.7))


def is_refuted(failures: int, trials: int, limit: float) -> bool:
    """Whether the Clopper-Pearson lower limit at level 1e-6 of independent trials is above what is claimed."""
    return clopper_pearson_lower(failures, trials, 1e-6) > limit


def test_conformal_counts_keep_their_promise_on_fresh_inputs(rng):
    layer = torch.nn.Linear(40, 2).double()
    with torch.no_grad():
        layer.weight.abs_()
    failures, stored, trials = 0, 0, 150  # fixed beforehand; sample, calibration, input and draws are new in each
    for seed in range(trials):
        settings = {"eps": 0.9, "delta": 0.05, "counts": "conformal", "seed": seed}
        result = compress(layer, "corenet", sample=activations(rng, 80, 40), **settings)
        stored += result.report.kept
        fresh = activations(rng, 1, 40)
        z, new = fresh @ layer.weight.detach().T, fresh @ result.network.weight.detach().T
        failures += int(((new - z).abs() > 0.9 * z).any())
    assert stored < 80 * trials
    assert not is_refuted(failures, trials, 0.1 + 0.05)
    told = result.report.sampling["conformal"]
    assert told["inputs"] == 40
    assert "conformal counts:" in result.report.summary()
    few = compress(layer, "corenet", eps=0.9, counts="conformal", sample=activations(rng, 10, 40), alpha=0.05)
    assert few.report.kept == 80
    assert "everything seen is kept" in few.report.summary()


def test_sampled_channels_keep_their_promise_on_the_sample(rng):
    net = torch.nn.Sequential(torch.nn.Linear(3, 400), torch.nn.ReLU(), torch.nn.Linear(400, 2)).double()
    x = torch.from_numpy(rng.standard_normal((12, 3)))
    inner, last = net[1](net[0](x)).detach(), net[2].weight.detach()
    failures, trials = 0, 120
    for seed in range(trials):
        result = compress(net, "pfp", eps=0.9, delta=0.3, sample=x, seed=seed)
        new, wrong = result.same_shape[2].weight.detach(), False
        for sign in (1, -1):
            z, other = inner @ (last * (last * sign > 0)).T, inner @ (new * (new * sign > 0)).T
            wrong |= bool(((other - z).abs() > 0.9 * z.abs()).any(dim=1)[seed % 12])
        failures += wrong
        assert result.report.kept < result.report.n
    assert not is_refuted(failures, trials, 0.3)


@pytest.mark.parametrize("method", ["corenet_plus", "corenet_plus_plus"])
@pytest.mark.parametrize("kind", ["perceptron", "convolutions"])
def test_removing_idle_neurons_changes_nothing_further(method, kind, pixels, request):
    network = request.getfixturevalue(kind)
    result = compress(network, method, density=0.12 if kind == "perceptron" else 0.3, sample=pixels)
    with torch.no_grad():
        smaller, same = result.network(pixels), result.same_shape(pixels)
    torch.testing.assert_close(smaller, same, rtol=1e-4, atol=1e-5)
    sizes = [sum(p.numel() for p in net.parameters()) for net in (result.network, result.same_shape)]
    told = result.report.sampling
    assert (sizes[0] < sizes[1]) == (told["removed"] + told["silent"]["neurons"] > 0)
    stored = sum(int(p.count_nonzero()) for p in result.network.parameters() if p.ndim > 1)
    assert stored == result.report.kept
    assert compress(network, method, density=0.9, sample=pixels, certify=True).report.certificate is not None


def test_neurons_without_edges_out_or_in_are_folded_away(rng):
    net = torch.nn.Sequential(
        torch.nn.Linear(4, 5), torch.nn.ReLU(), torch.nn.Linear(5, 6), torch.nn.ReLU(), torch.nn.Linear(6, 2)
    )
    with torch.no_grad():
        net[0].bias.copy_(torch.tensor([0.5, 1.0, -1.0, 0.3, 0.2]))
        net[0].weight[1] = 0.0  # constant
        net[2].weight[:, 0] = 0.0  # nothing reads it
        net[4].weight[:, 3] = 0.0  # nothing reads this one, which alone reads the last of the first layer
        net[2].weight[[0, 1, 2, 4, 5], 4] = 0.0
    subject = subject_of(net)
    masks = {layer.name: layer.matrix != 0 for layer in subject.layers}
    x = torch.from_numpy(rng.standard_normal((50, 4)).astype("float32"))
    smaller = without_idle_neurons(subject, masks, {}, Sample(x))
    assert smaller.removed == 4
    assert [tuple(p.shape) for p in smaller.network.parameters()] == [(2, 4), (2,), (5, 2), (5,), (2, 5), (2,)]
    with torch.no_grad():
        torch.testing.assert_close(smaller.network(x), net(x), rtol=1e-5, atol=1e-6)
        torch.testing.assert_close(smaller.same_shape(x), net(x), rtol=1e-5, atol=1e-6)


def test_the_best_of_many_candidates_is_better_than_one(rng):
    layer = torch.nn.Linear(64, 5).double()
    often = rng.uniform(0.02, 1, 64)  # edges that are used rarely, but much, are drawn too often
    sample, fresh = (
        torch.from_numpy(rng.gamma(2.0, 1.0, (n, 64)) * (rng.uniform(0, 1, (n, 64)) < often)) for n in (100, 500)
    )
    parts = [layer.weight.detach() * (layer.weight.detach() * sign > 0) for sign in (1, -1)]

    def error(candidates: int) -> tuple[float, float]:
        """On fresh inputs, and of what was chosen relative to the mean of the candidates."""
        total = ratio = 0.0
        for seed in range(5):
            settings = {"density": 0.4, "sample": sample, "seed": seed, "candidates": candidates}
            result = compress(layer, "corenet_plus_plus", **settings)
            new = result.network.weight.detach()
            ratio += result.report.sampling["candidates"]["ratio"] / 5
            for sign, part in zip((1, -1), parts, strict=True):
                z = fresh @ part.T
                total += float((fresh @ (new * (new * sign > 0)).T / z - 1).abs().mean())
        return total, ratio

    (single, one), (best, chosen) = error(1), error(20)
    assert one == pytest.approx(1)
    assert chosen < 0.85
    assert best < single


def test_more_candidates_are_drawn_for_a_smaller_delta(perceptron, pixels):
    told = compress(perceptron, "corenet_plus_plus", eps=0.5, delta=0.05, sample=pixels).report.sampling["candidates"]
    assert told["number"] == math.ceil(math.log(4 * 60 / 0.05) / math.log(10 / 9))
    assert told["inputs"] == 12


def test_every_class_of_a_hybrid_goes_one_way(perceptron, pixels):
    report = compress(perceptron, "hybrid", density=0.3, sample=pixels).report
    assert sum(report.sampling["chosen"].values()) == sum(layer["classes"] for layer in report.sampling["layers"])


def test_channel_sensitivities_sum_over_the_kernel(convolutions, pixels):
    subject = subject_of(convolutions)
    twin = doubled(subject)
    pairs = find_pairs(subject.network)
    found = channel_sensitivities(twin, pairs, Sample(pixels, 16))
    assert [one.pair.neurons for one in found] == [8, 12]
    with torch.no_grad():
        inner = twin.network[:4](pixels.double())
        seen = patches(twin.network[4], inner)[:, 0].flatten(0, 1)
    weight = twin.network[4].weight.detach().flatten(1)
    wanted = torch.zeros(8, dtype=torch.float64)
    for side in (1, -1):
        for sign in (1, -1):
            products = (seen * side).clamp(min=0)[:, None, :] * (weight * sign).clamp(min=0)[None]
            shares = products.reshape(*products.shape[:2], 8, 9).sum(dim=3)
            total = shares.sum(dim=2, keepdim=True)
            wanted = torch.maximum(wanted, torch.where(total > 0, shares / total, 0.0).amax(dim=(0, 1)))
    torch.testing.assert_close(found[0].values, wanted, rtol=1e-10, atol=1e-14)
    assert found[0].signed
    assert all(1 <= one.total <= one.pair.neurons for one in found)


@pytest.mark.parametrize("kind", ["perceptron", "convolutions"])
def test_mean_sensitivities_are_in_every_class_the_distribution_of_the_least_mean_variance(kind, pixels, request):
    twin = doubled(subject_of(request.getfixturevalue(kind)))
    name, module = [
        (name, m) for name, m in twin.network.named_modules() if isinstance(m, (torch.nn.Linear, torch.nn.Conv2d))
    ][1]
    seen: list[torch.Tensor] = []
    with torch.no_grad():
        handle = module.register_forward_hook(lambda m, inputs, output: seen.append(patches(m, inputs[0])[:, 0]))
        twin.network(pixels.double())
        handle.remove()
        found = mean_importances(twin, Sample(pixels, 5))[f"{name}.weight"]
    points, weight = seen[0].flatten(0, 1).numpy(), module.weight.detach().flatten(1).numpy()
    halves = [points.clip(0), (-points).clip(0)]
    for row, ours in zip(weight[:3], found.numpy(), strict=False):
        for sign in (1, -1):
            mine = row * sign > 0
            shares = [np.nan_to_num(relative_importance(abs(row[mine]), half[:, mine])) for half in halves]
            np.testing.assert_allclose(ours[mine] ** 2, sum(share**2 for share in shares).mean(axis=0), rtol=1e-9)
            if kind == "perceptron":
                best = mean_optimal_distribution(shares[0])
                np.testing.assert_allclose(ours[mine] / ours[mine].sum(), best, rtol=1e-9)


def test_mean_sensitivities_are_a_weighting_of_inclusion(perceptron, pixels):
    wanted = mean_importances(doubled(subject_of(perceptron)), Sample(pixels))
    probabilities = inclusion_probabilities(list(wanted.values()), 500)
    report = compress(perceptron, "poisson", kept=500, weighting="mean_sensitivity", sample=pixels).report
    expected = [layer["expected"] for layer in report.sampling["layers"]]
    assert expected == pytest.approx([float(p.sum()) for p in probabilities], rel=1e-9)
    largest = compress(perceptron, "magnitude", kept=500, weighting="mean_sensitivity", sample=pixels)
    assert largest.report.kept == 500


def test_mean_sensitivities_of_tiny_activations_and_dead_neurons():
    net = torch.nn.Linear(3, 2)
    with torch.no_grad():
        net.weight.copy_(torch.tensor([[1.0, 2.0, -1.0], [0.0, 0.0, 0.0]]))
    twin = doubled(subject_of(net))
    plain, tiny, none = (
        mean_importances(twin, Sample(scale * torch.tensor([[1.0, 1.0, 0.0], [0.0, 3.0, 0.0]])))["weight"]
        for scale in (1.0, 1e-42, 0.0)
    )
    assert plain.tolist() == [pytest.approx([(1 / 18) ** 0.5, (13 / 18) ** 0.5, 0.0]), [0.0, 0.0, 0.0]]
    torch.testing.assert_close(tiny, plain, rtol=1e-2, atol=0.0)  # what float32 can still tell apart
    assert not none.any()


def test_the_sensitivity_of_a_neuron_is_the_largest_of_its_edges(perceptron, pixels):
    twin, sample = doubled(subject_of(perceptron)), Sample(pixels, 16)
    classes = layer_classes(twin, sample)
    found = channel_sensitivities(twin, find_pairs(perceptron), sample)
    assert found
    for one in found:
        wanted = classes[one.pair.second].sensitivities.amax(dim=0)
        torch.testing.assert_close(one.values, wanted, rtol=1e-12, atol=0.0)


@pytest.mark.parametrize("method", ["pfp", "pfp_top"])
@pytest.mark.parametrize("kind", ["perceptron", "convolutions"])
def test_pruned_filters_make_the_network_smaller(method, kind, pixels, request):
    network = request.getfixturevalue(kind)
    result = compress(network, method, density=0.5, sample=pixels, certify=True)
    stored = sum(p.numel() for p in result.network.parameters() if p.ndim > 1)
    assert stored == result.report.kept < result.report.n
    with torch.no_grad():
        torch.testing.assert_close(result.network(pixels), result.same_shape(pixels), rtol=1e-4, atol=1e-5)
    assert result.report.certificate is not None


def test_filters_are_drawn_for_eps_and_delta(perceptron, pixels):
    few = compress(perceptron, "pfp", eps=1.0, delta=0.5, sample=pixels).report.sampling["layers"]
    many = compress(perceptron, "pfp", eps=0.1, delta=0.05, sample=pixels).report.sampling["layers"]
    assert all(a["draws"] < b["draws"] for a, b in zip(few, many, strict=True))
    assert many[0]["kept"] == many[0]["channels"] - many[0]["silent"]


#: Matrix M4 of the dossier.
M4 = torch.tensor(
    [[3, -1, 0, 0.5, 2], [0, 2, -1.5, 1, 0], [1, 0, 0, -4, 0.25], [-2, 1, 1, 0, 0.5]], dtype=torch.float64
)


@pytest.mark.parametrize(
    ("method", "frobenius"),
    [("uniform", 11.65125), ("l1", 7.715), ("l2", 11.65125), ("l1_l2", 8.326763), ("bernstein_rows", 7.825191)],
)
def test_entry_probabilities_give_the_errors_of_the_dossier(method, frobenius):
    p = entry_probabilities(M4, method, 50, 0.1)
    assert float(p.sum()) == pytest.approx(1, rel=1e-12)
    live = p > 0
    assert torch.equal(live, M4 != 0)
    error = (float((M4[live].square() / p[live]).sum()) - float(M4.square().sum())) / 50
    assert error == pytest.approx(frobenius, rel=1e-6)
    scaled = entry_probabilities(1e-200 * M4, method, 50, 0.1)
    torch.testing.assert_close(scaled, p, rtol=1e-12, atol=0)


def test_bernstein_rows_are_those_of_the_dossier():
    rows = entry_probabilities(M4, "bernstein_rows", 50, 0.1).sum(dim=1)
    assert rows.tolist() == pytest.approx([0.363190, 0.192985, 0.250841, 0.192985], abs=1e-6)


def test_singular_values_give_the_best_factors_of_equal_storage(perceptron, convolutions, pixels, tmp_path):
    for network, shapes in ((perceptron, [(30, 64), (20, 30), (10, 20)]), (convolutions, [(8, 9), (12, 72), (10, 48)])):
        folded = compress(network, "magnitude", density=1.0).network
        result = compress(network, "svd", density=0.5, sample=pixels, certify=True)
        assert result.report.kept <= 0.5 * result.report.n
        for layer, shape in zip(result.report.layers, shapes, strict=True):
            values = torch.linalg.svdvals(folded.get_parameter(layer.name).detach().double().flatten(1))
            k = layer.kept // sum(shape)
            assert layer.kept == k * sum(shape)
            assert k == round(0.5 * math.prod(shape)) // sum(shape)
            assert layer.relative_error == pytest.approx(float(values[k:].norm() / values.norm()), rel=1e-6)
        with torch.no_grad():
            torch.testing.assert_close(result.network(pixels), result.same_shape(pixels), rtol=1e-3, atol=1e-4)
        save(tmp_path / "net.safetensors", result)
        again = load(tmp_path / "net.safetensors", network)
        with torch.no_grad():
            assert torch.equal(again(pixels), result.network(pixels))


def test_factors_for_a_tolerance_are_as_thin_as_it_allows(perceptron):
    report = compress(perceptron, "svd", tolerance=0.5).report
    for layer, shape in zip(report.layers, [(30, 64), (20, 30), (10, 20)], strict=True):
        values = torch.linalg.svdvals(perceptron.get_parameter(layer.name).detach().double())
        k = layer.kept // sum(shape)
        assert layer.relative_error <= 0.5
        if layer.kept < layer.n:
            assert float(values[k - 1 :].norm() / values.norm()) > 0.5


def test_layers_without_room_for_one_factor_become_zero():
    net = torch.nn.Sequential(torch.nn.Linear(10, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    result = compress(net, "svd", density=0.1)
    assert [layer.kept for layer in result.report.layers] == [0, 0]
    assert not bool(result.network[0].weight.any())
    assert torch.equal(result.network[2].bias, net[2].bias)


def test_inputs_held_out_must_be_held_out(perceptron, pixels):
    with pytest.raises(DomainError, match="fresh inputs occur in construction"):
        compress(perceptron, "corenet", density=0.5, sample=pixels, held_out=pixels[:20])
    report = compress(perceptron, "magnitude", density=0.5, held_out=pixels).report
    assert report.held_out["n"] == 60
    assert "limits from 60 inputs held out" in report.summary()


def test_a_single_point_is_said_to_show_no_spread(perceptron, pixels):
    result = compress(perceptron, "corenet", density=0.5, sample=pixels[:1])
    assert "the sample is a single point" in result.report.summary()
    assert result.report.output_error < 1e-5


def test_sampling_entries_needs_no_network(perceptron):
    result = compress(dict(perceptron.state_dict()), "l1", density=0.3, seed=2)
    again = compress(perceptron, "l1", density=0.3, seed=2)
    assert all(torch.equal(value, again.network.state_dict()[name]) for name, value in result.network.items())


LAYER = torch.nn.Linear(6, 4)
POINTS = torch.from_numpy(np.random.default_rng(0).uniform(0, 1, (8, 6)).astype("float32"))


@pytest.mark.parametrize(
    ("network", "method", "settings", "error", "text"),
    [
        (LAYER, "corenet", {"density": 0.5}, DomainError, "the method corenet needs a sample"),
        (LAYER, "corenet", {"density": 0.5, "sample": torch.ones(0, 6)}, DomainError, "the sample is empty"),
        (LAYER, "corenet", {"density": 0.1}, DomainError, "kept=2 is below the .* classes"),
        (LAYER, "corenet", {"tolerance": 0.1}, DomainError, "corenet takes no tolerance"),
        (LAYER, "poisson", {"tolerance": 0.1}, DomainError, "poisson needs a budget"),
        (LAYER, "magnitude", {"eps": 0.1}, DomainError, "magnitude takes no eps"),
        (LAYER, "corenet", {"eps": 0.0}, DomainError, "eps"),
        (LAYER, "corenet", {"eps": 1.5}, DomainError, "eps"),
        (LAYER, "corenet", {"eps": math.nan}, DomainError, "eps"),
        (LAYER, "corenet", {"eps": 0.5, "delta": 0.0}, DomainError, "delta"),
        (LAYER, "corenet", {"eps": 0.5, "delta": 1.0}, DomainError, "delta"),
        (LAYER, "corenet", {"eps": 0.5, "density": 0.5}, DomainError, "exactly one of"),
        (LAYER, "corenet", {"density": 0.5, "seed": 0.5}, InputTypeError, "seed=0.5"),
        (LAYER, "corenet", {"density": 0.5, "allocation": "x"}, DomainError, "allocation='x' is not one of"),
        (LAYER, "corenet", {"eps": 0.5, "counts": "x"}, DomainError, "counts='x' is not one of"),
        (LAYER, "corenet", {"density": 0.5, "counts": "conformal"}, DomainError, "corenet with a budget has no such"),
        (LAYER, "poisson", {"density": 0.5, "counts": "conformal"}, DomainError, "poisson with a budget has no such"),
        (LAYER, "pfp", {"eps": 0.5, "counts": "sharpened"}, DomainError, "pfp has no such number"),
        (LAYER, "corenet", {"eps": 0.5, "allocation": "neyman"}, DomainError, "corenet with eps has none to share"),
        (LAYER, "poisson", {"density": 0.5, "allocation": "neyman"}, DomainError, "poisson has none to share"),
        (LAYER, "magnitude", {"density": 0.5, "allocation": "network"}, DomainError, "magnitude has none to share"),
        (LAYER, "corenet", {"eps": 0.5, "alpha": 0.0}, DomainError, "alpha"),
        (LAYER, "poisson", {"density": 0.5, "floor": -0.1}, DomainError, "floor"),
        (LAYER, "poisson", {"density": 0.5, "floor": math.nan}, DomainError, "floor"),
        (LAYER, "corenet_plus_plus", {"density": 0.5, "candidates": 0}, DomainError, "candidates"),
        (LAYER, "corenet_plus_plus", {"density": 0.5, "sample": POINTS[:1]}, DomainError, "cannot be split"),
        (LAYER, "poisson", {"density": 0.5, "weighting": "x"}, DomainError, "weighting='x' is not one of"),
        (LAYER, "pfp", {"density": 0.5}, UnsupportedError, "can lose neurons"),
        (LAYER, "corenet_plus", {"density": 0.5, "refit": True}, DomainError, "refit is for networks of the original"),
        (torch.nn.Sequential(LAYER, torch.nn.Sigmoid()), "corenet", {"eps": 0.5}, UnsupportedError, "1 is a Sigmoid"),
        (torch.nn.Sequential(LAYER, torch.nn.Linear(4, 2)), "corenet", {"eps": 0.5, "layers": "1"}, UnsupportedError,
         "0 is left out"),
        (dict(LAYER.state_dict()), "corenet", {"density": 0.5}, DomainError, "state dict"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_naming_the_argument(network, method, settings, error, text):
    needs = "needs a sample" not in text
    sample = {"sample": POINTS} if needs and method != "magnitude" and "state dict" not in text else {}
    if method == "corenet" and isinstance(network, dict):
        sample = {"sample": POINTS}
    with pytest.raises(error, match=text) as raised:
        compress(network, method, **{**sample, **settings})
    assert "\n" not in str(raised.value)


def test_points_of_zeros_and_zero_layers_give_defined_results():
    net = torch.nn.Sequential(torch.nn.Linear(6, 4), torch.nn.ReLU(), torch.nn.Linear(4, 3))
    with torch.no_grad():
        net[0].bias.fill_(-1.0)
    for x in (torch.zeros(5, 6), POINTS * 0.01):
        for method in ("corenet", "corenet_plus", "corenet_plus_plus", "mixed", "hybrid", "poisson", "pivotal", "pfp",
                       "pfp_top", "sensitivity", "sensitivity_rescaled"):  # fmt: skip
            result = compress(net, method, density=0.7, sample=x)
            assert all(bool(torch.isfinite(p).all()) for p in result.network.parameters())
            with torch.no_grad():
                torch.testing.assert_close(result.network(x), net(x))
    with torch.no_grad():
        net[0].weight.zero_()
    for method in ("uniform", "l1", "l2", "l1_l2", "bernstein_rows", "svd", "corenet"):
        result = compress(net, method, density=0.9, sample=POINTS)
        assert all(bool(torch.isfinite(p).all()) for p in result.network.parameters())


def degenerate(case: str) -> tuple[torch.nn.Sequential, torch.Tensor]:
    network = torch.nn.Sequential(
        torch.nn.Linear(12, 20), torch.nn.ReLU(), torch.nn.Linear(20, 8), torch.nn.ReLU(), torch.nn.Linear(8, 3)
    )
    x = torch.rand(40, 12, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        if case == "zero layer":
            network[2].weight.zero_()
        if case == "silent inputs":
            x = torch.zeros(10, 12)
        if case == "tiny inputs":
            x *= 1e-36
        if case == "one input":
            x = x[:1]
        if case == "one sign":
            network[0].weight.abs_()
        if case == "cancelling":
            network[0].weight[0] = torch.tensor([1.0, -1.0] * 6)
            network[0].bias.zero_()
            x = torch.ones(10, 12)
    return network, x


@pytest.mark.parametrize("method", ["corenet", "mixed", "poisson", "pivotal", "pfp", "pfp_top"])
@pytest.mark.parametrize("case", ["zero layer", "silent inputs", "tiny inputs", "one input", "one sign", "cancelling"])
def test_degenerate_networks_and_samples_have_defined_results(case, method):
    network, x = degenerate(case)
    more = [{"allocation": "neyman"}, {"allocation": "network"}] if method in ("corenet", "mixed") else []
    for choice in [{}, *more]:
        for density in (0.5, 1.0):
            result = compress(network, method, density=density, sample=x, **choice)
            assert all(bool(torch.isfinite(value).all()) for value in result.state_dict().values())
            assert result.report.output_error is not None
            assert math.isfinite(result.report.output_error)
        assert result.report.output_error < 1e-5  # all that the sample uses is kept


@pytest.mark.parametrize("method", ["corenet", "hybrid"])
@pytest.mark.parametrize("case", ["zero layer", "silent inputs", "cancelling"])
def test_accuracies_are_shared_among_the_layers_that_have_classes(case, method):
    network, x = degenerate(case)
    for counts in ("published", "sharpened"):
        result = compress(network, method, eps=0.5, sample=x, counts=counts)
        assert result.report.output_error < 1e-5


def test_a_budget_below_one_draw_for_each_class_is_named_as_it_was_given(perceptron):
    with pytest.raises(DomainError, match=r"^kept=5 is below the \d+ classes \(weights of one sign of one neuron\)"):
        compress(perceptron, "corenet", kept=5, sample=torch.ones(20, 64))
