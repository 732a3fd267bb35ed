"""Products against curvlinops, where it is installed (``pip install -c constraints.txt lqtheory[oracle]``)."""

import importlib.util
import warnings

import numpy as np
import pytest
import torch

from lqtheory.curvature import gauss_newton, hessian, objective

if importlib.util.find_spec("curvlinops") is None:
    pytest.skip("curvlinops is not installed", allow_module_level=True)

pytestmark = pytest.mark.filterwarnings("ignore")


def classes() -> tuple[type, type]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from curvlinops import GGNLinearOperator, HessianLinearOperator
    return HessianLinearOperator, GGNLinearOperator


def networks(rng: np.random.Generator):
    inputs = torch.from_numpy(rng.standard_normal((23, 1, 6, 6)))
    labels, values = torch.from_numpy(rng.integers(0, 4, 23)), torch.from_numpy(rng.standard_normal((23, 2)))
    dense = torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(36, 8), torch.nn.ReLU(), torch.nn.Linear(8, 8), torch.nn.Tanh()
    )
    convolutional = torch.nn.Sequential(
        torch.nn.Conv2d(1, 3, 3), torch.nn.BatchNorm2d(3), torch.nn.GELU(), torch.nn.MaxPool2d(2), torch.nn.Flatten()
    )
    yield torch.nn.Sequential(dense, torch.nn.Linear(8, 4)), torch.nn.CrossEntropyLoss(), inputs, labels
    yield torch.nn.Sequential(dense, torch.nn.Linear(8, 2)), torch.nn.MSELoss(), inputs, values
    yield torch.nn.Sequential(convolutional, torch.nn.Linear(12, 4)), torch.nn.CrossEntropyLoss(), inputs, labels


@pytest.mark.parametrize("batch_size", [23, 9])
def test_products_are_those_of_curvlinops_ragged_last_batches_included(rng, batch_size):
    hessian_class, gauss_newton_class = classes()
    for net, loss, inputs, targets in networks(rng):
        net = net.double().eval()
        batches = [(inputs[i : i + batch_size], targets[i : i + batch_size]) for i in range(0, 23, batch_size)]
        parameters = [parameter for parameter in net.parameters() if parameter.requires_grad]
        made = objective(net, batches, loss)
        vectors = torch.from_numpy(rng.standard_normal((3, made.layout.dimension)))
        for ours, theirs in ((hessian(made), hessian_class), (gauss_newton(made), gauss_newton_class)):
            expected = theirs(net, loss, parameters, batches) @ vectors.T
            np.testing.assert_allclose(ours(vectors), expected.T.detach(), rtol=1e-11, atol=1e-13)
            assert float(expected.abs().max()) > 1e-3
