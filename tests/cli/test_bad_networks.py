"""What a researcher may get wrong in networks and files of weights: one sentence each, never a traceback."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from lqtheory.compression import load

MODULE = """
import sys
import torch
from torch import nn

class Failing(nn.Module):
    def __init__(self):
        super().__init__()
        self.map = nn.Linear(64, 10)
    def forward(self, x):
        raise KeyError("no\\nsuch thing")

class Pair(nn.Module):
    def __init__(self):
        super().__init__()
        self.map = nn.Linear(64, 10)
    def forward(self, x):
        return (self.map(x.flatten(1)),)

def plain():
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(64, 10))
def half(): return plain().half()
def wide(): return plain().bfloat16()
def double(): return plain().double()
def failing(): return Failing()
def pair(): return Pair()
def few(): return nn.Sequential(nn.Flatten(), nn.Linear(64, 5))
def flat(): return nn.Linear(64, 10)
def leaving(): sys.exit(0)
def lazy(): return nn.Sequential(nn.Flatten(), nn.LazyLinear(10))
def empty(): return plain().to("meta")
def eight():
    net = plain()
    net[1].weight = nn.Parameter(net[1].weight.to(torch.float8_e4m3fn), requires_grad=False)
    return net
def broken():
    net = plain()
    net[1].weight.data[0, 0] = float("nan")
    return net
def twice():
    torch.manual_seed(0)
    inner = nn.Linear(64, 64)
    return nn.Sequential(nn.Flatten(), inner, nn.ReLU(), inner, nn.ReLU(), nn.Linear(64, 10))
"""
LIMIT = ("--data", "digits", "--examples", 200, "--masks", 1, "--own", 1, "--steps", 2, "--probes", 1, "--epsilon", 0.1)
COMPRESS = ("--density", "0.5", "--method", "magnitude", "--output", "small.safetensors")
SAMPLED = (*COMPRESS, "--data", "digits", "--examples", 20)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A module with networks in the current folder; the global seed of torch is put back."""
    tmp_path.joinpath("odd_nets.py").write_text(MODULE)
    monkeypatch.chdir(tmp_path)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


# ---- files -----------------------------------------------------------------------------------------------------------

FILES = {
    "sparse": ({"a.weight": torch.eye(4).to_sparse()}, "holds a.weight as a torch.sparse_coo tensor; expected dense"),
    "sparse_bias": ({"a.weight": torch.eye(4), "a.bias": torch.ones(4).to_sparse()}, "holds a.bias as a torch.sparse"),
    "small_mask": (
        {"a.weight_orig": torch.eye(4), "a.weight_mask": torch.ones(2, 4)},
        "a.weight_mask has shape (2, 4) (tensor_views); expected (4, 4)",
    ),
    "odd_mask": (
        {"a.weight_orig": torch.eye(4), "a.weight_mask": 3 * torch.ones(4, 4)},
        "a.weight_mask holds 3 (tensor_views); expected 0 and 1",
    ),
}


@pytest.mark.parametrize("verb", ["profile", "compress"])
@pytest.mark.parametrize("name", FILES)
def test_odd_tensors_of_a_file_are_named(refused, verb, name) -> None:
    tensors, reason = FILES[name]
    torch.save(tensors, f"{name}.pt")
    assert reason in refused(verb, f"{name}.pt", *(COMPRESS if verb == "compress" else ()))


def test_narrow_floats_are_profiled_and_named_by_compress(cli, refused) -> None:
    save_file({"a.weight": torch.ones(8, 8).to(torch.float8_e4m3fn)}, "eight.safetensors")
    assert cli("profile", "eight.safetensors").code == 0
    assert "a.weight is torch.float8_e4m3fn (compression); expected float16" in refused(
        "compress", "eight.safetensors", *COMPRESS
    )


