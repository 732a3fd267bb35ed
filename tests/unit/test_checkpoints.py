"""Files of weights that are read tensor by tensor, what they refuse, and how much memory that takes."""

import json
import pickle
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lqtheory.compression import open_weights, save
from lqtheory.errors import DataError
from lqtheory.networks import Checkpoint, read_state_dict, tensor_views


@pytest.fixture
def tensors() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        "a.weight": torch.randn(5, 4, generator=generator),
        "a.bias": torch.zeros(5),
        "b.weight": torch.randn(3, 5, generator=generator, dtype=torch.float64),
    }


@pytest.fixture(params=["safetensors", "pt", "old", "wrapped"])
def path(request, tensors, tmp_path: Path) -> Path:
    place = tmp_path / ("net.safetensors" if request.param == "safetensors" else "net.pt")
    if request.param == "safetensors":
        save_file(tensors, place)
    elif request.param == "old":
        torch.save(tensors, place, _use_new_zipfile_serialization=False)
    else:
        torch.save({"state_dict": tensors, "epoch": 3} if request.param == "wrapped" else tensors, place)
    return place


def test_a_checkpoint_has_the_tensors_of_the_file(path, tensors):
    checkpoint = Checkpoint(path)
    assert set(checkpoint) == set(tensors)
    assert len(checkpoint) == 3
    assert all(torch.equal(checkpoint[name], tensors[name]) for name in tensors)
    assert "c.weight" not in checkpoint
    with pytest.raises(KeyError):
        checkpoint["c.weight"]


def test_tensors_outlive_the_release_of_the_file(path, tensors):
    checkpoint = Checkpoint(path)
    kept = checkpoint["a.weight"]
    checkpoint.release()
    assert torch.equal(kept, tensors["a.weight"])
    assert torch.equal(checkpoint["a.weight"], tensors["a.weight"])


def test_layers_of_a_checkpoint_are_those_of_its_state_dict(path):
    lazy, eager = ({v.name: v for v in tensor_views(read(path))} for read in (Checkpoint, read_state_dict))
    assert set(lazy) == set(eager) == {"a.weight", "b.weight"}
    assert all(torch.equal(lazy[name].matrix, eager[name].matrix) for name in eager)


def test_shared_tensors_of_a_file_appear_once(tmp_path):
    weight = torch.ones(2, 2)
    torch.save({"a.weight": weight, "b.weight": weight, "c.weight": weight.clone()}, tmp_path / "net.pt")
    view = tensor_views(Checkpoint(tmp_path / "net.pt"))
    assert [layer.name for layer in view] == ["a.weight", "c.weight"]
    assert "shared" in view.skipped[0].reason


def test_a_compressed_checkpoint_is_decoded_tensor_by_tensor(tmp_path, tensors):
    sparse = {**tensors, "c.weight": torch.eye(64), "d.weight": torch.zeros(64, 64)}
    save(tmp_path / "net.safetensors", sparse)
    checkpoint = open_weights(tmp_path / "net.safetensors")
    assert set(checkpoint) == set(sparse)
    assert all(torch.equal(checkpoint[name], sparse[name]) for name in sparse)


# ---- bad files -------------------------------------------------------------------------------------------------------


