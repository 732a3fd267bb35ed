"""Products with Hessian and Gauss-Newton matrix against dense references, and everything that is refused."""

import copy

import numpy as np
import pytest
import torch
from torch.nn import functional

from lqtheory.curvature import gauss_newton, hessian, layout_of, objective, restricted, squared, symmetric_operator
from lqtheory.curvature.spectra import dense_matrix
from lqtheory.errors import DataError, DomainError, InputTypeError, ShapeError


def small_network(rng: np.random.Generator, *, kinked: bool = True) -> torch.nn.Module:
    """4-5-3 with a smooth and a kinked activation: 43 parameters."""
    last = torch.nn.LeakyReLU(0.3) if kinked else torch.nn.Softplus()
    net = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3), last).double()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(torch.from_numpy(rng.standard_normal(parameter.shape)))
    return net.eval()


def small_data(rng: np.random.Generator, n: int = 11) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.from_numpy(rng.standard_normal((n, 4))), torch.from_numpy(rng.integers(0, 3, n))


def reference(
    net: torch.nn.Module, data: tuple[torch.Tensor, torch.Tensor], loss=functional.cross_entropy
) -> np.ndarray:
    """Dense Hessian by another route: functional call and torch.func, all data in one batch."""
    shapes = {name: p.shape for name, p in net.named_parameters()}
    sizes = [p.numel() for p in net.parameters()]

    def value(vector: torch.Tensor) -> torch.Tensor:
        parts = dict(zip(shapes, vector.split(sizes), strict=True))
        named = {name: part.reshape(shapes[name]) for name, part in parts.items()}
        return loss(torch.func.functional_call(net, named, (data[0],)), data[1])

    weights = torch.cat([p.detach().reshape(-1) for p in net.parameters()])
    return torch.func.jacrev(torch.func.jacrev(value))(weights).detach().numpy()


def test_the_hessian_is_the_dense_one(rng):
    net, data = small_network(rng), small_data(rng)
    operator = hessian(objective(net, data))
    assert operator.dimension == 43
    exact = reference(net, data)
    assert np.abs(exact).max() > 0.1
    np.testing.assert_allclose(dense_matrix(operator), exact, atol=1e-14)


@pytest.mark.parametrize("batch_size", [1, 2, 4, 10])
@pytest.mark.parametrize("limit", [1 << 30, 900])
@pytest.mark.parametrize("make", [hessian, gauss_newton])
def test_ragged_batches_and_graphs_built_anew_change_nothing(rng, batch_size, limit, make):
    net, data = small_network(rng), small_data(rng)
    whole = dense_matrix(make(objective(net, data)))
    parts = dense_matrix(make(objective(net, data, batch_size=batch_size), memory_limit=limit))
    np.testing.assert_allclose(parts, whole, atol=1e-14)


def test_a_memory_limit_keeps_some_graphs_and_builds_the_others_anew(rng):
    net, data = small_network(rng), small_data(rng)
    made = hessian(objective(net, data, batch_size=2), memory_limit=2000)
    kept, others = len(made.multiply.kept), len(made.multiply.others)
    assert kept > 0
    assert others > 0
    assert kept + others == 6


def test_the_batch_size_follows_from_the_memory_limit(rng):
    net, data = small_network(rng), small_data(rng, 400)
    assert hessian(objective(net, data)).multiply.made.batches.lengths == (400,)
    lengths = hessian(objective(net, data), memory_limit=20_000).multiply.made.batches.lengths
    assert len(lengths) > 3
    assert sum(lengths) == 400
    with pytest.raises(DomainError, match="graph of 1 examples takes"):
        hessian(objective(net, data), memory_limit=100)


def test_batches_of_a_loader_are_weighted_by_their_length(rng):
    net, (x, y) = small_network(rng), small_data(rng)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=4)
    exact = reference(net, (x, y))
    np.testing.assert_allclose(dense_matrix(hessian(objective(net, loader))), exact, atol=1e-14)
    np.testing.assert_allclose(dense_matrix(hessian(objective(net, loader, batch_size=3))), exact, atol=1e-14)
    unweighted = sum(reference(net, (x[part], y[part])) for part in (slice(4), slice(4, 8), slice(8, 11))) / 3
    assert np.abs(unweighted - exact).max() > 1e-3


