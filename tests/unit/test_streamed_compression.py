"""Files that are compressed tensor by tensor: the same masks as in memory, and in the memory of one tensor."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lqtheory.compression import (
    METHODS,
    compress,
    compress_file,
    load,
    load_masks,
    open_weights,
    report,
    save,
    thresholds,
)
from lqtheory.compression.selection import largest
from lqtheory.compression.streaming import STREAMED
from lqtheory.errors import DomainError, InputTypeError, RegistryError, UnsupportedError
from tests.unit.test_checkpoints import PEAK, needs_getrusage, write_large


def network(kind: torch.dtype = torch.float32) -> dict[str, torch.Tensor]:
    """Layers of several shapes, with ties, zeros, negligible neurons and one that is stored in x out."""
    generator = torch.Generator().manual_seed(0)
    wide = torch.randn(40, 30, generator=generator)
    wide[3:6] *= 1e-8
    wide[7] = 0.0
    tied = torch.randint(-2, 3, (9, 25), generator=generator).float()
    tensors = {
        "a.weight": wide,
        "a.bias": torch.randn(40, generator=generator),
        "b.weight": tied,
        "c.weight": torch.randn(6, 5, 3, 3, generator=generator),
        "d.weight": torch.randn(12, 20, generator=generator),
        "d.bias": torch.zeros(20),
        "scale": torch.ones(3),
        "zero.weight": torch.zeros(4, 4),
    }
    return {**{name: value.to(kind) for name, value in tensors.items()}, "steps": torch.tensor(3)}


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    """Blocks of a few rows, and digits counted to the last."""
    blocks = report.row_blocks
    monkeypatch.setattr(report, "row_blocks", lambda matrix, size=0: blocks(matrix, 100))
    for module in ("weights_file", "entrywise", "allocation", "sharp_rule", "low_rank"):
        monkeypatch.setattr(f"lqtheory.compression.{module}.row_blocks", lambda matrix: blocks(matrix, 100))
    monkeypatch.setattr("lqtheory.compression.streamed_masks.FEW", 50)


GOALS = [{"density": 0.3}, {"kept": 0}, {"kept": 1903}, {"parameters": 700}, {"tolerance": 0.3}, {"tolerance": 0.0}]


RULES = [*((name, None) for name in STREAMED), ("adaptive", "sharp")]


@pytest.mark.parametrize(("method", "rule"), RULES)
@pytest.mark.parametrize("goal", GOALS, ids=str)
def test_masks_and_report_are_those_in_memory(goal, method, rule, tmp_path, monkeypatch):
    if "tolerance" in goal and "tolerance" not in METHODS[method].goals:
        goal = {"density": 0.7}
    monkeypatch.setattr(thresholds, "FEW", 10)
    tensors = network()
    save_file(tensors, tmp_path / "net.safetensors")
    wanted = compress(tensors, method, rule=rule, **goal)
    place, masks = tmp_path / "small.safetensors", tmp_path / "masks.safetensors"
    found = compress_file(open_weights(tmp_path / "net.safetensors"), place, method, rule=rule, **goal, masks=masks)
    assert all(torch.equal(mask, wanted.masks[name]) for name, mask in load_masks(masks).items())
    loaded = load(place)
    assert set(loaded) == set(wanted.network)
    assert all(torch.equal(value, loaded[name]) for name, value in wanted.network.items())
    mine, other = found.as_dict(), wanted.report.as_dict()
    assert {**mine, "layers": 0, "skipped": 0} == {**other, "layers": 0, "skipped": 0}
    assert sorted(map(str, mine["skipped"])) == sorted(map(str, other["skipped"]))
    for one, two in zip(mine["layers"], other["layers"], strict=True):
        assert (one.pop("name"), one.pop("sample_error")) == (two.pop("name"), two.pop("sample_error"))
        assert one == pytest.approx(two, rel=1e-12)


@pytest.mark.parametrize("method", ["adaptive", "relative"])
@pytest.mark.parametrize("goal", GOALS, ids=str)
def test_neurons_that_count_as_zero_are_those_in_memory(goal, method, tmp_path, monkeypatch):
    monkeypatch.setattr(thresholds, "FEW", 10)
    save_file(network(), tmp_path / "net.safetensors")
    place, reports = tmp_path / "small.safetensors", {}
    for share in (0.0, 1e-6):
        wanted = compress(network(), method, negligible=share, **goal)
        found = compress_file(open_weights(tmp_path / "net.safetensors"), place, method, negligible=share, **goal)
        loaded = load(place)
        assert all(torch.equal(value, loaded[name]) for name, value in wanted.network.items())
        assert found.layers[0].neurons_zeroed == wanted.report.layers[0].neurons_zeroed
        assert found.settings == wanted.report.settings
        assert found.remarks() == wanted.report.remarks()
        reports[share] = found
    if "tolerance" in goal:
        assert [reports[share].layers[0].neurons_zeroed for share in reports] == [0, 3]
        assert [reports[share].layers[0].worst_neuron for share in reports][1] == 1.0
        assert reports[0.0].layers[0].worst_neuron <= goal["tolerance"] * (1 + 1e-12)


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
@pytest.mark.parametrize(("method", "rule"), [*RULES, ("adaptive", "stechkin"), ("adaptive", "exact")])
def test_other_precisions_and_rules(rule, method, kind, tmp_path, monkeypatch):
    monkeypatch.setattr(thresholds, "FEW", 10)
    torch.save(network(kind), tmp_path / "net.pt")
    for goal in ({"density": 0.4}, {"tolerance": 0.2})[: len(METHODS[method].goals)]:
        wanted = compress(network(kind), method, rule=rule, q=0.8, **goal)
        compress_file(
            open_weights(tmp_path / "net.pt"), tmp_path / "small.safetensors", method, rule=rule, q=0.8, **goal
        )
        loaded = load(tmp_path / "small.safetensors")
        assert all(torch.equal(value, loaded[name]) for name, value in wanted.network.items())


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("few", [0, 3, 1 << 22])
def test_the_largest_scores_are_found_without_sorting(dtype, few, rng, monkeypatch):
    monkeypatch.setattr(thresholds, "FEW", few)
    blocks = [
        torch.from_numpy(np.abs(rng.standard_normal(50))).to(dtype),
        torch.from_numpy(rng.integers(0, 3, (4, 20))).to(dtype),
        torch.tensor([0.0, 1e-300, 1e30, 5e-324]).to(dtype),
    ]
    for kept in range(135):
        found = thresholds.largest_of(lambda: iter(blocks), kept, 134)
        masks = [found.mask(block) for block in blocks]
        assert sum(int(mask.sum()) for mask in masks) == kept
        assert all(torch.equal(a, b) for a, b in zip(masks, largest(blocks, kept), strict=True))


def test_layers_by_pattern_and_compressed_files_again(tmp_path):
    save(tmp_path / "net.safetensors", network())
    weights = open_weights(tmp_path / "net.safetensors")
    seen = []
    found = compress_file(
        weights, tmp_path / "a.safetensors", "magnitude", kept=100, layers=["a", "c.*"],
        on_progress=lambda *step: seen.append(step),
    )  # fmt: skip
    assert [layer.name for layer in found.layers] == ["a.weight", "c.weight"]
    assert seen[-1][0] == seen[-1][1]
    again = compress_file(open_weights(tmp_path / "a.safetensors"), tmp_path / "b.safetensors", "adaptive", kept=50)
    assert again.kept == 50
    with pytest.raises(RegistryError, match=r"no layer matches 'e\*'"):
        compress_file(weights, tmp_path / "a.safetensors", "magnitude", kept=1, layers="e*")


def test_what_needs_a_sample_or_is_not_sound_is_named(tmp_path):
    save_file(network(), tmp_path / "net.safetensors")
    weights = open_weights(tmp_path / "net.safetensors")
    with pytest.raises(
        UnsupportedError, match=r"the method corenet needs the network and a sample of inputs.*expected one of magn"
    ):
        compress_file(weights, tmp_path / "small.safetensors", "corenet", density=0.5)
    with pytest.raises(RegistryError, match="there is no method 'corenett'"):
        compress_file(weights, tmp_path / "small.safetensors", "corenett", density=0.5)
    with pytest.raises(DomainError, match="l1 needs a budget"):
        compress_file(weights, tmp_path / "small.safetensors", "l1", tolerance=0.5)
    for name, value in (("a.weight", torch.nan), ("scale", torch.nan), ("a.bias", torch.inf), ("a.weight", torch.inf)):
        bad = network()
        bad[name].view(-1)[1] = value
        save_file(bad, tmp_path / "bad.safetensors")
        with pytest.raises(DomainError, match=f"{name} holds NaN or infinity"):
            compress_file(
                open_weights(tmp_path / "bad.safetensors"), tmp_path / "small.safetensors", "magnitude", kept=1
            )
    assert not (tmp_path / "small.safetensors").exists()
    for more in ({"q": "a"}, {"q": None}, {"layers": 3}, {"negligible": "a"}):
        with pytest.raises(InputTypeError, match=next(iter(more))):
            compress_file(weights, tmp_path / "small.safetensors", "adaptive", kept=1, **more)


def test_factors_of_a_file_are_loaded_into_the_network(tmp_path):
    """Also where layers are stored in x out; the dense network with the products computes the same."""

    class Conv1D(torch.nn.Module):
        """As in transformers."""

        def __init__(self, nf, nx):
            super().__init__()
            self.nf, self.nx = nf, nx
            self.weight = torch.nn.Parameter(torch.randn(nx, nf, generator=generator))
            self.bias = torch.nn.Parameter(torch.randn(nf, generator=generator))

        def forward(self, x):
            return x @ self.weight + self.bias

    generator = torch.Generator().manual_seed(0)
    for kind in (Conv1D, lambda nf, nx: torch.nn.Linear(nx, nf)):
        net = torch.nn.Sequential(kind(30, 20), torch.nn.ReLU(), kind(12, 30))
        torch.save(net.state_dict(), tmp_path / "net.pt")
        weights = open_weights(tmp_path / "net.pt")
        found = compress_file(weights, tmp_path / "small.safetensors", "svd", density=0.6)
        wanted = compress(net, "svd", density=0.6)
        assert found.kept == wanted.report.kept < found.n
        x = torch.randn(5, 20, generator=generator)
        loaded = load(tmp_path / "small.safetensors", net)
        torch.testing.assert_close(loaded(x), wanted.network(x), rtol=1e-4, atol=1e-4)
        torch.testing.assert_close(loaded(x), wanted.same_shape(x), rtol=1e-4, atol=1e-4)


def test_shared_weights_are_not_factored(tmp_path):
    tied = torch.randn(20, 30, generator=torch.Generator().manual_seed(0))
    torch.save({"embedding.weight": tied, "head.weight": tied}, tmp_path / "net.pt")
    for call in (
        lambda: compress({"embedding.weight": tied, "head.weight": tied}, "svd", density=0.6),
        lambda: compress_file(open_weights(tmp_path / "net.pt"), tmp_path / "small.safetensors", "svd", density=0.6),
    ):
        with pytest.raises(UnsupportedError, match=r"embedding.weight is the same tensor as head.weight \(svd\)"):
            call()


# ---- memory ----------------------------------------------------------------------------------------------------------

COMPRESS = f"""{PEAK}
from lqtheory.cli import main
sys.argv = ["lqtheory", "compress", *sys.argv[1:]]
try:
    main()
