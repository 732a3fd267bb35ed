"""What a sample says about weights, against loops and against autograd for single weights."""

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from lqtheory.compression.inputs import Subject, subject_of
from lqtheory.compression.samples import Sample
from lqtheory.compression.statistics import activation_norms, curvatures, sensitivities
from lqtheory.compression.weighting import weighted_values


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


NETWORKS = {
    "linear": (
        lambda: torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.ReLU(inplace=True), torch.nn.Linear(4, 3)),
        (6, 5),
    ),
    "positions": (
        lambda: torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.Tanh(), torch.nn.Flatten(), torch.nn.Linear(8, 3)),
        (6, 2, 5),
    ),
    "conv1d": (
        lambda: torch.nn.Sequential(
            torch.nn.Conv1d(2, 4, 3, stride=2, padding=1, padding_mode="circular"),
            torch.nn.Sigmoid(),
            torch.nn.Flatten(),
            torch.nn.Linear(16, 2),
        ),
        (6, 2, 8),
    ),
    "groups": (
        lambda: torch.nn.Sequential(
            torch.nn.Conv2d(2, 4, (3, 2), padding="same", groups=2, dilation=(1, 2)),
            torch.nn.ReLU(),
            torch.nn.Conv2d(4, 3, 2, stride=(2, 1)),
            torch.nn.AdaptiveAvgPool2d(1),
            torch.nn.Flatten(),
        ),
        (5, 2, 4, 5),
    ),
}


class Twice(torch.nn.Module):
    """One layer used two times."""

    def __init__(self) -> None:
        super().__init__()
        self.inner, self.last = torch.nn.Linear(5, 5), torch.nn.Linear(5, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(torch.tanh(self.inner(torch.tanh(self.inner(x)))))


@pytest.fixture(params=[*NETWORKS, "twice"])
def case(request: pytest.FixtureRequest, rng: np.random.Generator) -> tuple[Subject, torch.Tensor]:
    make, shape = NETWORKS.get(request.param, (Twice, (6, 5)))
    return subject_of(make().double()), torch.from_numpy(rng.standard_normal(shape))


def jacobian(subject: Subject, x: torch.Tensor) -> dict[str, torch.Tensor]:
    """Derivatives of all outputs with respect to all weights, (n, outputs, out, in * kernel), one input at a time."""
    network = subject.network
    rows: dict[str, list[torch.Tensor]] = {layer.name: [] for layer in subject.layers}
    for single in x.split(1):
        outputs = network(single).reshape(-1)
        for value in outputs:
            weights = [network.get_parameter(name) for name in rows]
            for name, gradient in zip(rows, torch.autograd.grad(value, weights, retain_graph=True), strict=True):
                rows[name].append(gradient.reshape(len(gradient), -1))
    return {name: torch.stack(some).unflatten(0, (len(x), -1)) for name, some in rows.items()}


@pytest.mark.parametrize("batch_size", [4, 256])
def test_the_squared_curvature_is_the_mean_squared_jacobian(case, batch_size):
    subject, x = case
    for name, found in curvatures(subject, Sample(x, batch_size), "squared").items():
        assert torch.allclose(found, jacobian(subject, x)[name].square().sum(dim=1).mean(dim=0), rtol=1e-10)


def test_the_curvature_of_the_cross_entropy_is_the_gauss_newton_diagonal(case):
    subject, x = case
    p = torch.softmax(subject.network(x).detach(), dim=1)
    hessian = torch.diag_embed(p) - p[:, :, None] * p[:, None]
    for name, found in curvatures(subject, Sample(x)).items():
        wanted = torch.einsum(
            "ncok,ncd,ndok->ok", *(2 * [jacobian(subject, x)[name]])[:1], hessian, jacobian(subject, x)[name]
        )
        assert torch.allclose(found, wanted / len(x), rtol=1e-9, atol=1e-14)


def test_activation_norms_reproduce_the_outputs_of_constant_weights(case):
    """Patches are right if patch times weights is the output: checked through the layer itself."""
    from lqtheory.compression.patches import outputs_by_position, patches
    from lqtheory.compression.samples import hooked

    subject, x = case
    modules = {layer.name: subject.network.get_submodule(layer.path) for layer in subject.layers}

    def hook(name, module, inputs, output):
        seen = patches(module, inputs)
        rows = module.weight.reshape(seen.shape[1], -1, seen.shape[3])
        product = torch.einsum("ngpk,gok->ngpo", seen, rows) + module.bias.reshape(1, seen.shape[1], 1, -1)
        assert torch.allclose(product, outputs_by_position(module, output))
        calls.append(name)

    calls: list[str] = []
    with torch.no_grad(), hooked(modules, hook):
        subject.network(x)
    assert set(calls) == set(modules)
    for name, norms in activation_norms(subject, Sample(x, 4)).items():
        assert norms.shape[1] == subject.network.get_parameter(name)[0].numel()
        assert bool((norms > 0).all())


def test_activation_norms_and_sensitivities_of_a_perceptron(rng):
    net = NETWORKS["linear"][0]().double()
    x = torch.from_numpy(rng.standard_normal((6, 5)))
    subject = subject_of(net)
    norms = activation_norms(subject, Sample(x, 4))
    hidden = net[1](net[0](x)).detach()
    assert torch.allclose(norms["0.weight"][0], x.square().mean(dim=0).sqrt())
    assert torch.allclose(norms["2.weight"][0], hidden.square().mean(dim=0).sqrt())
    factors = sensitivities(subject, Sample(x, 4))
    slopes = (hidden > 0).double()[:, None] * net[2].weight.detach()
    assert torch.allclose(factors["0.weight"][:, 0], slopes.square().sum(dim=1).mean(dim=0).sqrt())
    assert torch.allclose(factors["2.weight"], torch.ones(3, 1).double())
    values = weighted_values(subject, "activation_jacobian", Sample(x))
    assert torch.allclose(values[0], net[0].weight.detach().abs() * norms["0.weight"] * factors["0.weight"])


def test_parameters_keep_their_flags_when_a_pass_fails():
    subject = subject_of(torch.nn.Linear(3, 2).requires_grad_(False))
    with pytest.raises(ValueError, match="do not fit"):
        sensitivities(subject, Sample(torch.ones(2, 7)))
    assert not subject.network.weight.requires_grad
    assert not subject.network._forward_hooks
