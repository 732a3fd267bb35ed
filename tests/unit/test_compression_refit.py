"""Least-squares refit of kept weights."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from lqtheory.compression import compress, refit
from lqtheory.compression.inputs import Subject, subject_of
from lqtheory.compression.refitting import solve_rows
from lqtheory.compression.samples import Sample
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.networks import data
from lqtheory.networks.train import Recipe, fit

from .test_compression_statistics import NETWORKS, Twice


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


@pytest.fixture(params=[*NETWORKS, "twice"])
def case(request: pytest.FixtureRequest, rng: np.random.Generator) -> tuple[torch.nn.Module, torch.Tensor]:
    make, shape = NETWORKS.get(request.param, (Twice, (6, 5)))
    return make().double(), torch.from_numpy(rng.standard_normal((60, *shape[1:])))


def layer_errors(dense: Subject, other: Subject, x: torch.Tensor) -> dict[str, float]:
    """Relative errors of the outputs of each layer against the dense network."""
    outputs: list[dict[str, list[torch.Tensor]]] = [{}, {}]
    for subject, found in zip((dense, other), outputs, strict=True):
        handles = [
            subject.network.get_submodule(layer.path).register_forward_hook(
                lambda module, i, out, name=layer.name, found=found: found.setdefault(name, []).append(out.clone())
            )
            for layer in subject.layers
        ]
        with torch.no_grad():
            subject.network(x)
        for handle in handles:
            handle.remove()
    stacked = [{name: torch.cat(some) for name, some in found.items()} for found in outputs]
    return {name: float((stacked[1][name] - z).norm() / z.norm()) for name, z in stacked[0].items()}


def test_refit_reduces_the_error_of_layers_and_reports_it(case):
    net, x = case
    before = compress(net, "magnitude", density=0.5, sample=x)
    after = refit(net, before, x, ridge=0.0, batch_size=7)
    errors = layer_errors(subject_of(net), subject_of(before.network), x)
    fitted = layer_errors(subject_of(net), subject_of(after.network), x)
    first = after.report.layers[0].name
    assert fitted[first] <= errors[first]
    assert after.report.output_error < before.report.output_error
    for layer in after.report.layers:
        if not isinstance(net, Twice):  # its layer is used with other weights before the fit than after it
            assert layer.sample_error == pytest.approx(fitted[layer.name], rel=1e-6, abs=1e-9)
        weight = after.network.get_parameter(layer.name)
        assert bool((weight[~after.masks[layer.name]] == 0).all())
    assert after.report.kept == before.report.kept
    assert after.report.settings["refit"] is True


def test_the_fit_is_the_least_squares_solution(rng):
    net = torch.nn.Linear(6, 3).double()
    x = torch.from_numpy(rng.standard_normal((50, 6)))
    before = compress(net, "magnitude", density=0.5)
    after = refit(net, before, x, ridge=0.0).network
    z = net(x).detach()
    for row in range(3):
        kept = before.masks["weight"][row]
        table = torch.cat([x[:, kept], torch.ones(50, 1)], dim=1)
        wanted = torch.linalg.lstsq(table, z[:, row]).solution
        assert torch.allclose(after.weight[row][kept].detach(), wanted[:-1])
        assert float(after.bias[row].detach()) == pytest.approx(float(wanted[-1]))


def test_without_fitted_biases_they_stay(rng):
    net = torch.nn.Linear(6, 3).double()
    x = torch.from_numpy(rng.standard_normal((50, 6)))
    before = compress(net, "magnitude", density=0.5)
    after = refit(net, before, x, ridge=0.0, bias=False).network
    assert torch.equal(after.bias, net.bias)
    kept = before.masks["weight"][0]
    wanted = torch.linalg.lstsq(x[:, kept], (net(x)[:, 0] - net.bias[0]).detach()).solution
    assert torch.allclose(after.weight[0][kept].detach(), wanted)


def test_full_density_changes_nothing(case):
    net, x = case
    after = refit(net, compress(net, "magnitude", density=1.0), x)
    assert after.report.output_error < 1e-10
    assert all(layer.sample_error < 1e-7 for layer in after.report.layers)


def test_a_strong_ridge_leaves_the_weights_as_they_were(case):
    net, x = case
    before = compress(net, "magnitude", density=0.5)
    after = refit(net, before, x, ridge=1e12, bias=False)
    for name in before.masks:
        assert torch.allclose(after.network.get_parameter(name), before.network.get_parameter(name), atol=1e-8)


def test_dead_inputs_and_few_examples_do_no_harm():
    net = torch.nn.Linear(20, 3)
    x = torch.zeros(4, 20)
    x[:, :5] = torch.linspace(0, 4, 20).sin().reshape(4, 5)
    before = compress(net, "magnitude", density=0.8)
    for ridge in (0.0, 1e-3):
        after = refit(net, before, x, ridge=ridge)
        assert torch.isfinite(after.network.weight).all()
        assert torch.equal(after.network.weight[:, 5:], before.network.weight[:, 5:])
        assert after.report.output_error < 0.02


def test_rows_are_solved_alike_one_by_one_and_together(rng):
    table = torch.from_numpy(rng.standard_normal((30, 12)))
    gram = table.T @ table
    targets, weights = (torch.from_numpy(rng.standard_normal((9, 12))) for _ in range(2))
    kept = torch.from_numpy(rng.random((9, 12)) < 0.4)
    kept[3] = False
    kept[4] = True
    together = solve_rows(gram, targets, weights, kept, 0.01)
    for i in range(9):
        some = kept[i]
        penalty = 0.01 * gram.diagonal().mean() * torch.eye(int(some.sum()))
        right = targets[i][some] + 0.01 * gram.diagonal().mean() * weights[i][some]
        wanted = torch.linalg.solve(gram[some][:, some] + penalty, right)
        assert torch.allclose(together[i][some], wanted)
        assert bool((together[i][~some] == 0).all())


@pytest.mark.parametrize(("examples", "ridge"), [(30, 0.01), (30, 0.0), (5, 0.0)])
def test_rows_of_one_support_are_solved_together(examples, ridge, rng):
    """The last case is singular: the shared system gets the solution of least norm, as the single rows do."""
    table = torch.from_numpy(rng.standard_normal((examples, 12)))
    gram, weights = table.T @ table, torch.from_numpy(rng.standard_normal((9, 12)))
    targets = torch.from_numpy(rng.standard_normal((9, 12))) @ gram
    kept = (torch.arange(12) % 3 > 0).expand(9, 12)
    together = solve_rows(gram, targets, weights, kept, ridge)
    one_by_one = [solve_rows(gram, targets[i : i + 1], weights[i : i + 1], kept[:1], ridge) for i in range(9)]
    assert torch.allclose(together, torch.cat(one_by_one), rtol=1e-8, atol=1e-10)
    assert torch.allclose((together @ gram)[:, kept[0]], targets[:, kept[0]]) == (ridge == 0.0)
    assert not together[:, ~kept[0]].any()


def test_refit_saves_accuracy_on_digits(rng):
    digits = data.load("digits")
    net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
    fit(net, digits, Recipe(epochs=12, batch_size=64, learning_rate=5e-3), rng=rng)
    x, y = torch.from_numpy(digits.x_test), torch.from_numpy(digits.y_test)
    sample = torch.from_numpy(digits.x_train)
    before = compress(net, "magnitude", density=0.15)
    after = refit(net, before, sample)
    scores = [float((other(x).argmax(dim=1) == y).double().mean()) for other in (net, before.network, after.network)]
    assert scores[0] > 0.93
    assert scores[2] > scores[1] + 0.05
    assert scores[2] > scores[0] - 0.05


def test_bad_input_is_refused(rng):
    net, x = torch.nn.Linear(6, 3), torch.from_numpy(rng.standard_normal((5, 6)))
    before = compress(net, "magnitude", density=0.5)
    with pytest.raises(DomainError, match="ridge=-1"):
        refit(net, before, x, ridge=-1.0)
    with pytest.raises(InputTypeError, match="expected real number for ridge"):
        refit(net, before, x, ridge="x")
    with pytest.raises(DomainError, match="the sample is empty"):
        refit(net, before, x[:0])
    with pytest.raises(ShapeError, match="do not fit the network"):
        refit(net, before, x[:, :4])
    with pytest.raises(InputTypeError, match="not state dicts"):
        refit(net, compress(net.state_dict(), "magnitude", density=0.5), x)
    with pytest.raises(ShapeError, match="weight has shape"):
        refit(torch.nn.Linear(6, 2), before, x)


def test_a_layer_that_is_never_called_is_refused():
    class Idle(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.used, self.idle = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.used(x)

    net = Idle()
    with pytest.raises(UnsupportedError, match=r"layer of idle\.weight"):
        refit(net, compress(net, "magnitude", density=0.5), Sample(torch.ones(3, 3)))