def test_tensors_that_share_their_memory_count_once(cli) -> None:
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(8, 8, generator=generator)
    torch.save({"a.weight": weight, "b.weight": weight, "c.weight": torch.randn(8, 8, generator=generator)}, "tied.pt")
    assert "b.weight: is shared with a layer" in cli("profile", "tied.pt").err
    result = cli("compress", "tied.pt", *COMPRESS, "--json")
    found = json.loads(result.out)
    assert (found["n"], found["kept"], found["n_always_kept"]) == (128, 64, 0)
    assert [layer["name"] for layer in found["layers"]] == ["a.weight", "c.weight"]
    tensors = load("small.safetensors")
    assert torch.equal(tensors["a.weight"], tensors["b.weight"])
    assert sum(int(tensors[name].count_nonzero()) for name in ("a.weight", "c.weight")) == 64


# ---- networks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", ["half", "wide", "double"])
def test_networks_of_other_precision_run_on_data_sets(cli, factory) -> None:
    result = cli("compress", "--model", f"odd_nets:{factory}", *SAMPLED)
    assert result.code == 0
    assert "score on the test data" in result.out


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        ("failing", "do not fit the network: 'no\\nsuch thing' (compression)"),
        ("pair", "the network returns a tuple (compression); wrap it"),
        ("flat", "inputs of shape (20, 1, 8, 8) do not fit the network"),
        ("lazy", "has no shape yet"),
        ("empty", "1.weight has no data, only a shape (compression)"),
        ("eight", "1.weight is torch.float8_e4m3fn (compression)"),
        ("broken", "1.weight holds NaN"),
        ("leaving", "--model odd_nets:leaving ended the program itself (exit code 0); expected a network"),
        ("Failing.__call__", "is not of the form package.module:factory"),
        ("nn", "does not give a network"),
    ],
)
def test_what_compress_cannot_use_is_said_in_one_sentence(refused, factory, reason) -> None:
    assert reason in refused("compress", "--model", f"odd_nets:{factory}", *SAMPLED)
    assert not Path("small.safetensors").exists()


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        ("failing", "the network fails on inputs of shape (200, 1, 8, 8): KeyError: 'no\\nsuch thing' (objective)"),
        ("pair", "the network returns a tuple (objective); expected one tensor"),
        ("few", "the network returns shape (200, 5) for 200 examples of 10 classes or more (objective); expected (200"),
        ("flat", "the network fails on inputs of shape (200, 1, 8, 8)"),
        ("lazy", "1.weight has no shape yet (curvature)"),
        ("empty", "1.weight has no data, only a shape (curvature)"),
        ("broken", "1 of the 640 weights of 1.weight are NaN or infinite (objective); expected finite weights"),
        ("half", "the parameters are torch.float16 on cpu (curvature); use float32"),
        ("leaving", "ended the program itself"),
    ],
)
def test_what_limit_cannot_use_is_said(cli, factory, reason) -> None:
    result = cli("limit", "--model", f"odd_nets:{factory}", *LIMIT)
    assert result.code == 2
    assert result.out == ""
    last = result.err.splitlines()[-1]
    assert last.startswith("lqtheory: ")
    assert reason in last
    assert "Traceback" not in result.err


def test_a_class_is_no_network(refused) -> None:
    Path("classes.py").write_text("import torch\ndef make():\n    return torch.nn.Flatten\n")
    for words in (("profile",), ("compress", *COMPRESS), ("limit", *LIMIT)):
        sentence = refused(*words, "--model", "classes:make")
        assert "classes:make gives the class Flatten, not a network; return Flatten()" in sentence


def test_a_module_that_is_used_twice_has_a_limit(cli) -> None:
    result = cli("limit", "--model", "odd_nets:twice", *LIMIT)
    assert result.code == 0, result.err
    assert "measured: one-shot loss" in result.out


def test_an_empty_state_dict_is_called_empty(refused, tmp_path):
    torch.save({}, tmp_path / "empty.pt")
    assert refused("profile", tmp_path / "empty.pt").endswith(
        "empty.pt holds an empty state dict; save the state_dict() of a network with weights"
    )
