"""Compressed checkpoints."""

import json
import tempfile
from collections.abc import Iterator

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from lqtheory.compression import compress, load, save, writing
from lqtheory.errors import DataError, InputTypeError
from lqtheory.networks import Residual


@pytest.fixture(autouse=True)
def _initial_weights() -> Iterator[None]:
    """The same initial weights in every run."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


@given(st.lists(st.integers(0, 700), max_size=20), st.integers(0, 40), st.booleans())
def test_sparse_tensors_come_back(gaps, rest, bitmap):
    flat = np.zeros(sum(gaps) + len(gaps) + rest, dtype=np.float32)
    flat[np.cumsum(np.array(gaps, dtype=int) + 1) - 1] = np.arange(1, len(gaps) + 1)
    tensor = torch.from_numpy(flat)[:, None]
    with tempfile.TemporaryDirectory() as folder:
        save(f"{folder}/net.safetensors", {"fc.weight": tensor})
        assert torch.equal(load(f"{folder}/net.safetensors")["fc.weight"], tensor)


@pytest.mark.parametrize("density", [0.0, 1e-4, 0.01, 0.3])
def test_pieces_of_a_long_tensor_fit_together(density, tmp_path, rng, monkeypatch):
    monkeypatch.setattr(writing, "PIECE", 64)
    mask = torch.from_numpy(rng.random((300, 40)) < density)
    tensor = torch.from_numpy(rng.standard_normal((300, 40)))
    with writing.writing(tmp_path / "net.safetensors") as writer:
        writer.add("a.weight", tensor, mask)
        writer.add("count", torch.tensor(3))
        writer.add("empty", torch.zeros(0, 3))
    loaded = load(tmp_path / "net.safetensors")
    assert torch.equal(loaded["a.weight"], tensor * mask)
    assert loaded["count"] == 3
    assert loaded["empty"].shape == (0, 3)
    assert [place.name for place in tmp_path.iterdir()] == ["net.safetensors"]


def test_widths_may_be_mixed_and_every_reader_reads_them(tmp_path):
    tensors = {
        f"{i}": torch.arange(1, 4).to(kind)
        for i, kind in enumerate([torch.bool, torch.bfloat16, torch.int64, torch.uint8, torch.float32, torch.int16])
    }
    save(tmp_path / "net.safetensors", tensors)
    loaded = load_file(tmp_path / "net.safetensors")
    assert set(loaded) == set(tensors)
    assert all(torch.equal(loaded[name], value) for name, value in tensors.items())
    with pytest.raises(InputTypeError, match=r"content holds a as torch.complex64.*expected a dense tensor"):
        save(tmp_path / "odd.safetensors", {"a": torch.ones(2, dtype=torch.complex64)})
    assert [place.name for place in tmp_path.iterdir()] == ["net.safetensors"]


@pytest.mark.parametrize("density", [0.001, 0.02, 0.1, 0.3, 0.7, 0.96, 1.0])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16, torch.float64])
def test_the_smallest_form_is_taken(density, dtype, tmp_path, rng):
    n = 40_000
    tensor = torch.from_numpy(rng.standard_normal((200, 200))).to(dtype) * torch.from_numpy(
        rng.random((200, 200)) < density
    )
    size = save(tmp_path / "net.safetensors", {"fc.weight": tensor, "fc.bias": torch.zeros(200)})
    kept = int(tensor.count_nonzero())
    width = tensor.element_size()
    ideal = min(n * width, kept * width + n / 8, kept * (width + 1) + n / 255) + 800
    assert size <= ideal + 600
    loaded = load(tmp_path / "net.safetensors")
    assert torch.equal(loaded["fc.weight"], tensor)
    assert loaded["fc.weight"].dtype == dtype
    assert sorted(loaded) == ["fc.bias", "fc.weight"]


def test_all_kinds_of_content_are_written(tmp_path):
    net = torch.nn.Sequential(
        torch.nn.Conv2d(1, 3, 3), torch.nn.BatchNorm2d(3), torch.nn.Flatten(), torch.nn.Linear(12, 2)
    )
    net.eval()
    result = compress(net, "magnitude", density=0.2)
    path = tmp_path / "net.safetensors"
    for content in (result, result.network, result.state_dict()):
        save(path, content)
        assert all(torch.equal(value, result.state_dict()[name]) for name, value in load(path).items())
    again = load(path, net)
    x = torch.linspace(-1, 1, 48).reshape(3, 1, 4, 4)
    assert torch.equal(again(x), result.network(x))
    assert isinstance(net[1], torch.nn.BatchNorm2d)
    assert [entry.name for entry in tmp_path.iterdir()] == ["net.safetensors"]


def test_smaller_networks_are_rebuilt_from_the_original(tmp_path, rng):
    net = torch.nn.Sequential(
        torch.nn.Linear(6, 9, bias=False), torch.nn.ReLU(), torch.nn.Linear(9, 7, bias=False), torch.nn.ReLU(),
        torch.nn.Linear(7, 3),
    )  # fmt: skip
    x = torch.from_numpy(rng.standard_normal((30, 6)).astype("float32"))
    result = compress(net, "structured", density=0.5, sample=x)
    save(tmp_path / "net.safetensors", result)
    again = load(tmp_path / "net.safetensors", net)
    assert torch.equal(again(x), result.network(x))
    assert net[0].weight.shape == (9, 6)


def test_shared_and_strided_tensors_are_written(tmp_path):
    weight = torch.arange(6.0).reshape(2, 3)
    save(
        tmp_path / "net.safetensors",
        {"a.weight": weight, "b.weight": weight, "c.weight": weight.T, "n": torch.tensor(3)},
    )
    loaded = load(tmp_path / "net.safetensors")
    assert torch.equal(loaded["c.weight"], weight.T)
    assert torch.equal(loaded["a.weight"], loaded["b.weight"])
    assert int(loaded["n"]) == 3


def test_ordinary_checkpoints_are_read_too(tmp_path):
    tensors = {"fc.weight": torch.eye(3)}
    save_file(tensors, tmp_path / "net.safetensors")
    torch.save(tensors, tmp_path / "net.pt")
    for name in ("net.safetensors", "net.pt"):
        assert torch.equal(load(tmp_path / name)["fc.weight"], torch.eye(3))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"shapes": "{"}, "is damaged: its sparse tensors cannot be put together"),
        ({"shapes": json.dumps({"x": [2]})}, "is damaged"),
        ({"shapes": json.dumps({"fc.weight": [3, 3]})}, "is damaged"),
        ({"version": "2"}, "has version 2 of the format"),
    ],
)
def test_damaged_files_are_refused(change, text, tmp_path):
    path = tmp_path / "net.safetensors"
    save(path, {"fc.weight": torch.eye(50)})
    with safe_open(path, framework="pt") as file:
        metadata, tensors = file.metadata(), {name: file.get_tensor(name) for name in file.keys()}
    save_file(tensors, path, metadata={**metadata, **change})
    with pytest.raises(DataError, match=text):
        load(path)


def test_bad_input_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"does not end in \.safetensors"):
        save(tmp_path / "net.pt", {})
    with pytest.raises(DataError, match="there is no folder"):
        save(tmp_path / "no" / "net.safetensors", {})
    with pytest.raises(InputTypeError, match="content is a list"):
        save(tmp_path / "net.safetensors", [])
    with pytest.raises(DataError, match="there is no file"):
        load(tmp_path / "none.safetensors")
    (tmp_path / "bad.safetensors").write_bytes(b"nonsense")
    with pytest.raises(DataError, match="not a readable safetensors file"):
        load(tmp_path / "bad.safetensors")
    save(tmp_path / "net.safetensors", {"fc.weight": torch.eye(3)})
    with pytest.raises(DataError, match="does not fit the network"):
        load(tmp_path / "net.safetensors", torch.nn.Linear(3, 3))
    assert not list(tmp_path.glob("*.tmp*"))


@pytest.mark.parametrize("method", ["magnitude", "allocation_layers", "structured", "corenet", "svd"])
def test_projected_blocks_and_partly_folded_networks_survive_a_file(method, tmp_path):
    """A shortcut with a projection, and a batch normalisation after an activation, which stays in the checkpoint."""
    net = torch.nn.Sequential(
        torch.nn.Conv2d(2, 6, 3, padding=1, bias=False), torch.nn.BatchNorm2d(6), torch.nn.ReLU(),
        Residual(
            torch.nn.Sequential(torch.nn.Conv2d(6, 8, 3, stride=2, padding=1), torch.nn.BatchNorm2d(8)),
            torch.nn.Sequential(torch.nn.Conv2d(6, 8, 1, stride=2, bias=False), torch.nn.BatchNorm2d(8)),
        ),
        torch.nn.ReLU(), torch.nn.BatchNorm2d(8), torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten(),
        torch.nn.Linear(8, 10), torch.nn.ReLU(), torch.nn.Linear(10, 4),
    )  # fmt: skip
    x = torch.randn(40, 2, 8, 8, generator=torch.Generator().manual_seed(1))
    net(x)
    density = 0.95 if method == "structured" else 0.5  # only the last hidden layer can lose neurons
    result = compress(net.eval(), method, density=density, sample=x, certify=True)
    assert result.report.folded == ("1", "3.inner.1", "3.shortcut.1")
    path = tmp_path / "small.safetensors"
    save(path, result)
    restored = load(path, net)
    with torch.no_grad():
        assert torch.allclose(restored(x), result.network(x), atol=1e-6)
        error = float((result.network(x) - net(x)).double().norm(dim=1).max())
    assert result.report.certificate["bounds"]["B0"]["max"] >= error * (1 - 1e-5) - 1e-6  # computed in float32