def test_a_summed_loss_gives_the_same_mean(rng):
    net, data = small_network(rng), small_data(rng)
    summed = torch.nn.CrossEntropyLoss(reduction="sum")
    made = objective(net, data, summed, batch_size=4, reduction="sum")
    np.testing.assert_allclose(dense_matrix(hessian(made)), reference(net, data), atol=1e-14)
    assert made.value() == pytest.approx(objective(net, data).value(), rel=1e-14)


def test_products_agree_with_differences_of_gradients(rng):
    net, data = small_network(rng, kinked=False), small_data(rng)
    made = objective(net, data, batch_size=4)
    operator, v = hessian(made), torch.from_numpy(rng.standard_normal(43))
    errors = []
    for step in (1e-2, 1e-3, 1e-4):
        difference = (made.gradient(made.weights + step * v) - made.gradient(made.weights - step * v)) / (2 * step)
        errors.append(float((difference - operator(v)).norm() / operator(v).norm()))
    assert errors[0] < 1e-2
    assert errors[1] == pytest.approx(errors[0] * 1e-2, rel=0.2)  # second order in the step
    assert errors[2] == pytest.approx(errors[0] * 1e-4, rel=0.5)


def test_gradients_agree_with_differences_of_values(rng):
    net, data = small_network(rng, kinked=False), small_data(rng)
    made = objective(net, data, batch_size=4)
    v = torch.from_numpy(rng.standard_normal(43))
    slope = (made.value(made.weights + 1e-6 * v) - made.value(made.weights - 1e-6 * v)) / 2e-6
    assert slope == pytest.approx(float(made.gradient() @ v), rel=1e-7)
    assert made.value() == pytest.approx(float(functional.cross_entropy(net(data[0]), data[1]).detach()), rel=1e-14)


def test_gauss_newton_is_the_hessian_of_a_linear_model_with_squared_loss(rng):
    net = torch.nn.Linear(4, 2).double()
    data = torch.from_numpy(rng.standard_normal((9, 4))), torch.from_numpy(rng.standard_normal((9, 2)))
    made = objective(net, data, functional.mse_loss, batch_size=4)
    operator = gauss_newton(made)
    assert operator.semidefinite
    np.testing.assert_allclose(dense_matrix(operator), dense_matrix(hessian(made)), atol=1e-14)
    features = torch.cat([data[0], torch.ones(9, 1)], dim=1)
    moments = (features.T @ features / 9).numpy()
    diagonal = np.diag(moments)  # of the mean over 9 examples and 2 outputs, twice
    np.testing.assert_allclose(np.diag(dense_matrix(operator)), np.concatenate([*[diagonal[:4]] * 2, [1.0, 1.0]]))


def test_gauss_newton_is_the_product_of_jacobians_and_the_curvature_of_the_loss(rng):
    net, (x, y) = small_network(rng), small_data(rng)
    operator = gauss_newton(objective(net, (x, y), batch_size=4))
    expected = np.zeros((43, 43))
    for i in range(11):
        rows = []
        for output in net(x[i : i + 1])[0]:
            rows.append(
                torch.cat(
                    [g.reshape(-1) for g in torch.autograd.grad(output, list(net.parameters()), retain_graph=True)]
                )
            )
        jacobian = torch.stack(rows).numpy()
        share = torch.softmax(net(x[i : i + 1])[0].detach(), 0).numpy()
        expected += jacobian.T @ (np.diag(share) - np.outer(share, share)) @ jacobian / 11
    np.testing.assert_allclose(dense_matrix(operator), expected, atol=1e-14)
    assert np.linalg.eigvalsh(expected)[0] > -1e-14
    assert np.linalg.eigvalsh(reference(net, (x, y)))[0] < -1e-3
    assert operator.semidefinite
    assert not hessian(objective(net, (x, y))).semidefinite


def test_parameters_can_be_chosen_and_those_without_influence_have_zero_rows(rng):
    net, data = small_network(rng), small_data(rng)
    part = hessian(objective(net, data, parameters=["2.weight"]))
    np.testing.assert_allclose(dense_matrix(part), reference(net, data)[25:40, 25:40], atol=1e-14)
    unused = torch.nn.ModuleDict({"used": torch.nn.Linear(4, 3), "idle": torch.nn.Linear(2, 2)}).double()
    unused.forward = lambda x: unused["used"](x)
    for make in (hessian, gauss_newton):
        matrix = dense_matrix(make(objective(unused, data)))
        assert np.abs(matrix[:15, :15]).max() > 0
        assert not matrix[15:].any()