class Hostile:
    """Unpickling it would leave a file behind."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self):
        return (Path.touch, (self.trace,))


@pytest.mark.parametrize("write", [torch.save, lambda content, path: path.write_bytes(pickle.dumps(content))])
@pytest.mark.parametrize("read", [Checkpoint, read_state_dict, open_weights])
def test_pickled_code_in_a_checkpoint_is_never_executed(write, read, tmp_path):
    trace = tmp_path / "executed"
    write({"a.weight": Hostile(trace)}, tmp_path / "net.pt")
    with pytest.raises(DataError, match=r"net\.pt was refused: .* could run any code; save") as caught:
        read(tmp_path / "net.pt")
    assert "\n" not in str(caught.value)
    assert not trace.exists()
    pickle.loads(pickle.dumps(Hostile(trace)))
    assert trace.exists()  # so the content would have been dangerous


@pytest.mark.parametrize("read", [Checkpoint, read_state_dict, open_weights])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.99])
@pytest.mark.parametrize("ending", ["safetensors", "pt"])
def test_a_truncated_file_gets_one_sentence(read, share, ending, tmp_path):
    path = tmp_path / f"net.{ending}"
    content = {"a.weight": torch.ones(100, 100)}
    save_file(content, path) if ending == "safetensors" else torch.save(content, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(DataError, match=r"net\.\w+ (is not a readable|was refused)") as caught:
        read(path)
    assert "\n" not in str(caught.value)


def test_wrong_shapes_are_named(tmp_path):
    save_file({"a.weight": torch.ones(5, 4), "a.bias": torch.ones(7)}, tmp_path / "net.safetensors")
    with pytest.raises(
        DataError, match=r"a\.weight has shape \(5, 4\) and its bias \(7,\).*expected a bias of shape \(5,\)"
    ):
        tensor_views(Checkpoint(tmp_path / "net.safetensors"))


def test_integer_weights_are_named(tmp_path):
    save_file({"a.weight": torch.ones(5, 4, dtype=torch.int8)}, tmp_path / "net.safetensors")
    with pytest.raises(DataError, match=r"a\.weight for one is not a dense tensor of real floats \(torch.int8"):
        tensor_views(Checkpoint(tmp_path / "net.safetensors"))


# ---- memory ----------------------------------------------------------------------------------------------------------

PEAK = """
import resource, sys
def peak():  # unlike getrusage on Linux, without what the process took that started this one
    try:
        (line,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
        return int(line.split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
"""
PROFILE = f"""{PEAK}
from lqtheory.cli import main
sys.argv = ["lqtheory", "profile", sys.argv[1], "--page", sys.argv[2]]
try:
    main()
finally:
    print("peak", peak(), file=sys.stderr)
"""


def write_large(path: Path, layers: int, rows: int, columns: int, dtype: str) -> None:
    """Write a checkpoint a piece at a time, so that the writer needs no memory either."""
    rng = np.random.default_rng(0)
    size = rows * columns * np.dtype(dtype).itemsize
    kind = {"float32": "F32", "float16": "F16"}[dtype]
    header = {
        f"layer{i}.weight": {"dtype": kind, "shape": [rows, columns], "data_offsets": [i * size, (i + 1) * size]}
        for i in range(layers)
    }
    start = json.dumps(header).encode()
    start += b" " * (-len(start) % 8)
    with open(path, "wb") as stream:
        stream.write(len(start).to_bytes(8, "little") + start)
        for _ in range(layers * rows // 1024):
            stream.write(rng.standard_normal((1024, columns), np.float32).astype(dtype).tobytes())


def profile_apart(path: Path) -> tuple[float, float, str]:
    """Peak memory in megabytes and seconds of ``lqtheory profile`` in a process of its own, and what it prints."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", PROFILE, str(path), str(path.with_suffix(".html"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - begin
    path.unlink()  # pytest keeps the folders of some runs
    (peak,) = (line for line in done.stderr.splitlines() if line.startswith("peak"))
    kilobytes = int(peak.split()[1]) / (1024 if sys.platform == "darwin" else 1)
    return kilobytes * 1024 / 1e6, seconds, done.stdout


needs_getrusage = pytest.mark.skipif(sys.platform == "win32", reason="the peak of memory is asked of getrusage")


@needs_getrusage
@pytest.mark.slow
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_memory_does_not_grow_with_the_file(dtype, tmp_path):
    write_large(tmp_path / "net.safetensors", layers=12, rows=4096, columns=2048, dtype=dtype)
    largest = 4096 * 2048 * np.dtype(dtype).itemsize / 1e6
    peak, _, printed = profile_apart(tmp_path / "net.safetensors")
    assert peak <= 1.5 * largest + 500
    assert printed.count("layer") >= 12


@needs_getrusage
@pytest.mark.slow
def test_a_gigabyte_is_profiled_within_a_minute_and_the_memory_of_a_tensor(tmp_path):
    write_large(tmp_path / "net.safetensors", layers=8, rows=8192, columns=4096, dtype="float32")
    assert (tmp_path / "net.safetensors").stat().st_size > 1e9
    peak, seconds, _ = profile_apart(tmp_path / "net.safetensors")
    assert peak <= 1.5 * 8192 * 4096 * 4 / 1e6 + 500
    assert seconds < 60