finally:
    print("peak", peak(), file=sys.stderr)
"""


def peak_of(path: Path, *words: str) -> tuple[float, float]:
    """Peak memory in megabytes and seconds of ``lqtheory compress`` in a process of its own."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", COMPRESS, str(path), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (peak,) = (line for line in done.stderr.splitlines() if line.startswith("peak"))
    kilobytes = int(peak.split()[1]) / (1024 if sys.platform == "darwin" else 1)
    return kilobytes * 1024 / 1e6, time.perf_counter() - begin


@needs_getrusage
@pytest.mark.slow
@pytest.mark.parametrize(
    ("dtype", "words"),
    [
        ("float32", ("--method", "magnitude", "--density", "0.5")),
        ("float16", ("--method", "magnitude", "--tolerance", "0.1")),
        ("float32", ("--density", "0.1")),
        ("float32", ("--tolerance", "0.1")),
        ("float32", ("--method", "allocation_layers", "--tolerance", "0.3")),
        ("float32", ("--method", "l1", "--density", "0.5")),
        ("float32", ("--method", "bernstein_rows", "--density", "0.1")),
    ],
)
def test_memory_of_compress_does_not_grow_with_the_file(dtype, words, tmp_path):
    path, output = tmp_path / "net.safetensors", tmp_path / "small.safetensors"
    write_large(path, layers=6, rows=4096, columns=2048, dtype=dtype)
    largest_tensor = 4096 * 2048 * np.dtype(dtype).itemsize / 1e6
    peak, _ = peak_of(path, *words, "--output", str(output))
    path.unlink()
    output.unlink()
    assert peak <= 1.5 * largest_tensor + 500


