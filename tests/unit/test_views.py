import pickle
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import parametrize, prune

from lqtheory.errors import DataError, InputTypeError
from lqtheory.networks import read_state_dict, tensor_views
from lqtheory.networks.views import chain_views


def seeded(build):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        return build()


def small_cnn() -> nn.Sequential:
    return seeded(
        lambda: nn.Sequential(
            nn.Conv2d(2, 3, (3, 5), groups=1), nn.ReLU(), nn.BatchNorm2d(3), nn.Conv1d(4, 6, 3, groups=2, bias=False),
            nn.Flatten(), nn.Linear(12, 7), nn.Tanh(), nn.Dropout(), nn.Linear(7, 2),
        )
    )  # fmt: skip


def test_layers_are_seen_as_matrices_of_filters_and_neurons():
    net = small_cnn()
    view = tensor_views(net)
    assert [(v.name, v.kind, tuple(v.matrix.shape), v.shape, v.n) for v in view] == [
        ("0.weight", "conv2d", (3, 30), (3, 2, 3, 5), 90),
        ("3.weight", "conv1d", (6, 6), (6, 2, 3), 36),
        ("5.weight", "linear", (7, 12), (7, 12), 84),
        ("8.weight", "linear", (2, 7), (2, 7), 14),
    ]
    assert [v.bias is None for v in view] == [False, True, False, False]
    assert view.layers[0].matrix[1].tolist() == net[0].weight[1].flatten().tolist()
    assert [row.tolist() for row in view.layers[3].neurons()] == net[8].weight.tolist()
    assert view.layers[0].vector.tolist() == net[0].weight.flatten().tolist()
    assert [(s.name, s.n) for s in view.skipped] == [("2.weight", 3), ("2.bias", 3)]
    assert "BatchNorm2d" in view.skipped[0].reason


def test_views_share_memory_and_arrays_are_exact_copies():
    net = nn.Sequential(nn.Linear(3, 2))
    (layer,) = tensor_views(net)
    array = layer.array()
    assert array.dtype == np.float64
    assert array.tolist() == net[0].weight.tolist()
    with torch.no_grad():
        net[0].weight[0, 0] = 9.0
    assert layer.matrix[0, 0] == 9.0
    assert array[0, 0] != 9.0
    assert not layer.matrix.requires_grad


def test_network_and_state_dict_show_the_same_layers():
    net = small_cnn()
    from_module, from_dict = tensor_views(net), tensor_views(net.state_dict())
    assert [(v.name, v.kind, v.path) for v in from_module] == [(v.name, v.kind, v.path) for v in from_dict]
    assert all(torch.equal(a.matrix, b.matrix) for a, b in zip(from_module, from_dict, strict=True))
    assert {s.name for s in from_dict.skipped} > {s.name for s in from_module.skipped}


def test_effective_weights_of_pruned_and_parametrised_layers_are_seen():
    class Doubled(nn.Module):
        def forward(self, weight: torch.Tensor) -> torch.Tensor:
            return 2 * weight

    net = seeded(lambda: nn.Sequential(nn.Linear(6, 5), nn.Linear(5, 4)))
    plain = [layer.clone() for layer in (net[0].weight, net[1].weight)]
    prune.l1_unstructured(net[0], "weight", amount=10)
    parametrize.register_parametrization(net[1], "weight", Doubled())
    first, second = tensor_views(net)
    assert int((first.matrix == 0).sum()) == 10
    assert torch.equal(second.matrix, 2 * plain[1])
    assert torch.equal(tensor_views(net.state_dict()).layers[0].matrix, first.matrix)


def test_shared_weights_appear_once():
    net = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    net[1].weight = net[0].weight
    for model in (net, net.state_dict()):
        view = tensor_views(model)
        assert [v.name for v in view] == ["0.weight"]
        assert "is shared with a layer" in {s.name: s.reason for s in view.skipped}["1.weight"]


def test_what_is_not_a_linear_map_is_listed_with_a_reason():
    net = nn.ModuleDict(
        {"words": nn.Embedding(5, 3), "attention": nn.MultiheadAttention(4, 2), "lazy": nn.LazyLinear(3)}
    )
    view = tensor_views(net)
    assert [v.name for v in view] == ["attention.out_proj.weight"]
    reasons = {s.name: s.reason for s in view.skipped}
    assert "Embedding" in reasons["words.weight"]
    assert "MultiheadAttention" in reasons["attention.in_proj_weight"]
    assert "run the network once" in reasons["lazy.weight"]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64])
def test_every_float_type_widens_exactly(dtype: torch.dtype):
    weight = torch.tensor([[0.1, -3.0, 0.0]], dtype=dtype)
    (layer,) = tensor_views({"weight": weight})
    assert layer.array().tolist() == weight.tolist()