def test_a_loss_that_is_linear_has_no_curvature(rng):
    net = torch.nn.Linear(4, 1, bias=False).double()
    made = objective(net, small_data(rng), lambda outputs, targets: (outputs[:, 0] * (targets + 1)).mean())
    assert not dense_matrix(hessian(made)).any()
    assert not dense_matrix(gauss_newton(made, convex=True)).any()


def test_products_are_counted_and_checks_are_not(rng):
    operator = hessian(objective(small_network(rng), small_data(rng)))
    assert operator.products == 0
    operator(np.ones(43))
    operator(np.ones((3, 43)))
    assert operator.products == 4
    squared(operator)(np.ones(43))
    assert operator.products == 6


def test_vectors_are_flattened_and_split_in_the_order_of_the_parameters(rng):
    net = small_network(rng)
    layout = layout_of(net)
    weights = layout.flatten(net.state_dict())
    assert torch.equal(weights, objective(net, small_data(rng)).weights)
    for name, part in layout.unflatten(weights).items():
        assert torch.equal(part, net.state_dict()[name])
    with pytest.raises(ShapeError, match="not \\(43,\\)"):
        layout.unflatten(np.ones(42))
    with pytest.raises(DomainError, match=r"lacks '0\.bias'"):
        layout.flatten({"0.weight": net[0].weight})
    with pytest.raises(DomainError, match=r"parameters=\['nothing'\] are not in the network"):
        layout_of(net, ["nothing"])


def test_a_restricted_operator_is_the_submatrix(rng):
    net, data = small_network(rng), small_data(rng)
    operator, kept = hessian(objective(net, data)), rng.random(43) < 0.5
    matrix = dense_matrix(restricted(operator, kept))
    np.testing.assert_allclose(matrix[np.ix_(kept, kept)], reference(net, data)[np.ix_(kept, kept)], atol=1e-14)
    assert not matrix[~kept].any()


def test_the_network_is_left_as_it_was(rng):
    net, data = small_network(rng), small_data(rng)
    before = copy.deepcopy(net.state_dict())
    hessian(objective(net, data))(np.ones(43))
    objective(net, data).gradient()
    assert all(torch.equal(before[name], value) for name, value in net.state_dict().items())
    assert all(parameter.grad is None for parameter in net.parameters())


def test_float32_networks_have_products_in_float32(rng):
    net, (x, y) = small_network(rng), small_data(rng)
    exact = reference(net, (x, y))
    operator = hessian(objective(net.float(), (x, y), batch_size=4))
    assert operator(np.ones(43)).dtype == torch.float32
    np.testing.assert_allclose(dense_matrix(operator), exact, atol=2e-6)


# What is refused ------------------------------------------------------------------------------------------------


def with_part(part: torch.nn.Module) -> torch.nn.Module:
    return torch.nn.Sequential(torch.nn.Linear(4, 3), part).double()


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (torch.nn.BatchNorm1d(3), "batch normalisation uses statistics of the batch in 1"),
        (torch.nn.Dropout(0.1), "dropout is active in 1"),
    ],
)
def test_training_mode_is_refused_and_evaluation_mode_is_not(rng, part, text):
    net = with_part(part)
    with pytest.raises(DomainError, match=text):
        objective(net.train(), small_data(rng))
    assert objective(net.eval(), small_data(rng)).value() > 0


def test_batch_normalisation_without_running_statistics_is_refused_in_evaluation_mode(rng):
    net = with_part(torch.nn.BatchNorm1d(3, track_running_stats=False)).eval()
    with pytest.raises(DomainError, match="batch normalisation"):
        objective(net, small_data(rng))


def test_dropout_in_recurrent_and_attention_layers_is_refused(rng):
    with pytest.raises(DomainError, match="dropout is active in the network itself"):
        objective(torch.nn.MultiheadAttention(4, 1, dropout=0.1), small_data(rng))


