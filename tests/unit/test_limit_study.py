"""All predictors of one network together: against the exact spectrum, the real loss, and each other."""

import numpy as np
import pytest
import torch

from lqtheory import limits
from lqtheory.compression import gauss_newton_diagonal
from lqtheory.curvature import (
    dense_matrix,
    dense_spectrum,
    gauss_newton,
    hessian,
    lanczos,
    matrix_operator,
    objective,
    probe_runs,
    squared,
)
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError


@pytest.fixture
def network() -> torch.nn.Sequential:
    generator = torch.Generator().manual_seed(3)
    net = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3)).double()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator, dtype=torch.float64) * 0.4)
    return net.eval()


@pytest.fixture
def examples() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.standard_normal((64, 6)), rng.integers(0, 3, 64)


def test_only_weights_are_pruned(network: torch.nn.Sequential, examples: tuple[np.ndarray, np.ndarray]) -> None:
    path, layers = limits.network_path(objective(network, examples))
    assert (path.dimension, path.prunable) == (83, 72)
    assert np.unique(layers).size == 4
    assert not np.isin(path.order, np.flatnonzero(np.isin(layers, (1, 3)))).any()
    flat = torch.nn.Sequential(torch.nn.LayerNorm(6))
    with pytest.raises(DomainError, match="no weight matrix"):
        limits.network_path(objective(flat.eval(), (np.ones((2, 6)), np.zeros((2, 6)))))


def test_a_report_agrees_with_the_exact_spectrum(
    network: torch.nn.Sequential, examples: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
) -> None:
    made = objective(network, examples)
    before = made.weights.clone()
    settings = limits.LimitSettings(epsilon=0.01, steps=40, mask_steps=200, own_steps=83)
    diagonal = gauss_newton_diagonal(network, examples[0], "classification")
    report = limits.limit_report(network, examples, rng=rng, settings=settings, diagonal=diagonal)
    found = {made.name: made for made in report.predictions}
    path, _ = limits.network_path(made)
    shares = limits.exact_shares(dense_spectrum(hessian(made)))
    assert found["published, absolute"] == limits.published(path, shares, 0.01)
    assert found["slice, absolute"] == limits.slice_generic(path, shares, 0.01)
    assert report.measured.name.startswith("measured")
    point = made.value(path.point(report.measured.count))
    assert point <= report.loss + 0.01 < made.value(path.point(report.measured.count + 1))
    y = path.pruned(found["path quadratic"].count)
    assert 0.5 * y @ dense_matrix(hessian(made)) @ y <= 0.01
    slope, matrix = np.asarray(made.gradient()), dense_matrix(hessian(made))
    costs = [0.5 * y @ matrix @ y - slope @ y for y in map(path.pruned, range(path.prunable + 1))]
    assert found["path quadratic with gradient"].count == next(k for k, c in enumerate(costs) if c > 0.01) - 1
    assert found["path quadratic with gradient"].kind == "exact"
    g = np.diag(dense_matrix(gauss_newton(made)))
    assert found["diagonal, magnitude order"] == limits.diagonal_path(path, g, 0.01)
    assert found["exact mask"].count >= found["diagonal, magnitude order"].count - 3
    assert found["below 0.01 of the largest"].kind == "no curvature"
    assert torch.equal(made.weights, before)
    assert len(report.rows()) == len(report.predictions) == 19
    assert report.rows()[0]["gap"] == 0.0
    assert report.rows()[0]["kept_ratio"] == 1.0
    assert 0.0 <= report.elasticity <= 0.25
    assert report.epsilon == 0.01


def test_a_sampled_report_contains_the_exact_one(
    network: torch.nn.Sequential, examples: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
) -> None:
    common = {"epsilon": 0.05, "mask_steps": 0, "own_steps": 0, "confidence": 1 - 1e-9}
    exact = limits.limit_report(network, examples, rng=rng, settings=limits.LimitSettings(**common))
    told: list[str] = []
    sampled = limits.limit_report(
        network,
        examples,
        rng=rng,
        settings=limits.LimitSettings(**common, dense=0, probes=3, steps=60),
        on_stage=told.append,
    )
    pairs = {a.name: (a, b) for a, b in zip(exact.predictions, sampled.predictions, strict=True)}
    for name in ("published, absolute", "slice, absolute", "generic cone, absolute", "published, GGN"):
        truth, estimate = pairs[name]
        assert estimate.low <= truth.count <= estimate.high, name
    assert "spectrum" in told
    assert "real masks" not in told


def test_settings_out_of_range_are_refused_before_anything_is_spent() -> None:
    for name, value in (("steps", 1), ("probes", 0), ("batch_size", 0), ("mask_steps", -1), ("every_form", -1)):
        with pytest.raises(DomainError, match=rf"{name}={value} is outside .*LimitSettings"):
            limits.LimitSettings(**{name: value})


def test_the_tolerance_of_the_published_code(
    network: torch.nn.Sequential, examples: tuple[np.ndarray, np.ndarray]
) -> None:
    losses = limits.batch_losses(objective(network, examples, batch_size=16))
    whole = [objective(network, tuple(part[i : i + 16] for part in examples)).value() for i in range(0, 64, 16)]
    assert losses == pytest.approx(whole, rel=1e-12)
    assert limits.batch_deviation(losses, batch_size=1) == pytest.approx(np.std(whole), rel=1e-12)
    with pytest.raises(DomainError, match="1 batches of 40"):
        limits.batch_losses(objective(network, examples, batch_size=40))


