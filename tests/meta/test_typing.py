"""What a user's type checker sees of the package."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lqtheory

USER = """
import torch

import lqtheory
from lqtheory import check, find
from lqtheory.compressibility import compressibility
from lqtheory.compression import Pruning, compress, hold_masks, load_masks, open_weights, prune_weight, save_masks
from lqtheory.networks import Checkpoint, profile, tensor_views
from lqtheory.scorers import sparsity_scorer

network = torch.nn.Sequential(torch.nn.Linear(4, 3))
result = compress(network, "adaptive", density=0.5)
reveal_type(lqtheory.__version__)  # builtins.str
reveal_type(find("stechkin_inequality").title)  # builtins.str
reveal_type(check(find("stechkin_inequality")).verdict)
reveal_type(compressibility(network).layers[0].kept)  # builtins.tuple[builtins.int, ...]
reveal_type(result.report.kept)  # builtins.int
reveal_type(hold_masks(network, result))  # torch.nn.modules.module.Module
reveal_type(load_masks("masks.safetensors"))  # builtins.dict[builtins.str, torch._tensor.Tensor]
reveal_type(open_weights("net.safetensors")["fc.weight"])  # torch._tensor.Tensor
reveal_type(save_masks("masks.safetensors", result))  # builtins.int
reveal_type(tensor_views(network).layers[0].matrix)  # torch._tensor.Tensor
reveal_type(len(Checkpoint("net.pt")))  # builtins.int
reveal_type(profile(network).columns)  # builtins.tuple[builtins.str, ...]
reveal_type(sparsity_scorer("gini")(None))  # builtins.float
prune_weight(network[0], "weight", "adaptive", density=0.5)
Pruning("magnitude", density=0.5)
"""
WRONG = """
from lqtheory.compression import compress
from lqtheory.scorers import sparsity_scorer

compress({}, "magnitude", density="half")
sparsity_scorer(index=3)
n: str = compress({}, "magnitude", kept=1).report.kept
"""


def strict(text: str, folder: Path) -> list[str]:
    """What mypy says about a user's file, strictly, of a package that is installed."""
    (folder / "user.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-warn-unused-ignores",
        "--cache-dir",
        str(folder / "cache"),
    ]
    options = ["--config-file", "", "--follow-imports", "silent", str(folder / "user.py")]
    paths = {"MYPYPATH": str(Path(lqtheory.__file__).parents[1]), "PATH": ""}
    done = subprocess.run([*command, *options], capture_output=True, text=True, env=paths, check=False, cwd=folder)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_package_says_that_it_is_typed():
    assert Path(lqtheory.__file__).with_name("py.typed").is_file()


@pytest.mark.slow
def test_the_public_functions_have_types_under_strict_mypy(tmp_path):
    lines = strict(USER, tmp_path)
    assert lines[-1].startswith("Success")
    found = {int(line.split(":")[1]): line.rpartition("is ")[2].strip('"') for line in lines if "Revealed type" in line}
    wanted = {i: line for i, line in enumerate(USER.splitlines(), 1) if line.startswith("reveal_type")}
    assert set(found) == set(wanted)
    for number, line in wanted.items():
        named = re.sub(r"\bbuiltins\.", "", found[number]).replace("typing.", "")
        expected = re.sub(r"\bbuiltins\.", "", line.partition("# ")[2])
        assert expected in named if expected else "Any" not in named, line


@pytest.mark.slow
def test_wrong_uses_are_noticed(tmp_path):
    errors = [line for line in strict(WRONG, tmp_path) if ": error:" in line]
    assert [int(line.split(":")[1]) for line in errors] == [5, 6, 7]


@pytest.mark.slow
def test_pyright_finds_nothing_in_the_package():
    """As `make types` does, which installs it."""
    pytest.importorskip("pyright", reason="pyright is not installed; `make types` installs and runs it")
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