LOAD = """
import sys
import torch
from pathlib import Path
from lqtheory.cli.networks import named_network
from lqtheory.compression import open_weights  # loads what is needed, before memory is looked at
def factory():
    return torch.nn.Sequential(*(torch.nn.utils.skip_init(torch.nn.Linear, 2048, 4096, bias=False) for _ in range(6)))
def peak():  # unlike getrusage, without what the parent process took
    (line,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    return int(line.split()[1])
before = peak()
network = named_network(Path(sys.argv[1]), "__main__:factory")
assert [float(layer.weight[0, 0]) for layer in network] == [1, 2, 3, 4, 5, 6]
print(before, peak())
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the system does not tell the peak of memory")
@pytest.mark.parametrize("ending", ["safetensors", "pt"])
def test_a_file_for_a_network_is_in_memory_once(ending, tmp_path):
    tensors = {f"{i}.weight": torch.full((4096, 2048), float(i + 1)) for i in range(6)}
    path = tmp_path / f"net.{ending}"
    save_file(tensors, path) if ending == "safetensors" else torch.save(tensors, path)
    done = subprocess.run([sys.executable, "-c", LOAD, str(path)], capture_output=True, text=True, check=True)
    before, after = (int(word) * 1024 for word in done.stdout.split())
    assert after - before <= (6 + 1.5) * 4096 * 2048 * 4 + 6e7
