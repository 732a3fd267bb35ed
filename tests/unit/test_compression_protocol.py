"""The one entry to all methods: what comes back, what stays untouched, what is refused."""

import copy
from collections.abc import Iterator

import pytest
import torch
from torch.nn.utils import parametrize, prune

from lqtheory.compression import METHODS, Compressed, compress, refit
from lqtheory.compression.expansion import expanded
from lqtheory.errors import (
    DataError,
    DomainError,
    InputTypeError,
    LqTheoryError,
    RegistryError,
    ShapeError,
    UnsupportedError,
)
from lqtheory.networks import Residual


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


@pytest.fixture
def sample(rng) -> torch.Tensor:
    return torch.from_numpy(rng.standard_normal((40, 1, 8, 8)).astype("float32"))


@pytest.fixture
def network() -> torch.nn.Sequential:
    """Convolutions, batch normalisation, a residual block, pooling, linear layers."""
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3, padding=1),
        torch.nn.BatchNorm2d(4),
        torch.nn.ReLU(inplace=True),
        Residual(torch.nn.Sequential(torch.nn.Conv2d(4, 6, 3, padding=1), torch.nn.ReLU(), torch.nn.Conv2d(6, 4, 1))),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(64, 12),
        torch.nn.Tanh(),
        torch.nn.Linear(12, 5),
    )
    with torch.no_grad():
        net[1].running_mean.normal_()
        net[1].running_var.uniform_(0.5, 2)
    return net.eval()


def snapshot(network: torch.nn.Module) -> tuple[dict[str, torch.Tensor], list[bool], list[int]]:
    state = {name: value.clone() for name, value in network.state_dict().items()}
    hooks = [len(module._forward_hooks) for module in network.modules()]
    return state, [module.training for module in network.modules()], hooks


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("goal", [{"density": 0.4}, {"tolerance": 0.3}])
def test_every_method_gives_a_new_network_and_leaves_the_callers_as_it_was(method, goal, network, sample):
    if "tolerance" in goal and "tolerance" not in METHODS[method].goals:
        with pytest.raises(DomainError, match=rf"{method} (needs a budget|takes no tolerance)"):
            compress(network, method, sample=sample, **goal)
        return
    network.train()
    before = snapshot(network)
    result = compress(network, method, sample=sample, **goal)
    after = snapshot(network)
    assert isinstance(result, Compressed)
    assert before[1:] == after[1:]
    assert all(torch.equal(value, after[0][name]) for name, value in before[0].items())
    pointers = {value.data_ptr() for value in network.state_dict().values()}
    assert not pointers & {value.data_ptr() for value in result.network.state_dict().values()}
    assert all(parameter.grad is None for parameter in result.network.parameters())
    assert all(parameter.requires_grad for parameter in result.network.parameters())
    assert result.report.method == method
    assert torch.isfinite(result.network(sample)).all()
    assert result.report.output_error is not None
    assert 0 <= result.report.agreement <= 1


#: Methods that keep weights as they are, exactly as many as they are told to.
CHANGING = {"dictionary", "sensitivity_rescaled"}
MASKING = [name for name, one in METHODS.items() if not (one.sampled or one.reshapes or name in CHANGING)]


@pytest.mark.parametrize("method", MASKING)
def test_budget_masks_and_weights_agree(method, network, sample):
    folded = compress(network, "magnitude", density=1.0).network
    result = compress(network, method, kept=200, sample=sample)
    assert result.report.kept == 200 == sum(int(mask.sum()) for mask in result.masks.values())
    for layer in result.report.layers:
        weight, mask = result.network.get_parameter(layer.name), result.masks[layer.name]
        assert torch.equal(weight, folded.get_parameter(layer.name) * mask)
        assert layer.kept == int(mask.sum())
    for name, bias in folded.named_parameters():
        if name.endswith("bias"):
            assert torch.equal(bias, result.network.get_parameter(name))


