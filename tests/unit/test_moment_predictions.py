"""The prediction of output errors by moments: exact where no rectifier bends, close where they do."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.stats import multivariate_normal, norm

from lqtheory.compression import compress
from lqtheory.compression.sampling.drawing import included_weights
from lqtheory.compression.sampling.moments import _rectified, expected_square_error, follows_moments
from lqtheory.errors import DomainError, RegistryError, ShapeError, UnsupportedError


def _perceptron(*widths, seed=0):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        layers = [torch.nn.Linear(a, b).double() for a, b in itertools.pairwise(widths)]
    parts = [part for layer in layers for part in (layer, torch.nn.ReLU())]
    return torch.nn.Sequential(*parts[:-1]).requires_grad_(False)


def _enumerated(network, probabilities, x):
    """Mean over all masks, with their probabilities."""
    dense, total = network(x), torch.zeros(len(x)).double()
    weights = {name: weight.clone() for name, weight in network.named_parameters() if name in probabilities}
    sizes = [weight.numel() for weight in weights.values()]
    for bits in itertools.product((0.0, 1.0), repeat=sum(sizes)):
        chance, masks = 1.0, torch.tensor(bits).double().split(sizes)
        for (name, weight), mask in zip(weights.items(), masks, strict=True):
            p = probabilities[name]
            mask = mask.reshape(weight.shape)
            chance *= float(torch.where(mask > 0, p, 1 - p).prod())
            network.get_parameter(name).copy_(weight * mask / p)
        total += chance * (network(x) - dense).square().sum(dim=1)
    return total


@pytest.mark.parametrize("widths", [(3, 2), (2, 2, 2), (2, 1, 2, 2)])
def test_exact_where_rectifiers_let_everything_through(widths):
    network = _perceptron(*widths)
    for parameter in network.parameters():
        parameter.abs_()
    x = torch.rand(4, widths[0], generator=torch.Generator().manual_seed(1)).double()
    names = [name for name, _ in network.named_parameters() if name.endswith("weight")]
    p = {name: torch.full_like(network.get_parameter(name), 0.999) for name in names}
    expected = expected_square_error(network, p, x)
    torch.testing.assert_close(expected, _enumerated(network, p, x), rtol=1e-9, atol=0.0)


def test_close_where_they_bend_and_closer_than_without_the_noise_of_noise():
    network = _perceptron(40, 60, 30, 5, seed=3)
    x = torch.rand(60, 40, generator=torch.Generator().manual_seed(2)).double()
    names = [name for name, _ in network.named_parameters() if name.endswith("weight")]
    for share in (0.8, 0.5, 0.2):
        p = {name: torch.full_like(network.get_parameter(name), share) for name in names}
        predicted = float(expected_square_error(network, p, x).mean().sqrt())
        dense, squares = network(x), []
        for seed in range(150):
            new = _perceptron(40, 60, 30, 5, seed=3)
            for name in names:
                weight = new.get_parameter(name)
                weight.copy_(included_weights(weight, p[name], seed, name)[0])
            squares.append((new(x) - dense).square().sum(dim=1).mean())
        measured = float(torch.stack(squares).mean().sqrt())
        assert predicted == pytest.approx(measured, rel=0.06), share


@pytest.mark.parametrize("means", [(0.3, -0.7), (-1.5, 2.0), (0.0, 0.0)])
def test_rectified_gaussians_have_these_moments(means):
    """Means and variances by quadrature; the covariance is the integral of P(both > 0) over the correlation (Price)."""
    deviations, rho = np.array([1.3, 0.6]), 0.05
    covariance = np.outer(deviations, deviations) * np.array([[1.0, rho], [rho, 1.0]])
    mean, found = _rectified(torch.tensor([means], dtype=torch.float64), torch.tensor(covariance)[None])
    for i, (m, s) in enumerate(zip(means, deviations, strict=True)):
        first, second = (norm.expect(lambda x, k=k: x**k, loc=m, scale=s, lb=0, epsabs=0, epsrel=1e-12) for k in (1, 2))
        assert float(mean[0, i]) == pytest.approx(first, rel=1e-9)
        assert float(found[0, i, i]) == pytest.approx(second - first**2, rel=1e-8)
    t = np.array(means) / deviations
    both = quad(lambda r: multivariate_normal.cdf(t, cov=[[1.0, r], [r, 1.0]]), 0, rho)[0]
    assert float(found[0, 0, 1]) == pytest.approx(float(deviations.prod()) * both, rel=0.06)
    assert float(found[0, 1, 0]) == float(found[0, 0, 1])


def test_nothing_random_is_no_error_and_certain_removal_is_the_error_of_removal():
    network = _perceptron(6, 5, 3)
    x = torch.randn(7, 6, generator=torch.Generator().manual_seed(0)).double()
    ones = {name: torch.ones_like(w) for name, w in network.named_parameters() if w.ndim == 2}
    assert float(expected_square_error(network, ones, x).max()) == 0.0
    ones["0.weight"][:, 0] = 0.0
    other = _perceptron(6, 5, 3)
    other[0].weight[:, 0] = 0.0
    measured = (other(x) - network(x)).square().sum(dim=1)
    torch.testing.assert_close(expected_square_error(network, ones, x), measured)


def test_errors_far_below_the_output_keep_their_digits():
    network = _perceptron(6, 5, 3)
    x = torch.randn(7, 6, generator=torch.Generator().manual_seed(0)).double()

    def found(gap):
        p = {name: torch.full_like(w, 1 / (1 + gap)) for name, w in network.named_parameters() if w.ndim == 2}
        return expected_square_error(network, p, x) / gap

    torch.testing.assert_close(found(1e-20), found(1e-18), rtol=1e-6, atol=0.0)


def test_other_networks_and_other_shapes_are_refused():
    network = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
    assert not follows_moments(network)
    with pytest.raises(UnsupportedError, match="ReLU"):
        expected_square_error(network, {}, torch.ones(1, 3))
    with pytest.raises(ShapeError, match=r"0.weight have shape \(2, 2\), the weight \(2, 3\)"):
        expected_square_error(_perceptron(3, 2, 1), {"0.weight": torch.ones(2, 2)}, torch.ones(1, 3))


@pytest.mark.parametrize("p", [1.5, -0.1, float("nan")])
def test_only_probabilities_of_weights_that_are_there(p):
    with pytest.raises(DomainError, match="not all in"):
        expected_square_error(_perceptron(3, 2), {"0.weight": torch.full((2, 3), p)}, torch.ones(1, 3))
    with pytest.raises(RegistryError, match="there is no weight"):
        expected_square_error(_perceptron(3, 2), {"a.weight": torch.ones(2, 3)}, torch.ones(1, 3))


def test_large_certain_activations_and_shared_layers():
    network = _perceptron(3, 2, 1)
    network[0].bias += 1e9
    ones = {"0.weight": torch.ones(2, 3)}
    assert expected_square_error(network, ones, torch.ones(1, 3)).tolist() == [0.0]
    layer = torch.nn.Linear(3, 3)
    assert not follows_moments(torch.nn.Sequential(layer, torch.nn.ReLU(), layer))


def test_the_report_says_it(rng):
    network = _perceptron(12, 8, 4)
    x = torch.from_numpy(rng.random((40, 12)))
    report = compress(network, "poisson", density=0.4, sample=x, seed=0).report
    assert report.sampling["predicted_error_by_moments"] > report.sampling["predicted_error"] / 2
    assert "heuristic, pre-activations taken as Gaussian" in " ".join(report.remarks())