@pytest.mark.parametrize("model", ["net.pt", [torch.ones(2)], {"a": 1.0}, None])
def test_other_things_are_refused(model: object):
    with pytest.raises(InputTypeError, match=r"expected a torch.nn.Module or a state dict, got"):
        tensor_views(model)


def test_a_network_without_layers_is_refused():
    with pytest.raises(DataError, match="no linear or convolutional layer"):
        tensor_views(nn.LayerNorm(3))
    with pytest.raises(DataError, match="no linear or convolutional layer"):
        tensor_views({"scale": torch.ones(3), "step.weight": torch.ones(2, 2, dtype=torch.int64)})


def test_chains_compute_what_the_network_computes():
    net = seeded(lambda: nn.Sequential(nn.Flatten(), nn.Linear(6, 5), nn.ReLU(), nn.Dropout(), nn.Linear(5, 4)))
    (chain,) = chain_views(net.eval())
    x = np.linspace(-1, 1, 6)
    first, second = chain.matrices()
    hidden = np.maximum(first @ x + chain.layers[0].bias.numpy(), 0)
    by_hand = second @ hidden + chain.layers[1].bias.numpy()
    np.testing.assert_allclose(by_hand, net(torch.tensor(x, dtype=torch.float32)[None])[0].detach(), rtol=1e-5)
    assert chain.activations == ("relu", "identity")
    assert [layer.name for layer in chain.layers] == ["1.weight", "4.weight"]


def test_chains_end_at_what_is_not_a_chain():
    net = small_cnn()
    assert [(c.widths, c.activations) for c in chain_views(net)] == [((12, 7, 2), ("tanh", "identity"))]
    nested = nn.Sequential(nn.Sequential(nn.Linear(4, 3), nn.ReLU()), nn.Linear(3, 2), nn.ReLU(), nn.Tanh())
    assert [(c.widths, c.activations) for c in chain_views(nested)] == [((4, 3, 2), ("relu", "relu"))]
    mismatched = nn.Sequential(nn.Linear(4, 3), nn.Linear(5, 2))
    assert [c.widths for c in chain_views(mismatched)] == [(4, 3), (5, 2)]
    assert chain_views(nn.LayerNorm(3)) == []
    with pytest.raises(InputTypeError, match="chain_views"):
        chain_views(net.state_dict())


@pytest.fixture
def weights() -> dict[str, torch.Tensor]:
    return {"fc.weight": torch.arange(6.0).reshape(2, 3), "fc.bias": torch.zeros(2)}


@pytest.mark.parametrize("wrap", [lambda w: w, lambda w: {"state_dict": w, "epoch": 3}, lambda w: {"model": w}])
def test_torch_files_are_read_as_weights_only(wrap, weights, tmp_path: Path):
    torch.save(wrap(weights), tmp_path / "net.pt")
    found = read_state_dict(tmp_path / "net.pt")
    assert all(torch.equal(found[name], weights[name]) for name in weights)


def test_safetensors_files_are_read(weights, tmp_path: Path):
    save_file(weights, tmp_path / "net.safetensors")
    assert torch.equal(read_state_dict(tmp_path / "net.safetensors")["fc.weight"], weights["fc.weight"])


class Hostile:
    def __reduce__(self):
        return (exec, ("raise SystemExit('code of the file was run')",))


def hostile_pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps(Hostile()))


def hostile_checkpoint(path: Path) -> None:
    torch.save({"fc.weight": Hostile()}, path)


def whole_model(path: Path) -> None:
    torch.save(nn.Linear(2, 2), path)


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4)


def cut_short(path: Path) -> None:
    torch.save({"fc.weight": torch.ones(200, 3)}, path)
    path.write_bytes(path.read_bytes()[:900])


def numbers(path: Path) -> None:
    torch.save({"fc.weight": torch.ones(2, 3), "epoch": 7}, path)


def tensor(path: Path) -> None:
    torch.save(torch.ones(3), path)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def absent(path: Path) -> None:
    path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (hostile_pickle, "could run any code; save"),
        (hostile_checkpoint, "could run any code; save"),
        (whole_model, "could run any code; save"),
        (noise, "was refused|not a readable file"),
        (cut_short, "not a readable file of weights"),
        (numbers, "holds 'epoch', a int, among its tensors"),
        (tensor, "holds no state dict but a Tensor"),
        (nothing, "not a readable file of weights"),
        (absent, "there is no file"),
    ],
)
def test_files_that_are_not_weights_get_one_sentence(make, text: str, tmp_path: Path):
    make(tmp_path / "net.pt")
    with pytest.raises(DataError, match=text) as caught:
        read_state_dict(tmp_path / "net.pt")
    assert "\n" not in str(caught.value)


def test_a_damaged_safetensors_file_gets_one_sentence(tmp_path: Path):
    (tmp_path / "net.safetensors").write_bytes(b"\x08" + bytes(7) + b"not json")
    with pytest.raises(DataError, match="not a readable safetensors file"):
        read_state_dict(tmp_path / "net.safetensors")