def test_what_the_report_predicts_is_what_was_done(network, sample):
    folded = compress(network, "magnitude", density=1.0, sample=sample)
    assert folded.report.output_error == pytest.approx(0, abs=1e-12)
    assert torch.allclose(folded.network(sample), network(sample), atol=1e-5)
    result = compress(network, "adaptive", tolerance=0.3, q=0.7, sample=sample)
    for layer in result.report.layers:
        before, after = (net.network.get_parameter(layer.name).detach() for net in (folded, result))
        assert layer.relative_error == pytest.approx(float((before - after).norm() / before.norm()), rel=1e-5)
        assert layer.relative_error <= layer.worst_neuron <= 0.3
        assert 1 <= layer.effective_sparsity <= layer.n
    with torch.no_grad():
        outputs, others = network(sample), result.network(sample)
    assert result.report.output_error == pytest.approx(float((outputs - others).norm() / outputs.norm()), rel=1e-3)
    text = result.report.summary()
    assert "relative error of the output on the sample" in text
    assert all(layer.name in text for layer in result.report.layers)
    record = result.report.as_dict()
    assert record["kept"] == result.report.kept
    assert record["layers"][0]["density"] == result.report.layers[0].density
    assert record["settings"] == {"tolerance": 0.3, "q": 0.7, "rule": "exact"}


def test_a_state_dict_gives_a_state_dict(network):
    plain = compress(network, "magnitude", density=1.0).network
    tensors = plain.state_dict()
    result = compress(tensors, "absolute", density=0.3)
    assert list(result.network) == list(tensors)
    again = compress(plain, "absolute", density=0.3)
    assert all(torch.equal(value, again.network.state_dict()[name]) for name, value in result.network.items())
    assert result.report.n_always_kept == again.report.n_always_kept


def test_batch_normalisation_that_cannot_be_folded_stays(sample):
    net = torch.nn.Sequential(torch.nn.BatchNorm2d(1), torch.nn.Flatten(), torch.nn.Linear(64, 3)).eval()
    result = compress(net, "magnitude", density=0.5)
    assert isinstance(result.network[0], torch.nn.BatchNorm2d)
    assert result.report.n_always_kept == 5
    assert [name for name, _ in result.report.skipped] == ["0.weight", "0.bias"]


def test_layers_can_be_chosen(network):
    result = compress(network, "magnitude", density=0.1, layers=["6*", "8.weight"])
    assert [layer.name for layer in result.report.layers] == ["6.weight", "8.weight"]
    assert ("0.weight", "is not among the layers to compress") in result.report.skipped
    assert bool((result.network[0].weight != 0).all())


@pytest.mark.parametrize("dtype", [torch.float64, torch.bfloat16])
def test_the_dtype_stays(dtype, network, sample):
    converted = copy.deepcopy(network).to(dtype)
    for method in ("magnitude", "adaptive", "activation"):
        result = compress(converted, method, density=0.3, sample=sample)
        assert {value.dtype for value in result.network.parameters()} == {dtype}


def test_the_memory_format_does_not_matter(network, sample):
    strided = copy.deepcopy(network).to(memory_format=torch.channels_last)
    for method in ("magnitude", "structured"):
        plain, other = (compress(net, method, density=0.3, sample=sample) for net in (network, strided))
        assert torch.allclose(plain.network(sample), other.network(sample), atol=1e-6)
        assert all(torch.equal(mask, other.masks[name]) for name, mask in plain.masks.items())