def test_the_spectral_measure_of_the_pruned_weights_is_exact(rng: np.random.Generator) -> None:
    d = 40
    lam = np.geomspace(1e-3, 1.0, d)
    q, _ = np.linalg.qr(rng.standard_normal((d, d)))
    operator = matrix_operator(q @ np.diag(lam) @ q.T)
    y = rng.standard_normal(d)
    runs = probe_runs(operator, 1, d, rng=rng)
    coordinates = (q.T @ y) ** 2
    found = limits.slice_at(runs, lanczos(operator, y, d), 0.3)
    exact = limits.slice_at(runs, lanczos(squared(operator), y, d), 0.3)
    from lqtheory.quantities.slice_levels import slice_of

    truth = slice_of(lam, 0.3, weights=coordinates)
    assert found.s == pytest.approx(truth.s, rel=1e-6)
    assert exact.s == pytest.approx(truth.s, rel=1e-4)
    # one probe weighs the spectrum by g_i^2 instead of 1
    assert found.count == pytest.approx(truth.count, abs=6.0)


@pytest.mark.parametrize(("task", "outputs"), [("classification", 3), ("regression", 1)])
def test_the_diagonal_is_that_of_the_gauss_newton_matrix(task: str, outputs: int, rng: np.random.Generator) -> None:
    net = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.ReLU(), torch.nn.Linear(5, outputs)).double().eval()
    x = rng.standard_normal((20, 4))
    y = rng.integers(0, 3, 20) if task == "classification" else rng.standard_normal(20)
    made = objective(net, (x, y))
    exact = made.layout.unflatten(torch.tensor(np.diag(dense_matrix(gauss_newton(made)))))
    for name, values in gauss_newton_diagonal(net, x, task).items():
        assert torch.allclose(values, exact[name], rtol=1e-10, atol=1e-14)
    with pytest.raises(DomainError, match="task='ranking'"):
        gauss_newton_diagonal(net, x, "ranking")


def test_folded_weights_have_no_diagonal() -> None:
    net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU()).eval()
    net[1].weight.data.fill_(2.0)
    with pytest.raises(UnsupportedError, match="other weights than its own"):
        gauss_newton_diagonal(torch.nn.Sequential(*net, torch.nn.Flatten()), np.ones((1, 1, 4, 4)), "classification")


class Single(torch.nn.Module):
    """A network that computes in float32 alone, as one with constants of its own does."""

    def __init__(self) -> None:
        super().__init__()
        self.last = torch.nn.Linear(6, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(x @ torch.eye(6, dtype=torch.float32))


def test_a_network_of_float32_alone_is_refused_with_what_helps(
    examples: tuple[np.ndarray, np.ndarray], rng: np.random.Generator
) -> None:
    with pytest.raises(ShapeError, match="float32 alone, keep it so: double=False, --float32"):
        limits.limit_report(Single().eval(), examples, rng=rng)
    kept = limits.LimitSettings(epsilon=0.1, steps=4, mask_steps=2, own_steps=0, double=False)
    report = limits.limit_report(Single().eval(), examples, rng=rng, settings=kept)
    assert "Computed in float32;" in report.remarks[-1]


def test_with_its_gradient_the_quadratic_form_is_a_quadratic_loss(rng: np.random.Generator) -> None:
    """A linear network with a squared loss, away from its minimum: every point, and every tolerance."""
    net = torch.nn.Linear(40, 1, bias=False).double()
    with torch.no_grad():
        net.weight.copy_(torch.from_numpy(rng.standard_normal((1, 40))))
    x = rng.standard_normal((100, 40))
    made = objective(net, (x, x @ np.asarray(net.weight.detach())[0] * 1.3))
    path, gradient = limits.network_path(made)[0], np.asarray(made.gradient())
    operator, losses = hessian(made), limits.path_losses(path, made)
    forms = limits.PathForms(path, operator)
    forms.at()
    apart = 0
    for epsilon in (0.05, 0.2, 1.0, 4.0):
        truth = limits.one_shot_sublevel(path, made, epsilon, losses=losses)
        found = limits.path_quadratic(path, operator, epsilon, forms=forms, gradient=gradient)
        assert found.count == truth.count
        on_a_grid = limits.path_quadratic(path, operator, epsilon, grid=9, gradient=gradient)
        assert on_a_grid.low <= truth.count <= on_a_grid.high
        apart += limits.path_quadratic(path, operator, epsilon, forms=forms).count != truth.count
    assert apart >= 3
    with pytest.raises(ShapeError, match="gradient has shape"):
        limits.path_quadratic(path, operator, 0.1, gradient=gradient[:3])
    for bad in (np.full(40, np.nan), gradient * 1j, ["slope"] * 40):
        with pytest.raises((DomainError, InputTypeError), match="gradient"):
            limits.path_quadratic(path, operator, 0.1, gradient=bad)
    for other in ((limits.magnitude_path(path.weights), operator), (path, hessian(made))):
        with pytest.raises(ShapeError, match="another path or operator"):
            limits.path_quadratic(*other, 0.1, forms=forms)