def test_a_module_put_into_training_mode_afterwards_is_refused(rng):
    net = with_part(torch.nn.Dropout(0.5)).eval()
    operator = hessian(objective(net, small_data(rng), batch_size=2), memory_limit=700)
    assert operator.multiply.others
    net.train()
    with pytest.raises(DomainError, match="dropout is active"):
        operator(np.ones(15))


def test_randomness_that_no_module_shows_is_refused(rng):
    net = torch.nn.Linear(4, 3).double()
    with pytest.raises(DomainError, match="two evaluations of the loss differ by"):
        objective(net, small_data(rng), lambda o, t: functional.cross_entropy(functional.dropout(o), t))


def test_a_loss_that_is_no_mean_over_examples_is_refused(rng):
    net = torch.nn.Linear(4, 3).double()
    weighted = torch.nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 5.0]).double())
    for loss in (weighted, torch.nn.CrossEntropyLoss(reduction="sum")):
        with pytest.raises(DomainError, match="must be the mean over the examples"):
            objective(net, small_data(rng), loss)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_loss_that_is_not_finite_is_refused(rng, value):
    x, y = small_data(rng)
    x[7, 2] = value
    with pytest.raises(DomainError, match=r"the mean loss is (nan|inf)"):
        objective(torch.nn.Linear(4, 3).double(), (x, y), batch_size=3)


def test_an_empty_data_set_is_refused(rng):
    x, y = small_data(rng)
    for data in ((x[:0], y[:0]), [], [(x[:0], y[:0])]):
        with pytest.raises(DataError, match="the data set is empty"):
            objective(torch.nn.Linear(4, 3).double(), data)


def test_empty_batches_of_a_loader_are_passed_over(rng):
    (x, y), net = small_data(rng), small_network(rng)
    made = objective(net, [(x[:0], y[:0]), (x[:5], y[:5]), (x[:0], y[:0]), (x[5:], y[5:])])
    np.testing.assert_allclose(dense_matrix(hessian(made)), reference(net, (x, y)), atol=1e-14)


class Changing:
    """A loader whose data are different from pass number ``first`` on."""

    def __init__(self, data: tuple[torch.Tensor, torch.Tensor], first: int, *, shorter: bool = False) -> None:
        self.data, self.first, self.shorter, self.passes = data, first, shorter, 0

    def __iter__(self):
        self.passes += 1
        x, y = self.data
        late = self.passes >= self.first
        yield x[:5], y[:5]
        if not (late and self.shorter):
            yield x[5:] + (1e-9 if late else 0.0), y[5:]


@pytest.mark.parametrize("shorter", [False, True])
def test_data_that_change_between_passes_are_refused(rng, shorter):
    net, data = small_network(rng), small_data(rng)
    with pytest.raises(DataError, match="the data changed between passes"):
        objective(net, Changing(data, 2, shorter=shorter))
    # Two passes look at the data, the third at the first batch, the fourth computes the loss, then products follow.
    operator = hessian(objective(net, Changing(data, 14, shorter=shorter)), memory_limit=1500)
    with pytest.raises(DataError, match="the data changed between passes"):
        products_of(operator, 14)


def products_of(operator, count: int) -> None:
    for _ in range(count):
        operator(np.ones(operator.dimension))


def test_a_shuffling_loader_is_refused(rng):
    generator = torch.Generator().manual_seed(0)
    loader = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(*small_data(rng)), batch_size=4, shuffle=True, generator=generator
    )
    with pytest.raises(DataError, match="use no shuffling"):
        objective(small_network(rng), loader)


def test_tensors_and_weights_that_are_written_to_are_noticed(rng):
    net, (x, y) = small_network(rng), small_data(rng)
    operator = hessian(objective(net, (x, y)))
    x += 1
    with pytest.raises(DataError, match="a tensor was written to"):
        operator(np.ones(43))
    operator = hessian(objective(net, (x, y)))
    with torch.no_grad():
        net[0].weight[0, 0] += 1.0
    with pytest.raises(DataError, match="the weights changed since"):
        operator(np.ones(43))
    operator = hessian(objective(net, (x, y)))
    net[2].bias = torch.nn.Parameter(torch.zeros(3).double())
    with pytest.raises(DataError, match="the weights changed since"):
        operator(np.ones(43))