def test_parametrised_weights_are_refused():
    net = torch.nn.Sequential(torch.nn.Linear(3, 3))
    prune.l1_unstructured(net[0], "weight", amount=2)
    with pytest.raises(UnsupportedError, match=r"the weight of 0 \(Linear\) is computed from other tensors"):
        compress(net, "magnitude", density=0.5)
    with pytest.raises(UnsupportedError, match=r"0\.weight_orig is a weight with a mask of its own"):
        compress(net.state_dict(), "magnitude", density=0.5)
    other = torch.nn.Sequential(torch.nn.Linear(3, 3))
    parametrize.register_parametrization(other[0], "weight", torch.nn.Identity())
    with pytest.raises(UnsupportedError, match="remove_parametrizations"):
        compress(other, "magnitude", density=0.5)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (torch.nn.LSTM(3, 3), r"1 is a LSTM, whose weights cannot be compressed .*layers="),
        (torch.nn.ConvTranspose2d(2, 2, 2), "1 is a ConvTranspose2d"),
        (torch.nn.MultiheadAttention(4, 2), "1 is a MultiheadAttention"),
        (torch.nn.Embedding(3, 3), "1 is a Embedding"),
        (torch.nn.LazyLinear(3), r"1 \(LazyLinear\) has no shape yet"),
    ],
)
def test_unsupported_modules_are_named_with_their_path(module, text):
    net = torch.nn.Sequential(torch.nn.Linear(3, 3), module)
    with pytest.raises(UnsupportedError, match=text):
        compress(net, "magnitude", density=0.5)


def test_an_unsupported_module_may_be_left_out():
    net = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.LSTM(3, 3))
    assert compress(net, "magnitude", density=0.34, layers="0").report.kept == 3


class Unused(torch.nn.Module):
    """A network that does not call one of its layers, and returns what it is told to."""

    def __init__(self, returned: str = "tensor") -> None:
        super().__init__()
        self.used, self.idle, self.returned = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2), returned

    def forward(self, x: torch.Tensor) -> object:
        return self.used(x) if self.returned == "tensor" else {"out": self.used(x)}


def linear(bad: float = 1.0) -> torch.nn.Linear:
    net = torch.nn.Linear(3, 2)
    with torch.no_grad():
        net.weight[1, 2] = bad
    return net


def test_certified_bounds_are_above_what_was_measured(network, sample):
    result = compress(network, "magnitude", density=0.8, sample=sample, certify=True)
    certificate = result.report.certificate
    assert certificate["inputs"] == 40
    with torch.no_grad():
        errors = (network(sample) - result.network(sample)).norm(dim=1)
    assert float(errors.max()) <= certificate["bounds"]["B0"]["max"] <= certificate["bounds"]["B1"]["max"]
    assert (
        "certified on the 40 inputs of the sample, and on no others, for inference in float32:"
        in result.report.summary()
    )


HALF, FITTING = {"density": 0.5}, torch.ones(4, 3)


