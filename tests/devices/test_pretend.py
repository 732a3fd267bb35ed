"""The pretended device refuses what a GPU refuses, and computes what the CPU computes."""

import copy

import numpy as np
import pytest
import torch

from tests.devices.pretend import FAR, Far, MixedDevicesError, far_module, pretending


@pytest.fixture
def far():
    with pretending():
        yield torch.arange(6.0).reshape(2, 3).to(FAR)


@pytest.mark.parametrize(
    "mix",
    [
        lambda x: x + torch.ones(3),
        lambda x: torch.zeros(2, 3).add_(x),
        lambda x: torch.cat([x, torch.ones(1, 3)]),
        lambda x: torch.where(torch.ones(2, 3, dtype=torch.bool), x, 0.0),
        lambda x: torch.ones(4, 2) @ x,
        lambda x: torch.ones(3)[x.long()],
        lambda x: torch.searchsorted(torch.arange(3.0), x),
        lambda x: np.asarray(x),
        lambda x: x.numpy(),
        lambda x: torch.rand(3, device=x.device, generator=torch.Generator().manual_seed(0)),
        lambda x: x.scatter(1, torch.zeros(2, 1, dtype=torch.int64), 1.0),
    ],
)
def test_what_a_gpu_refuses_is_refused(far, mix):
    with pytest.raises(MixedDevicesError):
        mix(far)


@pytest.mark.parametrize(
    "fit",
    [
        lambda x: x + 1,
        lambda x: x + torch.tensor(1.0),
        lambda x: x[torch.tensor([1, 0])],
        lambda x: x[x > 2],
        lambda x: torch.where(x > 2, x, 0.0),
        lambda x: x * torch.tensor([1.0, 2.0, 3.0], device=x.device),
        lambda x: x + torch.as_tensor(np.ones(3, np.float32), device=x.device),
        lambda x: x.new_zeros(3) + x.mean(0),
        lambda x: torch.zeros(2, 3).to(x) + x,
        lambda x: x.sort(dim=1, descending=True).values,
        lambda x: torch.linalg.svd(x).S,
        lambda x: (torch.fft.fft(x).mH @ torch.fft.fft(x)).imag,
    ],
)
def test_what_a_gpu_computes_is_computed(far, fit):
    found = fit(far)
    assert isinstance(found, Far)
    assert found.device == FAR
    assert torch.equal(found.cpu(), fit(far.cpu()))


def test_numbers_come_back(far):
    assert (float(far.sum()), bool((far > 4).any()), far.tolist()[1]) == (15.0, True, [3.0, 4.0, 5.0])
    assert far.cpu().numpy().shape == (2, 3)
    near = torch.zeros(2, 3)
    near.copy_(far)
    assert torch.equal(near, far.cpu())
    far[0] = 7.0
    assert far[0, 1].item() == 7.0


def test_networks_are_differentiated_there(far):
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    there = far_module(copy.deepcopy(net))
    net(far.cpu()).sum().backward()
    there(far).sum().backward()
    for here, other in zip(net.parameters(), there.parameters(), strict=True):
        assert isinstance(other.grad, Far)
        assert torch.equal(here.grad, other.grad.cpu())
    assert isinstance(copy.deepcopy(there)[0].weight, Far)


def test_cuda_is_tested_too():
    if not torch.cuda.is_available():
        pytest.skip("torch sees no CUDA device, so the tests of devices use the CPU and a pretended device only")
    assert torch.zeros(1, device="cuda").is_cuda