def test_an_operator_that_is_not_symmetric_is_refused_with_the_measured_asymmetry():
    matrix = torch.tensor([[1.0, 2.0], [0.0, 1.0]]).double()
    with pytest.raises(DomainError, match=r"not symmetric: relative asymmetry \d\.\d\de-0\d, allowed 1e-10"):
        symmetric_operator(lambda v: matrix @ v, 2)
    with pytest.raises(DomainError, match="not finite"):
        symmetric_operator(lambda v: v * float("nan"), 2)


@pytest.mark.parametrize(
    ("data", "error", "text"),
    [
        (3, InputTypeError, "data is a int"),
        (torch.zeros(3, 4), InputTypeError, "data is a Tensor"),
        (iter([]), InputTypeError, "list or loader"),
        ([torch.zeros(3, 4)], InputTypeError, "a batch is a Tensor"),
        ((torch.zeros(3, 4), torch.zeros(2)), ShapeError, "3 inputs have 2 targets"),
    ],
)
def test_data_of_the_wrong_kind_are_refused(data, error, text):
    with pytest.raises(error, match=text):
        objective(torch.nn.Linear(4, 1).double(), data)


def test_arguments_out_of_range_are_refused(rng):
    net, data = torch.nn.Linear(4, 3).double(), small_data(rng)
    with pytest.raises(DomainError, match="batch_size=0"):
        objective(net, data, batch_size=0)
    with pytest.raises(DomainError, match="reduction='none'"):
        objective(net, data, reduction="none")
    with pytest.raises(DomainError, match="without a process group"):
        objective(net, data, distributed=True)
    with pytest.raises(InputTypeError, match="loss returns shape"):
        objective(net, data, torch.nn.CrossEntropyLoss(reduction="none"))
    with pytest.raises(DomainError, match="no trainable parameter"):
        objective(torch.nn.ReLU(), data)
    with pytest.raises(DomainError, match=r"torch\.bfloat16 on cpu \(curvature\); use float32 or float64 alone"):
        objective(torch.nn.Linear(4, 3).bfloat16(), data)
    with pytest.raises(DomainError, match="use float32 or float64 alone"):
        objective(torch.nn.Sequential(torch.nn.Linear(4, 4), net), data)
    net.bias.requires_grad_(False)
    with pytest.raises(DomainError, match=r"parameters=\['bias'\] require no gradients"):
        objective(net, data, parameters=["weight", "bias"])
    assert objective(net, data).layout.names == ("weight",)
    net.bias.requires_grad_(True)
    with pytest.raises(ShapeError, match="not \\(15,\\) or \\(k, 15\\)"):
        hessian(objective(net, data))(np.ones(14))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
@pytest.mark.parametrize("batch_size", [None, 4])
def test_a_gpu_gives_the_same_products(rng, batch_size):
    net, data = small_network(rng), small_data(rng)
    exact = reference(net, data)
    for make in (hessian, gauss_newton):
        here = dense_matrix(make(objective(net.cpu(), data, batch_size=batch_size)))
        there = make(objective(net.cuda(), data, batch_size=batch_size))
        assert there.device.type == "cuda"
        np.testing.assert_allclose(dense_matrix(there), here, atol=1e-12)
    assert exact.shape == (43, 43)


def test_modules_and_weights_that_are_used_twice_stay_as_they_were(rng):
    inner, other = torch.nn.Linear(4, 4).double(), torch.nn.Linear(4, 4).double()
    other.weight = inner.weight
    net = torch.nn.Sequential(inner, torch.nn.Tanh(), inner, torch.nn.Tanh(), other).eval()
    x, y = small_data(rng)
    before = {name: (parameter, parameter.detach().clone()) for name, parameter in net.named_parameters()}
    made = objective(net, (x, y))
    moved = made.weights + 0.1
    with torch.no_grad():
        elsewhere = copy.deepcopy(net)
        for parameter in elsewhere.parameters():
            parameter += 0.1
        wanted = float(functional.cross_entropy(elsewhere(x), y))
    assert made.value(moved) == pytest.approx(wanted, rel=1e-12)
    for name, parameter in net.named_parameters():
        assert parameter is before[name][0]
        assert torch.equal(parameter, before[name][1])
    step = 1e-6 * torch.eye(len(moved), dtype=torch.float64)[3]
    slope = (made.value(moved + step) - made.value(moved - step)) / 2e-6
    assert made.gradient(moved)[3] == pytest.approx(slope, rel=1e-5)