@pytest.mark.parametrize(
    ("network", "method", "settings", "error", "text"),
    [
        (linear(), "magnitud", HALF, RegistryError, "no method 'magnitud'"),
        (linear(), "magnitude", {**HALF, "layers": "conv*"}, RegistryError, r"no layer matches 'conv\*'"),
        (linear(), "magnitude", {}, DomainError, "exactly one of"),
        (linear(), "adaptive", {**HALF, "q": 3}, DomainError, "q=3.0 is outside"),
        (linear(), "magnitude", {**HALF, "q": 3}, DomainError, "q=3.0 is outside"),
        (linear(), "magnitude", {**HALF, "q": "a"}, InputTypeError, "expected real number for q, got str: 'a'"),
        (linear(), "magnitude", {**HALF, "q": None}, InputTypeError, "expected real number for q, got NoneType: None"),
        (linear(), ["magnitude"], HALF, InputTypeError, r"method=\['magnitude'\] is a list .*give a name"),
        (linear(), "magnitude", {**HALF, "layers": 3}, InputTypeError, r"layers=3 .*expected a name or a list"),
        (linear(), "magnitude", {**HALF, "layers": [3]}, InputTypeError, r"layers=\[3\] .*expected a name or a list"),
        (
            linear(), "activation", {**HALF, "sample": FITTING, "batch_size": 2.5}, InputTypeError,
            "batch_size must be an integer, got float: 2.5",
        ),
        (linear(), "adaptive", {**HALF, "negligible": 1.0}, DomainError, r"negligible=1.0 is outside \[0, 1\)"),
        (linear(), "adaptive", {**HALF, "negligible": "x"}, InputTypeError, "for negligible, got str: 'x'"),
        (linear(), "allocation", {**HALF, "layer_weights": 3}, InputTypeError, "layer_weights=3 .*expected a mapping"),
        (linear(), "absolute", {**HALF, "negligible": 0.1}, DomainError, "negligible=0.1 is for the methods adaptive"),
        (linear(), "activation", HALF, DomainError, "the method activation needs a sample"),
        (linear(), "relative", {**HALF, "weighting": "obd"}, DomainError, "weighting obd needs a sample"),
        (linear(), "relative", {**HALF, "weighting": "x"}, DomainError, "weighting='x' is not one of"),
        (linear(), "magnitude", {**HALF, "refit": True}, DomainError, "refit needs a sample"),
        (linear(), "magnitude", {**HALF, "certify": True}, DomainError, "certify needs a sample"),
        (linear(), "magnitude", {**HALF, "sample": torch.ones(0, 3)}, DomainError, "the sample is empty"),
        (linear(), "magnitude", {**HALF, "sample": []}, DomainError, "the sample is empty"),
        (linear(), "magnitude", {**HALF, "sample": 3}, InputTypeError, "the sample is a int"),
        (linear(), "magnitude", {**HALF, "sample": ["x"]}, InputTypeError, "the sample holds a str"),
        (linear(), "magnitude", {**HALF, "sample": iter([1])}, InputTypeError, "the sample is a list_iterator"),
        (linear(), "activation", {**HALF, "sample": torch.ones(4, 7)}, ShapeError, r"shape \(4, 7\) do not fit"),
        (linear(), "obd", {**HALF, "sample": torch.ones(4, 7)}, ShapeError, r"shape \(4, 7\) do not fit"),
        (linear(), "obd", {**HALF, "sample": FITTING, "loss": "x"}, DomainError, "loss='x'"),
        (linear(), "activation", {**HALF, "sample": torch.full((4, 3), torch.nan)}, DomainError, "sample holds NaN"),
        (linear(), "activation", {**HALF, "sample": FITTING, "batch_size": 0}, DomainError, "batch_size=0"),
        (linear(torch.nan), "magnitude", HALF, DomainError, "weight holds NaN or infinity"),
        (linear(torch.inf), "magnitude", HALF, DomainError, "weight holds NaN or infinity"),
        (torch.nn.ReLU(), "magnitude", HALF, DataError, "no linear or convolutional layer"),
        ("net.pt", "magnitude", HALF, InputTypeError, "network is a str"),
        (dict(linear().state_dict()), "activation", {**HALF, "sample": FITTING}, DomainError, "state dict"),
        (Unused(), "activation", {**HALF, "sample": FITTING}, UnsupportedError, "layer of idle.weight"),
        (Unused(), "obd", {**HALF, "sample": FITTING}, UnsupportedError, "layer of idle.weight"),
        (Unused("dict"), "magnitude", {**HALF, "sample": FITTING}, UnsupportedError, "returns a dict"),
        (linear(), "structured", {**HALF, "sample": FITTING}, UnsupportedError, "can lose neurons"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_changes_nothing(network, method, settings, error, text):
    is_module = isinstance(network, torch.nn.Module)
    before = snapshot(network) if is_module else copy.deepcopy(network)
    with pytest.raises(error, match=text) as raised:
        compress(network, method, **settings)
    assert isinstance(raised.value, LqTheoryError)
    assert "\n" not in str(raised.value)
    if is_module:
        after = snapshot(network)
        assert after[1:] == before[1:]
        assert all(torch.equal(a.nan_to_num(7), after[0][name].nan_to_num(7)) for name, a in before[0].items())
    elif isinstance(network, dict):
        assert all(torch.equal(value, network[name]) for name, value in before.items())


def test_what_is_no_result_is_named(network, sample):
    for other in (None, network):
        with pytest.raises(InputTypeError, match=r"compressed is a \w+ \(refit\); expected a Compressed"):
            refit(network, other, sample)
        with pytest.raises(InputTypeError, match=r"compressed is a \w+ \(expanded\); expected a Compressed"):
            expanded(network, other)


def test_infinite_parameters_are_named_in_state_dicts_and_masks_are_left_alone():
    tensors = {"a.weight": torch.ones(3, 4), "a.bias": torch.zeros(3), "a.attention_mask": torch.zeros(4, 4)}
    for value in (torch.inf, -torch.inf):
        tensors["a.attention_mask"][0, 1] = value
        assert compress(tensors, "magnitude", density=0.5).report.kept == 6
        for name in ("a.bias", "a.in_proj_bias", "norm.weight"):
            with pytest.raises(DomainError, match=f"{name} holds NaN or infinity"):
                compress({**tensors, name: torch.tensor([1.0, value, 0.0])}, "magnitude", density=0.5)


def test_small_neurons_that_later_weights_enlarge_meet_the_tolerance():
    net = torch.nn.Sequential(torch.nn.Linear(2, 2, bias=False), torch.nn.ReLU(), torch.nn.Linear(2, 1)).double()
    with torch.no_grad():
        net[0].weight.copy_(torch.tensor([[4.0, 3.0], [4e-7, 3e-7]]))
        net[2].weight.copy_(torch.tensor([[1.0, 1e7]]))
    x = torch.tensor([[0.0, 1.0], [1.0, 0.0]]).double()
    report = compress(net, "adaptive", tolerance=0.01, sample=x, layers="0").report
    assert report.output_error == 0.0
    assert report.layers[0].worst_neuron == 0.0
    cut = compress(net, "adaptive", tolerance=0.01, negligible=1e-6, sample=x, layers="0").report
    assert cut.output_error > 0.3
    assert cut.layers[0].worst_neuron == 1.0
    assert cut.settings["negligible"] == 1e-6
    told = " ".join(cut.remarks())
    assert "neurons set to zero: 1 of 2" in told
    assert "the relative error of each of these is 1" in told
    assert "every rule meets the tolerance for all other neurons" in told
    assert "set to zero" not in " ".join(report.remarks())


def test_refit_certificates_and_state_dicts_leave_what_they_are_given(network, sample):
    network.train()
    result = compress(network, "magnitude", density=0.3, sample=sample)
    tensors, x = dict(network.state_dict()), sample.clone()
    before = [snapshot(net) for net in (network, result.network)]
    refit(network, result, sample)
    compress(network, "structured", density=0.5, sample=sample, refit=True, certify=True)
    compress(tensors, "adaptive", density=0.3)
    for (state, training, hooks), net in zip(before, (network, result.network), strict=True):
        after = snapshot(net)
        assert (training, hooks) == after[1:]
        assert all(torch.equal(value, after[0][name]) for name, value in state.items())
    assert all(torch.equal(value, before[0][0][name]) for name, value in tensors.items())
    assert torch.equal(sample, x)


def test_batches_with_labels_are_a_sample(rng):
    x = torch.from_numpy(rng.standard_normal((10, 3)).astype("float32"))
    net = linear()
    whole = compress(net, "activation_jacobian", density=0.5, sample=x)
    parts = compress(net, "activation_jacobian", density=0.5, sample=[(x[:7], 0), (x[7:], 1)], batch_size=4)
    assert torch.equal(whole.masks["weight"], parts.masks["weight"])
    assert torch.equal(
        compress(net, "activation", density=0.5, sample=x.numpy()).masks["weight"],
        compress(net, "activation", density=0.5, sample=x).masks["weight"],
    )
    assert whole.report.output_error == pytest.approx(parts.report.output_error, rel=1e-6)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["0.bias", "1.running_mean", "3.weight"])
def test_nan_anywhere_is_named_before_any_work(method, name):
    net = torch.nn.Sequential(
        torch.nn.Linear(4, 5), torch.nn.BatchNorm1d(5), torch.nn.ReLU(), torch.nn.Linear(5, 3)
    ).requires_grad_(False)
    net.state_dict()[name].view(-1)[0] = torch.nan
    for network in (net, net.state_dict()):
        with pytest.raises(DomainError, match=f"{name} holds NaN or infinity"):
            compress(network, method, density=0.5, sample=torch.ones(3, 4))
