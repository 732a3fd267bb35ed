"""Networks, losses and data that made curvature meaningless or crash: attention, ignored targets, silent writes."""

import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from lqtheory.curvature import dense_matrix, gauss_newton, hessian, objective
from lqtheory.curvature.batches import Watched, stamp
from lqtheory.errors import DataError, DomainError, ShapeError


class Attending(nn.Module):
    def __init__(self, inner: nn.Module | None) -> None:
        super().__init__()
        self.inner, self.query, self.last = inner, nn.Linear(4, 4), nn.Linear(4, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if isinstance(self.inner, nn.MultiheadAttention):
            x = self.inner(x, x, x, need_weights=False)[0]
        elif self.inner is not None:
            x = self.inner(x)
        else:
            x = functional.scaled_dot_product_attention(self.query(x)[:, None], x[:, None], x[:, None])[:, 0]
        return self.last(x.mean(1))


class Looking(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table, self.last = nn.Embedding(5, 2, sparse=True), nn.Linear(2, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(torch.tanh(self.table(x)).mean(1))


def seeded(network: nn.Module) -> nn.Module:
    generator = torch.Generator().manual_seed(0)
    network = network.double().eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(0.4 * torch.randn(parameter.shape, generator=generator, dtype=torch.float64))
    return network


def pair(rng: np.random.Generator, *shape: int, n: int = 12) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.from_numpy(rng.standard_normal((n, *shape))), torch.from_numpy(rng.integers(0, 3, n))


@pytest.mark.parametrize(
    "inner",
    [None, nn.MultiheadAttention(4, 2, batch_first=True), nn.TransformerEncoderLayer(4, 2, 5, batch_first=True)],
)
def test_attention_has_its_hessian(inner, rng):
    network, (x, y) = seeded(Attending(inner)), pair(rng, 3, 4)
    made = objective(network, (x, y))
    operator, step = hessian(made), 1e-5
    v = torch.from_numpy(rng.standard_normal(operator.dimension))
    v /= v.norm()
    difference = (made.gradient(made.weights + step * v) - made.gradient(made.weights - step * v)) / (2 * step)
    assert float(difference.norm()) > 1e-3
    assert torch.allclose(operator(v), difference, atol=1e-7)
    assert gauss_newton(made)(v) @ v >= 0


def test_what_torch_cannot_differentiate_is_said_in_one_sentence(rng):
    x, y = torch.from_numpy(rng.integers(0, 5, (8, 3))), torch.from_numpy(rng.integers(0, 3, 8))
    with pytest.raises(DomainError, match=r"the Hessian cannot be computed, torch says: .* dense gradients"):
        hessian(objective(seeded(Looking()), (x, y)))


@pytest.mark.parametrize("batch_size", [None, 12, 6])
@pytest.mark.parametrize("loss", [None, nn.CrossEntropyLoss(), lambda out, y: functional.cross_entropy(out, y)])
def test_targets_that_the_loss_ignores_are_refused_in_any_batch(loss, batch_size, rng):
    x, y = pair(rng, 6, n=24)
    y[-4:] = -100
    with pytest.raises(DomainError, match=r"must be the mean over the examples.*targets of -100"):
        objective(seeded(nn.Sequential(nn.Linear(6, 3))), (x, y), loss, batch_size=batch_size)


class Concave(nn.CrossEntropyLoss):
    def forward(self, outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        return -super().forward(outputs, targets)


def test_only_losses_known_to_be_convex_are_called_so(rng):
    network, (x, y) = seeded(nn.Sequential(nn.Linear(6, 3))), pair(rng, 6)
    signed = torch.from_numpy(rng.standard_normal((12, 3)) - 1.0)
    negative = nn.CrossEntropyLoss(weight=torch.tensor([-1.0, -1.0, -1.0]).double(), reduction="sum")
    for loss, targets, reduction in (
        (Concave(), y, "mean"),
        (functional.cross_entropy, signed, "mean"),
        (nn.CrossEntropyLoss(), signed, "mean"),
        (negative, y, "sum"),
    ):
        operator = gauss_newton(objective(network, (x, targets), loss, reduction=reduction))
        assert np.linalg.eigvalsh(dense_matrix(operator))[0] < -1e-3
        assert not operator.semidefinite
    for loss, targets in ((nn.CrossEntropyLoss(), y), (functional.cross_entropy, signed.softmax(1))):
        assert gauss_newton(objective(network, (x, targets), loss)).semidefinite


@pytest.mark.parametrize("limit", [1 << 30, 8000])
def test_writes_that_no_version_tells_are_noticed(rng, limit):
    x, y = rng.standard_normal((24, 6)), rng.integers(0, 3, 24)
    network = seeded(nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)))

    def fresh(data: tuple) -> object:
        operator = hessian(objective(network, data, batch_size=8), memory_limit=limit)
        operator(np.ones(operator.dimension))
        return operator

    operator = fresh((x, y))
    x *= 3
    with pytest.raises(DataError, match="a tensor was written to"):
        operator(np.ones(operator.dimension))
    operator = fresh((x, y))
    np.random.default_rng(0).shuffle(x)
    with pytest.raises(DataError, match="a tensor was written to"):
        operator(np.ones(operator.dimension))
    tensor = torch.tensor(x)
    operator = fresh((tensor, y))
    tensor.data.mul_(2)
    with pytest.raises(DataError, match="a tensor was written to"):
        operator(np.ones(operator.dimension))
    operator = fresh((tensor, y))
    network[0].weight.data.mul_(torch.from_numpy(rng.integers(0, 2, (5, 6))))
    with pytest.raises(DataError, match="the weights changed"):
        operator(np.ones(operator.dimension))


@pytest.mark.parametrize("count", [0, 1, 7, 63, 8191, 8192, 20001])
@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.int64, torch.uint8, torch.bool])
def test_stamps_see_every_entry_and_their_order(count, dtype, rng):
    tensor = torch.from_numpy(rng.integers(0, 2, count)).to(dtype)
    before, watched = stamp(tensor), Watched(tensor)
    assert stamp(tensor) == before
    assert watched.is_unchanged()
    for index in {0, count // 2, count - 1} if count else ():
        tensor.data[index] = 1 - int(tensor[index])
        assert stamp(tensor) != before
        assert not watched.is_unchanged()
        tensor.data[index] = 1 - int(tensor[index])
    assert watched.is_unchanged()
    assert copy.deepcopy(watched).is_unchanged()
    assert not watched.is_unchanged(tensor.clone()) or not count
    if count > 8000:
        tensor.data[: count // 2], tensor.data[count // 2 :] = 0, 1
        ordered = stamp(tensor)
        watched = Watched(tensor)
        tensor.data[:] = tensor.flip(0)
        assert stamp(tensor) != ordered
        assert not watched.is_unchanged()


class Normed(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(6, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.batch_norm(self.first(x), None, None, training=True)


def test_normalisation_by_the_batch_and_whole_dropout_are_refused(rng):
    with pytest.raises((ShapeError, DomainError), match=r"\(objective\)"):
        objective(seeded(Normed()), pair(rng, 6, n=2))
    whole = nn.Sequential(nn.Linear(6, 3), nn.Dropout(1)).double()
    with pytest.raises(DomainError, match="dropout is active"):
        objective(whole, pair(rng, 6))
